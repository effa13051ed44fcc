// The files of Mappings/ that are inside the binary. One of the few files with unsafe code: C hands out a pointer.

internal import CMappings

/// A file of `Mappings/` as it was when the program was built.
package struct EmbeddedFile: Sendable, Hashable {
  /// The path below `Mappings/`, such as `case/drugs.json`.
  package let path: String
  private let index: Int

  /// All embedded files.
  package static let all: [EmbeddedFile] = (0..<transfuse_mappings_count()).map { index in
    EmbeddedFile(path: unsafe String(cString: transfuse_mappings_file(index).path), index: index)
  }

  /// The file at a path below `Mappings/`.
  package init?(_ path: String) {
    guard let file = Self.all.first(where: { $0.path == path }) else { return nil }
    self = file
  }

  private init(path: String, index: Int) {
    self.path = path
    self.index = index
  }

  /// A copy of the content.
  package var bytes: [UInt8] {
    let file = unsafe transfuse_mappings_file(index)
    return unsafe [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
