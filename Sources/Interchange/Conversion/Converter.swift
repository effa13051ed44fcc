// From the bytes of one input to the bytes of one output. Opens no file.

public import CaseReports
public import FHIRCore
public import FHIRJSON
public import Terminology
public import TimeZones

/// Converts one input.
///
/// ```swift
/// let conversion = Converter(to: .fhirJSON).convert(bytes, file: "patient.json")
/// ```
///
/// The same bytes and options give the same output, whenever and wherever.
public struct Converter: Sendable {
  /// The format of the input; nil to see from its content.
  public var source: Format?
  /// The format of the output.
  public var target: Format
  /// How the output is laid out, where its format leaves a choice.
  public var layout: JSONWriter.Style
  /// The encoding of the input, where XML is wrong about it; nil for what it declares.
  public var encoding: String?
  /// The encoding of a legacy document that is written; nil for that of the document it came from, else UTF-8.
  public var outputEncoding: String?
  /// The dialects of legacy documents that are known.
  public var dialects = Dialects.embedded
  /// When the output is made, for where FHIR demands it; nil if that is not said.
  public var recordedAt: FHIRInstant?

  /// The zone of times that a legacy document prints without one; nil if that is not known.
  public var zone: ClockZone?
  /// Gives the zone of a name, which times of a document were read in.
  public var zones: @Sendable (String) -> ClockZone? = { ClockZone(offset: $0) }
  /// The key of a hash that ids of legacy documents are made by; nil for a hash that anybody can compute.
  public var idKey: [UInt8]?

  /// Codes for names of a legacy document that its mapping has none for.
  public var concepts = LocalConcepts()

  /// Whether it is told of each value of a legacy document where it went; of a case it always is.
  public var makesLedger = true

  /// Whether FHIR that is made from something else is written though the validator finds errors in it.
  public var allowsInvalid = false

  /// What the Bundle of a case or a legacy document is for; nil for the default, a collection.
  public var bundle: BundleKind?
  /// Dates of anchors that a case does not print.
  public var anchors: AnchorDates

  /// Sets what is to be done.
  public init(
    from source: Format? = nil, to target: Format, layout: JSONWriter.Style = .pretty, recordedAt: FHIRInstant? = nil,
    bundle: BundleKind? = nil, anchors: AnchorDates = AnchorDates(), encoding: String? = nil
  ) {
    self.source = source
    self.target = target
    self.layout = layout
    self.recordedAt = recordedAt
    self.bundle = bundle
    self.anchors = anchors
    self.encoding = encoding
  }

  /// Converts an input.
  ///
  /// - Parameters:
  ///   - bytes: the input.
  ///   - file: what the user calls it, for diagnostics.
  /// - Returns: the output, if there is one, and what was found.
  public func convert(_ bytes: [UInt8], file: String) -> Conversion {
    let detected = source.map(DetectedFormat.format) ?? dialects.detect(bytes, encoding: encoding)
    switch detected {
    case .format(let format) where encoding != nil && !format.isXML:
      return Conversion(.unsupported("'--encoding' is for XML; \(format.title) is UTF-8."), of: detected)
    case .format(let format) where isForCases && !format.isCase && !format.isDialect:
      return Conversion(.unsupported(Self.forCases), of: detected)
    case .format(.fhirJSON) where target.isCase: return restoreCase(bytes, .fhirJSON, file: file)
    case .format(.fhirXML) where target.isCase: return restoreCase(bytes, .fhirXML, file: file)
    case .format(.ndjson) where target.isCase: return restoreLine(bytes, file: file)
    case .format(let format) where target.isDialect && (format == .fhirJSON || format == .fhirXML):
      return writeDocument(bytes, format, file: file)
    case .format(.ndjson) where target.isDialect: return writeMessages(bytes, file: file)
    case .format(let format) where target.isDialect && !format.isDialect:
      return Conversion(.unsupported("A legacy document is written from a Bundle of FHIR."), of: detected)
    case .format(.dialect(let name)): return convertDocument(bytes, name, file: file)
    case .format(.fhirJSON): return convertResource(bytes, .fhirJSON, file: file)
    case .format(.fhirXML): return convertResource(bytes, .fhirXML, file: file)
    case .format(.ndjson): return convertLines(bytes, file: file)
    case .format(.caseYAML): return convertCase(bytes, syntax: .yaml, file: file)
    case .format(.caseJSON): return convertCase(bytes, syntax: .json, file: file)
    case .foreign("XML"): return foreignDocument(bytes, file: file)
    case .foreign(let name):
      return failed(.foreign, detected, FormatRule.foreign, "expected a format that is read, found \(name)", file)
    case .empty: return failed(.refused, detected, FormatRule.empty, "expected content, found an empty file", file)
    case .binary: return failed(.refused, detected, FormatRule.unknown, "expected text, found binary data", file)
    case .unknown:
      return failed(.refused, detected, FormatRule.unknown, "expected a file of a format that is read", file)
    }
  }

  /// Whether an input that begins so is of a format that is read; if not, the rest of it makes no difference.
  public func reads(beginning start: [UInt8]) -> Bool {
    if source != nil { return true }
    switch DetectedFormat(start) {
    case .format, .foreign("XML"), .hl7v2: return true
    default: return false
    }
  }

  /// Begins to take a Bundle apart that is read in chunks.
  ///
  /// - Parameters:
  ///   - start: the first bytes of the input, which are not fed yet.
  ///   - file: what the user calls it, for diagnostics.
  /// - Returns: nil if the input is to be read whole, for it is no Bundle or becomes something else than NDJSON.
  public func bundleStream(beginning start: [UInt8], file: String) -> BundleStream? {
    guard target == .ndjson, encoding == nil, !isForCases else { return nil }
    guard case .format(let format) = source.map(DetectedFormat.format) ?? DetectedFormat(start) else { return nil }
    return BundlePieces.canCut(format, beginning: start) ? BundleStream(format, file: file) : nil
  }

  /// Whether something is asked for that only a case can become.
  var isForCases: Bool { bundle != nil || !anchors.isEmpty }

  static let forCases = "'--bundle' is for cases and legacy documents that become FHIR, '--anchor' for cases."

  private func failed(
    _ outcome: Conversion.Outcome, _ format: DetectedFormat, _ rule: Rule, _ message: String, _ file: String
  ) -> Conversion {
    let names = (Format.builtIn.map(\.name) + dialects.names).joined(separator: ", ")
    let hint = rule == FormatRule.unknown ? "'--from' names it: \(names)" : "read are \(names)"
    return Conversion(
      outcome, of: format, diagnostics: [Diagnostic(rule, message, at: Place(file: file), hint: hint)])
  }
}
