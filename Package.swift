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

func library(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "transfuse",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "FHIR", targets: ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "Terminology"]),
    .library(name: "Interchange", targets: ["Interchange"]),
    .executable(name: "transfuse", targets: ["transfuse"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
  ],
  targets: [
    .target(name: "CDefinitions", exclude: ["r4.bin"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    library("FHIRCore"),
    library("FHIRDefinitions", ["CDefinitions", "FHIRCore"]),
    library("FHIRJSON", ["FHIRCore", "FHIRDefinitions"]),
    library("FHIRModels", ["FHIRCore", "FHIRDefinitions", "FHIRJSON"]),
    .target(name: "CMappings"),
    library("Terminology", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "CMappings"]),
    library(
      "CaseReports", ["FHIRCore", "FHIRModels", "FHIRJSON", "Terminology", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "definitions-generator", dependencies: ["CZlib", "FHIRCore", "FHIRDefinitions", "FHIRJSON"],
      swiftSettings: strict),
    .executableTarget(
      name: "conformance",
      dependencies: ["FHIRCore", "FHIRJSON", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    tests(
      "CaseReports",
      [
        "FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "Terminology", .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Fixtures"]),
    library("Interchange", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "FHIRModels", "Terminology", "CaseReports"]),
    .executableTarget(
      name: "transfuse",
      dependencies: [
        "Interchange", "CaseReports", "FHIRCore", "FHIRDefinitions", "FHIRJSON", "Terminology",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests("Interchange", ["FHIRCore", "FHIRDefinitions", "FHIRJSON"]),
    .testTarget(name: "CommandLineTests", dependencies: ["transfuse"], swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests", dependencies: ["conformance", "FHIRCore", "FHIRJSON"], swiftSettings: strict),
    tests("FHIRCore", []),
    tests("Terminology", ["FHIRCore", "FHIRJSON"]),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    tests("FHIRDefinitions", ["FHIRCore", "FHIRJSON"]),
    .testTarget(
      name: "DefinitionsGeneratorTests", dependencies: ["definitions-generator", "FHIRCore", "FHIRDefinitions"],
      swiftSettings: strict),
    tests("FHIRJSON", ["FHIRCore", "FHIRDefinitions"]),
    tests("FHIRModels", ["FHIRCore", "FHIRDefinitions", "FHIRJSON", "definitions-generator"]),
  ],
  swiftLanguageModes: [.v6]
)
