// The tree and its builder: walking, paths, copies between trees whose names have other numbers, limits.

import FHIRCore
import Testing

@Suite struct TreeTests {
  /// `Patient` with two names that have something between them, and given names between which something stands, too.
  static func patient(_ names: NameTable = NameTable(known: .none)) throws -> ElementTree {
    var builder = TreeBuilder(names: names)
    try builder.open("Patient", type: .unknown, flags: .resource)
    try builder.open("name", type: .unknown, flags: .repeats)
    try builder.leaf("given", type: .unknown, flags: .repeats, .string, "A")
    try builder.leaf("family", type: .unknown, .string, "F")
    try builder.leaf("given", type: .unknown, flags: .repeats, .string, "B")
    builder.close()
    try builder.leaf("active", type: .unknown, .boolean, "true")
    try builder.open("name", type: .unknown, flags: .repeats)
    try builder.open("given", type: .unknown, flags: .repeats)
    try builder.value(.string, "C".utf8)
    try builder.leaf("id", type: .unknown, .string, "i")
    builder.close()
    builder.close()
    builder.close()
    return builder.finish()
  }

  /// Every element: path, kind, flags and value.
  static func outline(_ node: Node) -> [String] {
    let value = node.string.map { " \(node.kind) \($0)" } ?? ""
    return [node.path + value] + node.children.flatMap(outline)
  }

  static let paths = [
    "Patient", "Patient.name[0]", "Patient.name[0].given[0] string A", "Patient.name[0].family string F",
    "Patient.name[0].given[1] string B", "Patient.active boolean true", "Patient.name[1]",
    "Patient.name[1].given[0] string C", "Patient.name[1].given[0].id string i",
  ]

  @Test func pathsCountTheItemsOfEachListAlone() throws {
    #expect(try Self.outline(Self.patient().root) == Self.paths)
  }

  @Test func isWalkedByNameAndInOrder() throws {
    let root = try Self.patient().root
    #expect(root.children.map(\.nameString) == ["name", "active", "name"])
    #expect(root.children("name").map { $0.children("given").map(\.string) } == [["A", "B"], ["C"]])
    #expect(root.child("name")?.child("given")?.string == "A")
    #expect(root.child("absent") == nil && root.children("absent").isEmpty)
    #expect(root.parent == nil)
    #expect(root.child("active")?.parent?.nameString == "Patient")
    #expect(root.child("active")?.nextSibling?.path == "Patient.name[1]")
    #expect(root.string == nil)
    #expect(root.tree.count == 9)
    #expect(root.place == Place(file: "", path: "Patient"))
  }

  // MARK: Copies

  /// Tables in which the same names have other numbers: known ones first, none known, and others known.
  static let tables = [
    [], ["Patient", "name", "given"], ["given", "family", "other", "name"], ["id", "active", "family", "Patient"],
  ]

  @Test(arguments: tables, tables) func copiesBetweenTreesWithOtherNumbers(from: [String], to: [String]) throws {
    func table(_ names: [String]) -> NameTable {
      NameTable(known: KnownNames(ByteTable(copying: KnownNames.encode(names)), at: 0))
    }
    let original = try Self.patient(table(from))
    var builder = TreeBuilder(names: table(to))
    // A name that the original does not have comes first, so that added names do not agree by chance.
    try builder.open("Bundle", type: .unknown)
    try builder.copy(original.root)
    builder.close()
    let copy = builder.finish()
    #expect(Self.outline(copy.root).dropFirst().map { String($0.dropFirst("Bundle.".count)) } == Self.paths)
    #expect(copy.records.dropFirst().map(\.flags) == original.records.map(\.flags))
  }

  @Test func copiesWithinOneTableOfKnownNamesAlsoWhatIsNotKnown() throws {
    let known = KnownNames(ByteTable(copying: KnownNames.encode(["name"])), at: 0)
    let original = try Self.patient(NameTable(known: known))
    var builder = TreeBuilder(names: NameTable(known: known))
    try builder.open("active", type: .unknown)
    try builder.copy(original.root)
    builder.close()
    #expect(Self.outline(builder.finish().root).last == "active.Patient.name[1].given[0].id string i")
  }

  @Test func copiesUnderAnotherNameTypeAndFlags() throws {
    let original = try Self.patient()
    var builder = TreeBuilder(names: NameTable(known: .none))
    try builder.open("Person", type: .unknown)
    let alias = try builder.intern("alias")
    let name = try #require(original.root.child("name"))
    try builder.copy(name, as: alias, type: TypeID(rawValue: 7), flags: .choice)
    builder.close()
    let copy = try #require(builder.finish().root.child("alias"))
    #expect(copy.path == "Person.alias")
    #expect(copy.type == TypeID(rawValue: 7))
    #expect(copy.flags == .choice)
    // What stood beside it stays behind, and what stands below it is as it was.
    #expect(copy.nextSibling == nil)
    #expect(copy.children.map(\.nameString) == ["given", "family", "given"])
    #expect(copy.children.allSatisfy { $0.type == .unknown })
  }

  @Test func aCopyDoesNotHoldTheOtherTree() throws {
    weak var original: ElementTree?
    var builder = TreeBuilder(names: NameTable(known: .none))
    do {
      let tree = try Self.patient()
      original = tree
      try builder.copy(tree.root)
    }
    #expect(original == nil)
    #expect(Self.outline(builder.finish().root) == Self.paths)
  }

  // MARK: Names

  @Test func keepsNamesApartThatDifferInBytesOnly() {
    // To Swift both are the same text.
    let (one, two) = ("\u{E9}", "e\u{301}")
    #expect(one == two)
    var names = NameTable(known: .none)
    let (first, second, again) = (names.intern(one), names.intern(two), names.intern(one))
    #expect(first != second)
    #expect(again == first)
    #expect(names.name(two) == second)
    let spellings = [first, second].map { $0.map { Array(names.string($0).utf8) } }
    #expect(spellings == [Array(one.utf8), Array(two.utf8)])
    if let first, let second { #expect(!names.isSame(first, as: second, in: names)) }
  }

  @Test func comparesNamesOfDifferentTables() throws {
    var left = NameTable(known: KnownNames(ByteTable(copying: KnownNames.encode(["a", "b"])), at: 0))
    var right = NameTable(known: KnownNames(ByteTable(copying: KnownNames.encode(["b"])), at: 0))
    for (one, two) in [("a", "a"), ("b", "b"), ("x", "x"), ("a", "b"), ("x", "y"), ("a", "x")] {
      let (interned, other) = (left.intern(one), right.intern(two))
      let (first, second) = (try #require(interned), try #require(other))
      #expect(left.isSame(first, as: second, in: right) == (one == two))
      #expect(right.isSame(second, as: first, in: left) == (one == two))
    }
  }

  @Test func findsKnownNamesWhereTheyLie() {
    let words = ["status", "statusReason", "s", "値", "valueQuantity"]
    let known = KnownNames(ByteTable(copying: [1, 2, 3] + KnownNames.encode(words)), at: 3)
    #expect(known.count == words.count + 1)
    for (index, word) in words.enumerated() {
      let text = Array(("\"" + word + "\"").utf8)
      let length = text.count - 2
      let name = Name(rawValue: UInt16(index + 1))
      let found = known.name(text.span, 1, length)
      #expect(found == name)
      #expect(known.string(name) == word)
      let whole = known.matches(name, text.span, 1, length)
      let shifted = known.matches(name, text.span, 0, length)
      let longer = known.matches(name, text.span, 1, length + 1)
      #expect(whole && !shifted && !longer)
    }
    let other = Array("stat".utf8)
    let (part, empty) = (known.name(other.span, 0, 4), known.name(other.span, 0, 0))
    #expect(part == nil && empty == Name.none)
  }

  @Test func comparesBytesOfEveryLength() {
    // Words are compared eight, four and one bytes at a time, with overlaps.
    let bytes = (0..<40).map { UInt8(truncatingIfNeeded: $0 * 7 + 1) }
    let table = ByteTable(copying: bytes)
    for length in 0...bytes.count {
      for changed in 0..<max(1, length) {
        var other = [0xFF] + Array(bytes[..<length])
        let same = table.matches(0, length, other.span, from: 1)
        #expect(same)
        guard length > 0 else { continue }
        other[changed + 1] ^= 1
        let different = table.matches(0, length, other.span, from: 1)
        #expect(!different)
      }
      guard length > 0 else { continue }
      let short = Array(bytes[..<length])
      let beyondTheEnd = table.matches(0, length, short.span, from: 1)
      #expect(!beyondTheEnd)
    }
  }

  // MARK: Limits

  @Test func refusesWhatExceedsALimit() throws {
    var deep = TreeBuilder(names: NameTable(known: .none), limits: Limits(depth: 2))
    try deep.open("a", type: .unknown)
    try deep.open("b", type: .unknown)
    do {
      try deep.open("c", type: .unknown)
      Issue.record("expected a limit")
    } catch {
      #expect(error == .depth)
    }
    var large = TreeBuilder(names: NameTable(known: .none), limits: Limits(size: 3))
    try large.open("a", type: .unknown)
    try large.value(.string, "abc".utf8)
    do {
      try large.value(.string, "d".utf8)
      Issue.record("expected a limit")
    } catch {
      #expect(error == .size)
    }
  }

  @Test func numbersAsManyNamesAsFit() {
    var names = NameTable(known: .none)
    for number in 1..<65_535 where names.intern("\(number)") == nil { Issue.record("\(number)") }
    #expect(names.count == 65_535)
    let (oneMore, last) = (names.intern("one more"), names.intern("65534"))
    #expect(oneMore == nil && last?.rawValue == 65_534)
  }

  @Test func placesNeverExceedTheirThirtyTwoBits() {
    var limits = Limits(size: .max)
    #expect(limits.size == 4_294_967_294)
    limits.size = .max
    #expect(limits.size == 4_294_967_294)
    limits.size = 10
    #expect(limits.size == 10)
    #expect(TreeLimit.allCases.map(\.rule) == TreeRule.all)
  }

  #if os(macOS) || os(Linux)
    @Test func aSecondRootStopsTheProgram() async {
      await #expect(processExitsWith: .failure) {
        var builder = TreeBuilder(names: NameTable(known: .none))
        for _ in 0..<2 {
          try builder.open("a", type: .unknown)
          builder.close()
        }
      }
    }

    @Test func anElementThatIsNotClosedStopsTheProgram() async {
      await #expect(processExitsWith: .failure) {
        var builder = TreeBuilder(names: NameTable(known: .none))
        try builder.open("a", type: .unknown)
        _ = builder.finish()
      }
    }
  #endif

  // MARK: Places

  @Test func countsLinesAndBytes() {
    let map = SourceMap(file: "f", text: Array("a\r\n検b\n".utf8), firstLine: 5)
    let places = (0...10).map { map.place(of: $0).filePosition }
    #expect(
      places == [
        "f:5:1", "f:5:2", "f:5:3", "f:6:1", "f:6:2", "f:6:3", "f:6:4", "f:6:5", "f:7:1", "f:7:1", "f:7:1",
      ])
  }
}
