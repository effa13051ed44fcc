// The files of time zones that a system brings along.

public import FHIRCore
public import TimeZones

/// The zones of the system.
public enum ZoneFiles {
  /// Where systems have them; `TZDIR` says another place.
  private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/var/db/timezone/zoneinfo"]

  /// The zone of a name such as `Europe/Berlin`, or of an offset such as `+09:00`.
  ///
  /// - Throws: a `Diagnostic` if there is no such zone, or its file is broken.
  public static func zone(named name: String) throws(Diagnostic) -> ClockZone {
    if let zone = ClockZone(offset: name) { return zone }
    guard ClockZone.isName(name) else { throw unknown("an offset such as +09:00, or a zone such as Europe/Berlin") }
    let folders = ProcessStart.variable("TZDIR").map { [$0] } ?? Self.folders
    for folder in folders {
      let file = InputFile(FileName(text: "\(folder)/\(name)"))
      guard file.identity != nil, let bytes = try? file.read(limit: 1 << 20) else { continue }
      return try ClockZone(name, file: bytes)
    }
    throw unknown("a zone of this system, which has them in \(folders[0])")
  }

  private static func unknown(_ what: String) -> Diagnostic {
    Diagnostic(
      ZoneRule.unknown, "expected \(what)", at: Place(file: "--zone"),
      hint: "where a system has no zones, the package 'tzdata' brings them")
  }
}
