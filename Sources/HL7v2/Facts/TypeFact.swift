// The rows of `Definitions/hl7v2.tsv`.

internal import CHL7v2

/// The type of a field or component, in some versions.
struct TypeFact {
  /// Whether this is about a field of a segment, and not a component of a type.
  let isOfField: Bool
  /// The segment or type.
  let owner: String
  let number: Int
  let type: String
  /// As in `2.1-2.3,2.5`.
  let versions: Substring

  /// All of them; those of one place are in the order of the versions.
  static let all: [TypeFact] = {
    let count = transfuse_hl7v2_types_length()
    let start = unsafe transfuse_hl7v2_types()
    let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    var facts: [TypeFact] = []
    var isOfField = true
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t")
      guard cells.count == 4 else { continue }
      guard let number = Int(cells[1]) else {
        isOfField = cells[1] == "field"
        continue
      }
      facts.append(
        TypeFact(
          isOfField: isOfField, owner: String(cells[0]), number: number, type: String(cells[2]), versions: cells[3]))
    }
    return facts
  }()
}
