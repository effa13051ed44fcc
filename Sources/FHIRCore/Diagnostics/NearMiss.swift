// «did you mean»: the nearest of some known words.

/// Finds the known word that a misspelt one most likely meant.
public enum NearMiss {
  /// The candidate nearest to `word`, if it is at most a third of the word's length away; the first of equals.
  ///
  /// The distance counts insertions, deletions, replacements and swaps of neighbours, without regard to case.
  /// Words over 64 bytes have no near miss, which bounds the cost.
  public static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let known = Array(candidate.lowercased().utf8)
      let limit = max(1, max(wanted.count, known.count) / 3)
      guard known.count <= 64, abs(known.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, known)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// Optimal string alignment distance, in three rows.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var above = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = above
      above = row
    }
    return above[b.count]
  }
}
