// A file into another format and back, and what of its bytes came back.

public import FHIRCore
internal import FHIRJSON

/// Sends files through another format and back, and compares what came back with what was there.
///
/// ```swift
/// let result = RoundTrip().check(bytes, file: "patient.json")
/// print(result.returned, "of", result.leaves)   // 132 of 132
/// ```
///
/// It begins with the bytes of the source: their leaves are read without definitions, so what a reader of ours would
/// drop is missed. A leaf is a scalar of JSON or YAML, an attribute or a text of XML.
public struct RoundTrip: Sendable {
  /// The format of the input; nil to see from its content.
  public var source: Format?
  /// The format to go through; nil for the usual one: XML for JSON, JSON for XML and for cases.
  public var via: Format?
  /// The encoding of the input, where XML is wrong about it; nil for what it declares.
  public var encoding: String?

  /// The dialects of legacy documents that are known.
  public var dialects = Dialects.embedded

  /// Sets what is to be done.
  public init(from source: Format? = nil, via: Format? = nil, encoding: String? = nil) {
    self.source = source
    self.via = via
    self.encoding = encoding
  }

  /// What came of one file.
  public struct Result: Sendable {
    /// The file as the user named it.
    public let file: String
    /// What it is.
    public let format: DetectedFormat
    /// What it went through; nil if it could not go.
    public internal(set) var via: Format?
    /// How many leaves the source has.
    public internal(set) var leaves = 0
    /// How many of them came back unchanged.
    public internal(set) var returned = 0
    /// Where what came back differs, with the place in the source.
    public internal(set) var differences: [Difference] = []
    /// Why the file could not go, or what was found on the way.
    public internal(set) var diagnostics: [Diagnostic] = []

    init(file: String, format: DetectedFormat) {
      self.file = file
      self.format = format
    }

    /// A file that could not be read at all.
    public init(unreadable file: String, _ diagnostic: Diagnostic) {
      self.init(file: file, format: .unknown)
      diagnostics = [diagnostic]
    }

    /// Whether everything came back, and nothing else.
    public var isEqual: Bool {
      via != nil && differences.isEmpty && !diagnostics.contains { $0.rule.severity == .error }
    }
  }

  /// One leaf that did not come back as it was.
  public struct Difference: Sendable, Hashable {
    /// What became of it.
    public enum Kind: String, Sendable, Hashable {
      /// It is not in what came back.
      case missing
      /// It has another value.
      case changed
      /// It was not in the source.
      case added
    }

    /// What became of it.
    public let kind: Kind
    /// The path of the leaf.
    public let path: String
    /// Where it stands in the source; without a line if it was added.
    public let source: Place
    /// Where it stands in what came back; without a line if it is missing.
    public let back: Place
  }

  /// Checks one file.
  public func check(_ bytes: [UInt8], file: String) -> Result {
    let detected = source.map(DetectedFormat.format) ?? dialects.detect(bytes, encoding: encoding)
    var result = Result(file: file, format: detected)
    guard case .format(let format) = detected else {
      if case .foreign("XML") = detected {
        // It may be that it cannot be read at all, for which the converter has the words.
        var converter = Converter(to: .fhirJSON, encoding: encoding)
        converter.dialects = dialects
        result.diagnostics = converter.convert(bytes, file: file).diagnostics
        return result
      }
      result.diagnostics = [
        Diagnostic(
          FormatRule.foreign, "expected a format that goes both ways, found \(detected)", at: Place(file: file))
      ]
      return result
    }
    let via = via ?? format.companion
    guard let returned = returned(bytes, format, via, file: file, &result.diagnostics) else { return result }
    result.via = via
    do throws(Diagnostic) {
      let before = try SourceLeaves(bytes, format, file: file, encoding: encoding)
      let after = try SourceLeaves(returned, format, file: "\(file) back")
      result.leaves = before.count
      result.differences = before.differences(from: after)
      result.returned = before.count - result.differences.count { $0.kind != .added }
    } catch {
      result.diagnostics.append(error)
    }
    return result
  }
}

extension RoundTrip {
  /// What comes back; nil if something keeps it from going.
  private func returned(
    _ bytes: [UInt8], _ format: Format, _ via: Format, file: String, _ diagnostics: inout [Diagnostic]
  ) -> [UInt8]? {
    guard format == .ndjson, via != .ndjson else { return sent(bytes, format, via, file: file, &diagnostics) }
    // Each line goes by itself.
    var output: [UInt8] = []
    for record in NDJSONLines(bytes) {
      var found: [Diagnostic] = []
      let back = sent(Array(bytes[record.range]), .fhirJSON, via, file: file, &found)
      for var finding in found {
        if finding.place.line > 0 { finding.place.line += record.number - 1 }
        diagnostics.append(finding)
      }
      guard let back else { return nil }
      output += back
    }
    return output
  }

  /// Sends one record, and takes it back.
  private func sent(
    _ bytes: [UInt8], _ format: Format, _ via: Format, file: String, _ diagnostics: inout [Diagnostic]
  ) -> [UInt8]? {
    func take(_ conversion: Conversion) -> [UInt8]? {
      if conversion.output == nil, case .unsupported(let reason) = conversion.outcome {
        diagnostics.append(Diagnostic(FormatRule.oneWay, reason, at: Place(file: file)))
      }
      return conversion.output
    }
    var forth = Converter(from: format, to: via, encoding: encoding)
    forth.dialects = dialects
    let there = forth.convert(bytes, file: file)
    diagnostics += there.diagnostics
    guard let output = take(there) else { return nil }
    var backward = Converter(from: via, to: format, layout: .compact)
    backward.dialects = dialects
    // What is compared is UTF-8 whatever the file was.
    backward.outputEncoding = "UTF-8"
    let back = backward.convert(output, file: "\(file) back")
    diagnostics += back.diagnostics.filter { $0.rule.severity == .error }
    return take(back)
  }
}

extension Format {
  /// The format that a round trip goes through if none is named.
  var companion: Format {
    switch self {
    case .fhirJSON, .ndjson: .fhirXML
    case .fhirXML, .caseYAML, .caseJSON, .dialect: .fhirJSON
    }
  }
}
