// Validates one file of any format that is read: FHIR by its definitions, a case by the rules of its format.

internal import CaseReports
public import FHIRCore
internal import FHIRJSON
public import FHIRValidation

/// What came of validating one file.
public struct FileValidation: Sendable {
  /// The file, as the user named it.
  public let file: String
  /// What it was found to be.
  public var format: DetectedFormat
  /// What was found, in the order of the file.
  public var findings: [Diagnostic] = []
  /// What could not be judged.
  public var unchecked = Unchecked()
  /// The lines that findings are about, as far as they can be shown.
  var excerpts: [Place: Excerpt] = [:]
  /// How many records, that is resources or cases, were read.
  public var records = 0

  /// Whether there is no error.
  public var isValid: Bool { !findings.contains { $0.rule.severity == .error } }

  /// The result of a file that could not be read.
  public init(unreadable file: String, _ finding: Diagnostic) {
    self.file = file
    format = .unknown
    findings = [finding]
  }

  private init(_ file: String, _ format: DetectedFormat) {
    self.file = file
    self.format = format
  }

  /// Validates the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: what the user calls it, for diagnostics.
  ///   - format: its format; nil to see from its content.
  ///   - encoding: its encoding, where XML is wrong about it.
  ///   - showingValues: whether the lines that findings are about are kept with their values.
  ///   - validator: keeps what it has decoded of the definitions from file to file.
  /// - Returns: what was found and what was not checked.
  public static func validate(
    _ bytes: [UInt8], file: String, as format: Format? = nil, encoding: String? = nil,
    showingValues: Bool = false, with validator: inout Validator
  ) -> FileValidation {
    let detected = format.map(DetectedFormat.format) ?? DetectedFormat(bytes)
    var result = FileValidation(file, detected)
    switch detected {
    case .format(.ndjson):
      var reader = FHIRReader(.ndjson)
      for line in NDJSONLines(bytes) {
        result.add(Array(bytes[line.range]), firstLine: line.number, &reader, &validator)
      }
    case .format(let format) where format.isCase:
      let reading = CaseReport.read(bytes, file: file, syntax: format == .caseYAML ? .yaml : .json)
      result.records = 1
      result.findings = reading.diagnostics
    case .format(let format):
      var reader = FHIRReader(format, encoding: encoding)
      result.add(bytes, firstLine: 1, &reader, &validator)
    case .foreign, .empty, .binary, .unknown:
      // The converter has the words for what it does not read.
      result.findings = Converter(to: .fhirJSON).convert(bytes, file: file).diagnostics
    }
    if case .format(let format) = detected, !result.findings.isEmpty {
      result.excerpts = Excerpt.all(
        of: bytes, at: result.findings.map(\.place), format: format, showingValues: showingValues)
    }
    return result
  }

  private mutating func add(
    _ record: [UInt8], firstLine: Int, _ reader: inout FHIRReader, _ validator: inout Validator
  ) {
    records += 1
    do throws(Diagnostic) {
      let tree = try reader.read(record, file: file, firstLine: firstLine)
      let validation = validator.validate(tree, findings: reader.diagnostics)
      findings += validation.findings
      unchecked.add(validation.unchecked)
    } catch {
      findings += reader.diagnostics + [error]
    }
  }
}
