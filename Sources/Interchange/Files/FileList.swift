// Files and folders as the files in them.

public import FHIRCore

/// The files that names stand for: themselves, and everything below a folder.
public struct FileList: Sendable {
  /// A folder below the named ones that cannot be looked into, and why.
  public struct Unreadable: Sendable {
    /// The folder.
    public let name: FileName
    /// Why its files are missing.
    public let fault: Diagnostic
  }

  /// The files in the order of the names; those of a folder sorted by name, without hidden ones.
  public private(set) var files: [FileName] = []
  /// What is missing from them.
  public private(set) var unreadable: [Unreadable] = []

  /// Folders deeper than this are not looked into: no archive of exports is so deep, and each level costs stack.
  static let deepest = 256

  /// Replaces each folder by the files below it.
  ///
  /// A folder that symbolic links lead to more than once is looked into once.
  ///
  /// - Throws: a `Diagnostic` if a folder that is named cannot be looked into, or has no file.
  public init(_ names: [FileName]) throws(Diagnostic) {
    for name in names {
      guard !name.isStandard, (try? SystemCalls.status(of: name))?.kind == .folder else {
        files.append(name)
        continue
      }
      var visit = Visit()
      visit.look(into: name, depth: 0)
      if let fault = visit.unreadable.first, fault.name == name { throw fault.fault }
      // A job that names the wrong folder must not look as if it had found nothing wrong.
      guard !visit.files.isEmpty || !visit.unreadable.isEmpty else {
        throw Diagnostic(FileRule.read, "expected files in this folder, found none", at: Place(file: name.description))
      }
      files += visit.files
      unreadable += visit.unreadable
    }
  }

  /// One walk through a folder.
  private struct Visit {
    private(set) var files: [FileName] = []
    private(set) var unreadable: [Unreadable] = []
    private var seen: Set<Folder> = []

    private struct Folder: Hashable {
      let device: UInt64
      let inode: UInt64
    }

    mutating func look(into folder: FileName, depth: Int) {
      guard depth <= FileList.deepest else {
        return pass(folder, "expected at most \(FileList.deepest) folders inside each other")
      }
      do throws(SystemFailure) {
        for name in try content(of: folder) {
          switch (try? SystemCalls.status(of: name))?.kind {
          case .folder: look(into: name, depth: depth + 1)
          case .regular: files.append(name)
          default: continue
          }
        }
      } catch {
        pass(folder, "expected to look into this folder: \(error.reason)")
      }
    }

    private mutating func pass(_ folder: FileName, _ message: String) {
      let fault = Diagnostic(FileRule.read, message, at: Place(file: folder.description))
      unreadable.append(Unreadable(name: folder, fault: fault))
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
}
