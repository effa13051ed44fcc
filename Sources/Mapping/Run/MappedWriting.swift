// FHIR into a document: each line prints what it finds, and what no line prints is a loss.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree

/// The work of writing one document.
struct MappedWriting {
  let plan: Plan
  let fhir: Elements
  /// The resources of the Bundle, in its order.
  let resources: [ElementID]
  /// The resources by what references call them.
  private let byReference: [String: ElementID]
  /// The Provenance that says what document was read.
  let source: ElementID
  /// Whether the document came from this dialect; what another one carries has no place here.
  let isOwn: Bool

  /// Whether an element has gone into the document, or follows from what has.
  private(set) var written: [Bool]
  /// What was written in this order, so that it can be taken back.
  private var writes: [ElementID] = []
  private var used: Set<ElementID> = []
  private var uses: [ElementID] = []
  var output: Output
  var scopes: Scopes
  /// The elements that resources and items of lists became.
  var owners: [(owner: ElementID, element: OutputID)] = []
  /// What could not be put back to where it stood, for what it stood behind is gone.
  var stale: [ElementID] = []
  /// Printed texts that say another value than the element, which is written.
  var superseded: [ElementID] = []
  /// The texts of the alternatives that were chosen, by the paths at which they stand.
  var labels: [OutputID: [Int: String?]] = [:]
  /// What follows from what was written, and is made again on the way back.
  private(set) var derived: Set<ElementID> = []
  /// How many values were written as something that says more than they do.
  var enriched = 0
  /// What resources, and items of lists, carry.
  let carried: [ElementID: Carried]

  init(_ tree: ElementTree, _ plan: Plan, of dialect: String) {
    self.plan = plan
    fhir = Elements(tree)
    var resources: [ElementID] = []
    var byReference: [String: ElementID] = [:]
    let root = ElementID(raw: 0)
    // A resource alone is written as if it were in a Bundle.
    if fhir[root].type != KnownType.bundle { resources.append(root) }
    for entry in fhir.children(root)
    where fhir[root].type == KnownType.bundle && fhir[entry].name == KnownElement.entry.name {
      let resource = fhir.child(entry, KnownElement.resource.name)
      guard resource.exists else { continue }
      resources.append(resource)
      let (id, url) = (fhir.text(resource, .id), fhir.text(entry, .fullUrl))
      if let url { byReference[url] = resource }
      // A UUID is no name on a server.
      if let id, url?.hasPrefix("urn:uuid:") != true || url?.hasSuffix(id) != true {
        byReference["\(Definitions.r4.typeName(fhir[resource].type))/\(id)"] = resource
      }
    }
    self.resources = resources
    self.byReference = byReference
    source = fhir.sourceDocument(among: resources)
    isOwn = fhir.part("dialect", ofSource: source) == dialect
    carried = isOwn ? Self.carried(in: fhir) : [:]
    written = Array(repeating: false, count: tree.count)
    output = Output(plan)
    scopes = Scopes(plan)
  }

  /// Writes the document; none if no resource is one that its root is made of.
  mutating func run() -> OutputID {
    for resource in resources { write(fhir.child(resource, KnownElement.id.name)) }
    if isOwn { writeAll(source) }
    let document = output.element(0, in: .none, owner: isOwn ? source : .none, isOwn: true)
    if isOwn { owners.append((source, document)) }
    block(plan.root, document, .none, 0)
    if isOwn {
      for (owner, element) in owners { restore(owner, element) }
    }
    return output.children(of: document).first { output[$0].kind == .element } ?? .none
  }

  /// The zone that times of the document were read in; nil if none was said.
  var zone: String? { isOwn ? fhir.part("zone", ofSource: source) : nil }

  // MARK: What has been written

  mutating func write(_ id: ElementID) {
    guard id.exists, !written[Int(id.raw)] else { return }
    written[Int(id.raw)] = true
    writes.append(id)
  }

  mutating func writeAll(_ id: ElementID) {
    write(id)
    var next = fhir.firstChild(id)
    while next.exists {
      writeAll(next)
      next = fhir.nextSibling(next)
    }
  }

  func isWritten(_ id: ElementID) -> Bool { written[Int(id.raw)] }

  /// What has a value and has not gone into the document, of the resources.
  var losses: [ElementID] {
    var losses: [ElementID] = []
    for number in fhir.records.indices where !written[number] && fhir.records[number].kind != .none {
      let id = ElementID(raw: UInt32(truncatingIfNeeded: number))
      // The Bundle is a resource too, and speaks for itself.
      let resource = fhir.resource(of: id)
      if fhir[resource].type != KnownType.bundle { losses.append(id) }
    }
    return losses
  }

  /// How many values have gone into the document; ids are made anew, and are none.
  var writtenValues: Int {
    writes.count {
      fhir.hasValue($0) && !(fhir[$0].name == KnownElement.id.name && fhir[fhir.parent($0)].flags.contains(.resource))
    }
  }

  // MARK: Attempts

  struct Attempt {
    fileprivate let output: Output.Mark
    fileprivate let writes: Int
    fileprivate let uses: Int
    fileprivate let owners: Int
    fileprivate let stale: Int
    fileprivate let superseded: Int
    fileprivate let scopes: Int
    fileprivate let enriched: Int
  }

  mutating func attempt() -> Attempt {
    Attempt(
      output: output.mark(), writes: writes.count, uses: uses.count, owners: owners.count, stale: stale.count,
      superseded: superseded.count, scopes: scopes.count, enriched: enriched)
  }

  mutating func keep(_ attempt: Attempt) { output.keep(attempt.output) }

  mutating func undo(_ attempt: Attempt) {
    output.restore(attempt.output)
    for id in writes[attempt.writes...] { written[Int(id.raw)] = false }
    writes.removeLast(writes.count - attempt.writes)
    for id in uses[attempt.uses...] { used.remove(id) }
    uses.removeLast(uses.count - attempt.uses)
    owners.removeLast(owners.count - attempt.owners)
    stale.removeLast(stale.count - attempt.stale)
    superseded.removeLast(superseded.count - attempt.superseded)
    scopes.count = attempt.scopes
    enriched = attempt.enriched
  }

  /// What was written since an attempt began.
  func written(since attempt: Attempt) -> ArraySlice<ElementID> { writes[attempt.writes...] }

  // MARK: Blocks

  /// What came of a block.
  struct Printed {
    /// Whether a line printed something.
    var hasPrinted = false
    /// Whether the lines that must find something did.
    var isComplete = true
  }

  /// Prints the lines of a block.
  @discardableResult
  mutating func block(_ block: Int, _ element: OutputID, _ focus: ElementID, _ scope: Int) -> Printed {
    var printed = Printed()
    let lines = plan.lines(of: block)
    for number in lines {
      guard case .none = plan.lines[number].source, case .resource(let rule, _) = plan.lines[number].target,
        let (resource, reference) = candidates(rule, focus, scope).first
      else { continue }
      use(resource, reference, rule, scope)
      if let name = plan.resources[rule].name { scopes[scope, name] = resource }
    }
    for number in lines {
      let hasPrinted = write(plan.lines[number], element, focus, scope)
      if hasPrinted { printed.hasPrinted = true }
      if !hasPrinted, plan.lines[number].isRequired { printed.isComplete = false }
    }
    fillLabels(of: block, element)
    derive(block, focus, scope)
    return printed
  }

  private mutating func write(_ line: PlanLine, _ element: OutputID, _ focus: ElementID, _ scope: Int) -> Bool {
    switch line.source {
    case .none:
      if case .resource(let rule, let block) = line.target, let name = plan.resources[rule].name {
        derive(block, scopes[scope, name], scope)
      }
      return false
    case .joined(let paths, let separators):
      guard case .leaf(let places, let codecs) = line.target, let text = text(places, codecs, focus, scope) else {
        return false
      }
      let between = separators.indices.map { plan.texts[$0] }
      for count in stride(from: Int(paths.count), to: 0, by: -1) {
        guard let parts = SplitText.parts(of: text, count: count, between: between) else { continue }
        for (path, part) in zip(paths.indices, parts) { _ = output.put(part, at: plan.paths[path], plan, in: element) }
        return true
      }
      return false
    case .node(let paths, let repeats): return write(line, paths, repeats, element, focus, scope)
    }
  }

  private mutating func write(
    _ line: PlanLine, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID, _ focus: ElementID, _ scope: Int
  ) -> Bool {
    switch line.target {
    case .leaf(let places, let codecs):
      guard repeats, let place = places.indices.first, let last = plan.steps(of: place).last, isItem(plan.steps[last])
      else {
        if let plain = plainText(places, codecs, focus, scope) {
          _ = output.put(fhir.value(plain), at: path(paths, 1, element), plan, in: element)
          return true
        }
        guard let text = text(places, codecs, focus, scope) else { return false }
        put(text, paths, 1, element)
        return true
      }
      let around = fhir.find(plan.steps(of: place).dropLast(), of: plan, in: base(of: place, focus, scope))
      var count = 0
      for item in fhir.items(plan.steps[last], in: around) {
        guard let text = text(of: item, PlaceType(plan.steps[last].type), codecs) else { continue }
        count += 1
        put(text, paths, count, element)
      }
      if count > 0 { writeNames(of: place, focus, scope) }
      return count > 0
    case .split(let texts, let places):
      guard let text = joined(texts, places, focus, scope) else { return false }
      put(text, paths, 1, element)
      return true
    case .reference(let rule): return writeReferences(rule, paths, repeats, element, focus, scope)
    case .constant(let text):
      put(plan.texts[text], paths, 1, element)
      return false
    case .chooses:
      // The text is known when the alternatives have been written.
      put("", paths, 1, element)
      return false
    case .resource(let rule, let block):
      return writeResources(rule, block, paths, repeats, element, focus, scope)
    case .at(let place, let block): return writeItems(place, block, paths, repeats, element, focus, scope)
    case .block, .choose:
      let attempt = attempt()
      let child = self.element(at: path(paths, 1, element), in: element, nil)
      guard content(line, child, focus, repeats ? scopes.add(inside: scope) : scope) else {
        undo(attempt)
        return false
      }
      keep(attempt)
      finish(child, at: path(paths, 1, element))
      return true
    case .keep, .ignore, .literal, .unit, .table: return false
    }
  }

  /// Prints what a line says of an element that does not stand there yet: a block, or an alternative.
  ///
  /// - Returns: whether it printed anything; if not, the caller takes back what it tried.
  mutating func content(
    _ line: PlanLine, _ child: OutputID, _ focus: ElementID, _ scope: Int
  ) -> Bool {
    switch line.target {
    case .block(let block):
      let printed = self.block(block, child, focus, scope)
      return printed.isComplete && (printed.hasPrinted || carries(child))
    case .choose(let path, let cases, let isOwner):
      return choose(path, cases, isOwner: isOwner, child, focus, scope)
    case .leaf(let places, let codecs):
      guard let text = text(places, codecs, focus, scope) else { return false }
      output.add(.text, 0, text, to: child)
      return true
    case .split(let texts, let places):
      guard let text = joined(texts, places, focus, scope) else { return false }
      output.add(.text, 0, text, to: child)
      return true
    case .constant(let text):
      output.add(.text, 0, plan.texts[text], to: child)
      return true
    case .at(let place, let block):
      let item = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
      guard item.exists else { return false }
      let printed = self.block(block, child, item, scope)
      guard printed.isComplete, printed.hasPrinted else { return false }
      writeNames(of: place, focus, scope)
      return true
    default: return false
    }
  }

  // MARK: Elements and leaves

  /// Prints a leaf by the spelling that the document had.
  private mutating func put(_ text: String, _ paths: PlanPart, _ number: Int, _ element: OutputID) {
    _ = output.put(text, at: path(paths, number, element), plan, in: element)
  }

  /// The spelling of the n-th node of a line: the first one, unless the document had another.
  func path(_ paths: PlanPart, _ number: Int, _ element: OutputID) -> PlanPath {
    let first = plan.paths[paths.first]
    guard paths.count > 1, isOwn, let carried = carried[output[element].owner],
      let spelling = carried.spellings[output.path(of: element)]?["\(plan.texts[first.text])[\(number)]"],
      let path = paths.indices.first(where: { plan.texts[plan.paths[$0].text] == spelling })
    else { return first }
    return plan.paths[path]
  }

  /// The name of the element that a path ends at.
  func name(of path: PlanPath) -> UInt32 {
    guard let last = path.steps.indices.last, case .element(let name, _) = plan.pathSteps[last] else { return 0 }
    return UInt32(name)
  }

  /// An element at the end of a path, which does not stand there yet; nothing carries what is its own, unless one is named.
  private mutating func element(at path: PlanPath, in element: OutputID, _ owner: ElementID?) -> OutputID {
    let around = output.around(path, plan, in: element)
    return output.element(
      name(of: path), in: around, owner: owner ?? output[element].owner, isOwn: owner != nil)
  }

  /// Puts an element where it belongs, with what the tests of its path ask for.
  private mutating func finish(_ child: OutputID, at path: PlanPath) {
    if let last = path.steps.indices.last, case .element(_, let test?) = plan.pathSteps[last] {
      let wanted = plan.tests[test]
      if !output.look(plan.paths[wanted.path], plan, in: child).exists {
        _ = output.put(plan.texts[wanted.value], at: plan.paths[wanted.path], plan, in: child)
      }
    }
    output.append(child, to: output[child].parent)
  }

  private func isItem(_ step: PlanStep) -> Bool {
    switch step.item {
    case .each, .from: true
    default: false
    }
  }

  private mutating func writeItems(
    _ place: Int, _ block: Int, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID, _ focus: ElementID,
    _ scope: Int
  ) -> Bool {
    guard let last = plan.steps(of: place).last else { return false }
    let step = plan.steps[last]
    let isItem = isItem(step)
    let around = fhir.find(plan.steps(of: place).dropLast(), of: plan, in: base(of: place, focus, scope))
    guard around.exists else { return false }
    let found = isItem ? fhir.items(step, in: around) : [fhir.find(step, in: around, plan.texts)].filter(\.exists)
    var count = 0
    for item in repeats ? found[...] : found.prefix(1) {
      let path = path(paths, count + 1, element)
      let attempt = attempt()
      let child = self.element(at: path, in: element, isItem ? item : nil)
      let printed = self.block(block, child, item, repeats ? scopes.add(inside: scope) : scope)
      guard printed.hasPrinted || isItem && carries(child), printed.isComplete else {
        undo(attempt)
        continue
      }
      keep(attempt)
      if isItem { owners.append((item, child)) }
      finish(child, at: path)
      count += 1
    }
    if count > 0 { writeNames(of: place, focus, scope) }
    return count > 0
  }

  // MARK: Resources

  private mutating func writeResources(
    _ rule: Int, _ block: Int, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID, _ focus: ElementID,
    _ scope: Int
  ) -> Bool {
    let found = candidates(rule, focus, scope)
    var count = 0
    for (resource, reference) in repeats ? found[...] : found.prefix(1) where !used.contains(resource) {
      let path = path(paths, count + 1, element)
      let attempt = attempt()
      let inner = repeats ? scopes.add(inside: scope) : scope
      use(resource, reference, rule, inner)
      if let name = plan.resources[rule].name { scopes[inner, name] = resource }
      let child = self.element(at: path, in: element, resource)
      owners.append((resource, child))
      let printed = self.block(block, child, resource, inner)
      // Of FHIR from elsewhere nothing may be printed, and an empty element says nothing.
      guard printed.isComplete, isOwn || printed.hasPrinted else {
        undo(attempt)
        continue
      }
      keep(attempt)
      finish(child, at: path)
      count += 1
    }
    if found.isEmpty, !isOwn, plan.resources[rule].link == nil {
      return writeWithout(rule, block, path(paths, 1, element), element, scope)
    }
    return count > 0
  }

  /// Writes an element that would be made of a resource, where FHIR from elsewhere has the resources inside it and not this one.
  private mutating func writeWithout(
    _ rule: Int, _ block: Int, _ path: PlanPath, _ element: OutputID, _ scope: Int
  ) -> Bool {
    let attempt = attempt()
    let child = self.element(at: path, in: element, nil)
    let printed = self.block(block, child, .none, scopes.add(inside: scope))
    guard printed.hasPrinted, printed.isComplete else {
      undo(attempt)
      return false
    }
    keep(attempt)
    finish(child, at: path)
    return true
  }

  /// The resources that a line may mean, in their order, each with the reference that leads to it.
  private func candidates(
    _ number: Int, _ focus: ElementID, _ scope: Int
  ) -> [(resource: ElementID, reference: ElementID)] {
    let rule = plan.resources[number]
    func isMeant(_ resource: ElementID) -> Bool {
      fhir[resource].type == rule.type && !used.contains(resource) && meets(rule.condition, resource, scope)
        // What refers to another resource belongs there.
        && rule.links.indices.allSatisfy { link in
          let reference = fhir.child(
            fhir.find(plan.steps[plan.links[link].step], in: resource, plan.texts), KnownElement.reference.name)
          let wanted = scopes[scope, plan.links[link].resource]
          guard fhir.hasValue(reference), wanted.exists else { return true }
          return self.resource(fhir.string(reference)) == wanted
        }
    }
    guard let link = rule.link else { return resources.filter(isMeant).map { ($0, .none) } }
    guard let last = plan.steps(of: link).last else { return [] }
    // What would lead to them is not there: they stand for themselves.
    if !isOwn, plan.places[link].resource != nil, !base(of: link, focus, scope).exists {
      return resources.filter(isMeant).map { ($0, .none) }
    }
    let around = fhir.find(plan.steps(of: link).dropLast(), of: plan, in: base(of: link, focus, scope))
    var found: [(resource: ElementID, reference: ElementID)] = []
    for item in fhir.items(plan.steps[last], in: around) {
      let reference = fhir.child(item, KnownElement.reference.name)
      guard fhir.hasValue(reference), let resource = resource(fhir.string(reference)), isMeant(resource) else {
        continue
      }
      found.append((resource, reference))
    }
    return found
  }

  /// Whether a resource says what tells it from others; one from elsewhere that says nothing may be it as well.
  private func meets(_ condition: PlanResource.Condition?, _ resource: ElementID, _ scope: Int) -> Bool {
    guard let condition else { return true }
    let element = fhir.find(plan.steps(of: condition.place), of: plan, in: resource)
    return fhir.hasValue(element) ? fhir.says(element, plan.texts[condition.text]) : !isOwn
  }

  /// Marks a resource as used, and the references that lead to it and from it.
  private mutating func use(_ resource: ElementID, _ reference: ElementID, _ number: Int, _ scope: Int) {
    let rule = plan.resources[number]
    used.insert(resource)
    uses.append(resource)
    write(reference)
    for link in rule.links.indices {
      let wanted = scopes[scope, plan.links[link].resource]
      let reference = fhir.child(
        fhir.find(plan.steps[plan.links[link].step], in: resource, plan.texts), KnownElement.reference.name)
      guard wanted.exists, fhir.hasValue(reference), self.resource(fhir.string(reference)) == wanted else { continue }
      write(reference)
    }
    if let condition = rule.condition {
      let element = fhir.find(plan.steps(of: condition.place), of: plan, in: resource)
      if fhir.says(element, plan.texts[condition.text]) {
        write(element)
        writeNames(of: condition.place, resource, scope)
      }
    }
  }

  /// The resource that a reference leads to, by its URL or by its type and id.
  func resource(_ reference: String) -> ElementID? { byReference[reference] }

  /// Where a place begins: at the resource that it names, or at what the block is about.
  func base(of place: Int, _ focus: ElementID, _ scope: Int) -> ElementID {
    plan.places[place].resource.map { scopes[scope, $0] } ?? focus
  }

  // MARK: What only FHIR has

  private mutating func derive(_ block: Int, _ focus: ElementID, _ scope: Int) {
    for number in plan.lines(of: block) {
      guard case .none = plan.lines[number].source else { continue }
      switch plan.lines[number].target {
      case .literal(let place, let text):
        let element = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        guard element.exists, fhir.says(element, plan.texts[text]) else { continue }
        write(element)
        derived.insert(element)
        writeNames(of: place, focus, scope)
      case .table(let place, let table, let places):
        let element = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        guard element.exists, let value = plan.code(in: table, for: places, focus, scope, fhir, scopes),
          fhir.says(element, value)
        else { continue }
        write(element)
        derived.insert(element)
      case .unit(let code, let printed):
        guard let unit = DerivedUnit(code, printed, focus, scope, plan, fhir, scopes), let code = unit.code else {
          continue
        }
        for (known, value) in [(KnownElement.quantityCode, code), (.quantitySystem, unit.system)] {
          let element = fhir.child(unit.quantity, known.name)
          guard element.exists, fhir.says(element, value) else { continue }
          write(element)
          derived.insert(element)
        }
      default: continue
      }
    }
  }
}
