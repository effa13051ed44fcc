// Our own definitions inside the binary. One of the few files with unsafe code: C hands out a pointer.

internal import CDefinitions

/// A definition of this project as a FHIR resource: a StructureDefinition, a CodeSystem or a NamingSystem.
public struct OwnDefinition: Sendable, Hashable {
  /// The path below `Definitions/`, such as `extensions/case-note.json`.
  public let path: String
  private let index: Int

  /// All of them, in the order of their paths.
  public static let all: [OwnDefinition] = (0..<transfuse_own_definitions_count()).map { index in
    OwnDefinition(path: unsafe String(cString: transfuse_own_definition(index).path), index: index)
  }

  private init(path: String, index: Int) {
    self.path = path
    self.index = index
  }

  /// A copy of the resource as JSON.
  public var bytes: [UInt8] {
    let definition = unsafe transfuse_own_definition(index)
    return unsafe [UInt8](UnsafeBufferPointer(start: definition.bytes, count: definition.count))
  }
}
