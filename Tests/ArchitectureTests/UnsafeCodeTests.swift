// Unsafe code stands in a listed handful of files, and each has its reason here.

import Testing

struct UnsafeCodeTests {
  /// The files that may, and why.
  static let allowed = [
    "Sources/FHIRCore/Tree/ByteTable.swift":
      "reads numbers and names out of embedded tables, after a check of the bounds",
    "Sources/FHIRDefinitions/Definitions.swift": "takes the pointer to the embedded table",
    "Sources/FHIRDefinitions/OwnDefinition.swift": "takes the pointers to our own embedded definitions",
    "Sources/HL7v2/Facts/TypeFact.swift": "takes the pointer to the embedded data types",
    "Sources/HL7v2/Facts/MessageStructure.swift": "takes the pointer to the embedded groups of messages",
    "Sources/FHIRJSON/JSONScanner.swift": "looks at eight bytes at once",
    "Sources/FHIRCore/Tree/ByteRuns.swift": "copies runs of bytes",
    "Sources/XMLSAX/XMLParser.swift":
      "calls libxml2, and lends what it points at to the handler while a callback lasts",
    "Sources/FHIRXML/TreeHandler.swift": "is called by one parse, one event after another, which is not checked again",
    "Sources/XMLSAX/XMLEncoder.swift": "hands buffers to iconv, which writes no further than it is told",
    "Sources/XMLSAX/XMLText.swift": "hands buffers to iconv, which writes no further than it is told",
    "Sources/Gzip/GzipDecoder.swift": "hands buffers to zlib, which writes no further than it is told",
    "Sources/Interchange/Files/SystemCalls.swift": "calls the system to read and write files",
    "Sources/transfuse/Output/StopSignals.swift": "waits for the signals that tell the program to stop",
    "Sources/Terminology/EmbeddedFile.swift": "takes the pointers to the embedded maps",
  ]

  @Test func unsafeCodeIsOnlyWhereItIsListed() throws {
    let files = try SwiftSource.written().filter(Self.isUnsafe).map(\.path)
    #expect(Set(files) == Set(Self.allowed.keys))
  }

  /// With strict memory safety the compiler asks for the word `unsafe` at every use, but not at `@unchecked Sendable`.
  private static func isUnsafe(_ source: SwiftSource) -> Bool {
    source.hasWord("unsafe") || source.code.contains("@unchecked")
  }
}
