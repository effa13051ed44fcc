// swift-tools-version: 6.2
// Measurements, in a package of their own so that users of the library never resolve it.

import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "transfuse", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2System", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(name: "CBareSAX", dependencies: ["CLibXML2System"]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CBareSAX",
        .product(name: "FHIR", package: "transfuse"),
        .product(name: "Interchange", package: "transfuse"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
