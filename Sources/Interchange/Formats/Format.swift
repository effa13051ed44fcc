// The formats that are read and written, by the names that the command line and users' scripts know.

/// A format of files, named as on the command line.
public enum Format: Sendable, Hashable {
  /// A case report as YAML.
  case caseYAML
  /// A case report as JSON.
  case caseJSON
  /// One FHIR R4 resource as JSON.
  case fhirJSON
  /// One FHIR R4 resource as XML.
  case fhirXML
  /// FHIR R4 resources as JSON, one on a line.
  case ndjson
  /// A legacy document, by the name that its mapping gives the dialect.
  case dialect(String)

  /// The formats that need no mapping; all are read and written.
  public static let builtIn: [Format] = [.caseYAML, .caseJSON, .fhirJSON, .fhirXML, .ndjson]

  /// The name on the command line.
  public var name: String {
    switch self {
    case .caseYAML: "case"
    case .caseJSON: "case-json"
    case .fhirJSON: "fhir-json"
    case .fhirXML: "fhir-xml"
    case .ndjson: "ndjson"
    case .dialect(let name): name
    }
  }

  /// Whether this is a case report.
  public var isCase: Bool { self == .caseYAML || self == .caseJSON }

  /// Whether this is a legacy document.
  public var isDialect: Bool {
    if case .dialect = self { true } else { false }
  }

  /// Whether this is XML, which may have any encoding.
  var isXML: Bool { self == .fhirXML || isDialect }

  /// The name in a sentence.
  public var title: String {
    switch self {
    case .caseYAML: "case report (YAML)"
    case .caseJSON: "case report (JSON)"
    case .fhirJSON: "FHIR R4 JSON"
    case .fhirXML: "FHIR R4 XML"
    case .ndjson: "FHIR R4 NDJSON"
    case .dialect(let name): "document of the dialect \(name)"
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
