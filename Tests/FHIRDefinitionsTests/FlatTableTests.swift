// From values to bytes and back to look-ups, on a table small enough to be seen through; and bytes that are no table.

import FHIRCore
import Testing

@testable import FHIRDefinitions

@Suite struct FlatTableTests {
  @Test func findsWhatWasEncoded() throws {
    let definitions = try TinyTable.definitions()
    #expect(definitions.version == "0.1")
    #expect(definitions.allTypes.map { definitions.typeName($0) } == ["Thing", "Thing.part", "text"])
    let thing = try #require(definitions.type("Thing"))
    let elements = definitions.elements(of: thing)
    #expect(elements.map(\.path) == ["Thing.status", "Thing.value[x]", "Thing.part"])
    #expect(elements.map(\.min) == [1, 0, 0])
    #expect(elements.map(\.max) == [1, 1, nil])
    #expect(elements.map(\.isModifier) == [true, false, false])
    #expect(elements.map(\.isChoice) == [false, true, false])
    #expect(elements[1].types.map(\.keyString) == ["valueText", "valueThing"])
    #expect(elements[0].binding?.strength == .required)
    #expect(elements[0].binding?.valueSet?.url == "urn:set")
    #expect(elements[0].invariants.map(\.key) == ["t-2"])
    #expect(elements[0].invariants.map(\.severity) == [.warning])
    #expect(definitions.invariants(of: thing).map(\.expression) == ["status.exists()"])
    let part = try #require(definitions.type("Thing.part"))
    let link = try #require(definitions.element("link", in: part))
    #expect(link.types.map(\.targets) == [["urn:a", "urn:b"]])
    #expect(link.types.map(\.profiles) == [["urn:p"]])
  }

  @Test func describesMembersForReadersAndWriters() throws {
    let definitions = try TinyTable.definitions()
    let thing = try #require(definitions.type("Thing"))
    let members = definitions.members(of: thing).map { definitions.member($0) }
    let names = definitions.names
    #expect(members.map { names.string($0.key) } == ["status", "valueText", "valueThing", "part"])
    #expect(members.map { names.string($0.name) } == ["status", "value", "value", "part"])
    #expect(members.map { definitions.typeName($0.type) } == ["text", "text", "Thing", "Thing.part"])
    #expect(members.map(\.ordinal) == [0, 1, 1, 2])
    #expect(members.map(\.flags) == [.primitive, [.choice, .primitive], [.choice, .resource], .repeats])
    #expect(members.map(\.valueKind) == [.string, .string, .none, .none])
  }

  @Test func findsEveryMemberByEveryWay() throws {
    for definitions in try [TinyTable.definitions(), .r4] {
      for type in definitions.allTypes {
        for row in definitions.members(of: type) {
          let member = definitions.member(row)
          #expect(definitions.member(key: member.key, in: type) == row)
          #expect(definitions.member(named: member.name, type: member.type, in: type) == row)
          let text = Array(("\"" + definitions.names.string(member.key)).utf8)
          let whole = definitions.keyLength(row, in: text.span, at: 1)
          let shifted = definitions.keyLength(row, in: text.span, at: 0)
          let cut = definitions.keyLength(row, in: text.span, at: 2)
          #expect(whole == text.count - 1 && shifted == nil && cut == nil)
        }
        #expect(definitions.elements(of: type).allSatisfy { definitions.element($0.name, in: type)?.path == $0.path })
      }
    }
  }

  @Test func findsNothingWhereNothingIs() throws {
    let definitions = try TinyTable.definitions()
    let thing = try #require(definitions.type("Thing"))
    let text = try #require(definitions.type("text"))
    let name = try #require(definitions.element("status", in: thing)).name
    #expect(definitions.type("Nothing") == nil)
    #expect(definitions.type("status") == nil)
    #expect(definitions.typeName(.unknown) == "")
    #expect(definitions.kind(.unknown) == nil)
    #expect(definitions.members(of: .unknown).isEmpty)
    #expect(definitions.members(of: TypeID(rawValue: 999)).isEmpty)
    #expect(definitions.typeName(TypeID(rawValue: 999)) == "")
    #expect(definitions.member(key: name, in: text) == nil)
    #expect(definitions.member(key: Name(rawValue: 9_999), in: thing) == nil)
    #expect(definitions.element("nothing", in: thing) == nil)
    #expect(definitions.valueSet("urn:none") == nil)
    #expect(definitions.codeSystem("urn:none") == nil)
  }

  @Test func knowsCodes() throws {
    let definitions = try TinyTable.definitions()
    let system = try #require(definitions.codeSystem("urn:system|7"))
    #expect(system.codes.map(\.code) == ["z", "a", "m"])
    #expect(system.code("a")?.display == "First")
    #expect(system.code("b") == nil)
    #expect(system.parent(of: "a")?.code == "z")
    #expect(system.parent(of: "z") == nil)
    let set = try #require(definitions.valueSet("urn:set"))
    #expect(set.isComplete)
    #expect(set.codes.map(\.code) == ["z", "m"])
    #expect(set.contains("m", system: "urn:system") == true)
    #expect(set.contains("m", system: nil) == true)
    #expect(set.contains("a", system: "urn:system") == false)
    #expect(set.contains("m", system: "urn:elsewhere") == false)
    let open = try #require(definitions.valueSet("urn:set-open"))
    #expect(!open.isComplete)
    #expect(open.contains("a", system: "urn:system") == true)
    #expect(open.contains("b", system: "urn:system") == false)
    #expect(open.contains("b", system: "urn:elsewhere") == nil)
    #expect(open.contains("b", system: nil) == nil)
  }

  @Test func encodesTheSameTableToTheSameBytes() throws {
    #expect(try TinyTable.table.encoded() == TinyTable.table.encoded())
  }

  @Test func refusesBytesThatAreNoTable() throws {
    let bytes = try TinyTable.table.encoded()
    for count in 0..<bytes.count {
      #expect(throws: DefinitionError.self) { try Definitions(table: ByteTable(copying: Array(bytes[..<count]))) }
    }
    #expect(throws: DefinitionError.length) { try Definitions(table: ByteTable(copying: bytes + [0])) }
  }

  @Test func refusesAChangeOfAnyByte() throws {
    let bytes = try TinyTable.table.encoded()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x10
      #expect(throws: DefinitionError.self) { try Definitions(table: ByteTable(copying: changed)) }
    }
  }

  @Test func namesTheFormatThatItExpects() throws {
    var bytes = try TinyTable.table.encoded()
    bytes[4] = 200
    let expected = DefinitionError.format(found: 200, expected: FlatLayout.format)
    #expect(throws: expected) { try Definitions(table: ByteTable(copying: bytes)) }
    #expect(expected.description == "expected a table of definitions in format \(FlatLayout.format), found 200")
  }

  @Test func saysWhichTypeIsMissing() throws {
    var table = TinyTable.table
    table.types[0].elements[0].types = [DefinitionTable.TypeUse("absent")]
    #expect(throws: DefinitionError.undefinedType("absent", in: "Thing.status")) { try table.encoded() }
  }
}
