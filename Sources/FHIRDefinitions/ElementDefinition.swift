// What is known of one element of a type: a cursor on a row, for everything that is not on the readers' path.

public import FHIRCore

/// The definition of an element, such as `Observation.status`.
public struct ElementDefinition: Sendable {
  /// The definitions that have it.
  public let definitions: Definitions
  let row: Int

  init(_ definitions: Definitions, row: Int) {
    self.definitions = definitions
    self.row = row
  }

  private var offset: Int { definitions.elements + 20 * row }
  private var table: ByteTable { definitions.table }
  private var flags: UInt16 { table.uint16(offset + 8) }

  /// The interned name, without `[x]`.
  public var name: Name { Name(rawValue: table.uint16(offset)) }
  /// The name, without `[x]`.
  public var nameString: String { definitions.names.string(name) }
  /// The type that has the element.
  public var owner: TypeID { TypeID(rawValue: table.uint16(offset + 2)) }
  /// The path of the definition, such as `Observation.value[x]`.
  public var path: String { "\(definitions.typeName(owner)).\(nameString)\(isChoice ? "[x]" : "")" }
  /// The position among the elements of its owner.
  public var ordinal: Int { row - definitions.elementRows(of: owner).lowerBound }

  /// The fewest that must stand there.
  public var min: Int { Int(table.uint16(offset + 4)) }
  /// The most that may stand there; nil for any number.
  public var max: Int? {
    let max = Int(table.uint16(offset + 6))
    return max == FlatLayout.anyNumber ? nil : max
  }

  /// Whether it is a list in JSON.
  public var repeats: Bool { max.map { $0 > 1 } ?? true }
  /// Whether the definition is written `[x]`, so that the JSON key carries the type.
  public var isChoice: Bool { flags & FlatLayout.ElementFlag.choice != 0 }
  /// Whether it can change the meaning of what holds it.
  public var isModifier: Bool { flags & FlatLayout.ElementFlag.modifier != 0 }
  /// Whether it belongs to the summary of a resource.
  public var isSummary: Bool { flags & FlatLayout.ElementFlag.summary != 0 }
  /// Whether it is an attribute in XML.
  public var isAttribute: Bool { flags & FlatLayout.ElementFlag.attribute != 0 }

  /// The types that it may have, in the order of the definition.
  public var types: [TypeUse] { memberRows.map { TypeUse(definitions, row: $0) } }

  /// The rows of its members, one per type.
  package var memberRows: Range<Int> {
    let first = Int(table.uint16(offset + 12))
    return first..<(first + Int(table.uint16(offset + 14)))
  }

  /// The codes that it is bound to, if any.
  public var binding: Binding? {
    let number = Int(table.uint16(offset + 10))
    return number == 0 ? nil : Binding(definitions, row: number - 1)
  }

  /// What must hold here beyond the invariants of its type.
  public var invariants: [Invariant] { definitions.invariants(table.uint32(offset + 16)) }
}

/// One type that an element may have.
public struct TypeUse: Sendable {
  private let definitions: Definitions
  private let row: Int

  init(_ definitions: Definitions, row: Int) {
    self.definitions = definitions
    self.row = row
  }

  /// The type.
  public var type: TypeID { definitions.member(row).type }
  /// The interned key in JSON: `valueQuantity`.
  public var key: Name { definitions.member(row).key }
  /// The key in JSON: `valueQuantity`.
  public var keyString: String { definitions.names.string(key) }

  /// What a Reference or canonical may point at, as canonical URLs of types or profiles; empty for anything.
  public var targets: [String] { texts(0) }
  /// The profiles of which one must hold, as canonical URLs.
  public var profiles: [String] { texts(4) }

  private func texts(_ part: Int) -> [String] {
    definitions.list(definitions.table.uint32(definitions.uses + 8 * row + part)).map { definitions.text($0) }
  }
}

/// How an element is bound to a set of codes.
public struct Binding: Sendable {
  private let definitions: Definitions
  private let row: Int

  init(_ definitions: Definitions, row: Int) {
    self.definitions = definitions
    self.row = row
  }

  private var offset: Int { definitions.bindings + 16 * row }

  /// How strict it is.
  public var strength: BindingStrength {
    BindingStrength(rawValue: UInt8(truncatingIfNeeded: definitions.table.uint16(offset))) ?? .example
  }
  /// The canonical URL of the set; empty if the definition names none.
  ///
  /// The version is left out where it is that of FHIR.
  public var valueSetURL: String { definitions.text(definitions.table.uint32(offset + 4)) }
  /// The name that the definition gives the set, such as `ObservationStatus`; empty if it gives none.
  public var name: String { definitions.text(definitions.table.uint32(offset + 8)) }
  /// The canonical URL of the set that no other choice of codes may leave; empty if there is none.
  public var maxValueSetURL: String { definitions.text(definitions.table.uint32(offset + 12)) }
  /// The set, if these definitions have it.
  public var valueSet: ValueSetDefinition? {
    let number = Int(definitions.table.uint16(offset + 2))
    return number == 0 ? nil : ValueSetDefinition(definitions, row: number - 1)
  }
}

/// A rule in FHIRPath that must hold for an element.
public struct Invariant: Sendable, Hashable {
  /// FHIR's key, such as `obs-6`.
  public let key: String
  /// Whether breaking it makes a resource invalid.
  public let severity: Rule.Severity
  /// The rule, in FHIRPath.
  public let expression: String
}

extension Definitions {
  /// The elements of a type, inherited ones first, in the order of the definition.
  public func elements(of type: TypeID) -> [ElementDefinition] {
    elementRows(of: type).map { ElementDefinition(self, row: $0) }
  }

  /// The element of a name, without `[x]`.
  public func element(_ name: Name, in type: TypeID) -> ElementDefinition? {
    member(named: name, in: type).map { ElementDefinition(self, row: elementRow($0)) }
  }

  /// The element of a name, without `[x]`.
  public func element(_ name: String, in type: TypeID) -> ElementDefinition? {
    let bytes = Array(name.utf8)
    return names.name(bytes.span, 0, bytes.count).flatMap { element($0, in: type) }
  }

  /// The element that a member belongs to.
  package func element(ofMember row: Int) -> ElementDefinition { ElementDefinition(self, row: elementRow(row)) }

  /// The codes that every element of a type is bound to: the units of Age, Distance and Duration.
  public func binding(of type: TypeID) -> Binding? {
    let number = Int(table.uint16(row(type) + 14))
    return number == 0 ? nil : Binding(self, row: number - 1)
  }

  /// What must hold for every element of a type, inherited rules included.
  public func invariants(of type: TypeID) -> [Invariant] { invariants(table.uint32(row(type) + 16)) }

  /// The rows of a type's elements.
  package func elementRows(of type: TypeID) -> Range<Int> {
    let row = row(type)
    let first = Int(table.uint16(row + 8))
    return first..<(first + Int(table.byte(row + 5)))
  }

  /// The row of the element that a member belongs to.
  package func elementRow(_ member: Int) -> Int {
    let member = self.member(member)
    return elementRows(of: member.owner).lowerBound + Int(member.ordinal)
  }

  func invariants(_ position: UInt32) -> [Invariant] {
    list(position).map { row in
      let offset = invariants + 12 * Int(row)
      return Invariant(
        key: text(table.uint32(offset)), severity: table.uint32(offset + 8) & 1 == 0 ? .error : .warning,
        expression: text(table.uint32(offset + 4)))
    }
  }
}
