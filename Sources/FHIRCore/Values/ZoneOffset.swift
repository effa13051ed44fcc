// The zone of a dateTime or instant, with the way it was written.

/// How far local time is ahead of UTC, and how that was written.
///
/// `Z`, `+00:00` and `-00:00` are the same offset in three spellings, and not `==`.
public struct ZoneOffset: Sendable, Hashable, CustomStringConvertible {
  private let storedMinutes: Int16
  /// Whether it is written `Z`.
  public let isUTCLetter: Bool
  /// Whether it is written `-00:00`, which says in some formats that the local zone is not known.
  public let isNegativeZero: Bool

  /// The minutes that local time is ahead of UTC, from -840 to 840.
  public var minutes: Int { Int(storedMinutes) }

  /// UTC, written `Z`.
  public static let utc = ZoneOffset(unchecked: 0, isUTCLetter: true)

  /// Makes an offset that is written with sign, hours and minutes; nil beyond 14 hours.
  public init?(minutes: Int) {
    guard (-840...840).contains(minutes) else { return nil }
    self.init(unchecked: minutes)
  }

  init(unchecked minutes: Int, isUTCLetter: Bool = false, isNegativeZero: Bool = false) {
    storedMinutes = Int16(minutes)
    self.isUTCLetter = isUTCLetter
    self.isNegativeZero = isNegativeZero
  }

  /// The offset as it was written.
  public var description: String {
    if isUTCLetter { return "Z" }
    let sign = minutes < 0 || isNegativeZero ? "-" : "+"
    return sign + twoDigits(abs(minutes) / 60) + ":" + twoDigits(abs(minutes) % 60)
  }
}

/// A number from 0 to 99 in two digits.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
