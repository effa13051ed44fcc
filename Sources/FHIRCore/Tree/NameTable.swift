// The names of one tree: those the definitions know, and those only this tree has.

/// What the names of a tree spell.
///
/// A name that the definitions know has the same number in every tree read with them; a name they do not know
/// gets the next free number of its tree.
public struct NameTable: Sendable {
  package let known: KnownNames
  private var added: [String] = []
  // By bytes: to String, `é` in one character and in two are the same key, and one spelling would replace the other.
  private var index: [[UInt8]: Name] = [:]

  package init(known: KnownNames) { self.known = known }

  /// The number of names in use, the empty one included.
  public var count: Int { known.count + added.count }

  /// The spelling of a name.
  public func string(_ name: Name) -> String {
    let number = Int(name.rawValue)
    return number < known.count ? known.string(name) : added[number - known.count]
  }

  /// The name that `spelling` has, if it has one here.
  public func name(_ spelling: String) -> Name? { name(Array(spelling.utf8)) }

  private func name(_ spelling: [UInt8]) -> Name? { known.name(spelling.span, 0, spelling.count) ?? index[spelling] }

  /// The name that `spelling` has, given now if it had none; nil when all 65,535 are in use.
  package mutating func intern(_ spelling: String) -> Name? {
    let bytes = Array(spelling.utf8)
    if let name = name(bytes) { return name }
    guard count < Int(UInt16.max) else { return nil }
    let name = Name(rawValue: UInt16(count))
    added.append(spelling)
    index[bytes] = name
    return name
  }

  /// Appends the spelling of `name`.
  @inline(__always)
  package func append(_ name: Name, to output: inout [UInt8]) {
    let number = Int(name.rawValue)
    if number < known.count { known.append(name, to: &output) } else { output += added[number - known.count].utf8 }
  }

  /// Whether a name here and a name of another table are spelt alike.
  package func isSame(_ name: Name, as other: Name, in table: NameTable) -> Bool {
    if known === table.known, Int(name.rawValue) < known.count || Int(other.rawValue) < known.count {
      return name == other
    }
    return string(name).utf8.elementsEqual(table.string(other).utf8)
  }
}
