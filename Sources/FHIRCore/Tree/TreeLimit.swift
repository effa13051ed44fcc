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

/// Rules of what a tree can hold.
public enum TreeRule {
  /// The nesting is too deep.
  public static let depth = Rule(
    "tree.depth", .error, .refused, "Elements are nested more deeply than the limit allows.")
  /// There are too many names.
  public static let names = Rule(
    "tree.names", .error, .refused, "The file has more than 65,535 distinct element names.")
  /// There is too much text, or there are too many elements.
  public static let size = Rule("tree.size", .error, .refused, "The record is larger than the limit allows.")

  /// All of them.
  public static let all = [depth, names, size]
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
