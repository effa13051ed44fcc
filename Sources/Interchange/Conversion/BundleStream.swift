// A Bundle taken apart into one resource on a line while it is read, and the account of what a line has no place for.

internal import FHIRCore
internal import FHIRDefinitions
internal import FHIRJSON
internal import FHIRXML

/// Takes a Bundle apart into NDJSON, in the memory of its largest entry.
///
/// ```swift
/// if let stream = converter.bundleStream(beginning: start, file: "export.json") {
///   output += stream.feed(start)
///   while let chunk = try input.next() { output += stream.feed(chunk) }
///   let conversion = stream.finish(&output)
/// }
/// ```
///
/// The resources are the output; what the Bundle says about itself and its entries is a loss. If there is an error
/// anywhere, the output is to be thrown away: without an entry it would look whole.
public final class BundleStream {
  /// How many findings, and how many losses, are listed; the rest is counted.
  static let most = 10_000

  private let file: String
  private var pieces: BundlePieces
  private var reader: FHIRReader
  private var conversion: Conversion
  /// What keeps the rest of the text from being read.
  private var fault: Diagnostic?

  init(_ format: Format, file: String) {
    self.file = file
    pieces = BundlePieces(format)
    reader = FHIRReader(format)
    conversion = Conversion(.whole, of: .format(format))
  }

  /// The lines of the entries that end in a chunk.
  public func feed(_ chunk: [UInt8]) -> [UInt8] {
    guard fault == nil else { return [] }
    return lines { () throws(Diagnostic) in try pieces.feed(chunk, file: file) }
  }

  /// What became of the Bundle, when all of it has been fed; the last lines are appended to the output.
  public func finish(_ output: inout [UInt8]) -> Conversion {
    if fault == nil { output += lines { () throws(Diagnostic) in try pieces.finish(file: file) } }
    if let fault {
      // A reader of the whole would have ended here.
      conversion.diagnostics.removeAll { Self.comesBefore(fault, $0) }
      conversion.diagnostics.append(fault)
      conversion.outcome = .refused
    }
    if conversion.outcome == .whole, !conversion.losses.isEmpty { conversion.outcome = .incomplete }
    conversion.diagnostics.sort(by: Self.comesBefore)
    conversion.losses.sort(by: Self.comesBefore)
    // What is about an entry as a whole is said by the first entry twice, for it also stands for all.
    for index in conversion.diagnostics.indices.dropFirst().reversed()
    where conversion.diagnostics[index] == conversion.diagnostics[index - 1] {
      conversion.diagnostics.remove(at: index)
    }
    return conversion
  }

  private func lines(_ next: () throws(Diagnostic) -> [BundlePiece]) -> [UInt8] {
    var output: [UInt8] = []
    do throws(Diagnostic) {
      for piece in try next() { try write(piece, to: &output) }
    } catch {
      fault = error
    }
    return output
  }

  private func write(_ piece: BundlePiece, to output: inout [UInt8]) throws(Diagnostic) {
    let tree: ElementTree
    do throws(Diagnostic) {
      tree = try reader.read(piece, file: file)
    } catch {
      note(reader.diagnostics, of: piece)
      throw piece.located(error)
    }
    note(reader.diagnostics, of: piece)
    var lost: [(node: Node, path: String)] = []
    defer { lose(lost, of: piece, tree.source) }
    for child in tree.root.children {
      guard child.nameString == "entry" else {
        lost.append((child, "Bundle.\(child.nameString)"))
        continue
      }
      guard let index = piece.entry else { continue }
      for part in child.children {
        guard part.nameString == "resource" else {
          lost.append((part, "Bundle.entry[\(index)].\(part.nameString)"))
          continue
        }
        if conversion.outcome != .refused { try Format.ndjson.write(part, .compact, to: &output) }
        conversion.resources.add(part)
      }
    }
  }

  private func note(_ findings: [Diagnostic], of piece: BundlePiece) {
    conversion.unlisted += reader.unlisted.values.reduce(0, +)
    for finding in findings where !piece.isOfAnEntry(finding) {
      if finding.rule.severity == .error { conversion.outcome = .refused }
      guard conversion.diagnostics.count < Self.most else {
        conversion.unlisted += 1
        continue
      }
      conversion.diagnostics.append(piece.located(finding))
    }
  }

  private static func comesBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.place.line, left.place.column) < (right.place.line, right.place.column)
  }

  /// Notes what a line has no place for, in the order of the text, which is walked once.
  private func lose(_ lost: [(node: Node, path: String)], of piece: BundlePiece, _ source: SourceMap?) {
    let listed = lost.prefix(Self.most - conversion.losses.count)
    conversion.unlisted += lost.count - listed.count
    let places = source?.places(of: listed.map { Int($0.node.record.source) }) ?? []
    for (place, item) in zip(places, listed) {
      let place = piece.place(place)
      conversion.losses.append(
        Diagnostic(
          FormatRule.dropped, "expected only resources, which are what NDJSON has lines for",
          at: Place(file: place.file, line: place.line, column: place.column, path: item.path)))
    }
  }
}
