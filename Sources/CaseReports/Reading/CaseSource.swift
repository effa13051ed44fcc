// Where in its file each text of a case stands.

public import FHIRCore

/// The places of a case's texts in its file: the side table of a ``CaseReport``, which itself knows no file.
///
/// Paths are those of the file: `conditions[12].at`, `treatments[3].doses[0].dose`, `conditions[4].evidence[0]`.
public struct CaseSource: Sendable {
  /// A text of the file.
  public struct Leaf: Sendable, Hashable {
    /// Its path.
    public let path: String
    /// The line, from 1.
    public let line: Int
    /// The column in bytes, from 1.
    public let column: Int
  }

  /// A statement and what states it.
  public struct Statement: Sendable, Hashable {
    /// The id of the statement.
    public let id: String
    /// The path of what states it: an entry or a part of one; its texts are the leaves below this path.
    public let path: String
    /// Where the statement's id stands.
    public let line: Int
    /// The column in bytes, from 1.
    public let column: Int
  }

  /// The file as the user named it.
  public let file: String
  /// Every text of the file, in its order.
  public let leaves: [Leaf]
  /// Every statement of the file, in its order.
  public let statements: [Statement]
  /// The paths of the entries, by id.
  public let entries: [String: String]
  private let leafByPath: [String: Int]

  init(_ text: SourceText, _ index: CaseIndex) {
    file = text.file
    leaves = index.leaves.sorted { $0.offset < $1.offset }.map { leaf in
      let (line, column) = text.position(of: leaf.offset)
      return Leaf(path: leaf.path, line: line, column: column)
    }
    statements = index.statements.sorted { $0.offset < $1.offset }.map { statement in
      let (line, column) = text.position(of: statement.offset)
      return Statement(id: statement.id, path: statement.path, line: line, column: column)
    }
    entries = Dictionary(index.entries.map { ($0.id, $0.path) }) { first, _ in first }
    leafByPath = Dictionary(leaves.enumerated().map { ($0.element.path, $0.offset) }) { first, _ in first }
  }

  /// The place of a path: of the text that stands there, or of the first text below it.
  public func place(of path: String) -> Place {
    let leaf = leafByPath[path].map { leaves[$0] } ?? leaves.first { $0.path.isBelow(path) }
    return Place(file: file, line: leaf?.line ?? 0, column: leaf?.column ?? 0, path: path)
  }

  /// The texts at a path or below it, in the order of the file.
  public func leaves(below path: String) -> [Leaf] {
    if let leaf = leafByPath[path] { return [leaves[leaf]] }
    return leaves.filter { $0.path.isBelow(path) }
  }
}

extension String {
  /// Whether this path leads through another one.
  fileprivate func isBelow(_ path: String) -> Bool {
    path.isEmpty || utf8.count > path.utf8.count && hasPrefix(path) && [".", "["].contains(dropFirst(path.count).first)
  }
}
