// Who may import what: the table of Docs/Architecture.md.

import TestSupport
import Testing

struct LayerTests {
  /// What each target may import.
  static let allowed: [String: Set<String>] = [
    "FHIRCore": [],
    "FHIRDefinitions": ["CDefinitions", "FHIRCore"],
    "Gzip": ["CZlib"],
    "HL7v2": ["CHL7v2", "FHIRCore", "SourceTree", "XMLSAX"],
    "UCUM": [],
    "TimeZones": ["FHIRCore"],
    "Mapping": ["FHIRCore", "FHIRDefinitions", "SourceTree", "Terminology", "TimeZones"],
    "XMLSAX": ["CLibXML2", "FHIRCore"],
    "FHIRJSON": ["FHIRCore", "FHIRDefinitions"],
    "SourceTree": ["FHIRCore", "XMLSAX"],
    "FHIRXML": ["FHIRCore", "FHIRDefinitions", "XMLSAX"],
    "FHIRModels": ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRXML"],
    "FHIRValidation": ["FHIRCore", "FHIRDefinitions", "UCUM", "XMLSAX"],
    "Terminology": ["CMappings", "FHIRCore", "FHIRDefinitions", "FHIRJSON"],
    "CaseReports": [
      "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "Terminology", "Foundation", "Yams",
    ],
    "Interchange": [
      "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRXML", "SourceTree", "XMLSAX", "FHIRModels", "FHIRValidation",
      "Terminology", "TimeZones", "CaseReports", "Gzip", "HL7v2", "Mapping", "Dispatch", "Synchronization",
      "Darwin", "Glibc", "Musl",
    ],
    "definitions-generator": [
      "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "Gzip", "Foundation", "ArgumentParser",
    ],
    "conformance": [
      "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRValidation", "FHIRXML", "Interchange", "UCUM", "XMLSAX",
      "FHIRModels", "Terminology", "Foundation", "ArgumentParser",
    ],
    "transfuse": [
      "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "FHIRValidation", "Terminology", "CaseReports",
      "Interchange", "Mapping", "TimeZones",
      "ArgumentParser", "Darwin", "Glibc", "Musl",
    ],
  ]

  /// The programs: only they print.
  static let programs: Set<String> = ["transfuse", "definitions-generator", "conformance"]

  /// Those that open files: the programs, and the library for that.
  static let openers = programs.union(["Interchange"])

  /// Written in C, or nothing but a module map.
  static let notSwift: Set<String> = ["CDefinitions", "CHL7v2", "CLibXML2", "CMappings", "CZlib"]

  @Test func everyTargetIsKnownHereAndOnTheMap() throws {
    let map = try Repository.text("Docs/Architecture.md")
    for target in Repository.names(in: "Sources") {
      #expect(Self.allowed[target] != nil || Self.notSwift.contains(target), "\(target) is not in this test's table")
      #expect(map.contains("`\(target)`"), "\(target) is not in Docs/Architecture.md")
    }
  }

  @Test func importsPointDown() throws {
    for source in try SwiftSource.written() {
      let extra = source.imports.subtracting(Self.allowed[source.target] ?? [])
      #expect(extra.isEmpty, "\(source.path) imports \(extra.sorted().joined(separator: ", "))")
    }
  }

  @Test func onlyProgramsPrintAndExit() throws {
    try expectAbsence(of: ["print", "debugPrint", "dump", "fputs", "exit", "readLine"], exceptIn: Self.programs)
  }

  @Test func filesAreOpenedByInterchangeAndProgramsOnly() throws {
    try expectAbsence(
      of: ["FileHandle", "FileManager", "fopen", "Process", "URLSession", "InputStream"], exceptIn: Self.openers
    )
  }

  @Test func nothingAsksForTheTimeOrForChance() throws {
    try expectAbsence(
      of: [
        "random", "randomElement", "shuffled", "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock",
        "Date",
        "UUID",
      ], exceptIn: Self.openers)
  }

  private func expectAbsence(of words: Set<String>, exceptIn targets: Set<String>) throws {
    for source in try SwiftSource.written() where !targets.contains(source.target) {
      let found = source.words.intersection(words)
      #expect(found.isEmpty, "\(source.path) uses \(found.sorted().joined(separator: ", "))")
    }
  }
}
