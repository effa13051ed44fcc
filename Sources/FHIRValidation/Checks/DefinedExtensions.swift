// Extensions by their own definitions: where they stand, and what they hold (FHIR R4, 2.4.0 and 5.3.4.1).

internal import FHIRCore
internal import FHIRDefinitions

extension Walk {
  /// The plan of an extension; nil if its definition is not at hand.
  mutating func plan(ofExtension id: UInt32) -> ExtensionPlan? {
    var steps: [String] = []
    var id = id
    while true {
      guard let url = text(id, names.url) else { return nil }
      steps.append(url)
      guard isNested(id) else { break }
      id = tree.records[Int(id)].parent
    }
    return plans.plan(ofExtension: steps.reversed().joined(separator: "#"))
  }

  /// What the definition of an extension demands.
  mutating func check(_ id: UInt32, by plan: ExtensionPlan, isNested: Bool) {
    if !isNested {
      checkContext(id, plan)
      checkModifier(id, plan)
    }
    if let value = child(id, names.value) {
      checkValue(value, plan)
    } else if plan.nested.isEmpty, !plan.types.isEmpty, let nested = child(id, names.extension) {
      find(nested, ValidationRule.extensionType, "expected a value in this extension, found an extension")
    }
    checkNested(id, plan)
  }

  private mutating func checkContext(_ id: UInt32, _ plan: ExtensionPlan) {
    let parent = tree.records[Int(id)].parent
    // `Element` is any place (2.4.0.2), that of a resource included.
    guard parent != ElementRecord.none, !plan.contexts.isEmpty, !plan.contexts.contains("Element") else { return }
    var names = contextNames(of: parent)
    // FHIR's own snapshots have extensions that are meant for the code of a type, or for the element, at the type.
    if names.contains("ElementDefinition.type") {
      names.formUnion(["ElementDefinition.type.code", "ElementDefinition"])
    }
    guard !plan.contexts.contains(where: { names.contains($0) }) else { return }
    let places = plan.contexts.count > 5 ? plan.contexts.prefix(5) + ["…"] : plan.contexts[...]
    find(
      id, ValidationRule.extensionContext, "expected this extension elsewhere",
      hint: "it may stand at \(places.joined(separator: ", "))")
  }

  /// What an element is called where contexts are defined: its type and what that specialises, its place in the type
  /// around it, and its path from the resource.
  private func contextNames(of id: UInt32) -> Set<String> {
    let record = tree.records[Int(id)]
    var names: Set<String> = []
    var type = record.type
    while type != .unknown {
      names.insert(definitions.typeName(type))
      type = definitions.base(type)
    }
    guard record.parent != ElementRecord.none else { return names }
    let name = tree.names.string(record.name)
    var around = tree.records[Int(record.parent)].type
    while around != .unknown {
      names.formUnion(["\(definitions.typeName(around)).\(name)", "\(definitions.typeName(around)).\(name)[x]"])
      around = definitions.base(around)
    }
    // A path leads through data types too, and ends at the resource.
    var path = [name]
    var next = record.parent
    while next != owners[Int(id)], tree.records[Int(next)].parent != ElementRecord.none {
      path.append(tree.names.string(tree.records[Int(next)].name))
      next = tree.records[Int(next)].parent
    }
    names.insert(([typeName(next)] + path.reversed()).joined(separator: "."))
    return names
  }

  private mutating func checkModifier(_ id: UInt32, _ plan: ExtensionPlan) {
    let isThere = tree.records[Int(id)].name == names.modifierExtension
    guard isThere != plan.isModifier else { return }
    find(
      id, ValidationRule.extensionModifier,
      plan.isModifier
        ? "expected this extension in modifierExtension, for it changes the meaning of what holds it"
        : "expected this extension in extension, for it changes no meaning")
  }

  private mutating func checkValue(_ value: UInt32, _ plan: ExtensionPlan) {
    let record = tree.records[Int(value)]
    guard !plan.types.isEmpty else {
      return find(value, ValidationRule.extensionType, "expected extensions in this extension, found a value")
    }
    guard record.type != .unknown else { return }
    guard plan.types.contains(typeName(value)) else {
      return find(
        value, ValidationRule.extensionType,
        "expected a value of type \(plan.types.joined(separator: " or ")), found \(typeName(value))")
    }
    if let binding = plan.binding { checkBinding(value, record, binding) }
  }

  private mutating func checkNested(_ id: UInt32, _ plan: ExtensionPlan) {
    guard !plan.nested.isEmpty else { return }
    var counts: [String: Int] = [:]
    // What has no name that can be read may be what seems to be missing.
    var isClear = true
    for nested in children(id, names.extension) {
      guard let element = child(nested, names.url), let name = text(element),
        URIFormat.fault(in: tree.lexeme(element).span) == nil
      else {
        isClear = false
        continue
      }
      counts[name, default: 0] += 1
      // One that has a URL of its own may stand anywhere.
      guard !plan.nested.contains(where: { $0.name == name }), !name.contains(":") else { continue }
      isClear = false
      let near = NearMiss.of(name, among: plan.nested.map(\.name))
      find(
        element, ValidationRule.extensionNested,
        "expected one of \(plan.nested.map(\.name).joined(separator: ", "))",
        hint: near.map { "did you mean '\($0)'?" })
    }
    for nested in plan.nested { check(counts[nested.name] ?? 0, of: nested, in: id, isClear) }
  }

  private mutating func check(_ count: Int, of nested: ExtensionPlan.Nested, in id: UInt32, _ isClear: Bool) {
    if count < nested.min, isClear {
      find(id, ValidationRule.extensionNested, "expected the extension '\(nested.name)' in this one")
    } else if count > nested.max {
      find(
        id, ValidationRule.extensionNested,
        "expected the extension '\(nested.name)' at most \(nested.max == 1 ? "once" : "\(nested.max) times"), found \(count)"
      )
    }
  }
}
