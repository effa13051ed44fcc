// What clocks showed, by fixtures of our own and by the files of the system.

import FHIRCore
import TestSupport
import Testing

@testable import TimeZones

struct ClockZoneTests {
  /// A file with a few changes of the clock, and the rule that goes on.
  private static func file(_ changes: [(time: Int, offset: Int)], before: Int, rule: String) -> [UInt8] {
    func number(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - $0))) }
    }
    let offsets = [before] + changes.map(\.offset)
    func block(_ width: Int) -> [UInt8] {
      let counts = [0, 0, 0, changes.count, offsets.count, 4]
      return Array("TZif2".utf8) + Array(repeating: 0, count: 15) + counts.flatMap { number($0, 4) }
        + changes.flatMap { number($0.time, width) } + changes.indices.map { UInt8($0 + 1) }
        + offsets.flatMap { number($0, 4) + [0, 0] } + Array("LMT\0".utf8)
    }
    return block(4) + block(8) + Array("\n\(rule)\n".utf8)
  }

  private static func clock(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> Int {
    Gregorian.dayNumber(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60
  }

  @Test func summerTimeBeginsAndEnds() throws {
    let zone = try ClockZone(
      "Europe/Berlin",
      file: Self.file(
        [(-2_422_054_408, 3600), (1_521_939_600, 7200), (1_540_688_400, 3600)], before: 3208,
        rule: "CET-1CEST,M3.5.0,M10.5.0/3"))
    #expect(zone.offsets(at: Self.clock(2018, 7, 1, 12)) == .one(120))
    #expect(zone.offsets(at: Self.clock(2018, 3, 25, 1, 59)) == .one(60))
    #expect(zone.offsets(at: Self.clock(2018, 3, 25, 2, 30)) == .none)
    #expect(zone.offsets(at: Self.clock(2018, 3, 25, 3)) == .one(120))
    #expect(zone.offsets(at: Self.clock(2018, 10, 28, 2, 30)) == .two(120, 60))
    #expect(zone.offsets(at: Self.clock(2018, 10, 28, 3)) == .one(60))
    #expect(zone.offsets(at: Self.clock(2050, 7, 1, 12)) == .one(120))
    #expect(zone.offsets(at: Self.clock(2050, 3, 27, 2, 30)) == .none)
    #expect(zone.offsets(at: Self.clock(1880, 1, 1, 12)) == .unwritable)
  }

  static let rules: [(rule: String, summer: Int, winter: Int)] = [
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", 600, 660), ("JST-9", 540, 540), ("<+0530>-5:30", 330, 330),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 630, 660), ("EST5EDT,M3.2.0,M11.1.0", -240, -300),
    ("IST-2IDT,M3.4.4/26,M10.5.0", 180, 120), ("AAA1BBB,J60,J300", 0, -60), ("ABC1DEF0,59,299/-1", 0, -60),
  ]

  @Test(arguments: rules) func aRuleSaysWhatIsSummer(rule: String, summer: Int, winter: Int) throws {
    let zone = try ClockZone("Zone", file: Self.file([], before: 0, rule: rule))
    #expect(zone.offsets(at: Self.clock(2024, 7, 1, 12)) == .one(summer))
    #expect(zone.offsets(at: Self.clock(2024, 1, 15, 12)) == .one(winter))
  }

  @Test func anOffsetIsAZone() {
    #expect(ClockZone(offset: "+09:00")?.offsets(at: 0) == .one(540))
    #expect(ClockZone(offset: "-03:30")?.offsets(at: 0) == .one(-210))
    #expect(ClockZone(offset: "Z")?.offsets(at: 0) == .one(0))
    for wrong in ["", "9", "+9:00", "+15:00", "+09:60", "+0900", "09:00", "z"] {
      #expect(ClockZone(offset: wrong) == nil)
    }
  }

  @Test func namesLeadToNoOtherFile() {
    for name in ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3", "EST5EDT"] {
      #expect(ClockZone.isName(name))
    }
    for name in ["", "/etc/passwd", "../x", "Europe/../x", "Europe//x", "Europe/", ".x", "a b", "Zoné"] {
      #expect(!ClockZone.isName(name))
    }
  }

  @Test func brokenFilesAreRefused() throws {
    let whole = Self.file([(0, 3600), (10_000, 7200)], before: 0, rule: "CET-1CEST,M3.5.0,M10.5.0/3")
    _ = try ClockZone("Zone", file: whole)
    var random = Seeded(3)
    var refused = 0
    for _ in 0..<5_000 {
      var bytes = whole
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...whole.count, using: &random)) }
      if let index = bytes.indices.randomElement(using: &random) {
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
      do throws(Diagnostic) {
        // Whatever it says, asking it does no harm.
        _ = try ClockZone("Zone", file: bytes).offsets(
          at: Int.random(in: -10_000_000_000...10_000_000_000, using: &random))
      } catch {
        #expect(error.rule == ZoneRule.broken)
        refused += 1
      }
    }
    #expect(refused > 500)
  }
}
