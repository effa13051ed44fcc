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
  /// How many elements of each name have been printed.
  private var counts: [String: Int] = [:]

  init(_ name: String, owner: Draft?, path: String) {
    self.name = name
    self.owner = owner
    self.path = path
  }

  /// The child elements of a name that were printed.
  func elements(_ name: String) -> [SourceDraft] {
    content.compactMap { if case .element(let element) = $0, element.name == name { element } else { nil } }
  }

  /// A new child element; a resource has exceptions of its own.
  func make(_ name: String, owner: Draft? = nil) -> SourceDraft {
    if let owner { return SourceDraft(name, owner: owner, path: "") }
    let step = "\(name)[\(counts[name, default: 0] + 1)]"
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
    counts[child.name, default: 0] += 1
    content.append(.element(child))
  }

  /// Changes what has been printed: brings it into another order, or takes something back.
  func rearrange(_ change: (inout [Content]) -> Void) { change(&content) }

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
