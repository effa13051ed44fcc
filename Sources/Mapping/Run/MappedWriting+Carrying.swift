// What was carried goes back to where it stood.

internal import FHIRCore
internal import SourceTree

extension MappedWriting {
  /// Whether a resource carries something of an element, or of one below it.
  func carries(_ element: SourceDraft) -> Bool {
    guard isOwn, let owner = element.owner else { return false }
    let paths = carriedPaths[ObjectIdentifier(owner)] ?? Self.carriedPaths(of: owner)
    carriedPaths[ObjectIdentifier(owner)] = paths
    return paths.contains(element.path)
  }

  /// The paths of the elements of which a resource carries something, and those around them.
  private static func carriedPaths(of owner: Draft) -> Set<String> {
    var paths: Set<String> = []
    for exception in owner.extensions(MappingURLs.sourceNode).compactMap(SourceException.init) {
      if case .absent = exception.kind { continue }
      var path = Substring(exception.path)
      while !path.isEmpty {
        paths.insert(String(path))
        path = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
      }
    }
    return paths
  }

  /// Gives an element back what a resource, or an item of a list, carries of it.
  func restore(_ draft: Draft, _ root: SourceDraft) {
    var returns: [ObjectIdentifier: Return] = [:]
    for stored in draft.extensions(MappingURLs.sourceNode) {
      guard let exception = SourceException(stored), let element = root.below(exception.path) else { continue }
      stored.markAll()
      switch exception.kind {
      case .attribute(let name, let value):
        // A line may have printed it from what another attribute says.
        element.attributes.removeAll { $0.name == name }
        element.attributes.append((name, value))
      case .absent(let name): element.remove(name)
      case .order(let order): if !element.reorder(order) { stale.append(stored) }
      case .element(let xml):
        guard let node = SourceNode.fragment(xml) else { stale.append(stored); continue }
        if !returns[ObjectIdentifier(element), default: Return(element)].add(.carried(node), exception.after, resource)
        {
          stale.append(stored)
        }
      case .text(let text):
        if !returns[ObjectIdentifier(element), default: Return(element)].add(.text(text), exception.after, resource) {
          stale.append(stored)
        }
      }
    }
    for back in returns.values { back.insert() }
  }

  /// What goes back into one element, by what it stands behind.
  private struct Return {
    let element: SourceDraft
    private var start: [SourceDraft.Content] = []
    private var behind: [ObjectIdentifier: [SourceDraft.Content]] = [:]
    private var behindText: [SourceDraft.Content] = []
    private var end: [SourceDraft.Content] = []
    /// The elements that resources became.
    private let made: [ObjectIdentifier: SourceDraft]

    init(_ element: SourceDraft) {
      self.element = element
      var made: [ObjectIdentifier: SourceDraft] = [:]
      for case .element(let child) in element.content {
        if let owner = child.owner, child.path.isEmpty { made[ObjectIdentifier(owner)] = child }
      }
      self.made = made
    }

    /// Adds a node; false if what it stood behind is gone, and it goes to the end.
    mutating func add(
      _ content: SourceDraft.Content, _ anchor: SourceException.Anchor, _ resource: (String) -> Draft?
    ) -> Bool {
      switch anchor {
      case .start:
        start.append(content)
        return true
      case .step("text()") where element.content.contains(where: { if case .text = $0 { true } else { false } }):
        behindText.append(content)
        return true
      case .step(let step):
        if let (name, number) = SourceDraft.step(step), number <= element.elements(name).count {
          behind[ObjectIdentifier(element.elements(name)[number - 1]), default: []].append(content)
          return true
        }
      case .resource(let url):
        if let child = resource(url).flatMap({ made[ObjectIdentifier($0)] }) {
          behind[ObjectIdentifier(child), default: []].append(content)
          return true
        }
      }
      end.append(content)
      return false
    }

    func insert() {
      element.insert(
        start: start,
        behind: { content in
          switch content {
          case .element(let child): behind[ObjectIdentifier(child)] ?? []
          case .text: behindText
          case .carried: []
          }
        }, end: end)
    }
  }
}

extension Draft {
  /// Whether this is the Provenance that says what document was read.
  var isSourceDocument: Bool {
    typeName == "Provenance"
      && children.contains { $0.name == "entity" && !$0.extensions(MappingURLs.sourceDocument).isEmpty }
  }
}
