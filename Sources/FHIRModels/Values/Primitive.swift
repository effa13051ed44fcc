// A primitive with all it can have: a value, an id, extensions.

public import FHIRCore
internal import FHIRDefinitions

extension R4 {
  /// A primitive element: its value, its id and its extensions.
  ///
  /// Plain properties such as `birthDate` are plain values. A `Primitive` is what a choice holds, and what
  /// `patient[primitive: "birthDate"]` gives where the extensions matter.
  ///
  /// ```swift
  /// observation.effective = .dateTime("2013-04")
  /// observation.effective = .dateTime(R4.Primitive(extension: [.dataAbsentReason("unknown")]))
  /// ```
  public struct Primitive<Value: PrimitiveValue>: Element {
    /// The type of such a value, unless something else is said.
    public static var typeID: TypeID { Value.typeID }

    /// The element.
    public var node: Node

    /// Looks at an element, whatever it holds.
    public init(_ node: Node) { self.node = node }

    /// Makes a primitive without a value; the extensions say why there is none.
    public init(id: String? = nil, extension extensions: [R4.Extension]) {
      self.init(lexeme: nil, id: id, extension: extensions)
    }

    /// Makes a primitive with a value.
    public init(_ value: Value, id: String? = nil, extension extensions: [R4.Extension] = []) {
      self.init(lexeme: value.lexeme, id: id, extension: extensions)
    }

    /// Makes a primitive of any text, also one that is no value of its type, so that it can be carried and reported.
    ///
    /// What is no number or truth value of JSON, and should be one, is written as a string.
    public init(lexeme: String?, id: String? = nil, extension extensions: [R4.Extension] = []) {
      node = building { (builder) throws(TreeLimit) in
        let definitions = Definitions.r4
        try builder.open(definitions.name(of: Value.typeID), type: Value.typeID)
        if let lexeme { try builder.value(Self.kind(of: lexeme), lexeme.utf8) }
        if let id { try builder.add(Slot(0, of: Value.typeID), kind: .string, id) }
        for view in extensions { try builder.add(Slot(1, of: Value.typeID), view.node) }
        builder.close()
      }
    }

    /// The value; nil if there is none, or none of this type.
    public var value: Value? {
      get { node.primitive() }
      set { node = node.settingValue(newValue?.lexeme, Value.kind) }
    }

    /// The value as it is written, even if it is none of this type.
    public var lexeme: String? { node.string }

    private static func kind(of lexeme: String) -> ValueKind {
      let isValid =
        switch Value.kind {
        case .number: FHIRDecimal(lexeme: lexeme) != nil
        case .boolean: Bool(lexeme: lexeme) != nil
        default: true
        }
      return isValid ? Value.kind : .string
    }
  }
}

extension R4.Primitive: ExpressibleByUnicodeScalarLiteral where Value: TextValue {
  /// Makes a primitive of a literal of one character.
  public init(unicodeScalarLiteral literal: String) { self.init(stringLiteral: literal) }
}

extension R4.Primitive: ExpressibleByExtendedGraphemeClusterLiteral where Value: TextValue {
  /// Makes a primitive of a literal of one character.
  public init(extendedGraphemeClusterLiteral literal: String) { self.init(stringLiteral: literal) }
}

extension R4.Primitive: ExpressibleByStringLiteral where Value: TextValue {
  /// Makes a primitive of a literal; stops the program if it is no value of this type.
  public init(stringLiteral literal: String) {
    guard let value = Value(lexeme: literal) else {
      preconditionFailure("the literal is not a value of the type \(Self.typeName)")
    }
    self.init(value)
  }
}

extension R4.Primitive: ExpressibleByIntegerLiteral where Value == Int {
  /// Makes a primitive of a literal.
  public init(integerLiteral literal: Int) { self.init(literal) }
}

extension R4.Primitive: ExpressibleByBooleanLiteral where Value == Bool {
  /// Makes a primitive of a literal.
  public init(booleanLiteral literal: Bool) { self.init(literal) }
}
