// House rules that neither the compiler nor the formatter checks.

import TestSupport
import Testing

struct HouseStyleTests {
  @Test func everyFileBeginsWithItsReason() throws {
    for source in try SwiftSource.written() {
      let first = source.text.prefix { $0 != "\n" }
      #expect(first.hasPrefix("// ") && first.count > 12, "\(source.path) does not begin with a comment")
    }
  }

  @Test func noFileIsTooLong() throws {
    for source in try SwiftSource.written() {
      let lines = source.text.count { $0 == "\n" }
      #expect(lines <= 800, "\(source.path) has \(lines) lines")
    }
  }

  @Test func noTypeIsNamedForItsLackOfPurpose() throws {
    for path in Repository.files(below: "Sources", ending: ".swift") {
      for word in ["Manager", "Helper", "Utils", "Utilities"] {
        #expect(!path.split(separator: "/").contains { $0.contains(word) }, "\(path)")
      }
    }
  }

  @Test func generatedFilesAreMarkedAndOnlyThey() throws {
    for path in Repository.files(below: "Sources", ending: ".swift") {
      let head = try Repository.text(path).split(separator: "\n").prefix(5).joined(separator: "\n").lowercased()
      let isMarked = head.contains("swift-format-ignore-file") && head.contains("generated")
      #expect(isMarked == path.contains("/Generated/"), "\(path)")
    }
  }
}
