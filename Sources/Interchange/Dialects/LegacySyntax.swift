// The syntaxes that legacy documents are written in, which their mappings need not know.

internal import FHIRCore
internal import HL7v2
internal import Mapping
internal import SourceTree

/// How a legacy document is written.
enum LegacySyntax {
  case xml
  /// HL7 v2 with delimiters.
  case er7
  /// HL7 v2 in XML.
  case messageXML

  /// What is behind the name of a dialect of messages where XML is meant.
  static let suffix = "-xml"

  /// The syntax of a document, from its content.
  init(of bytes: [UInt8]) { self = DetectedFormat(bytes) == .hl7v2 ? .er7 : .xml }

  /// The syntax that a dialect is written in, by its name and mapping.
  init(of dialect: String, _ mapping: Mapping) {
    self = !mapping.reads(.hl7v2) ? .xml : dialect == mapping.name ? .er7 : .messageXML
  }

  /// Reads one document.
  func read(_ bytes: [UInt8], file: String, encoding: String?, firstLine: Int = 1) throws(Diagnostic) -> SourceTree {
    switch self {
    case .xml: return try .read(xml: bytes, file: file, encoding: encoding)
    case .er7: return try .read(hl7v2: bytes, file: file, encoding: encoding, firstLine: firstLine)
    case .messageXML:
      let document = try SourceTree.read(xml: bytes, file: file, encoding: encoding)
      return try document.message() ?? document
    }
  }

  /// Writes one document.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - encoding: the encoding that is asked for; nil for its own.
  /// - Returns: the bytes of the document.
  /// - Throws: a `Diagnostic` if the encoding is not known or has not all characters.
  func write(_ document: SourceTree, encoding: String?) throws(Diagnostic) -> [UInt8] {
    switch self {
    case .xml: try document.xml()
    case .er7: try document.hl7v2(encoding: encoding)
    case .messageXML: try document.messageXML().xml()
    }
  }
}

extension LegacySyntax {
  /// What a document carries that is not written in this syntax.
  func losses(of document: SourceTree) -> [Diagnostic] {
    switch self {
    case .xml: []
    case .er7: document.lostBesideMessage(isXML: false)
    case .messageXML: document.lostBesideMessage(isXML: true)
    }
  }
}

extension DetectedFormat {
  /// Messages with delimiters, before it is known which mapping reads them.
  static let hl7v2 = foreign("HL7 v2")
}

extension SourceName {
  /// What a message of HL7 v2 begins with as a tree.
  static let hl7v2 = SourceName(local: "HL7v2")
}
