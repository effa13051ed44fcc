// Trees that are made by hand with the definitions' names.

import FHIRCore
import FHIRDefinitions
import Testing

@Suite struct BuildingTests {
  @Test func makesATreeWithTheNamesOfTheDefinitions() throws {
    let r4 = Definitions.r4
    let coding = try #require(r4.type("Coding"))
    let code = try #require(r4.type("code"))
    var builder = r4.treeBuilder()
    try builder.open("Coding", type: coding)
    try builder.leaf("code", type: code, .string, "2857-1")
    builder.close()
    let tree = builder.finish()
    #expect(tree.root.child("code")?.string == "2857-1")
    #expect(tree.root.child("code")?.name == r4.element("code", in: coding)?.name)
    #expect(r4.typeName(tree.root.type) == "Coding")
  }
}
