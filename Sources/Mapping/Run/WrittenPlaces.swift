// Where the elements that lines took will stand when the document is written, before anything is carried.

internal import SourceTree

/// The places of what lines took, known when all lines have run.
struct WrittenPlaces {
  private var numbers: [NodeID: Int] = [:]
  private var before: [NodeID: NodeID] = [:]

  /// Walks through the document once.
  init(_ reading: MappedReading) { collect(0, reading) }

  /// The number of an element among those of its name, in the order of the lines that took them.
  func number(of element: NodeID) -> Int { numbers[element] ?? 1 }

  /// The last of the siblings before a node that a line took; nil if there is none.
  func sibling(before node: NodeID) -> NodeID? { before[node] }

  private mutating func collect(_ element: NodeID, _ reading: MappedReading) {
    let nodes = reading.nodes
    var last: NodeID?
    var same: [SourceName: [NodeID]] = [:]
    var next = nodes.first(element)
    while next != SourceNodes.none {
      let child = next
      next = nodes.next(child)
      guard nodes.kind(child) != .attribute else { continue }
      guard reading.isMapped(child) else {
        if let last { before[child] = last }
        continue
      }
      last = child
      guard nodes.kind(child) == .element else { continue }
      same[nodes.node(child).name, default: []].append(child)
      collect(child, reading)
    }
    for elements in same.values {
      let written = elements.sorted { (reading.takenBy[Int($0)], $0) < (reading.takenBy[Int($1)], $1) }
      for (index, element) in written.enumerated() where index > 0 { numbers[element] = index + 1 }
    }
  }
}
