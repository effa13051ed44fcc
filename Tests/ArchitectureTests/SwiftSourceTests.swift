// The reader of Swift files that the other tests here rely on.

import Testing

struct SwiftSourceTests {
  @Test func seesOwnCodeWithoutCommentsAndLiterals() throws {
    // The word zebra stands in this comment, and "giraffe" in a literal.
    let literal = #"giraffe " // still a literal"#
    let source = try SwiftSource("Tests/ArchitectureTests/SwiftSourceTests.swift")
    #expect(!literal.isEmpty)
    #expect(source.hasWord("seesOwnCodeWithoutCommentsAndLiterals"))
    #expect(!source.hasWord("zebra"))
    #expect(!source.hasWord("giraffe"))
    #expect(source.imports == ["Testing"])
  }
}
