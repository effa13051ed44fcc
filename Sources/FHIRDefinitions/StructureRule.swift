// The rules that readers of every syntax share: what a resource and its elements are called.

public import FHIRCore

/// Rules of what the definitions know by name, in the order of their ids.
public enum StructureRule {
  /// The object should say what resource it is.
  public static let resourceTypeMissing = Rule(
    "fhir.resource-type.missing", .error, .kept, "An object that should be a resource has no `resourceType`.")
  /// The resource type is none of R4's.
  public static let resourceTypeUnknown = Rule(
    "fhir.resource-type.unknown", .error, .kept, "The type of a resource is none of R4's; the content is kept untyped.")
  /// An element that the type does not have.
  public static let unknownElement = Rule(
    "fhir.unknown-element", .error, .kept, "The type has no such element; it is kept, with everything below it.")

  /// All of them.
  public static let all = [resourceTypeMissing, resourceTypeUnknown, unknownElement]
}
