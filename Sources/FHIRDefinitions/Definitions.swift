// What may stand where. The table is looked into where it lies: opening it reads its header and nothing else.

internal import CDefinitions
public import FHIRCore

/// The types of FHIR, their elements, and the codes that FHIR itself defines.
///
/// ```swift
/// let r4 = Definitions.r4
/// guard let observation = r4.type("Observation") else { return }
/// r4.elements(of: observation).map(\.nameString)             // ["id", "meta", "implicitRules", …]
/// r4.element("value", in: observation)?.types.count          // 11
/// r4.valueSet("http://hl7.org/fhir/ValueSet/observation-status")?.contains("final", system: nil)   // true
/// ```
///
/// Types are small numbers that are only meaningful together with their definitions. An element that has elements of its
/// own has a type of its own, named by its path: `Observation.component`.
public final class Definitions: Sendable {
  /// FHIR R4 (4.0.1), all resources and data types; part of the program.
  public static let r4: Definitions = {
    let table = unsafe ByteTable(
      unowned: transfuse_r4_definitions(), count: Int(transfuse_r4_definitions_length()))
    do {
      return try Definitions(table: table, isTrusted: true)
    } catch {
      preconditionFailure("the embedded definitions are broken: \(error)")
    }
  }()

  @usableFromInline package let table: ByteTable
  /// The names of elements, the JSON keys and the names of types.
  @usableFromInline package let names: KnownNames
  /// The version of FHIR, such as `4.0.1`.
  public let version: String

  // Where the sections begin, kept so that a look-up is one addition and one load.
  @usableFromInline let namedTypes: Int
  @usableFromInline let types: Int
  let elements: Int
  @usableFromInline let members: Int
  let uses: Int
  let slots: Int
  let slotMask: Int
  let slotShift: UInt32
  let invariants: Int
  let bindings: Int
  let systems: Int
  let concepts: Int
  let conceptOrder: Int
  let valueSets: Int
  let parts: Int
  let extensions: Int
  let lists: Int
  let texts: Int
  let bytes: Int
  @usableFromInline let typeCount: Int
  let systemCount: Int
  let valueSetCount: Int
  let extensionCount: Int

  /// Looks into a table; if it is trusted to be as it was written, no checksum is computed.
  package init(table: ByteTable, isTrusted: Bool = false) throws(DefinitionError) {
    guard table.count >= FlatLayout.headerLength, table.uint32(0) == FlatLayout.magic else { throw .notATable }
    let format = table.uint32(4)
    guard format == FlatLayout.format else { throw .format(found: format, expected: FlatLayout.format) }
    guard Int(table.uint32(8)) == table.count else { throw .length }
    if !isTrusted, table.uint32(12) != FlatLayout.checksum(table) { throw .checksum }
    var starts: [Int] = []
    var counts: [Int] = []
    for section in FlatLayout.Section.allCases {
      let start = Int(table.uint32(20 + 8 * section.rawValue))
      let count = Int(table.uint32(24 + 8 * section.rawValue))
      guard start >= FlatLayout.headerLength, start + count * section.rowLength <= table.count else { throw .length }
      starts.append(start)
      counts.append(count)
    }
    func start(_ section: FlatLayout.Section) -> Int { starts[section.rawValue] }
    func count(_ section: FlatLayout.Section) -> Int { counts[section.rawValue] }
    let slotCount = count(.slots)
    guard slotCount >= 2, slotCount & (slotCount - 1) == 0 else { throw .length }
    self.table = table
    names = KnownNames(table, at: start(.names))
    namedTypes = start(.namedTypes)
    types = start(.types)
    elements = start(.elements)
    members = start(.members)
    uses = start(.uses)
    slots = start(.slots)
    slotMask = slotCount - 1
    slotShift = UInt32(32 - slotCount.trailingZeroBitCount)
    invariants = start(.invariants)
    bindings = start(.bindings)
    systems = start(.systems)
    concepts = start(.concepts)
    conceptOrder = start(.conceptOrder)
    valueSets = start(.valueSets)
    parts = start(.parts)
    extensions = start(.extensions)
    lists = start(.lists)
    texts = start(.texts)
    bytes = start(.bytes)
    typeCount = count(.types)
    systemCount = count(.systems)
    valueSetCount = count(.valueSets)
    extensionCount = count(.extensions)
    version = Definitions.text(table.uint32(16), table, texts: start(.texts), bytes: start(.bytes))
  }

  // MARK: Texts and lists

  /// A text of the table.
  func text(_ row: UInt32) -> String { Definitions.text(row, table, texts: texts, bytes: bytes) }

  private static func text(_ row: UInt32, _ table: ByteTable, texts: Int, bytes: Int) -> String {
    guard row > 0 else { return "" }
    let start = Int(table.uint32(texts + 4 * Int(row) - 4))
    return table.string(bytes + start, Int(table.uint32(texts + 4 * Int(row))) - start)
  }

  /// The bytes of a text of the table, as offset and length.
  func textRange(_ row: UInt32) -> (offset: Int, count: Int) {
    guard row > 0 else { return (bytes, 0) }
    let start = Int(table.uint32(texts + 4 * Int(row) - 4))
    return (bytes + start, Int(table.uint32(texts + 4 * Int(row))) - start)
  }

  /// The items of a list of the table.
  func list(_ position: UInt32) -> [UInt32] {
    let start = lists + 4 * Int(position)
    return (0..<Int(table.uint32(start))).map { table.uint32(start + 4 + 4 * $0) }
  }
}
