// What is checked in is what the generator makes of the embedded definitions, so numbers in it agree with the table.

import FHIRDefinitions
import FHIRModels
import Foundation
import Testing

@testable import definitions_generator

@Suite struct GeneratedTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func theViewsAreUpToDate() throws {
    let list = try String(contentsOf: Self.root.appending(path: "Definitions/models.txt"), encoding: .utf8)
    let files = try Views.files(list: list, definitions: .r4)
    let folder = Self.root.appending(path: "Sources/FHIRModels/Generated")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == files.keys.sorted())
    for (name, text) in files {
      let found = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(found == text, "\(name) is not what the generator makes: run swift run definitions-generator .")
    }
  }

  @Test func aTypeBringsItsPartsAndDataTypes() throws {
    let selection = try ViewsSelection(list: "Observation # a comment\n\n", definitions: .r4)
    let names = selection.types.map { Definitions.r4.typeName($0) }
    #expect(names.contains("Observation"))
    #expect(names.contains("SampledData"))
    #expect(!names.contains("Patient"))
    let observation = try #require(Definitions.r4.type("Observation"))
    let parts = selection.parts(of: observation).map { Definitions.r4.typeName($0) }
    #expect(parts == ["Observation.referenceRange", "Observation.component"])
  }

  @Test(arguments: ["Observations", "Observation.component", "DomainResource"])
  func whatCanHaveNoViewIsRefused(name: String) {
    #expect(throws: ViewsError.self) { try ViewsSelection(list: name, definitions: .r4) }
  }

  @Test(arguments: [
    ("entered-in-error", "enteredInError"), ("final", "final"), ("<=", "lessOrEqual"), ("GET", "get"),
    ("MORN.early", "mornEarly"), ("4.0.1", "v4_0_1"), ("in", "`in`"), ("relatedto", "relatedto"), ("is-a", "isA"),
  ]) func codesBecomeCases(code: String, name: String) {
    #expect(ViewsNames.codeCase(code) == name)
  }

  @Test func aViewForEveryListedTypeKnowsItsName() {
    #expect(R4.Observation.typeName == "Observation")
    #expect(R4.Primitive<String>.typeName == "string")
    #expect(R4.ElementDefinition.TypeElement.typeName == "ElementDefinition.type")
    #expect(R4.AnyResource.typeName == "Resource")
  }
}
