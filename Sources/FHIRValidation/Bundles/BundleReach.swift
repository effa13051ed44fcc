// Which entries of a document are reached from its Composition.

/// The entries of a Bundle, joined by references.
struct BundleReach: Sendable {
  /// For each entry another one of the same group, or itself if it stands for the group.
  private var parents: [UInt32]

  /// Begins with the entries of one URL joined, for a reference leads to all of them.
  init(_ index: BundleIndex) { parents = index.firstWithURL }

  /// The numbers of the entries that nothing joins to the first, in their order.
  mutating func unreached() -> [Int] {
    guard !parents.isEmpty else { return [] }
    let first = group(0)
    var numbers: [Int] = []
    for number in parents.indices where group(number) != first { numbers.append(number) }
    return numbers
  }

  /// Joins two entries, of which one refers to the other.
  mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (group(one), group(other))
    parents[max(one, other)] = UInt32(min(one, other))
  }

  private mutating func group(_ number: Int) -> Int {
    var number = number
    while Int(parents[number]) != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return number
  }
}
