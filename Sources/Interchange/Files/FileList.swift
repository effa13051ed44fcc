// Files and folders as the files in them.

public import FHIRCore

/// The files that names stand for: themselves, and everything below a folder.
public enum FileList {
  /// Replaces each folder by the files below it, sorted by name; hidden ones are left out.
  ///
  /// - Throws: a `Diagnostic` if a folder cannot be looked into.
  public static func files(_ names: [FileName]) throws(Diagnostic) -> [FileName] {
    var files: [FileName] = []
    for name in names {
      guard !name.isStandard, (try? SystemCalls.status(of: name))?.kind == .folder else {
        files.append(name)
        continue
      }
      do throws(SystemFailure) {
        files += try below(name, depth: 0)
      } catch {
        throw Diagnostic(
          FileRule.read, "expected to look into this folder: \(error.reason)", at: Place(file: name.description))
      }
    }
    return files
  }

  private static func below(_ folder: FileName, depth: Int) throws(SystemFailure) -> [FileName] {
    // A symbolic link may lead to a folder above.
    guard depth < 64 else { return [] }
    var files: [FileName] = []
    for name in try SystemCalls.names(in: folder).sorted(by: { $0.lexicographicallyPrecedes($1) })
    where name.first != UInt8(ascii: ".") {
      let path = FileName(
        bytes: folder.bytes + (folder.bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name)
      switch (try? SystemCalls.status(of: path))?.kind {
      case .folder: files += try below(path, depth: depth + 1)
      case .regular: files.append(path)
      default: continue
      }
    }
    return files
  }
}
