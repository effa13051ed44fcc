// Packages: whole ones are read, and what is damaged is refused.

import FHIRCore
import Testing

@testable import definitions_generator

@Suite struct PackageTests {
  private static let manifest = (
    name: "package/package.json", kind: Character("0"), contents: #"{"fhirVersions":["4.0.1"]}"#
  )
  private static let patient = (name: "package/b.json", kind: Character("0"), contents: #"{"resourceType":"Patient"}"#)

  private static func types(_ files: [(name: String, kind: Character, contents: String)]) throws -> [String?] {
    var types: [String?] = []
    let package = try DefinitionPackage(Archive.gzip(Archive.tar(files)))
    try package.forEach { types.append($0.child("resourceType")?.string) }
    return types
  }

  @Test func readsTheResourcesOfThePackageSortedByName() throws {
    let files = [
      ("package/", "5", ""), Self.patient, Self.manifest, ("package/a.json", "0", #"{"resourceType":"Basic"}"#),
      ("package/.index.json", "0", "{}"), ("package/other/c.json", "0", "nonsense"), ("package/x.txt", "0", "nonsense"),
    ]
    #expect(try Self.types(files) == ["Basic", "Patient"])
    #expect(try DefinitionPackage(Archive.gzip(Archive.tar([Self.manifest]))).version == "4.0.1")
  }

  @Test func takesLongNamesFromPaxHeaders() throws {
    let long = "package/\(String(repeating: "long", count: 40)).json"
    let files = TarArchive(Archive.tar([("h", "x", Archive.pax("path", long)), ("short", "0", "{}")]))
    #expect(try files.map { try $0.get().name } == [long])
  }

  @Test func needsAManifest() {
    #expect(throws: PackageError.self) { try Self.types([Self.patient]) }
  }

  @Test func refusesKindsOfFilesThatNoPackageHas() {
    #expect {
      _ = try TarArchive(Archive.tar([("link", "2", "")])).map { try $0.get() }
    } throws: {
      "\($0)".contains("files and folders only")
    }
  }

  @Test func refusesDamagedArchives() throws {
    let archive = Archive.tar([Self.patient])
    for count in [0, 100, 511, 512, 600, 1_023, 1_024, 1_100] {
      #expect(throws: TarError.self, "\(count) bytes") {
        _ = try TarArchive(Array(archive[..<count])).map { try $0.get() }
      }
    }
    for offset in [0, 100, 124, 150, 156, 257, 345] {
      var damaged = archive
      damaged[offset] ^= 0x01
      #expect(throws: TarError.self, "byte \(offset)") { _ = try TarArchive(damaged).map { try $0.get() } }
    }
  }
}
