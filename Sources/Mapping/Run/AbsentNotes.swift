// What was written and had not been there, and which alternatives were chosen otherwise.

internal import FHIRCore
internal import SourceTree

/// Goes through a document and what was written from it, side by side.
struct AbsentNotes {
  private let reading: MappedReading
  private let writing: MappedWriting
  /// For each element in the tree that was written, its number in the reading.
  private var originals: [UInt32: ElementID] = [:]
  /// What has to be carried, and by whom.
  private(set) var exceptions: [(owner: ElementID, exception: SourceException)] = []

  init(_ reading: MappedReading, _ writing: MappedWriting, _ numbers: [UInt32]) {
    self.reading = reading
    self.writing = writing
    let owners = Set(writing.owners.map(\.owner.raw))
    for (original, number) in numbers.enumerated() where owners.contains(number) {
      originals[number] = ElementID(raw: UInt32(truncatingIfNeeded: original))
    }
  }

  mutating func collect(_ source: NodeID, _ written: OutputID) {
    let output = writing.output
    let children = output.children(of: written)
    let attributes = Set(nodes(of: source, .attribute).map { reading.nodes.node($0).name.qualified })
    for child in children where output[child].kind == .attribute && !attributes.contains(output.name(child)) {
      note(.absent("@\(output.name(child))"), written)
    }
    for (path, label) in (reading.labels[source] ?? [:]).sorted(by: { $0.key < $1.key }) {
      if let other = writing.labels[written]?[path], other == label { continue }
      note(.label(reading.plan.texts[reading.plan.paths[path].text], label), written)
    }
    // In the order in which lines write them.
    let mapped = nodes(of: source, .element).filter(reading.isMapped).sorted {
      (reading.takenBy[Int($0)], $0) < (reading.takenBy[Int($1)], $1)
    }
    let same = Dictionary(grouping: mapped) { reading.nodes.node($0).name.qualified }
    var counts: [String: Int] = [:]
    for child in children where output[child].kind == .element {
      let name = output.name(child)
      let number = counts[name, default: 0]
      counts[name] = number + 1
      let twins = same[name] ?? []
      if number < twins.count {
        collect(twins[number], child)
      } else if !output[child].isOwn {
        // What a resource became is data, and never absent.
        note(.absent("\(name)[\(twins.count + 1)]"), written)
      }
    }
    let hasText = children.contains { output[$0].kind == .text }
    if hasText, !nodes(of: source, .text).contains(where: { _ in true }), nodes(of: source, .cdata).isEmpty {
      note(.absent("text()"), written)
    }
  }

  private mutating func note(_ kind: SourceException.Kind, _ element: OutputID) {
    guard let owner = originals[writing.output[element].owner.raw] else { return }
    exceptions.append((owner, SourceException(kind: kind, path: writing.output.path(of: element))))
  }

  private func nodes(of element: NodeID, _ kind: SourceKind) -> [NodeID] {
    var found: [NodeID] = []
    var next = reading.nodes.first(element)
    while next != SourceNodes.none {
      if reading.nodes.kind(next) == kind { found.append(next) }
      next = reading.nodes.next(next)
    }
    return found
  }
}
