// Sets of codes, resolved when the table was compiled as far as the definitions tell.

internal import FHIRCore

/// A set of codes that the definitions have.
public struct ValueSetDefinition: Sendable {
  private let definitions: Definitions
  private let row: Int

  init(_ definitions: Definitions, row: Int) {
    self.definitions = definitions
    self.row = row
  }

  private var offset: Int { definitions.valueSets + 12 * row }

  /// The canonical URL.
  public var url: String { definitions.text(definitions.table.uint32(offset)) }
  /// The name for programs, such as `ObservationStatus`.
  public var name: String { definitions.text(definitions.table.uint32(offset + 4)) }
  /// Whether all its codes are known.
  public var isComplete: Bool { partOffsets.allSatisfy { kind($0) != 0 } }

  /// The codes that are known, in the order of the definition.
  public var codes: [Code] {
    partOffsets.flatMap { part in
      system(part).map { system in positions(part, of: system).map { system.code($0) } } ?? []
    }
  }

  /// Whether a code belongs to the set; nil if the definitions cannot tell.
  ///
  /// Abstract and inactive codes belong too; whether they may be used is another question.
  /// A bare code, with no system, belongs if it does in any system.
  public func contains(_ code: String, system: String?) -> Bool? {
    var isOpen = false
    for part in partOffsets {
      // A part without a system is a value set that these definitions do not have.
      let partSystem = definitions.text(definitions.table.uint32(part))
      guard system == nil || partSystem.isEmpty || partSystem == system else { continue }
      guard kind(part) != 0, let known = self.system(part) else {
        isOpen = true
        continue
      }
      guard let position = known.position(of: code) else { continue }
      if kind(part) == 1 || isListed(position, part) { return true }
    }
    return isOpen ? nil : false
  }

  private var partOffsets: [Int] {
    let first = Int(definitions.table.uint16(offset + 8))
    return (first..<(first + Int(definitions.table.uint16(offset + 10)))).map { definitions.parts + 12 * $0 }
  }

  private func kind(_ part: Int) -> UInt16 { definitions.table.uint16(part + 6) }

  private func system(_ part: Int) -> CodeSystemDefinition? {
    let number = Int(definitions.table.uint16(part + 4))
    return number == 0 || kind(part) == 0 ? nil : CodeSystemDefinition(definitions, row: number - 1)
  }

  private func positions(_ part: Int, of system: CodeSystemDefinition) -> [Int] {
    kind(part) == 1 ? Array(0..<system.count) : definitions.list(definitions.table.uint32(part + 8)).map { Int($0) }
  }

  /// Whether a position is in the list of a part.
  private func isListed(_ position: Int, _ part: Int) -> Bool {
    let start = definitions.lists + 4 * Int(definitions.table.uint32(part + 8))
    for index in 0..<Int(definitions.table.uint32(start)) {
      if Int(definitions.table.uint32(start + 4 + 4 * index)) == position { return true }
    }
    return false
  }
}

/// A code system of which the definitions know codes.
public struct CodeSystemDefinition: Sendable {
  private let definitions: Definitions
  private let row: Int

  init(_ definitions: Definitions, row: Int) {
    self.definitions = definitions
    self.row = row
  }

  private var offset: Int { definitions.systems + 20 * row }
  private var firstConcept: Int { Int(definitions.table.uint32(offset + 8)) }
  private var flags: UInt32 { definitions.table.uint32(offset + 16) }

  /// The canonical URL.
  public var url: String { definitions.text(definitions.table.uint32(offset)) }
  /// The name for programs.
  public var name: String { definitions.text(definitions.table.uint32(offset + 4)) }
  /// Whether the known codes are all there are.
  public var isComplete: Bool { flags & 1 != 0 }
  /// Whether codes that differ in case are different.
  public var isCaseSensitive: Bool { flags & 2 != 0 }
  /// The number of known codes.
  public var count: Int { Int(definitions.table.uint32(offset + 12)) }
  /// The known codes in the order of the definition.
  public var codes: [Code] { (0..<count).map { code($0) } }

  /// The code as the system writes it, if it is known.
  public func code(_ code: String) -> Code? { position(of: code).map { self.code($0) } }

  /// The code that a code stands below, if there is one.
  public func parent(of code: String) -> Code? {
    guard let position = position(of: code) else { return nil }
    let parent = Int(definitions.table.uint16(concept(position) + 8))
    return parent == 0 ? nil : self.code(parent - 1)
  }

  func code(_ position: Int) -> Code {
    let table = definitions.table
    let concept = concept(position)
    return Code(
      system: url, code: definitions.text(table.uint32(concept)), display: definitions.text(table.uint32(concept + 4)),
      isAbstract: table.uint16(concept + 10) & 1 != 0, isInactive: table.uint16(concept + 10) & 2 != 0)
  }

  /// The position of a code, by binary search.
  func position(of code: String) -> Int? {
    let wanted = Array(code.utf8)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let position = Int(definitions.table.uint16(definitions.conceptOrder + 2 * (firstConcept + middle)))
      switch definitions.compare(definitions.table.uint32(concept(position)), with: wanted) {
      case 0: return position
      case ..<0: low = middle + 1
      default: high = middle
      }
    }
    return nil
  }

  private func concept(_ position: Int) -> Int { definitions.concepts + 12 * (firstConcept + position) }
}

/// A code with its system.
public struct Code: Sendable, Hashable {
  /// The canonical URL of the code system.
  public let system: String
  /// The code.
  public let code: String
  /// What the system calls it; empty if it does not say.
  public let display: String
  /// Whether it groups others and is not to be chosen itself.
  public let isAbstract: Bool
  /// Whether it is deprecated or retired.
  public let isInactive: Bool
}

extension Definitions {
  /// The value set of a canonical URL, with or without `|version`.
  public func valueSet(_ url: String) -> ValueSetDefinition? {
    row(of: url, rows: valueSets, length: 12, count: valueSetCount).map { ValueSetDefinition(self, row: $0) }
  }

  /// The code system of a canonical URL, with or without `|version`.
  public func codeSystem(_ url: String) -> CodeSystemDefinition? {
    row(of: url, rows: systems, length: 20, count: systemCount).map { CodeSystemDefinition(self, row: $0) }
  }

  /// All value sets, sorted by URL.
  public var allValueSets: [ValueSetDefinition] { (0..<valueSetCount).map { ValueSetDefinition(self, row: $0) } }

  /// All code systems of which codes are known, sorted by URL.
  public var allCodeSystems: [CodeSystemDefinition] { (0..<systemCount).map { CodeSystemDefinition(self, row: $0) } }

  /// Finds a URL in a section that is sorted by it.
  private func row(of url: String, rows: Int, length: Int, count: Int) -> Int? {
    let wanted = Array(url.utf8.prefix { $0 != UInt8(ascii: "|") })
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      switch compare(table.uint32(rows + length * middle), with: wanted) {
      case 0: return middle
      case ..<0: low = middle + 1
      default: high = middle
      }
    }
    return nil
  }

  /// Below, at or above zero as a text stands before, at or after `other` in the order of bytes.
  func compare(_ text: UInt32, with other: [UInt8]) -> Int {
    let (offset, count) = textRange(text)
    for index in 0..<Swift.min(count, other.count) {
      let byte = table.byte(offset + index)
      if byte != other[index] { return byte < other[index] ? -1 : 1 }
    }
    return count - other.count
  }
}
