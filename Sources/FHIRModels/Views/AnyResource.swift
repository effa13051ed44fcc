// A resource whose type is known only when one looks: contained, in a Bundle's entry, in Parameters.

public import FHIRCore
internal import FHIRDefinitions

extension R4 {
  /// A resource of any type, also of one that has no view.
  ///
  /// ```swift
  /// for entry in bundle.entry {
  ///   if let observation = entry.resource?.as(R4.Observation.self) { … }
  /// }
  /// ```
  public struct AnyResource: Resource {
    /// `Resource`.
    public static var typeID: TypeID { R4.Types.resource }

    /// The element.
    public var node: Node

    /// Looks at an element, whatever it holds.
    public init(_ node: Node) { self.node = node }

    /// Looks at the resource of a view.
    public init(_ resource: some Resource) { node = resource.node }

    /// The resource as one of a given type; nil if it is of another.
    public func `as`<View: Resource>(_ type: View.Type) -> View? {
      node.type == View.typeID || View.typeID == Self.typeID ? View(node) : nil
    }

    /// Whether the resource is of a given type.
    public func `is`<View: Resource>(_ type: View.Type) -> Bool { node.type == View.typeID }
  }
}
