// Files that cannot be read or written: with which rule, and in which words.

import FHIRCore
import Foundation
import Testing

@testable import Interchange

@Suite struct FileRuleTests {
  private static func withFile(_ text: String, _ body: (FileName) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "file-rules-\(UUID().uuidString)")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(FileName(text: url.path))
  }

  @Test func aFileLargerThanTheLimitIsRefused() throws {
    try Self.withFile("12345") { name in
      let bytes = try InputFile(name).read(limit: 5)
      #expect(bytes == Array("12345".utf8))
      let fault = #expect(throws: Diagnostic.self) { try InputFile(name).read(limit: 4) }
      #expect(fault?.rule == FileRule.size)
      #expect(fault?.message == "expected at most 4 bytes")
    }
  }

  @Test func aFolderAndAnAbsentFileCannotBeRead() {
    for path in [FileManager.default.temporaryDirectory.path, "/nowhere/at/all"] {
      let fault = #expect(throws: Diagnostic.self) { try InputFile(FileName(text: path)).read() }
      #expect(fault?.rule == FileRule.read)
    }
  }

  @Test func failuresOfWritingHaveTheirRules() {
    let name = FileName(text: "out.json")
    #expect(OutputFile.diagnostic(.brokenPipe, name).rule == FileRule.brokenPipe)
    #expect(OutputFile.diagnostic(.isFolder, name).rule == FileRule.write)
  }
}
