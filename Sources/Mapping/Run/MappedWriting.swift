// FHIR into a document: each line prints what it finds, and what no line prints is a loss.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree

/// The work of writing one document.
final class MappedWriting {
  /// The resources, by the URL under which the Bundle has them and in its order.
  private let resources: [(url: String, draft: Draft)]
  private var used: Set<ObjectIdentifier> = []
  /// The elements that resources became.
  private var elements: [(draft: Draft, element: SourceDraft)] = []

  /// The resources by what references call them.
  private var byReference: [String: Draft] = [:]

  /// The paths of what each resource carries, once they were asked for.
  private var carriedPaths: [ObjectIdentifier: Set<String>] = [:]

  /// Whether the document came from this dialect; what another one carries has no place here.
  private let isOwn: Bool

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
      guard let text = text(places, codecs, focus, scope) else { return false }
      element.put(path, text)
      return true
    case .split(let texts, let places):
      guard let text = joined(texts, places, focus, scope) else { return false }
      element.put(path, text)
      return true
    case .reference(let rule):
      let found = scope.base(of: rule.place, focus)?.find(rule.place.steps.dropLast())
      guard let last = rule.place.steps.last,
        let item = found?.children(last).first(where: { key(of: $0, rule) != nil }),
        let (text, part) = key(of: item, rule)
      else { return false }
      part.isWritten = true
      element.put(path, text)
      return true
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
        let child = element.make(path.lastName)
        guard block(line.children, child, item, repeats ? Scope(scope) : scope) else { continue }
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
  private func resource(_ reference: String) -> Draft? { byReference[reference] }

  // MARK: Leaves

  /// The key of the resource that a reference leads to, else its words; and what of the reference says it.
  private func key(of reference: Draft, _ rule: MappedReference) -> (text: String, part: Draft)? {
    if let link = reference.child("reference"), !link.isWritten, let target = resource(link.lexeme),
      target.type == rule.type, let key = target.find(rule.key.steps), key.hasValue
    {
      return (key.lexeme, link)
    }
    guard let words = reference.child("display"), words.hasValue, !words.isWritten else { return nil }
    return (words.lexeme, words)
  }

  /// The text for the value at the first of the places; copies that agree are written with it.
  private func text(_ places: [MappedPlace], _ codecs: [Codec], _ focus: Draft?, _ scope: Scope) -> String? {
    guard let place = places.first, let element = scope.base(of: place, focus)?.find(place.steps),
      let text = text(of: element, place.typeName, codecs)
    else { return nil }
    mark(place, focus, scope)
    for copy in places.dropFirst() {
      guard let other = scope.base(of: copy, focus)?.find(copy.steps), let value = Codec.text.load(other),
        case .primitive(text, _) = value.value
      else { continue }
      for part in value.parts { part.isWritten = true }
      mark(copy, focus, scope)
    }
    return text
  }

  private func text(of element: Draft, _ type: String, _ codecs: [Codec]) -> String? {
    if let stored = element.extensions(MappingURLs.sourceText).first, let text = stored.text("value"),
      let value = codecs.lazy.compactMap({ codec in codec.parse(text, for: type).map { (codec, $0) } }).first,
      let parts = value.0.parts(of: element, saying: value.1)
    {
      stored.markAll()
      for part in parts { part.isWritten = true }
      return text
    }
    for (index, codec) in codecs.enumerated() {
      guard let (value, _) = codec.load(element), let text = codec.written(value),
        // Another codec must not take the text for something else on the way back.
        codecs.firstIndex(where: { $0.parse(text, for: type) != nil }) == index,
        let again = codec.parse(text, for: type), let parts = codec.parts(of: element, saying: again)
      else { continue }
      for part in parts { part.isWritten = true }
      return text
    }
    return nil
  }

  private func joined(_ texts: [String], _ places: [MappedPlace], _ focus: Draft?, _ scope: Scope) -> String? {
    let elements = places.compactMap { scope.base(of: $0, focus)?.find($0.steps) }.filter(\.hasValue)
    guard elements.count == places.count else { return nil }
    var text = texts[0]
    for (element, next) in zip(elements, texts.dropFirst()) { text += element.lexeme + next }
    guard SplitText.parts(of: text, between: texts) == elements.map(\.lexeme) else { return nil }
    for element in elements { element.isWritten = true }
    for place in places { mark(place, focus, scope) }
    return text
  }

  /// Marks what a path says by itself: the systems of the items that it names.
  private func mark(_ place: MappedPlace, _ focus: Draft?, _ scope: Scope) {
    var element = scope.base(of: place, focus)
    for step in place.steps {
      element = element?.find(step)
      if case .named = step.item { element?.child(step.name == "extension" ? "url" : "system")?.isWritten = true }
    }
  }

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

  // MARK: What was carried

  /// Whether a resource carries something of an element, or of one below it.
  private func carries(_ element: SourceDraft) -> Bool {
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

  /// Gives an element back what a resource carries of it.
  private func restore(_ draft: Draft, _ root: SourceDraft) {
    var positions: [ObjectIdentifier: [(Int, SourceDraft.Content)]] = [:]
    var touched: [SourceDraft] = []
    for stored in draft.extensions(MappingURLs.sourceNode) {
      guard let exception = SourceException(stored), let element = root.below(exception.path) else { continue }
      func insert(_ content: SourceDraft.Content, _ position: Int) {
        positions[ObjectIdentifier(element), default: []].append((position, content))
        touched.append(element)
      }
      switch exception.kind {
      case .attribute(let name, let value):
        // A line may have printed it from what another attribute says.
        element.attributes.removeAll { $0.name == name }
        element.attributes.append((name, value))
      case .element(let xml, let position):
        guard let node = SourceNode.fragment(xml) else { continue }
        insert(.carried(node), position)
      case .text(let text, let position): insert(.text(text), position)
      case .absent(let name): element.remove(name)
      case .order(let order): element.reorder(order)
      }
      stored.markAll()
    }
    for element in touched {
      guard let carried = positions.removeValue(forKey: ObjectIdentifier(element)) else { continue }
      element.rearrange { content in
        for (position, node) in carried.sorted(by: { $0.0 < $1.0 }) {
          content.insert(node, at: min(position, content.count))
        }
      }
    }
  }
}

extension Codec {
  /// The elements that a value is made of, if the element says this value; nil if it says another.
  ///
  /// Of a concept it is enough that the codes of the value are among its own: others are not printed.
  fileprivate func parts(of element: Draft, saying value: CodecValue) -> [Draft]? {
    if value == .textOnly { return element.hasValue ? nil : [] }
    guard let (present, parts) = load(element) else { return nil }
    guard case .concept(let wanted) = value, case .concept(let codes) = present else {
      return present == value || present.isSame(as: value) ? parts : nil
    }
    let own = zip(codes, parts).filter { wanted.contains($0.0) }.map(\.1)
    return own.isEmpty ? nil : own.flatMap { [$0.child("system"), $0.child("code")].compactMap { $0 } }
  }
}

extension CodecValue {
  /// Whether two primitives have one value, whatever type the one that parsed it had in mind.
  fileprivate func isSame(as other: CodecValue) -> Bool {
    guard case .primitive(let left, _) = self, case .primitive(let right, _) = other else { return false }
    return left == right
  }
}

extension SourcePath {
  /// The name of the element that the path ends at.
  fileprivate var lastName: String {
    if case .element(let name, _)? = steps.last { return name }
    return ""
  }
}

extension SourceDraft {
  /// The element at a path such as `PID[1]/PID.3[2]`, made as far as it is not there.
  fileprivate func below(_ path: String) -> SourceDraft? {
    var element = self
    for step in path.split(separator: "/") {
      guard let bracket = step.lastIndex(of: "["), let number = Int(step[step.index(after: bracket)...].dropLast())
      else {
        return nil
      }
      element = element.element(String(step[..<bracket]), number)
    }
    return element
  }

  /// Takes something back that was printed: `@unit`, `note[2]`.
  fileprivate func remove(_ name: String) {
    if name.hasPrefix("@") {
      attributes.removeAll { $0.name == name.dropFirst() }
    } else if name == "text()" {
      rearrange { $0.removeAll { if case .text = $0 { true } else { false } } }
    } else if let bracket = name.lastIndex(of: "["), let number = Int(name[name.index(after: bracket)...].dropLast()) {
      let found = elements(String(name[..<bracket]))
      guard number <= found.count else { return }
      rearrange { content in
        content.removeAll { if case .element(let element) = $0 { element === found[number - 1] } else { false } }
      }
    }
  }

  /// Brings what was printed into the order in which it stood, if it is still as much.
  fileprivate func reorder(_ positions: [Int]) {
    guard positions.sorted() == Array(content.indices) else { return }
    rearrange { content in
      let printed = content
      for (node, position) in zip(printed, positions) { content[position] = node }
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
