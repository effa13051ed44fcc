// The groups of a message, as its version has them: `ORU_R01` is `MSH PATIENT_RESULT(PATIENT(PID …)? …)+`.

internal import CHL7v2

/// What stands in a message or a group, in order.
struct MessageStructure {
  /// A segment, or a group with its parts.
  struct Part {
    let name: String
    var repeats = false
    /// Nil of a segment.
    var parts: [Part]?

    /// Whether a segment may stand in it.
    func has(_ segment: String) -> Bool {
      guard let parts else { return name == segment }
      return parts.contains { $0.has(segment) }
    }
  }

  /// What the root element of a message in XML is called.
  let name: String
  let parts: [Part]

  /// The structure of a message; one without groups if it is not known.
  init(_ name: String, _ version: Version) {
    self.name = name
    let rows = Self.rows[name] ?? []
    let row = rows.first { version.isIn($0[1]) } ?? rows.last
    guard let row else {
      parts = []
      return
    }
    var rest = Array(row[2].utf8)[...]
    parts = Self.parts(&rest)
  }

  private static func parts(_ text: inout ArraySlice<UInt8>) -> [Part] {
    var parts: [Part] = []
    while let sign = text.first, sign != UInt8(ascii: ")") {
      if sign == UInt8(ascii: " ") {
        text.removeFirst()
        continue
      }
      let name = text.prefix { !" ()?*+".utf8.contains($0) }
      text = text.dropFirst(name.count)
      var part = Part(name: String(decoding: name, as: UTF8.self))
      if text.first == UInt8(ascii: "(") {
        text.removeFirst()
        part.parts = self.parts(&text)
        if text.first == UInt8(ascii: ")") { text.removeFirst() }
      }
      if let sign = text.first, "?*+".utf8.contains(sign) {
        part.repeats = sign != UInt8(ascii: "?")
        text.removeFirst()
      }
      parts.append(part)
    }
    return parts
  }

  private static let rows: [String: [[Substring]]] = {
    let count = transfuse_hl7v2_groups_length()
    let start = unsafe transfuse_hl7v2_groups()
    let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let rows = text.split(separator: "\n").map { $0.split(separator: "\t") }.filter { $0.count == 3 }
    return Dictionary(grouping: rows) { String($0[0]) }
  }()
}

/// The groups that are open while the segments of a message come, by its structure.
struct StructureGroups {
  private struct Level {
    let parts: [MessageStructure.Part]
    /// The part that was met last; what is before it does not come again.
    var at = -1
  }

  private var levels: [Level]

  init(_ structure: MessageStructure) { levels = [Level(parts: structure.parts)] }

  /// How many groups are open.
  var depth: Int { levels.count - 1 }

  /// Finds the place of a segment: how many groups end and which begin; one that has no place stands where it is.
  mutating func enter(_ segment: String) -> (closing: Int, opening: [String]) {
    for level in levels.indices.reversed() {
      let parts = levels[level].parts
      let first = max(levels[level].at, 0)
      let found = parts.indices.dropFirst(first).first { index in
        parts[index].has(segment) && (index > levels[level].at || parts[index].repeats)
      }
      guard let found else { continue }
      let closing = levels.count - 1 - level
      levels.removeLast(closing)
      levels[level].at = found
      return (closing, open(parts[found], segment))
    }
    return (0, [])
  }

  private mutating func open(_ part: MessageStructure.Part, _ segment: String) -> [String] {
    guard let parts = part.parts, let inner = parts.firstIndex(where: { $0.has(segment) }) else { return [] }
    levels.append(Level(parts: parts, at: inner))
    return [part.name] + open(parts[inner], segment)
  }
}
