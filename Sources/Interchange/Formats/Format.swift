// The formats that are read and written, by the names that the command line and users' scripts know.

/// A format of files, named as on the command line.
public enum Format: String, Sendable, Hashable, CaseIterable {
  /// A case report as YAML.
  case caseYAML = "case"
  /// A case report as JSON.
  case caseJSON = "case-json"
  /// One FHIR R4 resource as JSON.
  case fhirJSON = "fhir-json"
  /// One FHIR R4 resource as XML.
  case fhirXML = "fhir-xml"
  /// FHIR R4 resources as JSON, one on a line.
  case ndjson

  /// The formats that can be read.
  public static let readable: [Format] = [.caseYAML, .caseJSON, .fhirJSON, .fhirXML, .ndjson]
  /// The formats that can be written.
  public static let writable: [Format] = [.caseYAML, .caseJSON, .fhirJSON, .fhirXML, .ndjson]

  /// Whether this is a case report.
  public var isCase: Bool { self == .caseYAML || self == .caseJSON }

  /// The name in a sentence.
  public var title: String {
    switch self {
    case .caseYAML: "case report (YAML)"
    case .caseJSON: "case report (JSON)"
    case .fhirJSON: "FHIR R4 JSON"
    case .fhirXML: "FHIR R4 XML"
    case .ndjson: "FHIR R4 NDJSON"
    }
  }

  /// The format that the ending of a file's name stands for, in lower case and without the dot; nil if for none.
  public init?(ending: String) {
    switch ending {
    case "json": self = .fhirJSON
    case "ndjson", "jsonl": self = .ndjson
    case "xml": self = .fhirXML
    case "yaml", "yml": self = .caseYAML
    default: return nil
    }
  }
}
