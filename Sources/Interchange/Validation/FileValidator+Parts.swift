// A Bundle that is too large to be held is validated entry by entry, with the same findings.

internal import FHIRCore
internal import FHIRValidation

extension FileValidator {
  /// Validates a Bundle in two passes: one for what its entries are called, for a reference may lead to a later one, and
  /// one that judges them.
  mutating func validateParts(of input: InputFile, _ format: Format) throws(Diagnostic) -> FileValidation {
    let file = input.name.description
    var reader = FHIRReader(format)
    var index = BundleIndex()
    var result = FileValidation(file, .format(format), most: most)
    result.records = 1
    let fault = try readPieces(of: input, format) { piece throws(Diagnostic) in
      let tree = try read(piece, of: file, &reader) { result.note($0) }
      if piece.entry == nil { index.add(head: tree.root) } else { index.add(tree.root.child("entry")) }
    }
    if let fault {
      result.note([fault])
      result.sort()
      return result
    }
    result = FileValidation(file, .format(format), most: most)
    result.records = 1
    try judgePieces(of: input, format, index, &reader, &result)
    result.sort()
    return result
  }

  private mutating func judgePieces(
    of input: InputFile, _ format: Format, _ index: BundleIndex, _ reader: inout FHIRReader,
    _ result: inout FileValidation
  ) throws(Diagnostic) {
    var bundle: BundleContext? = BundleContext(index)
    // Where entries begin, which only documents need.
    var places: [(line: Int, column: Int)] = []
    let fault = try readPieces(of: input, format) { piece throws(Diagnostic) in
      let tree = try read(piece, of: result.file, &reader) { _ in }
      if index.type == "document", piece.entry != nil {
        let place = piece.place(tree.root.child("entry")?.place ?? Place(file: ""))
        places.append((place.line, place.column))
      }
      let part = piece.entry.map(BundlePart.entry) ?? .rest
      let validation = validator.validate(tree, findings: reader.diagnostics, as: part, of: &bundle)
      result.unchecked.add(validation.unchecked)
      // What is left of the Bundle also holds the first entry, which has a piece of its own.
      if part != .rest || !validation.findings.contains(where: piece.isOfAnEntry) {
        result.count(validation.unlisted)
        result.count(reader.unlisted)
      }
      for finding in validation.findings where !piece.isOfAnEntry(finding) {
        let located = piece.located(finding)
        // What is about an entry as a whole is said of the first one twice, for it also stands for all.
        if part == .rest, result.findings.contains(located) { continue }
        result.note([located]) { _ in excerpt(of: piece, format, at: finding.place).map { [located.place: $0] } ?? [:] }
      }
    }
    // Only if the file has changed since the first pass.
    if let fault { result.note([fault]) }
    for number in bundle?.unreached() ?? [] where number < places.count {
      let place = Place(
        file: result.file, line: places[number].line, column: places[number].column, path: "Bundle.entry[\(number)]")
      result.note([Diagnostic(ValidationRule.unreachable, ValidationRule.unreachableMessage, at: place)])
    }
  }

  /// Hands on the pieces of a Bundle.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - format: its format.
  ///   - use: takes a piece, and throws where the text can be read no further.
  /// - Returns: why the text cannot be read to its end; nil if it was.
  /// - Throws: a `Diagnostic` if the file cannot be read.
  private func readPieces(
    of input: InputFile, _ format: Format, _ use: (BundlePiece) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Diagnostic? {
    let file = input.name.description
    var reading = try input.open()
    var pieces = BundlePieces(format)
    var isEnd = false
    while !isEnd {
      let chunk = try reading.next(atMost: 1 << 20)
      isEnd = chunk.isEmpty
      do throws(Diagnostic) {
        for piece in try isEnd ? pieces.finish(file: file) : pieces.feed(chunk, file: file) { try use(piece) }
      } catch {
        return error
      }
    }
    return nil
  }

  /// The tree of a piece; what its reader found, and the fault that it throws, have their places in the file.
  private func read(
    _ piece: BundlePiece, of file: String, _ reader: inout FHIRReader, _ note: ([Diagnostic]) -> Void
  ) throws(Diagnostic) -> ElementTree {
    defer { note(reader.diagnostics.filter { !piece.isOfAnEntry($0) }.map(piece.located)) }
    do throws(Diagnostic) {
      return try reader.read(piece, file: file)
    } catch {
      throw piece.located(error)
    }
  }

  /// The line that a finding is about, if the piece has it as the file does.
  private func excerpt(of piece: BundlePiece, _ format: Format, at place: Place) -> Excerpt? {
    guard piece.isWholeLine(place.line) else { return nil }
    return Excerpt.all(of: piece.text, at: [place], format: format, showingValues: showsValues)[place]
  }
}
