// Leaves of a document: what their text says, and where it is put.

internal import FHIRCore
internal import SourceTree
internal import Terminology
internal import TimeZones

extension MappedReading {
  /// Puts a text as it is at a place that takes any text, which nearly all do; false if there is more to it.
  mutating func storePlain(_ node: NodeID, _ places: PlanPart, _ codecs: PlanPart, _ around: Around) -> Bool {
    guard codecs.count == 1, places.count == 1, case .text = plan.codecs[codecs.first],
      let last = plan.steps(of: places.first).last, let leaf = nodes.plainLeaf(node), !nodes.value(leaf).isEmpty
    else { return false }
    let step = plan.steps[last]
    guard PlaceType(step.type) == .text, case .first = step.item, !step.flags.contains(.choice) else { return false }
    let attempt = fhir.mark()
    let element = fhir.make(
      plan.steps(of: places.first), of: plan, in: base(of: places.first, around.focus, around.scope))
    guard element.exists, !fhir.hasValue(element) else {
      fhir.restore(attempt)
      return false
    }
    fhir.keep(attempt)
    fhir.set(nodes.value(leaf), of: element)
    targets.append(element)
    return true
  }

  /// Puts a text at the first of the places, as the first codec has it that can, and as it is at the others.
  mutating func store(_ text: String, _ places: PlanPart, _ codecs: PlanPart, _ around: Around, at node: NodeID) -> Bool
  {
    guard !text.isEmpty, let place = places.indices.first, let last = plan.steps(of: place).last else { return false }
    let base = base(of: place, around.focus, around.scope)
    let type = plan.steps[last].isOpen ? PlaceType.open : PlaceType(plan.steps[last].type)
    for codec in codecs.indices {
      if let kind = plan.kinds[codec] { coding.record(text, as: kind, coded: plan.codecs[codec].hasRow(text)) }
      guard let value = plan.codecs[codec].parse(text, for: type) else { continue }
      let stored = fhir.store(value, at: plan.steps(of: place), of: plan, in: base)
      guard stored.exists else { continue }
      let isClock = noteClock(plan.codecs[codec], text, value, stored, node)
      if plan.codecs[codec].written(value) != text || isClock {
        fhir.addExtension(MappingURLs.sourceText, text, to: stored)
      }
      targets.append(stored)
      if let codes = plan.places[place].codes { addConcept(of: text, plan.texts[codes], to: stored) }
      for copy in places.indices.dropFirst() {
        let other = fhir.store(
          .primitive(text, type: "string"), at: plan.steps(of: copy), of: plan,
          in: self.base(of: copy, around.focus, around.scope))
        if other.exists { targets.append(other) }
      }
      return true
    }
    return false
  }

  /// Says of a time by the clock which zone it was put in, or that the zone does not tell what it was.
  ///
  /// - Returns: whether FHIR says seconds that nobody printed.
  private mutating func noteClock(
    _ codec: Codec, _ text: String, _ value: CodecValue, _ stored: ElementID, _ node: NodeID
  ) -> Bool {
    guard let zone = plan.zone, let clock = codec.clock(of: text) else { return false }
    if case .primitive(let time, _) = value, time.contains("T") {
      if ClockZone.isName(zone.name) {
        fhir.add(.valueCode, zone.name, to: fhir.addExtension(MappingURLs.zone, to: stored))
      }
      return clock.second == nil
    }
    switch clock.offsets(in: zone) {
    case .one: break
    case .none: clocks.append((node, .gap))
    case .two, .unwritable: clocks.append((node, .overlap))
    }
    return false
  }

  /// Adds the standard code that the user gives for a code of the source, beside it.
  private mutating func addConcept(of text: String, _ kind: String, to code: ElementID) {
    let concept = plan.concepts[kind][text]
    coding.record(text, as: kind, coded: concept != nil)
    guard let concept else { return }
    let made = fhir.add(.coding, to: fhir.parent(fhir.parent(code)))
    if let system = concept.system { fhir.add(.system, system, to: made) }
    fhir.add(.code, concept.code, to: made)
    if let display = concept.display { fhir.add(.codingDisplay, display, to: made) }
  }

  mutating func split(_ text: String, _ texts: PlanPart, _ places: PlanPart, _ around: Around) -> Bool {
    guard let parts = SplitText.parts(of: text, between: texts.indices.map { plan.texts[$0] }) else { return false }
    let attempt = fhir.mark()
    let first = targets.count
    for (place, part) in zip(places.indices, parts) {
      let stored = fhir.store(
        .primitive(part, type: "string"), at: plan.steps(of: place), of: plan,
        in: base(of: place, around.focus, around.scope))
      guard stored.exists else {
        fhir.restore(attempt)
        targets.removeLast(targets.count - first)
        return false
      }
      targets.append(stored)
    }
    fhir.keep(attempt)
    return true
  }

  mutating func join(
    _ line: PlanLine, _ paths: PlanPart, _ separators: PlanPart, _ element: NodeID, _ around: Around
  ) {
    guard case .leaf(let places, let codecs) = line.target else { return }
    let found = paths.indices.map { candidates(plan.paths[$0], element).first }
    // Only the first ones may be there: nobody prints a time without its day.
    let present = found.prefix { $0 != nil }.compactMap { $0 }
    guard !present.isEmpty, found.dropFirst(present.count).allSatisfy({ $0 == nil }) else { return }
    let texts = present.compactMap { nodes.leafText($0) }
    guard texts.count == present.count else { return }
    let between = separators.indices.map { plan.texts[$0] }
    var text = texts[0]
    for (separator, part) in zip(between, texts.dropFirst()) { text += separator + part }
    let first = targets.count
    guard SplitText.parts(of: text, count: texts.count, between: between) == texts,
      store(text, places, codecs, around, at: present[0])
    else {
      for node in present { failures[node] = .unreadable(line: line.line) }
      return
    }
    for node in present {
      markLeaf(node, line, from: first)
      takenBy[Int(node)] = line.number
      mark(from: node, to: element, line)
    }
  }

  /// Notes a reference by key, which is filled when all resources are there.
  mutating func refer(_ line: PlanLine, _ rule: Int, _ key: String, _ node: NodeID, _ around: Around) -> Bool {
    let place = plan.references[rule].place
    guard let last = plan.steps(of: place).last else { return false }
    let outer = fhir.make(
      plan.steps(of: place).dropLast(), of: plan, in: base(of: place, around.focus, around.scope))
    let step = plan.steps[last]
    guard outer.exists, step.flags.contains(.repeats) || !fhir.child(outer, step.name).exists else { return false }
    let element = fhir.add(step.name, step.type, step.flags, to: outer)
    references.append(Reference(element: element, rule: rule, key: key, scope: around.scope))
    targets.append(element)
    markLeaf(node, line, from: targets.count - 1)
    takenBy[Int(node)] = line.number
    return true
  }
}
