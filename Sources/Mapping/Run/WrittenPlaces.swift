// Where the elements that lines took will stand when the document is written, before anything is carried.

internal import SourceTree

/// The places of what lines took, known when all lines have run.
struct WrittenPlaces {
  private var numbers: [UInt32: Int] = [:]
  private var before: [UInt32: SourceNode] = [:]

  /// Walks through the document once.
  init(_ reading: MappedReading) { collect(reading.tree.document, reading) }

  /// The number of an element among those of its name, in the order of the lines that took them.
  func number(of element: SourceNode) -> Int { numbers[element.id] ?? 1 }

  /// The last of the siblings before a node that a line took; nil if there is none.
  func sibling(before node: SourceNode) -> SourceNode? { before[node.id] }

  private mutating func collect(_ node: SourceNode, _ reading: MappedReading) {
    var last: SourceNode?
    var same: [SourceName: [SourceNode]] = [:]
    for child in node.children where child.kind != .attribute {
      if let last { before[child.id] = last }
      guard reading.isMapped(child) else { continue }
      last = child
      guard child.kind == .element else { continue }
      same[child.name, default: []].append(child)
      collect(child, reading)
    }
    for elements in same.values {
      let written = elements.sorted { (reading.takenBy[Int($0.id)], $0.id) < (reading.takenBy[Int($1.id)], $1.id) }
      for (index, element) in written.enumerated() { numbers[element.id] = index + 1 }
    }
  }
}
