// What a generated initialiser writes into: a new element, member after member.

internal import FHIRCore
internal import FHIRDefinitions

/// An element being made, whose members are added in definition order.
///
/// Nothing of this is worth inlining into hundreds of initialisers: it would double the time that a release build takes.
struct NewElement: ~Copyable {
  private var builder = Definitions.r4.treeBuilder(limits: Limits(depth: .max))
  private let type: TypeID

  init(_ type: TypeID) {
    self.type = type
    let definitions = Definitions.r4
    write { (builder) throws(TreeLimit) in
      try builder.open(
        definitions.name(of: type), type: type, flags: definitions.kind(type) == .resource ? .resource : [])
    }
  }

  @inline(never)
  mutating func value<Value: PrimitiveValue>(_ index: Int, _ value: Value?) {
    if let value { add(index, Value.kind, value.lexeme) }
  }

  @inline(never)
  mutating func values<Value: PrimitiveValue>(_ index: Int, _ values: [Value]) {
    for value in values { add(index, Value.kind, value.lexeme) }
  }

  @inline(never)
  mutating func view<View: ElementView>(_ index: Int, _ view: View?) {
    if let view { add(index, view.node) }
  }

  @inline(never)
  mutating func views<View: ElementView>(_ index: Int, _ views: [View]) {
    for view in views { add(index, view.node) }
  }

  @inline(never)
  mutating func choice<Chosen: Choice>(_ index: Int, _ choice: Chosen?) {
    if let content = choice?.content { add(index, content.node, as: content.type) }
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

  @inline(never)
  private mutating func add(_ index: Int, _ kind: ValueKind, _ lexeme: String) {
    let slot = Slot(index, of: type)
    write { (builder) throws(TreeLimit) in try builder.add(slot, kind: kind, lexeme) }
  }

  @inline(never)
  private mutating func add(_ index: Int, _ node: Node) {
    let slot = Slot(index, of: type)
    write { (builder) throws(TreeLimit) in try builder.add(slot, node) }
  }

  @inline(never)
  private mutating func add(_ index: Int, _ node: Node, as chosen: UInt16) {
    let slot = Slot(index, of: type)
    write { (builder) throws(TreeLimit) in try builder.add(slot, node, as: TypeID(rawValue: chosen)) }
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
  mutating func add(_ slot: Slot, kind: ValueKind, _ lexeme: String) throws(TreeLimit) {
    try open(slot.name, type: slot.type, flags: slot.flags)
    try value(kind, lexeme.utf8)
    close()
  }

  /// Adds a copy of an element, with the type that it was chosen for or that the slot has.
  mutating func add(_ slot: Slot, _ node: Node, as chosen: TypeID? = nil) throws(TreeLimit) {
    let ofContent = node.flags.intersection([.emptyObject, .scattered, .list])
    try copy(
      node, as: slot.name, type: chosen ?? (slot.takesAnyResource ? nil : slot.type),
      flags: slot.flags.union(ofContent))
  }
}
