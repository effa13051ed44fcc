// Which resources a line means on the way back, and the elements that they become.

internal import FHIRCore

extension MappedWriting {
  mutating func writeResources(
    _ rule: Int, _ block: Int, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID, _ focus: ElementID,
    _ scope: Int
  ) -> Bool {
    let found = candidates(rule, focus, scope)
    var count = 0
    for (resource, reference) in repeats ? found[...] : found.prefix(1) where !isUsed(resource) {
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

  /// Prints the next resource that an alternative is about.
  mutating func resource(_ rule: Int, _ block: Int, _ child: OutputID, _ focus: ElementID, _ scope: Int) -> Bool {
    guard let (resource, reference) = nextCandidate(rule, focus, scope) else { return false }
    use(resource, reference, rule, scope)
    if let name = plan.resources[rule].name { scopes[scope, name] = resource }
    output.own(child, resource)
    owners.append((resource, child))
    let printed = self.block(block, child, resource, scope)
    return printed.isComplete && (isOwn || printed.hasPrinted)
  }

  /// Writes an element that would be made of a resource, where FHIR from elsewhere has the resources inside it and not this one.
  mutating func writeWithout(
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
  func candidates(
    _ number: Int, _ focus: ElementID, _ scope: Int
  ) -> [(resource: ElementID, reference: ElementID)] {
    guard let (around, step) = list(of: number, focus, scope) else {
      return resources.filter { isMeant($0, by: number, scope) }.map { ($0, .none) }
    }
    return fhir.items(step, in: around).compactMap { item in
      let reference = fhir.child(item, KnownElement.reference.name)
      let resource = target(of: reference)
      return resource.exists && isMeant(resource, by: number, scope) ? (resource, reference) : nil
    }
  }

  /// The first of them; of a long list from which one after the other is used, found without a look at all before it.
  mutating func nextCandidate(
    _ number: Int, _ focus: ElementID, _ scope: Int
  ) -> (resource: ElementID, reference: ElementID)? {
    guard let (around, step) = list(of: number, focus, scope) else {
      return resources.first { isMeant($0, by: number, scope) }.map { ($0, .none) }
    }
    var item = firstUnused(step, in: around, leadsToResources: true)
    while item.exists {
      let reference = fhir.child(item, KnownElement.reference.name)
      let resource = target(of: reference)
      if fhir.isMeant(item, by: step), resource.exists, isMeant(resource, by: number, scope) {
        return (resource, reference)
      }
      item = fhir.nextSibling(item)
    }
    return nil
  }

  /// The first item of a list that has not been used, or whose resource has not; none if all have.
  mutating func firstUnused(_ step: PlanStep, in around: ElementID, leadsToResources: Bool = false) -> ElementID {
    guard around.exists else { return .none }
    let list = ListCursor(around: around, name: step.name)
    var item = cursors[list] ?? fhir.firstChild(around)
    while item.exists {
      let one = leadsToResources ? target(of: fhir.child(item, KnownElement.reference.name)) : item
      if fhir.isMeant(item, by: step), !isUsed(one) { break }
      item = fhir.nextSibling(item)
    }
    cursors[list] = item
    return item
  }

  /// The list of references that leads to the resources of a line; nil if they stand for themselves.
  private func list(of number: Int, _ focus: ElementID, _ scope: Int) -> (around: ElementID, step: PlanStep)? {
    guard let link = plan.resources[number].link, let last = plan.steps(of: link).last else { return nil }
    // What would lead to them is not there.
    if !isOwn, plan.places[link].resource != nil, !base(of: link, focus, scope).exists { return nil }
    let around = fhir.find(plan.steps(of: link).dropLast(), of: plan, in: base(of: link, focus, scope))
    return (around, plan.steps[last])
  }

  /// Whether a resource is one that a line may mean, and has not been used.
  private func isMeant(_ resource: ElementID, by number: Int, _ scope: Int) -> Bool {
    let rule = plan.resources[number]
    guard fhir[resource].type == rule.type, !isUsed(resource), meets(rule.condition, resource, scope) else {
      return false
    }
    // What refers to another resource belongs there.
    return rule.links.indices.allSatisfy { link in
      let reference = fhir.child(
        fhir.find(plan.steps[plan.links[link].step], in: resource, plan.texts), KnownElement.reference.name)
      let wanted = scopes[scope, plan.links[link].resource]
      return !fhir.hasValue(reference) || !wanted.exists || target(of: reference) == wanted
    }
  }

  /// Whether a resource says what tells it from others; one from elsewhere that says nothing may be it as well.
  func meets(_ condition: PlanResource.Condition?, _ resource: ElementID, _ scope: Int) -> Bool {
    guard let condition else { return true }
    let element = fhir.find(plan.steps(of: condition.place), of: plan, in: resource)
    guard let text = condition.text else { return !fhir.hasValue(element) }
    return fhir.hasValue(element) ? fhir.says(element, plan.texts[text]) : !isOwn
  }

  /// Marks a resource as used, and the references that lead to it and from it.
  mutating func use(_ resource: ElementID, _ reference: ElementID, _ number: Int, _ scope: Int) {
    let rule = plan.resources[number]
    markUsed(resource)
    write(reference)
    // A link may stand in an extension, whose name reading gives again.
    let around = reference.exists ? fhir.parent(fhir.parent(reference)) : .none
    if around.exists, fhir[around].type == KnownType.extension { write(fhir.child(around, KnownElement.url.name)) }
    for link in rule.links.indices {
      let wanted = scopes[scope, plan.links[link].resource]
      let reference = fhir.child(
        fhir.find(plan.steps[plan.links[link].step], in: resource, plan.texts), KnownElement.reference.name)
      guard wanted.exists, target(of: reference) == wanted else { continue }
      write(reference)
    }
    if let condition = rule.condition { write(condition, resource, scope) }
  }

  /// Marks what told a resource or an item from others as written, for reading says it again.
  private mutating func write(_ condition: PlanResource.Condition, _ id: ElementID, _ scope: Int) {
    let element = fhir.find(plan.steps(of: condition.place), of: plan, in: id)
    guard let text = condition.text, fhir.says(element, plan.texts[text]) else { return }
    write(element)
    writeNames(of: condition.place, id, scope)
  }

  /// Marks what told an item of a list from others as written.
  mutating func writeCondition(_ condition: Int?, _ item: ElementID, _ scope: Int) {
    if let condition { write(plan.conditions[condition], item, scope) }
  }

  /// The next item of a list that has not been used and meets a condition; none if there is none.
  mutating func nextItem(_ step: PlanStep, _ condition: Int?, in around: ElementID, _ scope: Int) -> ElementID {
    var item = firstUnused(step, in: around)
    guard let condition else { return item }
    while item.exists {
      if fhir.isMeant(item, by: step), !isUsed(item), meets(plan.conditions[condition], item, scope) { return item }
      item = fhir.nextSibling(item)
    }
    return .none
  }

  /// The resource that a reference leads to, by its URL or by its type and id.
  func resource(_ reference: String) -> ElementID? { byReference[reference] }

  /// Where a place begins: at the resource that it names, or at what the block is about.
  func base(of place: Int, _ focus: ElementID, _ scope: Int) -> ElementID {
    plan.places[place].resource.map { scopes[scope, $0] } ?? focus
  }
}
