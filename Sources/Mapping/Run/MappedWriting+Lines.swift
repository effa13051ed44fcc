// Each line of a block prints what it finds.

internal import FHIRCore

extension MappedWriting {
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
    // The document itself is a block here, and none on the way to FHIR.
    guard depth <= Plan.deepest else { return Printed(isComplete: false) }
    depth += 1
    defer { depth -= 1 }
    let lines = plan.lines(of: block)
    for number in lines {
      guard case .none = plan.lines[number].source, case .resource(let rule, _) = plan.lines[number].target,
        let (resource, reference) = nextCandidate(rule, focus, scope)
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

  mutating func write(_ line: PlanLine, _ element: OutputID, _ focus: ElementID, _ scope: Int) -> Bool {
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

  mutating func write(
    _ line: PlanLine, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID, _ focus: ElementID, _ scope: Int
  ) -> Bool {
    switch line.target {
    case .leaf(let places, let codecs):
      guard repeats, let place = places.indices.first, let last = plan.steps(of: place).last, isItem(plan.steps[last])
      else {
        if let plain = plainText(places, codecs, focus, scope) {
          put(fhir.value(plain), paths, 1, element)
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
    case .at(let place, let block, let condition):
      return writeItems(place, block, condition, paths, repeats, element, focus, scope)
    case .block, .choose:
      var count = 0
      // Each time around takes what none before it took, until nothing is left.
      repeat {
        let attempt = attempt()
        let child = self.element(at: path(paths, count + 1, element), in: element, nil)
        let hasPrinted = content(line, child, focus, repeats ? scopes.add(inside: scope) : scope)
        guard hasPrinted, count == 0 || !written(since: attempt).isEmpty else {
          undo(attempt)
          break
        }
        keep(attempt)
        finish(child, at: path(paths, count + 1, element))
        count += 1
      } while repeats
      return count > 0
    case .keep, .ignore, .literal, .unit, .bounds, .same, .table: return false
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
    case .at(let place, let block, let condition): return item(place, block, condition, child, focus, scope)
    case .resource(let rule, let block): return resource(rule, block, child, focus, scope)
    default: return false
    }
  }

  /// Prints the item of a list, or the element, that an alternative is about.
  private mutating func item(
    _ place: Int, _ block: Int, _ condition: Int?, _ child: OutputID, _ focus: ElementID, _ scope: Int
  ) -> Bool {
    guard let last = plan.steps(of: place).last else { return false }
    let step = plan.steps[last]
    let around = fhir.find(plan.steps(of: place).dropLast(), of: plan, in: base(of: place, focus, scope))
    guard around.exists else { return false }
    let found =
      isItem(step) ? nextItem(step, condition, in: around, scope) : fhir.find(step, in: around, plan.texts)
    guard found.exists else { return false }
    if isItem(step) {
      markUsed(found)
      output.own(child, found)
      owners.append((found, child))
    }
    let printed = self.block(block, child, found, scope)
    guard printed.isComplete, printed.hasPrinted else { return false }
    writeNames(of: place, focus, scope)
    writeCondition(condition, found, scope)
    return true
  }

  // MARK: Elements and leaves

  /// Prints a leaf by the spelling that the document had.
  mutating func put(_ text: String, _ paths: PlanPart, _ number: Int, _ element: OutputID) {
    put(Array(text.utf8)[...], paths, number, element)
  }

  /// Prints a leaf by the spelling that the document had.
  mutating func put(_ text: ArraySlice<UInt8>, _ paths: PlanPart, _ number: Int, _ element: OutputID) {
    let path = path(paths, number, element)
    putTest(of: path, in: output.put(text, at: path, plan, in: element))
  }

  /// Prints the attribute that the test of a path asks for, if nothing has; what it asks for further down is for its lines.
  private mutating func putTest(of path: PlanPath, in child: OutputID) {
    guard let last = path.steps.indices.last, case .element(_, let test?) = plan.pathSteps[last] else { return }
    let wanted = plan.tests[test]
    guard plan.paths[wanted.path].steps.count == 1, !output.look(plan.paths[wanted.path], plan, in: child).exists else {
      return
    }
    _ = output.put(plan.texts[wanted.value], at: plan.paths[wanted.path], plan, in: child)
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
  mutating func element(at path: PlanPath, in element: OutputID, _ owner: ElementID?) -> OutputID {
    let around = output.around(path, plan, in: element)
    return output.element(
      name(of: path), in: around, owner: owner ?? output[element].owner, isOwn: owner != nil)
  }

  /// Puts an element where it belongs, with what the test of its path asks for.
  mutating func finish(_ child: OutputID, at path: PlanPath) {
    putTest(of: path, in: child)
    output.append(child, to: output[child].parent)
  }

  func isItem(_ step: PlanStep) -> Bool {
    switch step.item {
    case .each, .from: true
    default: false
    }
  }

  mutating func writeItems(
    _ place: Int, _ block: Int, _ condition: Int?, _ paths: PlanPart, _ repeats: Bool, _ element: OutputID,
    _ focus: ElementID, _ scope: Int
  ) -> Bool {
    guard let last = plan.steps(of: place).last else { return false }
    let step = plan.steps[last]
    let isItem = isItem(step)
    let around = fhir.find(plan.steps(of: place).dropLast(), of: plan, in: base(of: place, focus, scope))
    guard around.exists else { return false }
    let wanted = condition.map { plan.conditions[$0] }
    let found =
      isItem
      ? fhir.items(step, in: around).filter { !isUsed($0) && meets(wanted, $0, scope) }
      : [fhir.find(step, in: around, plan.texts)].filter(\.exists)
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
      if isItem {
        owners.append((item, child))
        // Another line is about the rest of the list.
        if condition != nil { markUsed(item) }
        // Of an item without a value nothing is read again, and so it is not told from others either.
        if printed.hasPrinted { writeCondition(condition, item, scope) }
      }
      finish(child, at: path)
      count += 1
    }
    if count > 0 { writeNames(of: place, focus, scope) }
    return count > 0
  }
}
