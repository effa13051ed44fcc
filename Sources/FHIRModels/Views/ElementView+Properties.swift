// What a generated property does: one accessor per kind of content, so that generated code is one line each.

import FHIRCore
import FHIRDefinitions

extension ElementView {
  /// A plain primitive.
  ///
  /// Setting it keeps the id and the extensions that the primitive has.
  subscript<Value: PrimitiveValue>(value index: Int) -> Value? {
    get { node.child(Slot(index, of: Self.typeID).name, of: .r4)?.primitive() }
    set {
      let slot = Slot(index, of: Self.typeID)
      let old = node.child(slot.name, of: .r4)
      edit(slot) { (builder) throws(TreeLimit) in
        guard newValue != nil || old?.firstChild != nil else { return }
        try builder.open(slot.name, type: slot.type, flags: slot.flags)
        if let newValue { try builder.value(Value.kind, newValue.lexeme.utf8) }
        if let old { for child in old.children { try builder.copy(child) } }
        builder.close()
      }
    }
  }

  /// A list of plain primitives.
  ///
  /// Setting it replaces the primitives together with their extensions.
  subscript<Value: PrimitiveValue>(values index: Int) -> [Value] {
    get { node.children(Slot(index, of: Self.typeID).name, of: .r4).compactMap { $0.primitive() } }
    set {
      let slot = Slot(index, of: Self.typeID)
      edit(slot) { (builder) throws(TreeLimit) in
        for value in newValue { try builder.add(slot, value) }
      }
    }
  }

  /// An element that has a view.
  subscript<View: ElementView>(view index: Int) -> View? {
    get { node.child(Slot(index, of: Self.typeID).name, of: .r4).map { View($0) } }
    set {
      let slot = Slot(index, of: Self.typeID)
      edit(slot) { (builder) throws(TreeLimit) in
        if let newValue { try builder.add(slot, newValue) }
      }
    }
  }

  /// A list of elements that have a view.
  subscript<View: ElementView>(views index: Int) -> [View] {
    get { node.children(Slot(index, of: Self.typeID).name, of: .r4).map { View($0) } }
    set {
      let slot = Slot(index, of: Self.typeID)
      edit(slot) { (builder) throws(TreeLimit) in
        for view in newValue { try builder.add(slot, view) }
      }
    }
  }

  /// An element whose type is chosen; `index` is that of its first type.
  subscript<Chosen: Choice>(choice index: Int) -> Chosen? {
    get { node.child(Slot(index, of: Self.typeID).name, of: .r4).flatMap { Chosen($0) } }
    set {
      let slot = Slot(index, of: Self.typeID)
      edit(slot) { (builder) throws(TreeLimit) in
        if let newValue { try builder.add(slot, newValue) }
      }
    }
  }

  /// Replaces what stands in a slot.
  mutating func edit(_ slot: Slot, with write: (inout TreeBuilder) throws(TreeLimit) -> Void) {
    node = node.replacing(slot, of: Self.typeID, with: write)
  }
}
