// A mapping inside the binary, which most runs need none of.

internal import Mapping
internal import Synchronization
internal import Terminology

/// A shipped mapping: its name and roots are read at once, the rest when it is needed first.
final class ShippedMapping: Sendable {
  let name: String
  let roots: [String]
  private let file: EmbeddedFile
  private let compiled = Mutex<Mapping?>(nil)

  init(_ file: EmbeddedFile) {
    self.file = file
    let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    let first = lines.first { $0.starts(with: "mapping ".utf8) } ?? []
    name = first.split(separator: 0x20).dropFirst().first.map(text) ?? ""
    // The lines of the document that are nested least.
    let start = lines.lastIndex { text($0).split(separator: " ").first == "map" && $0.first != 0x20 } ?? lines.endIndex
    roots = lines[start...].dropFirst().filter {
      $0.starts(with: "  ".utf8) && $0.count > 2 && $0[$0.startIndex + 2] != 0x20
    }
    .map { line in text(line.dropFirst(2).prefix { $0 != 0x20 && $0 != UInt8(ascii: "*") }) }
  }

  /// The mapping.
  var mapping: Mapping {
    compiled.withLock { compiled in
      if let compiled { return compiled }
      do {
        let mapping = try Mapping(file.bytes, file: file.path)
        compiled = mapping
        return mapping
      } catch {
        // A damaged embedded file is a mistake in the build, which the tests find.
        preconditionFailure("\(error)")
      }
    }
  }
}
