// Check digits of the code systems whose codes are too many to be at hand.

/// The check digits of LOINC (Luhn) and SNOMED CT (Verhoeff).
enum CheckDigit {
  static func isNumber(_ code: String) -> Bool {
    (6...18).contains(code.utf8.count) && code.utf8.allSatisfy { $0 &- 48 < 10 }
  }

  /// Digits, a hyphen and one digit.
  static func isLOINCForm(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard (3...8).contains(bytes.count), bytes[bytes.count - 2] == UInt8(ascii: "-") else { return false }
    return bytes.enumerated().allSatisfy { $0.offset == bytes.count - 2 || $0.element &- 48 < 10 }
  }

  /// Whether the last digit is the one that Luhn's method gives for the digits before the hyphen.
  static func isLOINC(_ code: String) -> Bool {
    let digits = code.utf8.filter { $0 != UInt8(ascii: "-") }.map { Int($0 &- 48) }
    var sum = 0
    for (position, digit) in digits.dropLast().reversed().enumerated() {
      let value = position % 2 == 0 ? digit * 2 : digit
      sum += value > 9 ? value - 9 : value
    }
    return (10 - sum % 10) % 10 == digits.last
  }

  /// Whether Verhoeff's method gives zero for all digits.
  static func isSNOMED(_ code: String) -> Bool {
    var check = 0
    for (position, byte) in code.utf8.reversed().enumerated() {
      check = product[check][permutation[position % 8][Int(byte &- 48)]]
    }
    return check == 0
  }

  /// The products of the dihedral group D5.
  private static let product = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7], [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3], [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
  ]

  private static let permutation = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7], [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
  ]
}
