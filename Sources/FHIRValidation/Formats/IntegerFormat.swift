// Whole numbers of 32 bits.

/// `integer`, `unsignedInt` and `positiveInt`: digits without a zero in front, within 32 bits.
enum IntegerFormat {
  static func fault(in bytes: Span<UInt8>, from lowest: Int, _ expected: String) -> FormatFault? {
    var index = 0
    var isNegative = false
    if bytes.count > 0, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      isNegative = bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    let start = index
    var value = 0
    while index < bytes.count, bytes[index] &- 48 < 10 {
      // Eleven digits are too many for 32 bits, and few enough for 64.
      if index - start > 10 { return FormatFault(expected, range(lowest)) }
      value = value * 10 + Int(bytes[index] &- 48)
      index += 1
    }
    guard index > start, index == bytes.count else { return FormatFault(expected, "write digits alone") }
    guard bytes[start] != UInt8(ascii: "0") || index == start + 1 && start == 0 else {
      return FormatFault(expected, start > 0 ? "zero has no sign" : "write no zero in front")
    }
    if isNegative { value = -value }
    guard value >= lowest, value <= 2_147_483_647 else { return FormatFault(expected, range(lowest)) }
    return nil
  }

  private static func range(_ lowest: Int) -> String { "it is from \(lowest) to 2147483647" }
}
