// The versions of HL7 v2.

/// A version, by its place among those that are known.
struct Version {
  static let all = ["2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8"]

  let place: Int

  /// The version of a text as it stands in MSH-12; one that is not known is like the last one before it.
  init(_ text: String) {
    place = Self.all.lastIndex { $0 == text || text.hasPrefix($0 + ".") } ?? Self.all.count - 1
  }

  /// Whether a list of versions, `2.1-2.3,2.5`, has it.
  func isIn(_ list: Substring) -> Bool {
    list.split(separator: ",").contains { range in
      let ends = range.split(separator: "-").compactMap { end in Self.all.firstIndex { $0 == end } }
      return ends.count > 0 && ends[0] <= place && place <= ends[ends.count - 1]
    }
  }
}
