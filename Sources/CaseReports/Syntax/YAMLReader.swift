// YAML to the common tree, by Yams, without its types, its aliases and its messages.

internal import FHIRCore
internal import Yams

/// Reads YAML by the failsafe schema: a scalar is text.
enum YAMLReader {
  /// Reads one document; what is wrong is appended, and without a tree the result is `nil`.
  static func read(_ text: SourceText, depthLimit: Int, diagnostics: inout [Diagnostic]) -> CaseNode? {
    if let control = controlCharacter(text.bytes) {
      diagnostics.append(
        Diagnostic(CaseRule.controlCharacter, "expected no control character", at: text.place(of: control)))
      return nil
    }
    let tokens = YAMLTokens(text.bytes, depthLimit: depthLimit)
    guard tokens.findings.isEmpty else {
      diagnostics += refusals(tokens, text, depthLimit: depthLimit)
      return nil
    }
    diagnostics += tokens.cuts.map { offset in
      Diagnostic(
        CaseRule.yamlComment, "a comment begins here, the text ends before it", at: text.place(of: offset),
        hint: "put a text with ' #' in quotes, or a blank behind the '#' of a comment")
    }
    var source = YAMLSource(text)
    do {
      guard let root = try source.compose() else {
        diagnostics.append(
          Diagnostic(
            CaseRule.empty, "expected a case, found nothing but comments", at: text.place(of: 0),
            hint: "begin with 'format: \(CaseReport.currentFormat)'"))
        return nil
      }
      let node = try source.node(root)
      return node
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// What must not reach the parser.
  private static func refusals(_ tokens: YAMLTokens, _ text: SourceText, depthLimit: Int) -> [Diagnostic] {
    tokens.findings.map { finding, offset in
      let place = text.place(of: offset)
      switch finding {
      case .anchor:
        return Diagnostic(
          CaseRule.yamlAlias, "expected no anchor of YAML", at: place, hint: "a text that begins with '&' needs quotes")
      case .alias:
        return Diagnostic(
          CaseRule.yamlAlias, "expected no alias of YAML", at: place, hint: "a text that begins with '*' needs quotes")
      case .tag:
        return Diagnostic(
          CaseRule.yamlTag, "expected no tag of YAML", at: place, hint: "a text that begins with '!' needs quotes")
      case .directive:
        return Diagnostic(
          CaseRule.yamlDirective, "expected no directive of YAML", at: place,
          hint: "a text that begins with '%' needs quotes")
      case .tab:
        return Diagnostic(
          CaseRule.yamlTab, "expected blanks, found a tab", at: place,
          hint: "indent with blanks; a tab may stand in quotes and comments")
      case .depth:
        return Diagnostic(CaseRule.depth, "expected at most \(depthLimit) levels", at: place)
      }
    }
  }

  /// The first character that YAML does not have: controls, non-characters, a second byte order mark.
  private static func controlCharacter(_ bytes: [UInt8]) -> Int? {
    bytes.indices.first { index in
      switch bytes[index] {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F: true
      case 0xC2: (0x80...0x9F).contains(bytes[index + 1]) && bytes[index + 1] != 0x85
      case 0xEF:
        bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
          || bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
      default: false
      }
    }
  }
}

/// A YAML text on its way to the common tree.
private struct YAMLSource {
  private let text: SourceText
  private var marks: MarkIndex
  /// Kept while its nodes are walked, for they hold their anchors weakly.
  private var parser: Parser?
  /// Keys whose first character was replaced, by the offset of the key, with that character.
  private var replaced: [Int: Character] = [:]

  init(_ text: SourceText) {
    self.text = text
    marks = MarkIndex(text.bytes)
  }

  /// Runs Yams, which gives up at the first key that stands twice.
  ///
  /// To report every one of them, with its place, and everything else too, the first of two equal keys gets another
  /// first character, a private one and just as wide for Yams, and Yams runs again. `node(_:)` takes that back, so the
  /// tree has the key twice.
  mutating func compose() throws(Diagnostic) -> Yams.Node? {
    var yaml = String(decoding: text.bytes, as: UTF8.self)
    while true {
      do {
        let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
        self.parser = parser
        return try parser.singleRoot()
      } catch YamlError.duplicatedKeysInMapping(_, let context) {
        let offset = marks.offset(of: context.mark)
        guard replaced.count < 50, replace(at: context.mark, offset: offset, in: &yaml) else {
          throw Diagnostic(CaseRule.keyDuplicate, "expected each key once", at: text.place(of: offset))
        }
      } catch {
        throw problem(error)
      }
    }
  }

  private mutating func replace(at mark: Mark, offset: Int, in yaml: inout String) -> Bool {
    let isQuoted = text.bytes[offset] == UInt8(ascii: "\"") || text.bytes[offset] == UInt8(ascii: "'")
    let target = isQuoted ? offset + 1 : offset
    guard replaced[offset] == nil, target < text.bytes.count, Self.isLetter(text.bytes[target]),
      let stand = Unicode.Scalar(0xE000 + UInt32(replaced.count))
    else { return false }
    // Earlier replacements made the text longer by two bytes each.
    let shift = 2 * replaced.keys.count { $0 < offset }
    let index = yaml.utf8.index(yaml.startIndex, offsetBy: target + shift)
    yaml.unicodeScalars.replaceSubrange(index...index, with: CollectionOfOne(stand))
    replaced[offset] = Character(Unicode.Scalar(text.bytes[target]))
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// A node of the common tree; an empty value stands where its key does.
  mutating func node(_ node: Yams.Node, key: Int? = nil) throws(Diagnostic) -> CaseNode {
    let offset = node.mark.map { marks.offset(of: $0) } ?? key ?? 0
    if node.anchor != nil {
      throw Diagnostic(CaseRule.yamlAlias, "expected no anchor of YAML", at: text.place(of: offset))
    }
    switch node {
    case .scalar(let scalar):
      let isEmpty = scalar.string.isEmpty && scalar.style == .plain
      return CaseNode(
        content: .text(scalar.string, scalar.style == .plain ? .plain : .quoted),
        offset: isEmpty ? key ?? offset : offset)
    case .sequence(let sequence):
      var items: [CaseNode] = []
      for item in sequence { items.append(try self.node(item)) }
      return CaseNode(content: .list(items), offset: offset)
    case .mapping(let mapping):
      var members: [CaseNode.Member] = []
      for (key, value) in mapping { members.append(try member(key, value)) }
      return CaseNode(content: .map(members), offset: offset)
    case .alias:
      throw Diagnostic(CaseRule.yamlAlias, "expected no alias of YAML", at: text.place(of: offset))
    }
  }

  private mutating func member(_ key: Yams.Node, _ value: Yams.Node) throws(Diagnostic) -> CaseNode.Member {
    let offset = key.mark.map { marks.offset(of: $0) } ?? 0
    guard case .scalar(let scalar) = key, !scalar.string.isEmpty, key.anchor == nil else {
      throw Diagnostic(
        CaseRule.yamlKey, "expected a key", at: text.place(of: offset),
        hint: "a text that begins with '[', '{', '?' or ':' needs quotes")
    }
    guard scalar.string != "<<" || scalar.style != .plain else {
      throw Diagnostic(CaseRule.yamlMerge, "expected no merge key of YAML", at: text.place(of: offset))
    }
    var name = scalar.string
    if let first = replaced[offset] { name = String(first) + name.dropFirst() }
    return CaseNode.Member(key: name, keyOffset: offset, value: try node(value, key: offset))
  }

  private mutating func problem(_ error: any Error) -> Diagnostic {
    switch error {
    case YamlError.composer(_, _, let mark, _):
      let offset = marks.offset(of: mark)
      guard text.bytes.dropFirst(offset).first != UInt8(ascii: "*") else {
        return Diagnostic(CaseRule.yamlAlias, "expected no alias of YAML", at: text.place(of: offset))
      }
      return Diagnostic(
        CaseRule.yamlDocuments, "expected one document, found another", at: text.place(of: offset),
        hint: "one case, one file; '---' may stand only at the beginning")
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _):
      // What is not closed is mended where it was opened, not at the end of the file.
      let isOpen = problem == "found unexpected end of stream" || problem == "found unexpected document indicator"
      let offset = marks.offset(of: isOpen ? context?.mark ?? mark : mark)
      let found =
        YAMLProblem.slip(in: text.bytes, before: offset, problem) ?? YAMLProblem(problem, context: context?.text)
      return Diagnostic(CaseRule.yamlSyntax, found.expected, at: text.place(of: offset), hint: found.hint)
    default:
      return Diagnostic(CaseRule.yamlSyntax, "expected YAML", at: Place(file: text.file))
    }
  }
}

/// Finds the byte at which a mark of Yams lies.
///
/// Marks count characters where we count bytes, and break lines also at NEL, LS and PS. They come nearly in order, so a
/// cursor that goes on from the last one makes all of them together cost one walk through the text.
private struct MarkIndex {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  private var line = 1
  private var column = 1
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A: starts.append(index + 1)
      case 0x0D where index + 1 == bytes.count || bytes[index + 1] != 0x0A: starts.append(index + 1)
      case 0xC2 where bytes[index + 1] == 0x85: starts.append(index + 2)
      case 0xE2 where bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
        starts.append(index + 3)
      default: break
      }
    }
    lineStarts = starts
  }

  mutating func offset(of mark: Mark) -> Int {
    if mark.line != line || mark.column < column {
      line = min(max(mark.line, 1), lineStarts.count)
      column = 1
      offset = lineStarts[line - 1]
    }
    while column < mark.column, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }
}
