// The rules that an XML document can break before anybody asks what it means.

public import FHIRCore

/// Rules of XML itself (XML 1.0, fifth edition; Namespaces in XML 1.0), in the order of their ids.
public enum XMLRule {
  /// The bytes are not text of the encoding.
  public static let encoding = Rule(
    "xml.encoding", .error, .refused, "The bytes are text in the encoding that the document declares.")
  /// The encoding is not known.
  public static let encodingUnknown = Rule(
    "xml.encoding.unknown", .error, .refused, "The declared encoding is one that is known.")
  /// The user names another encoding than the document.
  public static let encodingOverridden = Rule(
    "xml.encoding.overridden", .warning, .repaired,
    "The document is read in the encoding that the user names, which is not the one that it declares.")
  /// The document seems to be wrong about its encoding.
  public static let encodingSuspect = Rule(
    "xml.encoding.suspect", .warning, .kept,
    "A document that declares another encoding than UTF-8 does not look like UTF-8 throughout.")
  /// There is nothing.
  public static let empty = Rule("xml.empty", .error, .refused, "A document has an element.")
  /// A document type declaration where none may be.
  public static let doctype = Rule(
    "xml.doctype", .error, .refused, "FHIR XML has no document type declaration; nothing is loaded for one.")
  /// An entity that is not known.
  public static let entity = Rule(
    "xml.entity", .error, .refused, "The entities are &amp;, &lt;, &gt;, &quot; and &apos;; others are not replaced.")
  /// It is not well-formed.
  public static let syntax = Rule("xml.syntax", .error, .refused, "The document is well-formed XML.")
  /// It ends too early.
  public static let truncated = Rule("xml.truncated", .error, .refused, "The document ends before its elements do.")
  /// A limit is exceeded.
  public static let limit = Rule(
    "xml.limit", .error, .refused, "A document keeps to the limits of depth, size, attributes and names.")

  /// All of them.
  public static let all = [
    encoding, encodingUnknown, encodingOverridden, encodingSuspect, empty, doctype, entity, syntax, truncated, limit,
  ]
}
