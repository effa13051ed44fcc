// swift-tools-version: 6.2
// A package of a user's own that depends on this one.

import PackageDescription

let package = Package(
  name: "library",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "transfuse", path: "../..")],
  targets: [
    .executableTarget(name: "library", dependencies: [.product(name: "FHIR", package: "transfuse")])
  ]
)
