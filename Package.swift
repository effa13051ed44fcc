// swift-tools-version: 6.2
// Transfuse: clinical data between systems, with proof that nothing was lost. The map is Docs/Architecture.md.

import PackageDescription

/// Flags of every Swift target.
///
/// Warnings are errors only in CI: a user must not fail on a newer compiler's warnings.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func library(_ name: String, _ dependencies: [Target.Dependency] = [], _ features: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: strict + features.map { .enableExperimentalFeature($0) })
}

/// The tests of a library.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  tests("\(name)Tests", of: [.target(name: name)] + dependencies, exclude: exclude)
}

func tests(_ name: String, of dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: ["TestSupport"] + dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "transfuse",
  platforms: [.macOS(.v26)],
  products: [
    .library(
      name: "FHIR",
      targets: [
        "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRXML", "FHIRModels", "FHIRValidation", "Terminology",
        "UCUM",
      ]),
    .library(name: "Interchange", targets: ["HL7v2", "Interchange", "Mapping", "SourceTree", "TimeZones"]),
    .executable(name: "transfuse", targets: ["transfuse"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
  ],
  targets: [
    .target(name: "CDefinitions", exclude: ["r4.bin"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    library("FHIRCore"),
    library("Gzip", ["CZlib"]),
    library("UCUM"),
    library("XMLSAX", ["CLibXML2", "FHIRCore"], ["Lifetimes"]),
    library("SourceTree", ["FHIRCore", "XMLSAX"]),
    .target(name: "CHL7v2"),
    library("HL7v2", ["CHL7v2", "FHIRCore", "SourceTree", "XMLSAX"]),
    library("TimeZones", ["FHIRCore"]),
    library("Mapping", ["FHIRCore", "FHIRDefinitions", "SourceTree", "Terminology", "TimeZones"]),
    library("FHIRXML", ["FHIRCore", "FHIRDefinitions", "XMLSAX"]),
    library("FHIRDefinitions", ["CDefinitions", "FHIRCore"]),
    library("FHIRJSON", ["FHIRCore", "FHIRDefinitions"]),
    library("FHIRModels", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRXML"]),
    library("FHIRValidation", ["FHIRCore", "FHIRDefinitions", "UCUM", "XMLSAX"]),
    .target(name: "CMappings"),
    library("Terminology", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "CMappings"]),
    library(
      "CaseReports", ["FHIRCore", "FHIRModels", "FHIRJSON", "Terminology", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "definitions-generator", dependencies: ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "Gzip"],
      swiftSettings: strict),
    .executableTarget(
      name: "conformance",
      dependencies: [
        "FHIRCore", "FHIRJSON", "FHIRValidation", "FHIRXML", "Interchange", "UCUM", "XMLSAX",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests(
      "CaseReports",
      [
        "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "FHIRValidation", "Terminology",
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Fixtures"]),
    library(
      "Interchange",
      [
        "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRXML", "Gzip", "HL7v2", "Mapping", "SourceTree", "XMLSAX",
        "FHIRModels",
        "FHIRValidation", "Terminology", "TimeZones", "CaseReports",
      ]),
    .executableTarget(
      name: "transfuse",
      dependencies: [
        "Interchange", "CaseReports", "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRValidation", "Mapping",
        "Terminology", "TimeZones",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests(
      "Interchange", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRValidation", "FHIRXML", "Mapping", "XMLSAX"]),
    tests("CommandLineTests", of: ["transfuse"], exclude: ["Fixtures"]),
    tests("ConformanceTests", of: ["conformance", "FHIRCore", "FHIRJSON"]),
    tests("FHIRCore", []),
    tests("HL7v2", ["FHIRCore", "SourceTree"]),
    tests("Terminology", ["FHIRCore", "FHIRJSON", "UCUM"]),
    tests("UCUM", []),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("ArchitectureTests", of: []),
    tests("FHIRDefinitions", ["FHIRCore", "FHIRJSON"]),
    tests("FHIRValidation", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRXML"]),
    tests("DefinitionsGeneratorTests", of: ["definitions-generator", "FHIRCore", "FHIRDefinitions"]),
    tests("FHIRJSON", ["FHIRCore", "FHIRDefinitions"]),
    tests("Gzip", []),
    tests("Mapping", ["FHIRCore", "FHIRDefinitions", "SourceTree", "TimeZones"]),
    tests("TimeZones", ["FHIRCore"]),
    tests("XMLSAX", ["FHIRCore"]),
    tests("SourceTree", ["FHIRCore"]),
    tests("FHIRXML", ["FHIRCore", "FHIRDefinitions", "FHIRJSON"]),
    tests("FHIRModels", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "definitions-generator"]),
  ],
  swiftLanguageModes: [.v6]
)
