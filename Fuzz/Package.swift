// swift-tools-version: 6.2
// Fuzzing of the readers, in a package of its own: libFuzzer brings its own main, which would break `swift build`.

import PackageDescription

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "transfuse", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        .product(name: "FHIR", package: "transfuse"),
        .product(name: "Interchange", package: "transfuse"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
