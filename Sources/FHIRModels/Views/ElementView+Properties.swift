// What a generated property does: one accessor per kind of content, so that generated code is one line each.

internal import FHIRCore
internal import FHIRDefinitions

// Everything of substance is a method of Node, which knows the type by number: there it is compiled once per type of
// content, and not once per property.

extension ElementView {
  /// A plain primitive.
  ///
  /// Setting it keeps the id and the extensions that the primitive has.
  subscript<Value: PrimitiveValue>(value index: Int) -> Value? {
    get { node.value(index, of: Self.typeID) }
    set { node = node.setting(index, of: Self.typeID, toValue: newValue) }
  }

  /// A list of plain primitives.
  ///
  /// Setting it replaces the primitives together with their extensions.
  subscript<Value: PrimitiveValue>(values index: Int) -> [Value] {
    get { node.values(index, of: Self.typeID) }
    set { node = node.setting(index, of: Self.typeID, toValues: newValue) }
  }

  /// An element that has a view.
  subscript<View: ElementView>(view index: Int) -> View? {
    get { node.content(index, of: Self.typeID).map { View($0) } }
    set { node = node.setting(index, of: Self.typeID, to: newValue.map { [$0.node] } ?? []) }
  }

  /// A list of elements that have a view.
  subscript<View: ElementView>(views index: Int) -> [View] {
    get { node.contents(index, of: Self.typeID).map { View($0) } }
    set { node = node.setting(index, of: Self.typeID, to: newValue.map(\.node)) }
  }

  /// An element whose type is chosen; `index` is that of its first type.
  subscript<Chosen: Choice>(choice index: Int) -> Chosen? {
    get { node.content(index, of: Self.typeID).flatMap { Chosen($0) } }
    set { node = node.setting(index, of: Self.typeID, toChoice: newValue?.content) }
  }

  /// Replaces what stands in a slot.
  mutating func edit(_ slot: Slot, with write: (inout TreeBuilder) throws(TreeLimit) -> Void) {
    node = node.replacing(slot, of: Self.typeID, with: write)
  }
}

extension Node {
  @inline(never)
  fileprivate func value<Value: PrimitiveValue>(_ index: Int, of type: TypeID) -> Value? {
    content(index, of: type)?.primitive()
  }

  @inline(never)
  fileprivate func values<Value: PrimitiveValue>(_ index: Int, of type: TypeID) -> [Value] {
    contents(index, of: type).compactMap { $0.primitive() }
  }

  @inline(never)
  fileprivate func content(_ index: Int, of type: TypeID) -> Node? { child(Slot(index, of: type).name, of: .r4) }

  @inline(never)
  fileprivate func contents(_ index: Int, of type: TypeID) -> [Node] { children(Slot(index, of: type).name, of: .r4) }

  @inline(never)
  fileprivate func setting<Value: PrimitiveValue>(_ index: Int, of type: TypeID, toValue value: Value?) -> Node {
    setting(index, of: type, toValue: value?.lexeme, Value.kind)
  }

  @inline(never)
  private func setting(_ index: Int, of type: TypeID, toValue lexeme: String?, _ kind: ValueKind) -> Node {
    let slot = Slot(index, of: type)
    let old = child(slot.name, of: .r4)
    return replacing(slot, of: type) { (builder) throws(TreeLimit) in
      guard lexeme != nil || old?.firstChild != nil else { return }
      try builder.add(slot.name, type: slot.type, flags: slot.flags, kind: kind, lexeme, beside: old)
    }
  }

  @inline(never)
  fileprivate func setting<Value: PrimitiveValue>(_ index: Int, of type: TypeID, toValues values: [Value]) -> Node {
    setting(index, of: type, toValues: values.map(\.lexeme), Value.kind)
  }

  @inline(never)
  private func setting(_ index: Int, of type: TypeID, toValues lexemes: [String], _ kind: ValueKind) -> Node {
    let slot = Slot(index, of: type)
    return replacing(slot, of: type) { (builder) throws(TreeLimit) in
      for lexeme in lexemes { try builder.add(slot, kind: kind, lexeme) }
    }
  }

  @inline(never)
  fileprivate func setting(_ index: Int, of type: TypeID, to nodes: [Node]) -> Node {
    let slot = Slot(index, of: type)
    return replacing(slot, of: type) { (builder) throws(TreeLimit) in
      for node in nodes { try builder.add(slot, node) }
    }
  }

  @inline(never)
  fileprivate func setting(_ index: Int, of type: TypeID, toChoice content: (type: UInt16, node: Node)?) -> Node {
    let slot = Slot(index, of: type)
    return replacing(slot, of: type) { (builder) throws(TreeLimit) in
      if let content { try builder.add(slot, content.node, as: TypeID(rawValue: content.type)) }
    }
  }
}
