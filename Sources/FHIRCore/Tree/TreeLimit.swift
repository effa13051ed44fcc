// What a tree cannot hold, each limit with a rule of its own.

/// A limit of the tree that an input exceeds.
public enum TreeLimit: Error, Sendable, Hashable, CaseIterable {
  /// More levels than allowed.
  case depth
  /// More distinct names than 65,535.
  case names
  /// More text than 4 GiB, or more elements than 4,294,967,294.
  case size

  /// The rule that the input breaks.
  public var rule: Rule {
    switch self {
    case .depth: Rule("tree.depth", .error, .refused, "Elements are nested more deeply than the limit allows.")
    case .names: Rule("tree.names", .error, .refused, "The file has more than 65,535 distinct element names.")
    case .size: Rule("tree.size", .error, .refused, "The record is larger than the limit allows.")
    }
  }
}

/// How much a reader takes before it refuses.
public struct Limits: Sendable, Hashable {
  /// The deepest nesting of elements.
  public var depth: Int
  /// The largest record, in bytes; never more than 4 GiB, for places are kept in 32 bits.
  public var size: Int

  /// Sets limits; the defaults take every real file.
  public init(depth: Int = 512, size: Int = Int(UInt32.max) - 1) {
    self.depth = depth
    self.size = min(size, Int(UInt32.max) - 1)
  }
}
