// The rules that FHIR's way of writing XML adds to XML itself (FHIR R4, 2.6.1 XML Representation).

public import FHIRCore

/// Rules of FHIR XML, in the order of their ids.
public enum FHIRXMLRule {
  /// An attribute that FHIR does not have there.
  public static let attribute = Rule(
    "xml.attribute", .error, .kept, "An element has the attributes that FHIR gives it: value, id and url.")
  /// Something that is not part of the data.
  public static let comment = Rule(
    "xml.comment", .information, .dropped, "Comments and processing instructions are not part of the data.")
  /// A resource container without one resource.
  public static let container = Rule(
    "xml.container", .error, .kept, "A place for a resource holds one resource and nothing else.")
  /// An element without anything.
  public static let content = Rule("xml.content", .error, .kept, "An element has an attribute or children.")
  /// An element of another namespace.
  public static let namespace = Rule(
    "xml.namespace", .error, .kept, "Elements of FHIR are in the namespace http://hl7.org/fhir.")
  /// Narrative that cannot be written.
  public static let narrative = Rule(
    "xml.narrative", .error, .refused, "Narrative is one well-formed div of XHTML.")
  /// Elements in the wrong order.
  public static let order = Rule(
    "xml.order", .error, .kept, "Elements stand in the order of their definition, those of a list together.")
  /// A second element where there is one.
  public static let repeated = Rule("xml.repeated", .error, .kept, "An element that is no list stands there once.")
  /// A second type of one choice.
  public static let secondChoice = Rule(
    "xml.second-choice", .error, .kept, "An element `[x]` stands there with two types; both stay in the tree.")
  /// Text where none may be.
  public static let text = Rule("xml.text", .error, .dropped, "Text stands only in narrative; values are attributes.")
  /// A value that XML cannot hold.
  public static let unwritable = Rule(
    "xml.unwritable", .error, .refused,
    "XML 1.0 cannot hold some control characters, and names only letters, digits and few signs.")
  /// A value that is no number or boolean.
  public static let value = Rule(
    "xml.value", .error, .kept, "The value of a number or boolean is written as one; else it is kept as text.")

  /// All of them.
  public static let all = [
    attribute, comment, container, content, namespace, narrative, order, repeated, secondChoice, text,
    unwritable, value,
  ]
}
