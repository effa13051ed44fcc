// The outcome of a comparison by value, where `<` and `==` would contradict equality of text.

/// How one value stands to another.
///
/// Decimals, dates and times are `==` only if they are written alike (`1.00` is not `1.0`), so that nothing is lost in sets
/// and dictionaries. Their order is by value, in which `1.00` and `1.0` are equal. Both cannot be `Comparable`, whose `<`
/// must agree with `==`; so comparisons by value are methods that give an `Ordering`, or nil where nothing decides.
public enum Ordering: Sendable, Hashable, CaseIterable {
  /// The first comes before the second.
  case less
  /// The values are the same, however they are written.
  case equal
  /// The first comes after the second.
  case greater

  /// The order seen from the other side.
  public var reversed: Ordering {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }

  /// How `left` stands to `right`.
  init<Value: Comparable>(_ left: Value, _ right: Value) {
    self = left < right ? .less : (left == right ? .equal : .greater)
  }

  /// This order, or the next where this one is equal.
  func or(_ next: @autoclosure () -> Ordering) -> Ordering { self == .equal ? next() : self }
}
