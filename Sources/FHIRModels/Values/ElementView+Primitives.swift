// The ids and extensions of plain primitives, what JSON writes as `_birthDate`, by the name of the element.

internal import FHIRCore
internal import FHIRDefinitions

extension ElementView {
  /// The extensions of a plain primitive, which JSON writes in `_recorded`.
  ///
  /// ```swift
  /// provenance[extensionsOf: "recorded"] = [.dataAbsentReason("unknown")]
  /// ```
  ///
  /// Setting them keeps the value; setting the value keeps them. For a choice, such as `effective`, the extensions are
  /// those of the chosen `Primitive`; for a list, such as `given`, use `self[primitives: "given"]`.
  ///
  /// - Precondition: To set, `name` is a primitive element of the type that does not repeat.
  public subscript(extensionsOf name: String) -> [R4.Extension] {
    get { self[primitive: name]?.extension ?? [] }
    set {
      var primitive = self[primitive: name] ?? R4.Primitive<String>(lexeme: nil)
      guard !newValue.isEmpty || primitive.node.firstChild != nil else { return }
      primitive.extension = newValue
      let isEmpty = primitive.node.kind == .none && primitive.node.firstChild == nil
      self[primitive: name] = isEmpty ? nil : primitive
    }
  }

  /// A plain primitive with its value, id and extensions; `as` gives its value a type.
  ///
  /// ```swift
  /// patient[primitive: "birthDate"]?.id = "b1"
  /// let date = patient[primitive: "birthDate", as: FHIRDate.self]?.value
  /// ```
  ///
  /// - Precondition: To set, `name` is a primitive element of the type that does not repeat.
  public subscript<Value: PrimitiveValue>(
    primitive name: String, as type: Value.Type = String.self
  ) -> R4.Primitive<Value>? {
    get { node.child(name).map { R4.Primitive($0) } }
    set {
      let slot = Self.primitive(name, repeats: false)
      edit(slot) { (builder) throws(TreeLimit) in
        if let newValue { try builder.add(slot, newValue.node) }
      }
    }
  }

  /// A list of primitives with their values, ids and extensions; a primitive without a value keeps its place.
  ///
  /// ```swift
  /// name[primitives: "given"][0].extension = [.dataAbsentReason("masked")]
  /// ```
  ///
  /// - Precondition: To set, `name` is a primitive element of the type that repeats.
  public subscript<Value: PrimitiveValue>(
    primitives name: String, as type: Value.Type = String.self
  ) -> [R4.Primitive<Value>] {
    get { node.children(name).map { R4.Primitive($0) } }
    set {
      let slot = Self.primitive(name, repeats: true)
      edit(slot) { (builder) throws(TreeLimit) in
        for primitive in newValue { try builder.add(slot, primitive.node) }
      }
    }
  }

  private static func primitive(_ name: String, repeats: Bool) -> Slot {
    guard let slot = Slot(named: name, of: typeID), slot.isPrimitive, slot.flags.contains(.repeats) == repeats else {
      preconditionFailure(
        "\(typeName) has no primitive element '\(name)' that \(repeats ? "repeats" : "does not repeat")")
    }
    return slot
  }
}
