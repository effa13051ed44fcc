// What every view is: one node, looked at with the types of its definition.

public import FHIRCore
internal import FHIRDefinitions

/// A typed view of one element of a tree.
///
/// A view stores nothing but its `Node`, so reading a property looks into the tree, and a view of one entry of a large
/// Bundle costs nothing. Content that the type does not know stays in the tree and survives every edit.
///
/// Reading is lenient: a property is nil if the element is absent *or* is not of its type, such as a code that the
/// enum lacks; the node still has it. That is why required elements are optional, too: a view may lie over invalid
/// content.
///
/// Setting a property is functional: it copies the element, not what lies around it, into a new tree with the new
/// content in the old place, or in definition order if there was none. Other views of the old tree do not change.
///
/// ```swift
/// var patient = try R4.Patient(json: text)
/// patient.birthDate = "1954-06"
/// patient.name[0].given.append("Maria")
/// ```
///
/// Every edit copies, so building a list of *n* elements one by one takes time in the square of *n*: hand over the whole
/// list, as in `R4.Bundle(type:entry:)`.
///
/// - Note: A tree holds at most 65,535 names and 4 GiB of text. An edit or an initialiser that joins trees beyond
///   that stops the program; a reader refuses such a file before.
public protocol ElementView: Codable, Hashable, Sendable {
  /// The type that the view is made for, by number.
  static var typeID: TypeID { get }

  /// The element.
  var node: Node { get set }

  /// Looks at an element, whatever it holds.
  init(_ node: Node)
}

extension ElementView {
  /// The type that the view is made for, as FHIR spells it; parts of a resource by path, `Observation.component`.
  public static var typeName: String { Definitions.r4.typeName(typeID) }

  /// A view of a copy in a tree of its own, so that the tree it came from can be let go of.
  public func detached() -> Self { Self(node.detached()) }
}
