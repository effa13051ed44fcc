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
    case .depth: TreeRule.depth
    case .names: TreeRule.names
    case .size: TreeRule.size
    }
  }
}

/// How much a reader takes before it refuses.
public struct Limits: Sendable, Hashable {
  /// The deepest nesting of elements.
  public var depth: Int
  /// The largest record, in bytes; a larger limit than 4 GiB becomes that, for places are kept in 32 bits.
  public var size: Int { didSet { size = min(size, Self.mostBytes) } }

  /// Sets limits; the defaults take every real file.
  public init(depth: Int = 512, size: Int = .max) {
    self.depth = depth
    self.size = min(size, Self.mostBytes)
  }

  private static let mostBytes = Int(UInt32.max) - 1
}
