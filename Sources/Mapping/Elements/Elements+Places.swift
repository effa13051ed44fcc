// Places of a mapping, found in elements and made there.

internal import FHIRCore
internal import FHIRDefinitions

extension Elements {
  /// Whether an element is one that a step may mean, whichever item it asks for.
  @inline(__always)
  func isMeant(_ id: ElementID, by step: PlanStep) -> Bool {
    let record = self[id]
    return record.name == step.name && (step.isOpen || record.type == step.type)
  }

  /// What a step leads to.
  func find(_ step: PlanStep, in id: ElementID, _ texts: [String]) -> ElementID {
    guard id.exists else { return .none }
    var skipped = 0
    switch step.item {
    case .index(let index): return item(index, step, in: id)
    case .from(let index): skipped = index
    default: break
    }
    var next = firstChild(id)
    while next.exists {
      if isMeant(next, by: step) {
        if case .named(let text) = step.item {
          if says(child(next, naming(step)), texts[text]) { break }
        } else if skipped == 0 {
          break
        } else {
          skipped -= 1
        }
      }
      next = nextSibling(next)
    }
    return next
  }

  /// The item at a position, counted from the last one before it that says its own.
  private func item(_ index: Int, _ step: PlanStep, in id: ElementID) -> ElementID {
    var position = 0
    var next = firstChild(id)
    while next.exists {
      if isMeant(next, by: step) {
        position = self.position(of: next) ?? position
        if position == index { return next }
        position += 1
      }
      next = nextSibling(next)
    }
    return .none
  }

  /// No item says a greater position, so that no sum overflows.
  private static var most: Int { 1 << 20 }

  /// The position that an item says it has.
  private func position(of item: ElementID) -> Int? {
    let own = ownPosition(of: item)
    let value = own.exists ? child(own, KnownElement.integer.name) : .none
    return value.exists ? Int(string(value)).flatMap { (0...Self.most).contains($0) ? $0 : nil } : nil
  }

  /// What says the position of an item; none if nothing does.
  func ownPosition(of item: ElementID) -> ElementID {
    var next = firstChild(item)
    while next.exists {
      if self[next].name == KnownElement.extension.name,
        says(child(next, KnownElement.url.name), MappingURLs.sourcePosition)
      {
        return next
      }
      next = nextSibling(next)
    }
    return .none
  }

  /// What some steps lead to.
  func find(_ steps: Range<Int>, of plan: Plan, in id: ElementID) -> ElementID {
    var place = id
    for step in steps {
      place = find(plan.steps[step], in: place, plan.texts)
      if !place.exists { break }
    }
    return place
  }

  /// All that a step may mean, from the item on that it begins with.
  func items(_ step: PlanStep, in id: ElementID) -> [ElementID] {
    var items: [ElementID] = []
    var next = firstChild(id)
    while next.exists {
      if isMeant(next, by: step) { items.append(next) }
      next = nextSibling(next)
    }
    if case .from(let index) = step.item { items.removeFirst(min(index, items.count)) }
    return items
  }

  /// What a step leads to, made if it is not there.
  ///
  /// It is none if it cannot be: another type of a choice is there, or an item of a list behind it. Where an item before it is missing, it says its position.
  mutating func make(_ step: PlanStep, in id: ElementID, _ texts: [String]) -> ElementID {
    let found = find(step, in: id, texts)
    if found.exists || step.isOpen || !id.exists { return found }
    guard let missing = missing(before: step, in: id) else { return .none }
    let made = add(step.name, step.type, step.flags, to: id)
    if case .index(let index) = step.item, missing > 0 {
      let position = add(.extension, to: made)
      add(.url, MappingURLs.sourcePosition, to: position)
      add(.integer, String(index), to: position)
    }
    if case .named(let text) = step.item {
      add(step.type == KnownType.extension ? "url" : "system", texts[text], to: made)
    }
    return made
  }

  /// What some steps lead to, made as far as it is not there.
  mutating func make(_ steps: Range<Int>, of plan: Plan, in id: ElementID) -> ElementID {
    var place = id
    for step in steps {
      place = make(plan.steps[step], in: place, plan.texts)
      if !place.exists { break }
    }
    return place
  }

  /// How many items are missing before a new one where a step leads; nil if none may be added there.
  private func missing(before step: PlanStep, in id: ElementID) -> Int? {
    if !step.flags.contains(.repeats) { return child(id, step.name).exists ? nil : 0 }
    guard case .index(let index) = step.item else { return 0 }
    var position = 0
    var next = firstChild(id)
    while next.exists {
      if self[next].name == step.name { position = (self.position(of: next) ?? position) + 1 }
      next = nextSibling(next)
    }
    return index >= position ? index - position : nil
  }

  /// The name of the element that says which item of a list it is.
  func naming(_ step: PlanStep) -> Name {
    step.type == KnownType.extension ? KnownElement.url.name : KnownElement.system.name
  }
}
