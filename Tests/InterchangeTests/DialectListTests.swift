// What is said of a shipped dialect before its mapping is compiled is what the mapping says.

import Interchange
import Mapping
import Testing

struct DialectListTests {
  @Test func shippedMappingsAreWhatTheirBeginningsSay() {
    #expect(Dialects.embedded.all.count == 4)
    for dialect in Dialects.embedded.all {
      #expect(dialect.mapping.name == dialect.name)
      #expect(dialect.mapping.roots == dialect.roots && !dialect.roots.isEmpty)
    }
  }
}
