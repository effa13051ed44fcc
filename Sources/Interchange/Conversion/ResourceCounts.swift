// How many resources of which type came out, for the line that says so.

internal import FHIRCore
internal import FHIRDefinitions

/// How many resources of each type an output holds; those of a Bundle, and not the Bundle, are counted.
///
/// ```swift
/// counts.summary()  // "96 resources (46 Observation, 13 Condition, 11 DiagnosticReport, 9 Procedure, …)"
/// ```
public struct ResourceCounts: Sendable, Hashable {
  /// The number of resources by the name of their type.
  public private(set) var byType: [String: Int] = [:]

  /// Begins with none.
  public init() {}

  /// The number of resources.
  public var total: Int { byType.values.reduce(0, +) }

  /// Number and types, the most frequent first; of the types at most so many.
  public func summary(types limit: Int = 4) -> String {
    let sorted = byType.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var names = sorted.prefix(limit).map { "\($0.value) \($0.key)" }
    if sorted.count > limit { names.append("…") }
    let count = "\(total) \(total == 1 ? "resource" : "resources")"
    return names.isEmpty ? count : "\(count) (\(names.joined(separator: ", ")))"
  }

  mutating func add(_ root: Node) {
    guard Definitions.r4.typeName(root.type) == "Bundle" else { return count(root) }
    for entry in root.children("entry") {
      if let resource = entry.child("resource") { count(resource) }
    }
  }

  mutating func add(_ other: ResourceCounts) { byType.merge(other.byType, uniquingKeysWith: +) }

  private mutating func count(_ resource: Node) {
    byType[resource.type == .unknown ? "of unknown type" : Definitions.r4.typeName(resource.type), default: 0] += 1
  }
}
