// Files and folders as the files in them.

public import FHIRCore

/// The files that names stand for: themselves, and everything below a folder.
public enum FileList {
  /// Folders deeper than this are refused: no archive of exports is so deep, and each level costs stack.
  static let deepest = 256

  /// Replaces each folder by the files below it, sorted by name; hidden ones are left out.
  ///
  /// A folder that symbolic links lead to more than once is looked into once.
  ///
  /// - Throws: a `Diagnostic` if a folder cannot be looked into, or has no file.
  public static func files(_ names: [FileName]) throws(Diagnostic) -> [FileName] {
    var files: [FileName] = []
    for name in names {
      guard !name.isStandard, (try? SystemCalls.status(of: name))?.kind == .folder else {
        files.append(name)
        continue
      }
      var visit = Visit()
      try visit.look(into: name, depth: 0)
      // A job that names the wrong folder must not look as if it had found nothing wrong.
      guard !visit.files.isEmpty else {
        throw Diagnostic(FileRule.read, "expected files in this folder, found none", at: Place(file: name.description))
      }
      files += visit.files
    }
    return files
  }

  /// One walk through a folder.
  private struct Visit {
    private(set) var files: [FileName] = []
    private var seen: Set<Folder> = []

    private struct Folder: Hashable {
      let device: UInt64
      let inode: UInt64
    }

    mutating func look(into folder: FileName, depth: Int) throws(Diagnostic) {
      guard depth <= FileList.deepest else {
        throw FileList.diagnostic("expected at most \(FileList.deepest) folders inside each other", folder)
      }
      let content: [FileName]
      do throws(SystemFailure) {
        content = try self.content(of: folder)
      } catch {
        throw FileList.diagnostic("expected to look into this folder: \(error.reason)", folder)
      }
      for name in content {
        switch (try? SystemCalls.status(of: name))?.kind {
        case .folder: try look(into: name, depth: depth + 1)
        case .regular: files.append(name)
        default: continue
        }
      }
    }

    /// What is in a folder, by name; nothing if it has been looked into before.
    private mutating func content(of folder: FileName) throws(SystemFailure) -> [FileName] {
      let status = try SystemCalls.status(of: folder)
      guard seen.insert(Folder(device: status.device, inode: status.inode)).inserted else { return [] }
      let slash = folder.bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
      return try SystemCalls.names(in: folder)
        .filter { $0.first != UInt8(ascii: ".") }
        .sorted { $0.lexicographicallyPrecedes($1) }
        .map { FileName(bytes: folder.bytes + slash + $0) }
    }
  }

  private static func diagnostic(_ message: String, _ folder: FileName) -> Diagnostic {
    Diagnostic(FileRule.read, message, at: Place(file: folder.description))
  }
}
