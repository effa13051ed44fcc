// Validates files of any format that is read: FHIR by its definitions, a case by the rules of its format.

internal import CaseReports
public import FHIRCore
internal import FHIRJSON
internal import FHIRValidation

/// Validates files, one after another.
///
/// ```swift
/// var validator = FileValidator()
/// let result = try validator.validate(InputFile(name))
/// for finding in result.findings { print(finding) }
/// ```
///
/// NDJSON is read line by line, and a large Bundle entry by entry, so that neither need fit into memory.
public struct FileValidator: Sendable {
  /// The format of the files; nil to see from their content.
  public var source: Format?
  /// The encoding of the files, where XML is wrong about it; nil for what it declares.
  public var encoding: String?
  /// Whether the lines that findings are about are kept with their values.
  public var showsValues = false
  /// How many findings of each severity are kept of a file; the others are counted.
  public var most = 1_000 { didSet { validator = Validator(limit: max(most, 1_000)) } }
  /// The largest Bundle that is read whole, in bytes: faster, but in several times its size of memory.
  var largestWhole = 64 << 20
  /// Keeps what it has decoded of the definitions from file to file.
  var validator = Validator()

  /// Makes a validator of files.
  public init() {}

  /// Validates a file.
  ///
  /// - Parameter input: the file.
  /// - Returns: what was found and what was not checked.
  /// - Throws: a `Diagnostic` if the file cannot be read.
  public mutating func validate(_ input: InputFile) throws(Diagnostic) -> FileValidation {
    let file = input.name.description
    var reading = try input.open()
    let start = try reading.peekStart()
    switch source.map(DetectedFormat.format) ?? DetectedFormat(start) {
    case .format(.ndjson): return try validateLines(&reading, file: file)
    case .format(let format) where encoding == nil && BundlePieces.canCut(format, beginning: start):
      guard reading.isLasting, try reading.isLarger(than: largestWhole) else { fallthrough }
      return try validateParts(of: input, format)
    case .format: return try validate(reading.rest(), file: file)
    // What is no format at its beginning is none, however much follows.
    case .foreign, .empty, .binary, .unknown: return validate(start, file: file)
    }
  }

  /// Validates the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: what the user calls it, for diagnostics.
  /// - Returns: what was found and what was not checked.
  public mutating func validate(_ bytes: [UInt8], file: String) -> FileValidation {
    let detected = source.map(DetectedFormat.format) ?? DetectedFormat(bytes)
    var result = FileValidation(file, detected, most: most)
    switch detected {
    case .format(.ndjson):
      var reader = FHIRReader(.ndjson)
      add(NDJSONLines(bytes), of: bytes, &reader, to: &result)
    case .format(let format) where format.isCase:
      let reading = CaseReport.read(bytes, file: file, syntax: format == .caseYAML ? .yaml : .json)
      result.records = 1
      result.note(reading.diagnostics) { excerpts(of: bytes, at: $0, format) }
    case .format(let format):
      var reader = FHIRReader(format, encoding: encoding)
      add(bytes, firstLine: 1, format, &reader, to: &result)
    case .foreign, .empty, .binary, .unknown:
      // The converter has the words for what it does not read.
      result.note(Converter(to: .fhirJSON).convert(bytes, file: file).diagnostics)
    }
    return result
  }

  /// Validates NDJSON line by line.
  private mutating func validateLines(
    _ reading: inout OpenInputFile, file: String
  ) throws(Diagnostic) -> FileValidation {
    var result = FileValidation(file, .format(.ndjson), most: most)
    var reader = FHIRReader(.ndjson)
    var cutter = NDJSONCutter()
    var isEnd = false
    while !isEnd {
      let chunk = try reading.next(atMost: 1 << 20)
      isEnd = chunk.isEmpty
      let lines = isEnd ? cutter.finish() : cutter.feed(chunk)
      add(NDJSONLines(lines.text, firstLine: lines.firstLine), of: lines.text, &reader, to: &result)
    }
    return result
  }

  private mutating func add(
    _ lines: NDJSONLines, of text: [UInt8], _ reader: inout FHIRReader, to result: inout FileValidation
  ) {
    for line in lines {
      add(Array(text[line.range]), firstLine: line.number, .ndjson, &reader, to: &result)
    }
  }

  private mutating func add(
    _ record: [UInt8], firstLine: Int, _ format: Format, _ reader: inout FHIRReader, to result: inout FileValidation
  ) {
    result.records += 1
    var findings: [Diagnostic]
    do throws(Diagnostic) {
      let tree = try reader.read(record, file: result.file, firstLine: firstLine)
      let validation = validator.validate(tree, findings: reader.diagnostics)
      findings = validation.findings
      result.unchecked.add(validation.unchecked)
      result.count(validation.unlisted)
    } catch {
      findings = reader.diagnostics + [error]
    }
    result.count(reader.unlisted)
    result.note(findings) { excerpts(of: record, firstLine: firstLine, at: $0, format) }
  }

  private func excerpts(
    of bytes: [UInt8], firstLine: Int = 1, at places: [Place], _ format: Format
  ) -> [Place: Excerpt] {
    Excerpt.all(of: bytes, firstLine: firstLine, at: places, format: format, showingValues: showsValues)
  }
}
