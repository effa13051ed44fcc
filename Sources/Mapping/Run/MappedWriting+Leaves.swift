// Leaves of a document: the text that is printed for a value, and what is accounted for by it.

internal import FHIRCore
internal import Terminology
internal import TimeZones

extension MappedWriting {
  /// Prints the keys of the resources that references lead to.
  mutating func writeReferences(
    _ rule: Int, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID, _ focus: ElementID, _ scope: Int
  ) -> Bool {
    let place = plan.references[rule].place
    guard let last = plan.steps(of: place).last else { return false }
    let around = fhir.find(plan.steps(of: place).dropLast(), of: plan, in: base(of: place, focus, scope))
    var count = 0
    for reference in fhir.items(plan.steps[last], in: around) where count == 0 || repeats {
      guard let (text, part) = key(of: reference, rule) else { continue }
      count += 1
      write(part)
      put(text, paths, count, element)
    }
    return count > 0
  }

  /// The key of the resource that a reference leads to, else its words; and what of the reference says it.
  private func key(of reference: ElementID, _ rule: Int) -> (text: String, part: ElementID)? {
    let link = fhir.child(reference, KnownElement.reference.name)
    let target = target(of: link)
    if target.exists, !isWritten(link), fhir[target].type == plan.references[rule].type {
      let key = fhir.find(plan.references[rule].key.indices, of: plan, in: target)
      if fhir.hasValue(key) { return (fhir.string(key), link) }
    }
    let words = fhir.child(reference, KnownElement.display.name)
    guard fhir.hasValue(words), !isWritten(words) else { return nil }
    return (fhir.string(words), words)
  }

  /// The element whose value is printed as it is, which nearly all are; nil if there is more to it.
  mutating func plainText(_ places: PlanPart, _ codecs: PlanPart, _ focus: ElementID, _ scope: Int) -> ElementID? {
    guard places.count == 1, codecs.count == 1, case .text = plan.codecs[codecs.first] else { return nil }
    let element = fhir.find(plan.steps(of: places.first), of: plan, in: base(of: places.first, focus, scope))
    guard element.exists, fhir.hasValue(element), fhir[element].firstChild == ElementRecord.none,
      PlaceType(fhir[element].type) == .text
    else { return nil }
    write(element)
    writeNames(of: places.first, focus, scope)
    return element
  }

  /// The text for the value at the first of the places; copies that agree are written with it.
  ///
  /// Where FHIR from elsewhere has a copy only, that is printed: what comes back says it at the first place too.
  mutating func text(_ places: PlanPart, _ codecs: PlanPart, _ focus: ElementID, _ scope: Int) -> String? {
    guard let place = places.indices.first, let last = plan.steps(of: place).last else { return nil }
    let element = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
    let type = plan.steps[last].isOpen ? PlaceType.open : PlaceType(plan.steps[last].type)
    var text: String?
    if element.exists {
      text = self.text(of: element, type, codecs)
      if text != nil { writeNames(of: place, focus, scope) }
      if let text, let codes = plan.places[place].codes { writeConcept(of: text, plan.texts[codes], beside: element) }
    }
    if text == nil, !element.exists, !isOwn { text = localCode(at: place, focus, scope) }
    for copy in places.indices.dropFirst() where text != nil || !element.exists && !isOwn {
      let other = fhir.find(plan.steps(of: copy), of: plan, in: base(of: copy, focus, scope))
      guard other.exists, let value = Codec.text.load(other, fhir), case .primitive(let copied, _) = value.value,
        text == nil ? parses(copied, codecs, type) : copied == text
      else { continue }
      if text == nil { enriched += value.parts.count }
      text = copied
      for part in value.parts { write(part) }
      writeNames(of: copy, focus, scope)
    }
    return text
  }

  /// The code of the source for which the user gives one of the standard codes that stand at a place.
  private mutating func localCode(at place: Int, _ focus: ElementID, _ scope: Int) -> String? {
    guard let codes = plan.places[place].codes else { return nil }
    let concepts = plan.concepts[plan.texts[codes]].sorted { $0.key < $1.key }
    guard !concepts.isEmpty else { return nil }
    let around = fhir.find(plan.steps(of: place).dropLast(2), of: plan, in: base(of: place, focus, scope))
    guard around.exists else { return nil }
    for coding in fhir.children(around) where fhir[coding].name == KnownElement.coding.name {
      let known = concepts.first {
        $0.value.system == fhir.text(coding, .system) && $0.value.code == fhir.text(coding, .code)
      }
      guard let known else { continue }
      for part in [KnownElement.system, .code] { write(fhir.child(coding, part.name)) }
      enriched += 2
      return known.key
    }
    return nil
  }

  /// Marks the standard code that the user gives for a code of the source, which follows from it.
  private mutating func writeConcept(of text: String, _ kind: String, beside code: ElementID) {
    guard let concept = plan.concepts[kind][text] else { return }
    let around = fhir.parent(fhir.parent(code))
    for coding in fhir.children(around) where fhir[coding].name == KnownElement.coding.name {
      if fhir.text(coding, .system) == concept.system, fhir.text(coding, .code) == concept.code {
        write(fhir.child(coding, KnownElement.system.name))
        write(fhir.child(coding, KnownElement.code.name))
        let display = fhir.child(coding, KnownElement.codingDisplay.name)
        if let text = concept.display, display.exists, fhir.says(display, text) { write(display) }
      }
    }
  }

  private func parses(_ text: String, _ codecs: PlanPart, _ type: PlaceType) -> Bool {
    codecs.indices.contains { plan.codecs[$0].parse(text, for: type) != nil }
  }

  /// The text for an element: the printed one, if it still says its value, else what a codec makes of it.
  mutating func text(of element: ElementID, _ type: PlaceType, _ codecs: PlanPart) -> String? {
    let stored = fhir.extension(element, MappingURLs.sourceText)
    let printed = stored.exists ? fhir.text(stored, .valueString) : nil
    var read: (codec: Codec, value: CodecValue)?
    if let printed {
      read = firstReading(of: printed, codecs, type).map { (plan.codecs[$0.number], $0.value) }
      if let read, let parts = read.codec.parts(of: element, saying: read.value, fhir) {
        writeAll(stored)
        for part in parts { write(part) }
        writeZone(of: element)
        return printed
      }
    }
    for number in codecs.indices {
      let codec = plan.codecs[number]
      guard let (value, _) = codec.load(element, fhir), let text = codec.written(value),
        // Another codec must not take the text for something else on the way back.
        let (first, again) = firstReading(of: text, codecs, type), first == number,
        let parts = codec.parts(of: element, saying: again, fhir)
      else { continue }
      for part in parts { write(part) }
      writeZone(of: element)
      if case .concept(let codes) = value, case .coded(_, let local?, _) = codec,
        !codes.contains(where: { $0.system == local })
      {
        enriched += parts.count
      }
      // An edit takes the place of the printed text, unless that said more than its value, such as the time of a day.
      if let printed, let read, read.codec.isAll(read.value, of: printed) {
        writeAll(stored)
        superseded.append(stored)
      }
      return text
    }
    return nil
  }

  /// Marks the zone of a time, which is that of all times of the document.
  private mutating func writeZone(of element: ElementID) {
    guard let zone = plan.zone else { return }
    let stored = fhir.extension(element, MappingURLs.zone)
    if stored.exists, fhir.text(stored, .valueCode) == zone.name { writeAll(stored) }
  }

  private func firstReading(
    of text: String, _ codecs: PlanPart, _ type: PlaceType
  ) -> (number: Int, value: CodecValue)? {
    for number in codecs.indices {
      if let value = plan.codecs[number].parse(text, for: type) { return (number, value) }
    }
    return nil
  }

  mutating func joined(_ texts: PlanPart, _ places: PlanPart, _ focus: ElementID, _ scope: Int) -> String? {
    let elements = places.indices.map { fhir.find(plan.steps(of: $0), of: plan, in: base(of: $0, focus, scope)) }
    guard elements.allSatisfy(fhir.hasValue) else { return nil }
    let frame = texts.indices.map { plan.texts[$0] }
    let values = elements.map(fhir.string)
    var text = frame[0]
    for (value, next) in zip(values, frame.dropFirst()) { text += value + next }
    guard SplitText.parts(of: text, between: frame) == values else { return nil }
    for element in elements { write(element) }
    for place in places.indices { writeNames(of: place, focus, scope) }
    return text
  }

  /// Marks what a place says by itself: the systems of the items that it names.
  mutating func writeNames(of place: Int, _ focus: ElementID, _ scope: Int) {
    var element = base(of: place, focus, scope)
    for number in plan.steps(of: place) {
      let step = plan.steps[number]
      element = fhir.find(step, in: element, plan.texts)
      guard element.exists else { return }
      switch step.item {
      case .named: write(fhir.child(element, fhir.naming(step)))
      case .index:
        let position = fhir.ownPosition(of: element)
        guard position.exists, fhir.child(position, KnownElement.integer.name).exists else { continue }
        write(fhir.child(position, KnownElement.url.name))
        write(fhir.child(position, KnownElement.integer.name))
      default: continue
      }
    }
  }
}

extension Codec {
  /// The elements that a value is made of, if the element says this value; nil if it says another.
  ///
  /// Of a concept it is enough that the codes of the value are among its own: others are not printed.
  fileprivate func parts(of element: ElementID, saying value: CodecValue, _ fhir: Elements) -> [ElementID]? {
    if value == .textOnly { return fhir.hasValue(element) ? nil : [] }
    guard let (present, parts) = load(element, fhir) else { return nil }
    guard case .concept(let wanted) = value, case .concept(let codes) = present else {
      return present == value || present.isSame(as: value) ? parts : nil
    }
    let own = zip(codes, parts).filter { wanted.contains($0.0) }.map(\.1)
    return own.isEmpty
      ? nil
      : own.flatMap { [fhir.child($0, KnownElement.system.name), fhir.child($0, KnownElement.code.name)] }.filter(
        \.exists)
  }
}

extension CodecValue {
  /// Whether two primitives have one value, whatever type the one that parsed it had in mind.
  fileprivate func isSame(as other: CodecValue) -> Bool {
    guard case .primitive(let left, _) = self, case .primitive(let right, _) = other else { return false }
    return left == right
  }
}
