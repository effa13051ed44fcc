// Elements whose type is chosen, `value[x]`: an enum per element, with one view per type.

public import FHIRCore

/// The content of an element whose type is chosen.
///
/// ```swift
/// switch observation.value {
/// case .quantity(let quantity): …
/// case .string(let text): …
/// default: …
/// }
/// ```
public protocol Choice: Hashable, Sendable {
  /// Looks at an element; nil if its type is none of the choice.
  init?(_ node: Node)

  /// The number of the chosen type, and the element. The element may bear another type that is written alike.
  var content: (type: UInt16, node: Node) { get }
}

extension Choice {
  /// The element.
  public var node: Node { content.node }

  /// Whether both have the same type and content.
  public static func == (left: Self, right: Self) -> Bool {
    let (left, right) = (left.content, right.content)
    return left.type == right.type && left.node.hasSameContent(as: right.node)
  }

  /// Feeds the type and the content.
  public func hash(into hasher: inout Hasher) {
    let content = content
    hasher.combine(content.type)
    hasher.combine(content.node.contentHash)
  }
}
