// The functional edit: a copy of one element, with one of its children different.

internal import FHIRCore
internal import FHIRDefinitions

extension Node {
  /// A copy of the element in a tree of its own.
  func detached() -> Node {
    building { (builder) throws(TreeLimit) in
      try builder.copy(self, as: rootName(in: &builder), flags: rootFlags)
    }
  }

  /// A copy of the element in which `write` has put the content of one slot.
  ///
  /// The new content stands where the old stood. If there was none, it stands before the first child that the
  /// definition places later; children that the definition does not know stay where they are.
  func replacing(
    _ slot: Slot, of type: TypeID, with write: (inout TreeBuilder) throws(TreeLimit) -> Void
  ) -> Node {
    let definitions = Definitions.r4
    let isR4 = tree.names.known === definitions.names
    let isPresent = child(slot.name, of: definitions) != nil
    // A resource of any type has more elements than its view knows.
    let ownRow = definitions.member(named: slot.name, in: self.type)
    let owner = ownRow == nil ? type : self.type
    let ordinal = ownRow.map { Int(definitions.member($0).ordinal) } ?? slot.ordinal
    return building { (builder) throws(TreeLimit) in
      try builder.open(rootName(in: &builder), type: record.type, flags: rootFlags.subtracting(.emptyObject))
      if kind != .none { try builder.value(kind, lexeme) }
      var isWritten = false
      for child in children {
        let name = isR4 ? child.name : definitions.name(child.nameString)
        if isPresent ? name == slot.name : definitions.ordinal(of: name, in: owner) > ordinal, !isWritten {
          try write(&builder)
          isWritten = true
        }
        if name != slot.name { try builder.copy(child) }
      }
      if !isWritten { try write(&builder) }
      if definitions.valueKind(self.type) == .none { builder.closeObject() } else { builder.close() }
    }
  }

  /// A copy of a primitive with another value, or none; what it has beside its value stays.
  func settingValue(_ lexeme: String?, _ kind: ValueKind) -> Node {
    building { (builder) throws(TreeLimit) in
      try builder.add(rootName(in: &builder), type: type, kind: kind, lexeme, beside: self)
    }
  }

  /// What a root is called: its type.
  private func rootName(in builder: inout TreeBuilder) throws(TreeLimit) -> Name {
    type == .unknown ? try builder.intern(nameString) : Definitions.r4.name(of: type)
  }

  /// The flags that belong to the content and not to the place where it stood.
  private var rootFlags: ElementFlags { flags.intersection([.resource, .emptyObject, .scattered, .list]) }
}

/// The root of a tree made by `build`.
func building(_ build: (inout TreeBuilder) throws(TreeLimit) -> Void) -> Node {
  // What is copied here has passed its reader's limit of depth already.
  var builder = Definitions.r4.treeBuilder(limits: Limits(depth: .max))
  do throws(TreeLimit) {
    try build(&builder)
  } catch {
    preconditionFailure("a tree holds at most 65,535 names and 4 GiB of text")
  }
  return builder.finish().root
}

extension TreeBuilder {
  /// Adds a primitive with a value and the children of another, its id and extensions.
  mutating func add(
    _ name: Name, type: TypeID, flags: ElementFlags = [], kind: ValueKind, _ lexeme: String?, beside other: Node?
  ) throws(TreeLimit) {
    try open(name, type: type, flags: flags)
    if let lexeme { try value(kind, lexeme.utf8) }
    if let other { for child in other.children { try copy(child) } }
    close()
  }
}

extension Definitions {
  /// The position of an element in a type; -1 for what the type does not know.
  fileprivate func ordinal(of name: Name, in type: TypeID) -> Int {
    member(named: name, in: type).map { Int(member($0).ordinal) } ?? -1
  }

  /// The name of a spelling; the empty name if the definitions do not know it.
  fileprivate func name(_ spelling: String) -> Name {
    let bytes = Array(spelling.utf8)
    return names.name(bytes.span, 0, bytes.count) ?? .none
  }
}
