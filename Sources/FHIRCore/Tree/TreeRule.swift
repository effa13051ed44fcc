// The rules that an input breaks which exceeds what a tree can hold.

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
