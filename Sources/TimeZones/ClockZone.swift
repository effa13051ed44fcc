// What the clock on a wall meant in a zone.

public import FHIRCore

/// A zone of the clock: a fixed offset, or one of the IANA database with its history.
///
/// ```swift
/// let zone = try ClockZone("Europe/Berlin", file: bytesOfTheFile)
/// zone.offsets(at: noon)      // .one(120)
/// ```
public struct ClockZone: Sendable, Hashable {
  /// The name: `Europe/Berlin`, or the offset as it was written.
  public let name: String
  private let file: ZoneFile?
  private let fixed: Int

  /// What a time of the clock was.
  public enum Offsets: Sendable, Hashable {
    /// One moment, so many minutes ahead of UTC.
    case one(Int)
    /// Two moments, for the clock was put back; the earlier one first.
    case two(Int, Int)
    /// No moment, for the clock was put forward over it.
    case none
    /// A moment whose offset has seconds, as before zones were made; FHIR cannot write it.
    case unwritable
  }

  /// Makes a zone from a fixed offset such as `+09:00`, `-03:30` or `Z`; nil if the text is none.
  public init?(offset text: String) {
    name = text
    file = nil
    if text == "Z" {
      fixed = 0
      return
    }
    let signs = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      signs[range].allSatisfy { $0 &- 0x30 < 10 } ? signs[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
    guard signs.count == 6, signs[0] == UInt8(ascii: "+") || signs[0] == UInt8(ascii: "-"),
      signs[3] == UInt8(ascii: ":"), let hours = number(1..<3), let minutes = number(4..<6), minutes < 60,
      hours * 60 + minutes <= 840
    else { return nil }
    fixed = (hours * 60 + minutes) * (signs[0] == UInt8(ascii: "-") ? -1 : 1)
  }

  /// Makes a zone from its file in the IANA database.
  ///
  /// - Parameters:
  ///   - name: the name of the zone.
  ///   - bytes: the file (TZif, RFC 8536).
  /// - Throws: a `Diagnostic` if the file is none.
  public init(_ name: String, file bytes: [UInt8]) throws(Diagnostic) {
    guard let file = ZoneFile(bytes) else {
      throw Diagnostic(ZoneRule.broken, "expected a file of a zone (TZif, RFC 8536)", at: Place(file: name))
    }
    self.name = name
    self.file = file
    fixed = 0
  }

  /// Whether a text can be the name of a zone, so that no other file is looked for.
  public static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 4
      && parts.allSatisfy { part in
        guard let first = part.utf8.first, first | 0x20 >= UInt8(ascii: "a"), first | 0x20 <= UInt8(ascii: "z") else {
          return false
        }
        return part.utf8.allSatisfy { byte in
          (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        }
      }
  }

  /// What a time of the clock was.
  ///
  /// - Parameter clock: the time that the clock showed, as seconds from 1970-01-01T00:00:00 on the same clock.
  /// - Returns: the offsets at which the clock showed it.
  public func offsets(at clock: Int) -> Offsets {
    guard let file else { return .one(fixed) }
    // An offset is below 26 hours, and what counts was in use some time around.
    var candidates: [Int] = []
    for hour in stride(from: -26, through: 26, by: 1) {
      let offset = file.offset(at: clock + hour * 3600)
      if !candidates.contains(offset) { candidates.append(offset) }
    }
    let found = candidates.filter { file.offset(at: clock - $0) == $0 }.sorted(by: >)
    guard found.allSatisfy({ $0.isMultiple(of: 60) }) else { return .unwritable }
    switch found.count {
    case 0: return .none
    case 1: return .one(found[0] / 60)
    default: return .two(found[0] / 60, found[1] / 60)
    }
  }
}

/// The rules of zones.
public enum ZoneRule {
  /// A name that no zone has.
  public static let unknown = Rule(
    "zone.unknown", .error, .refused, "A zone is an offset such as +09:00, or a name of the IANA database.")
  /// A file that is none of a zone.
  public static let broken = Rule("zone.broken", .error, .refused, "The file of a zone is one of RFC 8536 (TZif).")

  /// All of them.
  public static let all = [broken, unknown]
}
