// What a generated initialiser writes into: a new element, member after member.

import FHIRCore
import FHIRDefinitions

/// An element being made, whose members are added in definition order.
struct NewElement: ~Copyable {
  private var builder = TreeBuilder(names: NameTable(known: Definitions.r4.names), limits: Limits(depth: .max))
  private let type: TypeID

  init(_ type: TypeID) {
    self.type = type
    let definitions = Definitions.r4
    write { (builder) throws(TreeLimit) in
      try builder.open(
        definitions.name(of: type), type: type, flags: definitions.kind(type) == .resource ? .resource : [])
    }
  }

  mutating func value<Value: PrimitiveValue>(_ index: Int, _ value: Value?) {
    guard let value else { return }
    values(index, CollectionOfOne(value))
  }

  mutating func values<Value: PrimitiveValue>(_ index: Int, _ values: some Sequence<Value>) {
    let slot = Slot(index, of: type)
    write { (builder) throws(TreeLimit) in
      for value in values { try builder.add(slot, value) }
    }
  }

  mutating func view<View: ElementView>(_ index: Int, _ view: View?) {
    guard let view else { return }
    views(index, CollectionOfOne(view))
  }

  mutating func views<View: ElementView>(_ index: Int, _ views: some Sequence<View>) {
    let slot = Slot(index, of: type)
    write { (builder) throws(TreeLimit) in
      for view in views { try builder.add(slot, view) }
    }
  }

  mutating func choice<Chosen: Choice>(_ index: Int, _ choice: Chosen?) {
    guard let choice else { return }
    let slot = Slot(index, of: type)
    write { (builder) throws(TreeLimit) in try builder.add(slot, choice) }
  }

  /// The members that every element begins with.
  mutating func element(_ id: String?, _ extensions: [R4.Extension]) {
    value(0, id)
    views(1, extensions)
  }

  /// The members that every part of a resource begins with.
  mutating func backbone(_ id: String?, _ extensions: [R4.Extension], _ modifiers: [R4.Extension]) {
    element(id, extensions)
    views(2, modifiers)
  }

  /// The members that every resource begins with.
  mutating func resource(_ id: String?, _ meta: R4.Meta?, _ implicitRules: String?, _ language: String?) {
    value(0, id)
    view(1, meta)
    value(2, implicitRules)
    value(3, language)
  }

  /// The members that follow in every resource with narrative.
  mutating func domain(
    _ text: R4.Narrative?, _ contained: [R4.AnyResource], _ extensions: [R4.Extension], _ modifiers: [R4.Extension]
  ) {
    view(4, text)
    views(5, contained)
    views(6, extensions)
    views(7, modifiers)
  }

  /// The element, as the root of a tree of its own.
  consuming func finish() -> Node {
    builder.closeObject()
    return builder.finish().root
  }

  private mutating func write(_ body: (inout TreeBuilder) throws(TreeLimit) -> Void) {
    do throws(TreeLimit) {
      try body(&builder)
    } catch {
      preconditionFailure("a tree holds at most 65,535 names and 4 GiB of text")
    }
  }
}

extension TreeBuilder {
  /// Adds a primitive that has a value alone.
  mutating func add<Value: PrimitiveValue>(_ slot: Slot, _ value: Value) throws(TreeLimit) {
    try open(slot.name, type: slot.type, flags: slot.flags)
    try self.value(Value.kind, value.lexeme.utf8)
    close()
  }

  /// Adds a copy of what a view looks at.
  mutating func add<View: ElementView>(_ slot: Slot, _ view: View) throws(TreeLimit) {
    try copy(view.node, into: slot, type: slot.takesAnyResource ? nil : slot.type)
  }

  /// Adds a copy of what was chosen, with the type it was chosen for.
  mutating func add<Chosen: Choice>(_ slot: Slot, _ choice: Chosen) throws(TreeLimit) {
    let (type, node) = choice.content
    try copy(node, into: slot, type: TypeID(rawValue: type))
  }

  private mutating func copy(_ node: Node, into slot: Slot, type: TypeID?) throws(TreeLimit) {
    let ofContent = node.flags.intersection([.emptyObject, .scattered, .list])
    try copy(node, as: slot.name, type: type, flags: slot.flags.union(ofContent))
  }
}
