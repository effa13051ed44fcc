// What YAML and JSON have in common: a tree of texts, lists and keys, each with its place.

/// A node of a case file before its keys have a meaning.
struct CaseNode {
  /// What stands at a node.
  enum Content {
    /// A text.
    case text(String, Style)
    /// A list.
    case list([CaseNode])
    /// Keys and values in source order; a key may still occur twice.
    case map([Member])
  }

  /// How a text is written.
  enum Style {
    /// A plain scalar of YAML; other readers may take it for something else.
    case plain
    /// A text in quotes, or a block scalar of YAML.
    case quoted
    /// A number of JSON, with its characters.
    case number
    /// `true`, `false` or `null` of JSON.
    case literal
  }

  /// A key with its value.
  struct Member {
    let key: String
    let keyOffset: Int
    let value: CaseNode
  }

  let content: Content
  /// Where the node begins, in bytes.
  let offset: Int

  /// Whether nothing stands here: an empty value, `null` or `~`.
  var isNull: Bool {
    guard case .text(let text, let style) = content else { return false }
    switch style {
    case .plain: return ["", "~", "null", "Null", "NULL"].contains(text)
    case .literal: return text == "null"
    case .quoted, .number: return false
    }
  }
}
