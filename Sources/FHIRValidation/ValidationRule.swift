// The rules that a FHIR resource can break, in the order of their ids. What breaks one is kept: validation changes nothing.

public import FHIRCore

/// Rules of FHIR R4 that its definitions decide.
public enum ValidationRule {
  /// Too few of an element.
  public static let minimum = Rule(
    "fhir.cardinality.min", .error, .kept, "An element that must be there is missing, or stands there too seldom.")
  /// Too many of an element.
  public static let maximum = Rule(
    "fhir.cardinality.max", .error, .kept, "An element stands there more often than its definition allows.")
  /// An element with nothing but an id.
  public static let empty = Rule(
    "fhir.element.empty", .error, .kept, "An element has a value or children; an id alone says nothing.")
  /// A value that its primitive type does not have.
  public static let format = Rule(
    "fhir.primitive", .error, .kept, "A value has not the form of its primitive type.")
  /// White space around a value.
  public static let whiteSpace = Rule(
    "fhir.primitive.white-space", .warning, .kept, "A text begins or ends with white space.")

  /// A code that is not in the set that its element demands.
  public static let requiredCode = Rule(
    "fhir.binding.required", .error, .kept, "A code is not one of those that its element demands.")
  /// A code outside of the set that should be used if any of it fits.
  public static let extensibleCode = Rule(
    "fhir.binding.extensible", .warning, .kept,
    "No code is one of those to be used wherever one of them fits.")
  /// A code that its code system does not have.
  public static let unknownCode = Rule(
    "fhir.coding.code", .error, .kept, "A code is none of its code system, which is known completely.")
  /// A coding whose system is no code system.
  public static let codingSystem = Rule(
    "fhir.coding.system", .error, .kept, "The system of a code is an absolute URI of a code system.")
  /// A check digit that does not fit.
  public static let checkDigit = Rule(
    "fhir.coding.check-digit", .warning, .kept, "The check digit of a code of LOINC or SNOMED CT does not fit.")
  /// A unit that is no UCUM.
  public static let unit = Rule(
    "fhir.quantity.unit", .error, .kept, "The code of a unit whose system is UCUM is one of UCUM.")

  /// A reference to a type that may not stand there.
  public static let referenceTarget = Rule(
    "fhir.reference.target", .error, .kept, "A reference points at a type of resource that may not stand there.")
  /// A reference that is none.
  public static let referenceForm = Rule(
    "fhir.reference.form", .error, .kept, "A reference is written as FHIR R4 writes none.")
  /// A reference to a contained resource that is not there.
  public static let referenceContained = Rule(
    "fhir.reference.contained", .error, .kept, "A reference to a contained resource points at one that is there.")
  /// A reference into the Bundle that leads nowhere or to several.
  public static let referenceInBundle = Rule(
    "fhir.reference.bundle", .error, .kept,
    "A reference that a document or message needs leads to exactly one entry of the Bundle.")
  /// A contained resource that nothing refers to.
  public static let containedUnused = Rule(
    "fhir.contained.unused", .error, .kept, "A contained resource is referred to from the resource that holds it.")
  /// A contained resource that holds others.
  public static let containedNested = Rule(
    "fhir.contained.nested", .error, .kept, "A contained resource holds no others.")
  /// A contained resource without an id, or with metadata that it cannot have.
  public static let containedIdentity = Rule(
    "fhir.contained.identity", .error, .kept,
    "A contained resource has an id of its own, and no version, date of update or security labels.")
  /// An id that stands twice.
  public static let duplicateID = Rule(
    "fhir.id.duplicate", .error, .kept, "An id stands once in a resource, those of contained resources included.")

  /// An identifier that says that it is a URI, and is none.
  public static let identifierURI = Rule(
    "fhir.identifier.uri", .error, .kept, "An identifier of the system urn:ietf:rfc:3986 has a URI as its value.")
  /// Several conditions of which nobody says how they go together.
  public static let enableBehavior = Rule(
    "fhir.questionnaire.enable-behavior", .error, .kept,
    "An item of a Questionnaire that several conditions enable says whether it needs all of them or any.")

  /// An extension without url.
  public static let extensionURL = Rule(
    "fhir.extension.url", .error, .kept, "An extension names itself by an absolute URL, a nested one by a name.")
  /// An extension with value and extensions, or neither.
  public static let extensionValue = Rule(
    "fhir.extension.value", .error, .kept, "An extension has a value or extensions, and not both.")
  /// An extension on the id of a resource.
  public static let extensionOnID = Rule(
    "fhir.extension.id", .error, .kept, "The id of a resource has no extensions.")

  /// An extension where it may not stand.
  public static let extensionContext = Rule(
    "fhir.extension.context", .error, .kept, "An extension stands where its definition allows it.")
  /// A modifier among the others, or the other way round.
  public static let extensionModifier = Rule(
    "fhir.extension.modifier", .error, .kept,
    "An extension that can change the meaning of an element stands in modifierExtension, and no other does.")
  /// A value of another type.
  public static let extensionType = Rule(
    "fhir.extension.type", .error, .kept, "The value of an extension has the type that its definition gives it.")
  /// Extensions inside of another that do not belong there, or are missing.
  public static let extensionNested = Rule(
    "fhir.extension.nested", .error, .kept,
    "An extension holds the extensions that its definition names, as often as it says.")
  /// An extension of HL7 that R4 does not define.
  public static let extensionUnknown = Rule(
    "fhir.extension.unknown", .warning, .kept, "The URL of an extension below HL7's is one that FHIR R4 defines.")

  /// Narrative that is no XHTML.
  public static let narrativeSyntax = Rule(
    "fhir.narrative.syntax", .error, .kept, "Narrative is well-formed XHTML in one div of its namespace.")
  /// An element or attribute that narrative must not have.
  public static let narrativeContent = Rule(
    "fhir.narrative.content", .error, .kept,
    "Narrative has formatting elements and attributes only: no script, no form, no frame.")
  /// Narrative without content.
  public static let narrativeEmpty = Rule(
    "fhir.narrative.empty", .error, .kept, "Narrative has text or an image.")
  /// Text that looks like HTML.
  public static let embeddedHTML = Rule(
    "fhir.security.html", .warning, .kept,
    "A text holds what looks like a tag of HTML, which a careless viewer would obey.")
  /// A link that runs a script.
  public static let activeScheme = Rule(
    "fhir.security.scheme", .error, .kept, "A URI does not run a script.")
  /// An attachment whose size is not what it says.
  public static let attachmentSize = Rule(
    "fhir.attachment.size", .error, .kept, "The size of an attachment is the number of bytes of its data.")

  /// An entry of a Bundle without what its type demands.
  public static let bundleEntry = Rule(
    "fhir.bundle.entry", .error, .kept, "An entry has what the type of the Bundle demands, and nothing that it forbids."
  )
  /// A Bundle that lacks what its type demands.
  public static let bundleContent = Rule(
    "fhir.bundle.content", .error, .kept, "A Bundle has what its type demands, and nothing that it forbids.")
  /// A `fullUrl` that is none.
  public static let fullURL = Rule(
    "fhir.bundle.full-url", .error, .kept,
    "A fullUrl is absolute, and ends with type and id where it is one of a server.")
  /// A `fullUrl` that stands twice.
  public static let fullURLDuplicate = Rule(
    "fhir.bundle.full-url.duplicate", .error, .kept, "A fullUrl stands once in a Bundle, except for versions.")
  /// An entry of a document that nothing leads to.
  public static let unreachable = Rule(
    "fhir.bundle.unreachable", .warning, .kept, "Every entry of a document is reached from its Composition.")
  /// What is said of an entry that nothing leads to.
  package static let unreachableMessage = "expected a way from the Composition to this entry"
  /// Links of a Bundle that contradict each other.
  public static let bundleLink = Rule(
    "fhir.bundle.link", .error, .kept, "The links of a Bundle stand once each and fit its type.")

  /// All of them.
  public static let all = [
    minimum, maximum, empty, format, whiteSpace, requiredCode, extensibleCode, unknownCode, codingSystem,
    checkDigit, unit, referenceTarget, referenceForm, referenceContained, referenceInBundle, containedUnused,
    containedNested, containedIdentity, duplicateID, identifierURI, enableBehavior,
    extensionURL, extensionValue, extensionOnID,
    extensionContext, extensionModifier, extensionType, extensionNested, extensionUnknown,
    narrativeSyntax, narrativeContent, narrativeEmpty, embeddedHTML, activeScheme, attachmentSize, bundleEntry,
    bundleContent,
    fullURL, fullURLDuplicate, unreachable, bundleLink,
  ]
}
