// JSON to the common tree, by the reader that reads FHIR, which here knows no definitions.

internal import FHIRCore
internal import FHIRJSON

/// Reads a case in JSON: the same tree as in YAML, every scalar a string.
///
/// A number is taken too and keeps its characters.
enum JSONCaseReader {
  /// Reads the one value of a file; what is wrong is appended, and without a tree the result is `nil`.
  static func read(_ text: SourceText, depthLimit: Int, diagnostics: inout [Diagnostic]) -> CaseNode? {
    var reader = JSONReader(definitions: nil, limits: Limits(depth: depthLimit))
    do {
      let tree = try reader.read(text.bytes, file: text.file)
      diagnostics += reader.diagnostics
      return JSONTree(text: text).node(tree.root)
    } catch {
      diagnostics += reader.diagnostics + [error]
      return nil
    }
  }
}

/// Turns an element tree without definitions into the common tree.
private struct JSONTree {
  let text: SourceText

  func node(_ node: Node) -> CaseNode {
    let offset = Int(node.record.source)
    let value = node.string ?? ""
    switch node.kind {
    case .string: return CaseNode(content: .text(value, .quoted), offset: offset)
    case .number: return CaseNode(content: .text(value, .number), offset: offset)
    case .boolean, .null: return CaseNode(content: .text(value, .literal), offset: offset)
    case .none: break
    }
    if node.flags.contains(.list) {
      return CaseNode(content: .list(node.children.map { self.node($0) }), offset: offset)
    }
    return CaseNode(content: .map(members(of: node)), offset: offset)
  }

  /// The keys of an object: an array is what stands under one key and repeats.
  private func members(of object: Node) -> [CaseNode.Member] {
    var members: [CaseNode.Member] = []
    var seen: Set<Name> = []
    var next = object.firstChild
    while let child = next {
      next = child.nextSibling
      var items: [Node] = [child]
      if child.flags.contains(.repeats) {
        while let item = next, item.name == child.name, item.flags.contains(.repeats) {
          items.append(item)
          next = item.nextSibling
        }
      }
      // The reader has reported a second value of a key; the first one counts.
      guard seen.insert(child.name).inserted else { continue }
      let valueOffset = start(of: child)
      let value =
        child.flags.contains(.repeats)
        ? CaseNode(content: .list(items.map { node($0) }), offset: valueOffset) : node(child)
      members.append(
        CaseNode.Member(key: child.nameString, keyOffset: keyOffset(before: valueOffset), value: value))
    }
    return members
  }

  /// Where a value begins: at the bracket for the first item of an array.
  private func start(of value: Node) -> Int {
    let offset = Int(value.record.source)
    guard value.flags.contains(.repeats) else { return offset }
    return back(from: offset, to: UInt8(ascii: "[")) ?? offset
  }

  /// Where the key of a value begins.
  ///
  /// The tree keeps only the value's place, so this looks back over the colon.
  private func keyOffset(before value: Int) -> Int {
    guard let colon = back(from: value, to: UInt8(ascii: ":")), var quote = back(from: colon, to: UInt8(ascii: "\""))
    else { return value }
    while quote > 0 {
      quote -= 1
      guard text.bytes[quote] == UInt8(ascii: "\"") else { continue }
      let backslashes = text.bytes[..<quote].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if backslashes.isMultiple(of: 2) { return quote }
    }
    return value
  }

  /// The position of a character that has only white space between itself and `offset`.
  private func back(from offset: Int, to wanted: UInt8) -> Int? {
    var position = offset - 1
    while position >= 0, [0x20, 0x09, 0x0A, 0x0D].contains(text.bytes[position]) { position -= 1 }
    return position >= 0 && text.bytes[position] == wanted ? position : nil
  }
}
