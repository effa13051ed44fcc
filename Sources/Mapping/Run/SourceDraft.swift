// An element of a document that is being written.

internal import SourceTree

/// An element with what has been printed into it, in the order of the lines.
final class SourceDraft {
  enum Content {
    case element(SourceDraft)
    case text(String)
    /// A node that was carried.
    case carried(SourceNode)
  }

  let name: String
  var attributes: [(name: String, value: String)] = []
  private(set) var content: [Content] = []
  /// The resource that carries the exceptions of this element, and the path from its element.
  let owner: Draft?
  let path: String
  /// The child elements that were printed, by name, in the order of the lines.
  private var printed: [String: [SourceDraft]] = [:]

  init(_ name: String, owner: Draft?, path: String) {
    self.name = name
    self.owner = owner
    self.path = path
  }

  /// The child elements of a name that were printed.
  func elements(_ name: String) -> [SourceDraft] { printed[name] ?? [] }

  /// All of them, sorted by name.
  var elementsByName: [(name: String, elements: [SourceDraft])] {
    printed.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A new child element; a resource has exceptions of its own.
  func make(_ name: String, owner: Draft? = nil) -> SourceDraft {
    if let owner { return SourceDraft(name, owner: owner, path: "") }
    let step = "\(name)[\(elements(name).count + 1)]"
    return SourceDraft(name, owner: self.owner, path: path.isEmpty ? step : "\(path)/\(step)")
  }

  /// The n-th child element of a name, made if it is not there.
  func element(_ name: String, _ number: Int = 1) -> SourceDraft {
    let found = elements(name)
    if number <= found.count { return found[number - 1] }
    let made = make(name)
    append(made)
    return made
  }

  /// Prints a leaf below this element.
  func put(_ path: SourcePath, _ text: String) {
    var element = self
    for (index, step) in path.steps.enumerated() {
      let isLast = index == path.steps.count - 1
      switch step {
      case .element(let name, _):
        guard isLast else {
          element = element.element(name)
          continue
        }
        let leaf = element.make(name)
        leaf.content.append(.text(text))
        element.append(leaf)
      case .attribute(let name): element.attributes.append((name, text))
      case .text: element.content.append(.text(text))
      case .children, .parent: return
      }
    }
  }

  /// Prints an element below this one, at the end of a path of elements.
  func put(_ child: SourceDraft, at path: SourcePath) {
    var element = self
    for step in path.steps.dropLast() {
      guard case .element(let name, _) = step else { return }
      element = element.element(name)
    }
    element.append(child)
  }

  private func append(_ child: SourceDraft) {
    printed[child.name, default: []].append(child)
    content.append(.element(child))
  }

  // MARK: What is not as the lines have it

  /// Takes something back that was printed: `@unit`, `note[2]`, `text()`.
  func remove(_ name: String) {
    if name.hasPrefix("@") {
      attributes.removeAll { $0.name == name.dropFirst() }
    } else if name == "text()" {
      content.removeAll { if case .text = $0 { true } else { false } }
    } else if let (name, number) = Self.step(name), number <= elements(name).count {
      let removed = printed[name]?.remove(at: number - 1)
      content.removeAll { if case .element(let element) = $0 { element === removed } else { false } }
    }
  }

  /// Brings what was printed into the order in which it stood; false if it is not as much any more.
  func reorder(_ positions: [Int]) -> Bool {
    guard positions.sorted() == Array(content.indices) else { return false }
    let printed = content
    for (node, position) in zip(printed, positions) { content[position] = node }
    return true
  }

  /// Puts what was carried back to where it stood.
  ///
  /// - Parameters:
  ///   - start: what stood at the beginning.
  ///   - carried: what stood behind each of the nodes that are here.
  ///   - end: what stood behind something that is not here any more.
  func insert(start: [Content], behind carried: (Content) -> [Content], end: [Content]) {
    content = start + content.flatMap { [$0] + carried($0) } + end
  }

  /// The element at a path such as `PID[1]/PID.3[2]`, made as far as it is not there; nil if it is no path.
  func below(_ path: String) -> SourceDraft? {
    var element = self
    for part in path.split(separator: "/") {
      guard let (name, number) = Self.step(String(part)) else { return nil }
      element = element.element(name, number)
    }
    return element
  }

  /// The parts of a step such as `note[2]`.
  static func step(_ text: String) -> (name: String, number: Int)? {
    guard let bracket = text.lastIndex(of: "["), let number = Int(text[text.index(after: bracket)...].dropLast()),
      number > 0
    else { return nil }
    return (String(text[..<bracket]), number)
  }

  /// Writes the element.
  ///
  /// - Parameters:
  ///   - builder: takes the element.
  ///   - outer: the namespaces by their prefixes, as the elements around declare them.
  ///   - depth: how many elements are around.
  func write(to builder: inout SourceTreeBuilder, namespaces outer: [String: String] = [:], depth: Int = 0) {
    var namespaces = outer
    for (name, value) in attributes where name == "xmlns" || name.hasPrefix("xmlns:") {
      namespaces[String(name.dropFirst("xmlns:".count))] = value
    }
    builder.start(SourceName(written: name, namespaces))
    for attribute in attributes {
      let isPlain = !attribute.name.contains(":") && attribute.name != "xmlns"
      builder.attribute(SourceName(written: attribute.name, isPlain ? [:] : namespaces), attribute.value)
    }
    // Only where nothing but elements stands do line breaks change nothing.
    let isLaidOut =
      !content.isEmpty
      && content.allSatisfy {
        switch $0 {
        case .element: true
        case .text: false
        case .carried(let node): node.kind == .element
        }
      }
    for part in content {
      if isLaidOut { builder.text("\n" + String(repeating: "  ", count: depth + 1)) }
      switch part {
      case .element(let element): element.write(to: &builder, namespaces: namespaces, depth: depth + 1)
      case .text(let text): builder.text(text)
      case .carried(let node): builder.copy(node, names: { $0.resolved(in: namespaces) })
      }
    }
    if isLaidOut { builder.text("\n" + String(repeating: "  ", count: depth)) }
    builder.end()
  }
}

extension SourceName {
  /// A name as it is written, with its prefix.
  fileprivate init(written name: String, _ namespaces: [String: String]) {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let written =
      parts.count == 2
      ? SourceName(prefix: parts[0], local: parts[1]) : SourceName(local: name, namespace: namespaces[""] ?? "")
    self = written.resolved(in: namespaces)
  }

  /// The name with the namespace that its prefix has.
  fileprivate func resolved(in namespaces: [String: String]) -> SourceName {
    if prefix == "xmlns" || prefix.isEmpty && local == "xmlns" {
      return SourceName(prefix: prefix, local: local, namespace: SourceName.declarations)
    }
    guard !prefix.isEmpty, let namespace = namespaces[prefix] else { return self }
    return SourceName(prefix: prefix, local: local, namespace: namespace)
  }
}
