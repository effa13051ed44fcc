// FHIR into a document: each line prints what it finds, and what no line prints is a loss.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree

/// The work of writing one document.
final class MappedWriting {
  /// The resources, by the URL under which the Bundle has them and in its order.
  let resources: [(url: String, draft: Draft)]
  var used: Set<ObjectIdentifier> = []
  /// The elements that resources became.
  var elements: [(draft: Draft, element: SourceDraft)] = []

  /// What could not be put back to where it stood, for what it stood behind is gone.
  var stale: [Draft] = []

  /// Printed texts that say another value than the element, which is written.
  var superseded: [Draft] = []

  /// The resources by what references call them.
  var byReference: [String: Draft] = [:]

  /// The paths of what each resource carries, once they were asked for.
  var carriedPaths: [ObjectIdentifier: Set<String>] = [:]

  /// Whether the document came from this dialect; what another one carries has no place here.
  let isOwn: Bool

  init(_ resources: [(url: String, draft: Draft)], of dialect: String) {
    self.resources = resources
    isOwn = resources.contains { $0.draft.sourceDialect == dialect }
    for (url, draft) in resources {
      if let id = draft.text("id") { byReference["\(draft.typeName)/\(id)"] = draft }
      if !url.isEmpty { byReference[url] = draft }
    }
  }

  /// Writes the document; nil if no resource is one that its root is made of.
  func run(_ lines: [MappedLine]) -> SourceDraft? {
    for (_, draft) in resources {
      draft.child("id")?.isWritten = true
      if isOwn, draft.isSourceDocument { draft.markAll() }
    }
    let provenance = isOwn ? resources.first { $0.draft.isSourceDocument }?.draft : nil
    let document = SourceDraft("", owner: provenance, path: "")
    if let provenance { elements.append((provenance, document)) }
    block(lines, document, nil, Scope())
    if isOwn {
      for (draft, element) in elements { restore(draft, element) }
    }
    guard case .element(let root)? = document.content.first else { return nil }
    return root
  }

  /// What has a value and has not gone into the document.
  var losses: [Draft] {
    func losses(_ draft: Draft) -> [Draft] {
      (draft.hasValue && !draft.isWritten ? [draft] : []) + draft.children.flatMap(losses)
    }
    return resources.flatMap { losses($0.draft) }
  }

  // MARK: Blocks

  /// Prints the lines of a block; false if none of them printed anything.
  @discardableResult
  private func block(_ lines: [MappedLine], _ element: SourceDraft, _ focus: Draft?, _ scope: Scope) -> Bool {
    var hasPrinted = false
    for line in lines {
      guard case .none = line.source, case .resource(let rule) = line.target else { continue }
      guard let (draft, reference) = candidates(rule, focus, scope).first else { continue }
      use(draft, reference, rule, scope)
      if let name = rule.name { scope[name] = draft }
    }
    for line in lines where write(line, element, focus, scope) { hasPrinted = true }
    for line in lines { derive(line, focus, scope) }
    return hasPrinted
  }

  private func write(_ line: MappedLine, _ element: SourceDraft, _ focus: Draft?, _ scope: Scope) -> Bool {
    switch line.source {
    case .none:
      if case .resource(let rule) = line.target, let name = rule.name, let draft = scope[name] {
        for child in line.children { derive(child, draft, scope) }
      }
      return false
    case .label: return false
    case .joined(let paths, let separators):
      guard case .leaf(let places, let codecs) = line.target, let text = text(places, codecs, focus, scope) else {
        return false
      }
      for count in stride(from: paths.count, to: 0, by: -1) {
        guard let parts = SplitText.parts(of: text, count: count, between: separators) else { continue }
        for (path, part) in zip(paths, parts) { element.put(path, part) }
        return true
      }
      return false
    case .node(let paths, let repeats, _):
      guard let path = paths.first else { return false }
      return write(line, path, repeats, element, focus, scope)
    }
  }

  private func write(
    _ line: MappedLine, _ path: SourcePath, _ repeats: Bool, _ element: SourceDraft, _ focus: Draft?, _ scope: Scope
  ) -> Bool {
    switch line.target {
    case .leaf(let places, let codecs):
      guard repeats, let place = places.first, let last = place.steps.last, last.item == .each else {
        guard let text = text(places, codecs, focus, scope) else { return false }
        element.put(path, text)
        return true
      }
      let items = scope.base(of: place, focus)?.find(place.steps.dropLast())?.children(last) ?? []
      let texts = items.compactMap { text(of: $0, place.typeName, codecs) }
      for text in texts { element.put(path, text) }
      if !texts.isEmpty { mark(place, focus, scope) }
      return !texts.isEmpty
    case .split(let texts, let places):
      guard let text = joined(texts, places, focus, scope) else { return false }
      element.put(path, text)
      return true
    case .reference(let rule):
      guard let last = rule.place.steps.last,
        let around = scope.base(of: rule.place, focus)?.find(rule.place.steps.dropLast())
      else { return false }
      let keys = around.children(last).compactMap { key(of: $0, rule) }
      for (text, part) in repeats ? keys[...] : keys.prefix(1) {
        part.isWritten = true
        element.put(path, text)
      }
      return !keys.isEmpty
    case .constant(let text):
      element.put(path, text)
      return false
    case .resource(let rule):
      let found = candidates(rule, focus, scope)
      for (draft, reference) in repeats ? found[...] : found.prefix(1) where !used.contains(ObjectIdentifier(draft)) {
        let scope = repeats ? Scope(scope) : scope
        use(draft, reference, rule, scope)
        if let name = rule.name { scope[name] = draft }
        let child = element.make(path.lastName, owner: draft)
        elements.append((draft, child))
        block(line.children, child, draft, scope)
        element.put(child, at: path)
      }
      return !found.isEmpty
    case .at(let place):
      guard let around = scope.base(of: place, focus)?.find(place.steps.dropLast()), let last = place.steps.last else {
        return false
      }
      let items = last.item == .each ? around.children(last) : [around.find(last)].compactMap { $0 }
      var hasPrinted = false
      for item in repeats ? items[...] : items.prefix(1) {
        let child = element.make(path.lastName, owner: last.item == .each ? item : nil)
        guard block(line.children, child, item, repeats ? Scope(scope) : scope) else { continue }
        if last.item == .each { elements.append((item, child)) }
        element.put(child, at: path)
        hasPrinted = true
      }
      return hasPrinted
    case .block:
      let child = element.make(path.lastName)
      let hasPrinted = block(line.children, child, focus, scope)
      guard hasPrinted || carries(child) else { return false }
      element.put(child, at: path)
      return hasPrinted
    case .keep, .ignore, .literal, .unit, .table: return false
    }
  }

  // MARK: Resources

  /// The resources that a line may mean, in their order, each with the reference that leads to it.
  private func candidates(
    _ rule: MappedResource, _ focus: Draft?, _ scope: Scope
  ) -> [(draft: Draft, reference: Draft?)] {
    var found: [(draft: Draft, reference: Draft?)]
    if let link = rule.link {
      guard let last = link.steps.last,
        let around = scope.base(of: link, focus)?.find(link.steps.dropLast())
      else { return [] }
      found = around.children(last).compactMap { item in
        guard let reference = item.child("reference"), let draft = resource(reference.lexeme) else { return nil }
        return (draft, reference)
      }
    } else {
      found = resources.map { ($0.draft, nil) }
    }
    return found.filter { draft, _ in
      guard draft.type == rule.type, !used.contains(ObjectIdentifier(draft)) else { return false }
      // What refers to another resource belongs there.
      return rule.references.allSatisfy { element, name in
        guard let reference = draft.find(element)?.text("reference"), let wanted = scope[name] else { return true }
        return resource(reference) === wanted
      }
    }
  }

  /// Marks a resource as used, and the references that lead to it and from it.
  private func use(_ draft: Draft, _ reference: Draft?, _ rule: MappedResource, _ scope: Scope) {
    used.insert(ObjectIdentifier(draft))
    reference?.isWritten = true
    for (element, name) in rule.references {
      guard let reference = draft.find(element)?.child("reference"), resource(reference.lexeme) === scope[name],
        scope[name] != nil
      else { continue }
      reference.isWritten = true
    }
  }

  /// The resource that a reference leads to, by its URL or by its type and id.
  func resource(_ reference: String) -> Draft? { byReference[reference] }

  // MARK: What only FHIR has

  private func derive(_ line: MappedLine, _ focus: Draft?, _ scope: Scope) {
    switch line.target {
    case .literal(let place, let value):
      guard let element = scope.base(of: place, focus)?.find(place.steps), element.lexeme == value else { return }
      element.isWritten = true
      mark(place, focus, scope)
    case .table(let place, let rows, let places):
      guard let value = rows.value(of: places, focus, scope),
        let element = scope.base(of: place, focus)?.find(place.steps), element.lexeme == value
      else { return }
      element.isWritten = true
    case .unit(let code, let printed):
      guard let unit = DerivedUnit(code, printed, focus, scope) else { return }
      for (name, value) in [("code", unit.code), ("system", unit.system)] where unit.quantity.text(name) == value {
        unit.quantity.child(name)?.isWritten = true
      }
    default: return
    }
  }
}

extension SourcePath {
  /// The name of the element that the path ends at.
  fileprivate var lastName: String {
    if case .element(let name, _)? = steps.last { return name }
    return ""
  }
}
