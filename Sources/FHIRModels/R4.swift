// The namespace of the generated views, and what is common to groups of them.

internal import FHIRCore

/// FHIR R4 as Swift types: each is a view of one element of a tree.
///
/// ```swift
/// let hemoglobin = R4.Observation(
///   status: .final,
///   code: R4.CodeableConcept(text: "Hemoglobin"),
///   value: .quantity(R4.Quantity(value: "7.0", unit: "g/dl")))
/// print(hemoglobin.json())
/// // {"resourceType":"Observation","status":"final","code":{"text":"Hemoglobin"},"valueQuantity":{"value":7.0,"unit":"g/dl"}}
/// ```
///
/// They live in a namespace because `Task`, `Range`, `List` and `Bundle` would shadow Swift's own. Which types have a
/// view is listed in `Definitions/models.txt`; the tree holds all others just as well.
public enum R4 {}

extension R4 {
  /// What a data type or a part of a resource has: an id and extensions.
  public protocol Element: ElementView {}

  /// A part of a resource, or a data type that may be modified by extensions.
  public protocol BackboneElement: Element {}

  /// A resource: the root of a tree, one contained, or one in a Bundle's entry.
  public protocol Resource: ElementView {}

  /// A resource with narrative, contained resources and extensions.
  public protocol DomainResource: Resource {}
}

// The elements that a kind of type begins with are the same in every type of that kind, so they are written once;
// the generator checks that they stand at these positions.

extension R4.Element {
  /// `id` · 0..1 · string: what a reference inside the resource may point at.
  public var id: String? {
    get { self[value: 0] }
    set { self[value: 0] = newValue }
  }

  /// `extension` · 0..* · Extension.
  public var `extension`: [R4.Extension] {
    get { self[views: 1] }
    set { self[views: 1] = newValue }
  }
}

extension R4.BackboneElement {
  /// `modifierExtension` · 0..* · Extension · modifier.
  public var modifierExtension: [R4.Extension] {
    get { self[views: 2] }
    set { self[views: 2] = newValue }
  }
}

extension R4.Resource {
  /// The type as it is written in `resourceType`.
  public var resourceType: String { node.resourceType }

  /// `id` · 0..1 · id.
  public var id: String? {
    get { self[value: 0] }
    set { self[value: 0] = newValue }
  }

  /// `meta` · 0..1 · Meta.
  public var meta: R4.Meta? {
    get { self[view: 1] }
    set { self[view: 1] = newValue }
  }

  /// `implicitRules` · 0..1 · uri · modifier.
  public var implicitRules: String? {
    get { self[value: 2] }
    set { self[value: 2] = newValue }
  }

  /// `language` · 0..1 · code · preferred http://hl7.org/fhir/ValueSet/languages.
  public var language: String? {
    get { self[value: 3] }
    set { self[value: 3] = newValue }
  }
}

extension R4.DomainResource {
  /// `text` · 0..1 · Narrative.
  public var text: R4.Narrative? {
    get { self[view: 4] }
    set { self[view: 4] = newValue }
  }

  /// `contained` · 0..* · any resource.
  public var contained: [R4.AnyResource] {
    get { self[views: 5] }
    set { self[views: 5] = newValue }
  }

  /// `extension` · 0..* · Extension.
  public var `extension`: [R4.Extension] {
    get { self[views: 6] }
    set { self[views: 6] = newValue }
  }

  /// `modifierExtension` · 0..* · Extension · modifier.
  public var modifierExtension: [R4.Extension] {
    get { self[views: 7] }
    set { self[views: 7] = newValue }
  }
}
