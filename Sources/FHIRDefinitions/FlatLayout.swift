// The flat table: how definitions lie in memory. All numbers are little-endian and every row has a fixed size.

internal import FHIRCore

/// The places of things in the flat table.
///
/// ```
/// header   0  "TFDT"        8  u32 length of the table         16  u32 text: the version of FHIR
///          4  u32 format   12  u32 checksum of what follows     20  the sections: u32 offset, u32 rows; each
///
/// rows of the sections, `text` being a row of texts, `list` the position of a list, `+1` 0 for none:
///
/// names        the section that `KnownNames` reads: names of elements, JSON keys, names of types; sorted
/// namedTypes    2  u16 type, one per name; 0 if it names no type
/// types        20  0 u16 name   2 u8 kind   3 u8 flags (1 abstract, 2 any resource may stand here)
///                  4 u8 value kind   5 u8 elements   6 u16 base   8 u16 first element   10 u16 first member
///                 12 u16 members   14 u16 binding +1   16 u32 list of invariants
/// elements     20  0 u16 name   2 u16 owner   4 u16 min   6 u16 max (65,535 is *)
///                  8 u16 flags (1 choice, 2 modifier, 4 summary, 8 attribute)   10 u16 binding +1
///                 12 u16 first member   14 u16 members   16 u32 list of invariants
/// members      16  0 u16 key   2 u16 name   4 u16 type   6 u16 owner   8 u32 where the key's bytes begin
///                 12 u8 their number   13 u8 ordinal of the element   14 u8 flags (MemberFlags)   15 u8 value kind
/// uses          8  one per member: 0 u32 list of texts: targets   4 u32 list of texts: profiles
/// slots         2  u16 member +1: a hash index; linear probing from `MemberHash`
/// invariants   12  0 u32 text: key   4 u32 text: expression   8 u32 flags (1 warning)
/// bindings     16  0 u16 strength   2 u16 value set +1   4 u32 text: its URL   8 u32 text: name   12 u32 text: maximum
/// systems      20  0 u32 text: URL   4 u32 text: name   8 u32 first concept   12 u32 concepts
///                 16 u32 flags (1 complete, 2 case-sensitive); sorted by URL
/// concepts     12  0 u32 text: code   4 u32 text: display   8 u16 parent +1 within the system   10 u16 flags (1 abstract, 2 inactive)
/// conceptOrder  2  u16: the concepts of each system, sorted by code, as positions within the system
/// valueSets    12  0 u32 text: URL   4 u32 text: name   8 u16 first part   10 u16 parts; sorted by URL
/// parts        12  0 u32 text: URL of the system   4 u16 system +1   6 u16 kind (0 unknown, 1 whole, 2 some)
///                  8 u32 list of positions within the system
/// extensions   20  0 u32 text: URL, with '#' and a name inside of another   4 u32 list of texts: contexts
///                  8 u32 list of texts: types of the value   12 u16 binding +1   14 u16 flags (1 modifier)
///                 16 u16 min   18 u16 max (65,535 is *); sorted by URL
/// lists         4  u32: the length of a list, then its items; the list at 0 is empty
/// texts         4  u32: where each text ends among the bytes, and so where the next begins; text 0 is empty
/// bytes         1  the texts, one after the other
/// ```
///
/// Row 0 of types means «unknown». The elements of a type stand together in the order of its definition, and so do its
/// members: one row for every JSON key, that is for every type of every element.
@usableFromInline
package enum FlatLayout {
  /// Changes whenever the layout does.
  package static let format: UInt32 = 2
  /// `TFDT`.
  static let magic: UInt32 = 0x5444_4654
  /// A multiple of four, as the beginning of every section is.
  static let headerLength = 20 + 8 * Section.allCases.count
  /// Where the bytes begin that the checksum covers.
  static let checksumStart = 16

  /// The sections in the order of the file.
  enum Section: Int, CaseIterable {
    case names, namedTypes, types, elements, members, uses, slots, invariants, bindings
    case systems, concepts, conceptOrder, valueSets, parts, extensions, lists, texts, bytes

    /// The size of a row.
    var rowLength: Int {
      switch self {
      case .names, .bytes: 1
      case .namedTypes, .slots, .conceptOrder: 2
      case .types, .elements, .systems, .extensions: 20
      case .members, .bindings: 16
      case .uses: 8
      case .invariants, .concepts, .valueSets, .parts: 12
      case .lists, .texts: 4
      }
    }
  }

  static let anyNumber = 0xFFFF

  @usableFromInline
  enum TypeFlag {
    @inlinable static var abstract: UInt8 { 1 }
    @inlinable static var anyResource: UInt8 { 2 }
  }

  enum ElementFlag {
    static let choice: UInt16 = 1
    static let modifier: UInt16 = 2
    static let summary: UInt16 = 4
    static let attribute: UInt16 = 8
  }

  /// FNV-1a over the bytes that the checksum covers.
  static func checksum(_ table: ByteTable) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for offset in checksumStart..<table.count { hash = (hash ^ UInt32(table.byte(offset))) &* 16_777_619 }
    return hash
  }
}

/// Where the search for a member begins among the slots.
///
/// A member stands there under its key, a choice also under its name, and under its name with its type.
enum MemberHash {
  @inline(__always)
  static func of(_ owner: TypeID, _ name: Name, _ type: TypeID, shift: UInt32) -> Int {
    var mixed: UInt32 = UInt32(owner.rawValue) &<< 16 | UInt32(name.rawValue)
    mixed = mixed &+ UInt32(type.rawValue) &* 0x85EB_CA6B
    return Int((mixed &* 0x9E37_79B1) &>> shift)
  }
}
