// The rules of the typed views, beyond those of reading.

public import FHIRCore

/// What the typed views refuse.
public enum ModelRule {
  /// A resource of another type than the view's.
  public static let resourceType = Rule(
    "model.resource-type", .error, .refused, "The resource is not of the type that was asked for.")

  /// All rules of the views.
  public static let all = [resourceType]
}
