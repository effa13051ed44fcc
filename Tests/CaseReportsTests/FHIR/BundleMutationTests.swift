// No value of a bundle is without effect: whoever changes one finds it in the case, or is told that it has no place.

import FHIRCore
import FHIRJSON
import FHIRModels
import Foundation
import Testing

@testable import CaseReports

@Suite struct BundleMutationTests {
  /// One leaf in so many is changed; all of them with `ALL_MUTATIONS=1`, as `make thorough` does.
  private static let stride = ProcessInfo.processInfo.environment["ALL_MUTATIONS"] == "1" ? 1 : 61

  /// Leaves that may be changed without a word, each with the reason.
  private static let free: [(pattern: String, reason: String)] = [
    ("Bundle.id", "a name that is made again"),
    (".resource.id", "a name that is made again"),
    (".fullUrl", "a name that is made again; where something refers to it, the reference is reported"),
  ]

  @Test(arguments: Example.names) func everyLeafMatters(name: String) throws {
    let example = try Example.named(name)
    let json = Array(example.bundle.json().utf8)
    var reader = JSONReader()
    let tree = try reader.read(json)
    var silent: [String] = []
    for id in Swift.stride(from: name.utf8.count % Self.stride, to: tree.count, by: Self.stride) {
      let record = tree.records[id]
      guard record.kind != .none, !record.flags.contains(.decoded) else { continue }
      let path = Node(tree: tree, id: UInt32(id)).path
      if Self.free.contains(where: { path == $0.pattern || $0.pattern.hasPrefix(".") && path.hasSuffix($0.pattern) }) {
        continue
      }
      let range = Int(record.valueStart)..<Int(record.valueStart) + Int(record.valueCount)
      var edited = json
      edited.replaceSubrange(range, with: Self.changed(Array(json[range]), record.kind))
      if try isSilent(edited, example.report) { silent.append(path) }
    }
    #expect(silent == [])
  }

  private static func changed(_ lexeme: [UInt8], _ kind: ValueKind) -> [UInt8] {
    switch kind {
    case .number: Array("1".utf8) + lexeme.filter { $0 != UInt8(ascii: "-") }
    case .boolean: lexeme == Array("true".utf8) ? Array("false".utf8) : Array("true".utf8)
    default: lexeme + Array("x".utf8)
    }
  }

  private func isSilent(_ json: [UInt8], _ report: CaseReport) throws -> Bool {
    var reader = JSONReader()
    let tree = try reader.read(json)
    guard reader.diagnostics.allSatisfy({ $0.rule.severity != .error }) else { return false }
    let back = CaseReport.restore(from: R4.Bundle(tree.root))
    return back.report == report && back.losses.isEmpty && back.diagnostics.isEmpty
  }
}
