// FHIR into a document: each line prints what it finds, and what no line prints is a loss.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree

/// The work of writing one document.
struct MappedWriting {
  let plan: Plan
  let fhir: Elements
  /// The resources of the Bundle, in its order.
  let resources: [ElementID]
  /// The resources by what references call them.
  let byReference: [String: ElementID]
  /// For each element that is a reference, the resource that it leads to.
  private let targets: [UInt32]
  /// The Provenance that says what document was read.
  let source: ElementID
  /// Whether the document came from this dialect; what another one carries has no place here.
  let isOwn: Bool

  /// Whether an element has gone into the document, or follows from what has.
  private(set) var written: [Bool]
  /// What was written in this order, so that it can be taken back.
  private var writes: [ElementID] = []
  /// Whether a resource, or an item of a list, has become an element.
  private var used: [Bool]
  private var uses: [ElementID] = []
  /// For a list from which one item after the other is used, where those begin that are not.
  var cursors: [ListCursor: ElementID] = [:]

  /// A list in an element.
  struct ListCursor: Hashable {
    let around: ElementID
    let name: Name
  }

  var output: Output
  var scopes: Scopes
  /// How many blocks are around.
  var depth = 0
  /// The elements that resources and items of lists became.
  var owners: [(owner: ElementID, element: OutputID)] = []
  /// Resources with a value that stood elsewhere too and does not any more.
  var departed: Set<ElementID> = []
  /// What could not be put back to where it stood, for what it stood behind is gone.
  var stale: [ElementID] = []
  /// Printed texts that say another value than the element, which is written.
  var superseded: [ElementID] = []
  /// The texts of the alternatives that were chosen, by the paths at which they stand.
  var labels: [OutputID: [Int: String?]] = [:]
  /// What follows from what was written, and is made again on the way back.
  var derived: Set<ElementID> = []
  /// How many values were written as something that says more than they do.
  var enriched = 0
  /// What resources, and items of lists, carry.
  let carried: [ElementID: Carried]

  init(_ tree: ElementTree, _ plan: Plan, of dialect: String) {
    self.plan = plan
    fhir = Elements(tree)
    var resources: [ElementID] = []
    var byReference: [String: ElementID] = [:]
    let root = ElementID(raw: 0)
    // A resource alone is written as if it were in a Bundle.
    if fhir[root].type != KnownType.bundle { resources.append(root) }
    for entry in fhir.children(root)
    where fhir[root].type == KnownType.bundle && fhir[entry].name == KnownElement.entry.name {
      let resource = fhir.child(entry, KnownElement.resource.name)
      guard resource.exists else { continue }
      resources.append(resource)
      let (id, url) = (fhir.text(resource, .id), fhir.text(entry, .fullUrl))
      if let url { byReference[url] = resource }
      // A UUID is no name on a server.
      if let id, url?.hasPrefix("urn:uuid:") != true || url?.hasSuffix(id) != true {
        byReference["\(Definitions.r4.typeName(fhir[resource].type))/\(id)"] = resource
      }
    }
    self.resources = resources
    self.byReference = byReference
    var targets: [UInt32] = Array(repeating: ElementRecord.none, count: tree.count)
    for (number, record) in fhir.records.enumerated()
    where record.name == KnownElement.reference.name && record.kind != .none {
      let id = ElementID(raw: UInt32(truncatingIfNeeded: number))
      // Those of a Provenance lead to all, and nobody asks.
      guard fhir[fhir.parent(id)].name != KnownElement.target.name else { continue }
      targets[number] = byReference[fhir.string(id)]?.raw ?? ElementRecord.none
    }
    self.targets = targets
    source = fhir.sourceDocument(among: resources)
    isOwn = fhir.part("dialect", ofSource: source) == dialect
    carried = isOwn ? Self.carried(in: fhir) : [:]
    written = Array(repeating: false, count: tree.count)
    used = written
    output = Output(plan)
    scopes = Scopes(plan)
  }

  /// Writes the document; none if no resource is one that its root is made of.
  mutating func run() -> OutputID {
    for resource in resources { write(fhir.child(resource, KnownElement.id.name)) }
    if isOwn { writeAll(source) }
    let document = output.element(0, in: .none, owner: isOwn ? source : .none, isOwn: true)
    if isOwn { owners.append((source, document)) }
    block(plan.root, document, .none, 0)
    if isOwn {
      for (owner, element) in owners { restore(owner, element) }
    }
    return output.children(of: document).first { output[$0].kind == .element } ?? .none
  }

  /// The zone that times of the document were read in; nil if none was said.
  var zone: String? { isOwn ? fhir.part("zone", ofSource: source) : nil }

  /// The resource that a reference leads to; none if it leads to none of the Bundle.
  func target(of reference: ElementID) -> ElementID {
    reference.exists ? ElementID(raw: targets[Int(reference.raw)]) : .none
  }

  // MARK: What has been written

  mutating func write(_ id: ElementID) {
    guard id.exists, !written[Int(id.raw)] else { return }
    written[Int(id.raw)] = true
    writes.append(id)
  }

  mutating func writeAll(_ id: ElementID) {
    write(id)
    var next = fhir.firstChild(id)
    while next.exists {
      writeAll(next)
      next = fhir.nextSibling(next)
    }
  }

  func isWritten(_ id: ElementID) -> Bool { written[Int(id.raw)] }

  /// What has a value and has not gone into the document, of the resources.
  var losses: [ElementID] {
    var losses: [ElementID] = []
    for number in fhir.records.indices where !written[number] && fhir.records[number].kind != .none {
      let id = ElementID(raw: UInt32(truncatingIfNeeded: number))
      // The Bundle is a resource too, and speaks for itself.
      let resource = fhir.resource(of: id)
      if fhir[resource].type != KnownType.bundle { losses.append(id) }
    }
    return losses
  }

  /// How many values have gone into the document; ids are made anew, and are none.
  var writtenValues: Int {
    writes.count {
      fhir.hasValue($0) && !(fhir[$0].name == KnownElement.id.name && fhir[fhir.parent($0)].flags.contains(.resource))
    }
  }

  mutating func markUsed(_ id: ElementID) {
    used[Int(id.raw)] = true
    uses.append(id)
  }

  func isUsed(_ id: ElementID) -> Bool { id.exists && used[Int(id.raw)] }

  // MARK: Attempts

  struct Attempt {
    fileprivate let output: Output.Mark
    fileprivate let writes: Int
    fileprivate let uses: Int
    fileprivate let cursors: [ListCursor: ElementID]
    fileprivate let owners: Int
    fileprivate let stale: Int
    fileprivate let superseded: Int
    fileprivate let scopes: Int
    fileprivate let enriched: Int
  }

  mutating func attempt() -> Attempt {
    Attempt(
      output: output.mark(), writes: writes.count, uses: uses.count, cursors: cursors, owners: owners.count,
      stale: stale.count,
      superseded: superseded.count, scopes: scopes.count, enriched: enriched)
  }

  mutating func keep(_ attempt: Attempt) { output.keep(attempt.output) }

  mutating func undo(_ attempt: Attempt) {
    output.restore(attempt.output)
    for id in writes[attempt.writes...] { written[Int(id.raw)] = false }
    writes.removeLast(writes.count - attempt.writes)
    for id in uses[attempt.uses...] { used[Int(id.raw)] = false }
    uses.removeLast(uses.count - attempt.uses)
    cursors = attempt.cursors
    owners.removeLast(owners.count - attempt.owners)
    stale.removeLast(stale.count - attempt.stale)
    superseded.removeLast(superseded.count - attempt.superseded)
    scopes.count = attempt.scopes
    enriched = attempt.enriched
  }

  /// What was written since an attempt began.
  func written(since attempt: Attempt) -> ArraySlice<ElementID> { writes[attempt.writes...] }
}
