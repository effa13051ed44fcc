// A Bundle that is judged entry by entry gives what it gives when it is judged whole.

import CaseReports
import FHIRCore
import Foundation
import TestSupport
import Testing

@testable import Interchange

struct BundlePartsTests {
  static let composition = """
    {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "x"}, "date": "2024", "title": "t",
      "author": [{"reference": "Practitioner/p"}], "subject": {"reference": "Patient/missing"}}
    """

  static func bundle(_ type: String, _ entries: [String], _ members: String = "") -> String {
    "{\"resourceType\": \"Bundle\", \"type\": \"\(type)\",\(members) \"entry\": [\n  "
      + entries.joined(separator: ",\n  ") + "],\n  \"link\": [{\"relation\": \"next\", \"url\": \"a\"}]\n}\n"
  }

  static func entry(_ url: String?, _ resource: String) -> String {
    let url = url.map { "\"fullUrl\": \"\($0)\", " } ?? ""
    return "{\(url)\"resource\": \(resource)}"
  }

  static func basic(_ id: String, _ reference: String, version: String? = nil) -> String {
    let meta = version.map { "\"meta\": {\"versionId\": \"\($0)\"}, " } ?? ""
    return
      "{\"resourceType\": \"Basic\", \"id\": \"\(id)\", \(meta)\n\"code\": {\"text\": \" x\"}, \"subject\": {\"reference\": \"\(reference)\"}}"
  }

  static let base = "http://a.org/"
  static let entries = [
    entry(base + "Basic/1", basic("1", "Basic/2")), entry(base + "Basic/2", basic("2", "Basic/3/_history/2")),
    entry(base + "Basic/2", basic("2", "urn:uuid:6f5d5d1c-9f0e-4c53-8d52-0b6d0a1f0c11")),
    entry(base + "Basic/3", basic("3", "Basic/3/_history/1", version: "1")),
    entry(base + "Basic/3", basic("3", "Nobody", version: "1")), entry(nil, basic("4", "http://b.org/Patient/1")),
    entry(base + "Basic/5", basic("6", "#5")), "{\"request\": {\"method\": \"ZQX\"}}", "{}",
    entry(base + "Practitioner/p", "{\"resourceType\": \"Practitioner\", \"id\": \"p\", \"gendr\": \"male\"}"),
  ]

  static let bundles: [String] =
    ["collection", "document", "message", "transaction", "history", "searchset", "ZQX"].flatMap { type in
      [
        bundle(type, entries, "\"total\": 1,"), bundle(type, [entry(base + "Composition/c", composition)] + entries),
        bundle(type, []),
      ]
    } + [
      bundle("document", [entry(base + "Composition/c", composition)] + entries).replacing("\"6\"", with: "\"6"),
      "{\"resourceType\":\"Bundle\",\"entry\":[null, 1, {\"fullUrl\":1}]}",
      "{\"resourceType\":\"Bundle\",\"entry\":[],\"tipe\":\"document\",\"signature\":{\"who\":{\"reference\":\"x y\"}}}",
    ]

  @Test(arguments: bundles) func findingsAreTheSame(text: String) throws {
    try compare(Array(text.utf8))
  }

  @Test(arguments: bundles) func findingsInXMLAreTheSame(text: String) throws {
    guard let xml = Converter(to: .fhirXML).convert(Array(text.utf8), file: "b").output else { return }
    try compare(xml)
  }

  @Test(arguments: BundleKind.allCases) func ourOwnBundlesAreJudgedAlike(kind: BundleKind) throws {
    for name in ["anaphylaxis", "first-case"] {
      let path = "Examples/\(name)/case.yaml"
      let text = try Repository.text(path)
      for format in [Format.fhirJSON, .fhirXML] {
        let converter = Converter(
          to: format, recordedAt: FHIRInstant("2024-01-01T00:00:00Z"), bundle: kind)
        try compare(#require(converter.convert(Array(text.utf8), file: path).output))
      }
    }
  }

  private func compare(_ bytes: [UInt8]) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID().uuidString)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let input = InputFile(FileName(text: url.path))
    var whole = FileValidator()
    var parts = FileValidator()
    parts.largestWhole = 0
    let expected = try whole.validate(input)
    let found = try parts.validate(input)
    #expect(found.findings.map(\.description) == expected.findings.map(\.description))
    #expect(found.counts == expected.counts)
    #expect(found.records == expected.records)
    if found.findings.allSatisfy({ $0.rule.effect != .refused }) { #expect(found.unchecked == expected.unchecked) }
  }
}
