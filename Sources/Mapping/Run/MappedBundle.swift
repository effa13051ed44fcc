// What a document becomes: its resources with ids and links, and where they come from.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree
internal import TimeZones

/// The resources of a document as a Bundle.
struct MappedBundle {
  /// The Bundle.
  private(set) var tree: ElementTree
  /// Where the document that is written from it differs first; nil if it does not.
  private(set) var difference: SourceNode?
  /// For each element of the reading, its number in the tree.
  private var numbers: [UInt32]
  private var reading: MappedReading
  private let bundle: ElementID

  /// Writes the document that was read again.
  ///
  /// - Parameters:
  ///   - reading: the resources of the document.
  ///   - bundle: the Bundle that they are in.
  ///   - mapping: the mapping that read them.
  /// - Throws: the limit of a tree that the Bundle exceeds.
  init(_ reading: MappedReading, _ bundle: ElementID, of mapping: Mapping) throws(TreeLimit) {
    self.reading = reading
    self.bundle = bundle
    (tree, numbers) = try reading.fhir.tree(bundle)
    difference = nil
    try compare(mapping)
  }

  /// Writes the document and notes what was written and had not been there; then it has to come back.
  private mutating func compare(_ mapping: Mapping) throws(TreeLimit) {
    let nodes = reading.nodes
    guard let root = nodes.tree.root else { return }
    var isNoted = false
    while true {
      var writing = MappedWriting(tree, mapping.plan, of: mapping.name)
      let written = writing.run()
      guard written.exists else {
        difference = nodes.tree.document
        return
      }
      guard writing.output.isWhole else { throw .size }
      let states = reading.states
      difference = nodes.tree.firstDifference(from: writing.output.tree(written, encoding: "UTF-8")) { node in
        states[Int(node)] == .ignored
      }
      guard difference != nil, !isNoted else { return }
      isNoted = true
      var notes = AbsentNotes(reading, writing, numbers)
      notes.collect(root.id, written)
      guard !notes.exceptions.isEmpty else { return }
      for (owner, exception) in notes.exceptions { exception.add(to: owner, &reading.fhir) }
      (tree, numbers) = try reading.fhir.tree(bundle)
    }
  }

  /// How many exceptions and texts are stored beside the values.
  var exceptions: Int {
    let fhir = Elements(tree)
    return fhir.records.indices.count { number in
      guard fhir.records[number].name == KnownElement.extension.name else { return false }
      let url = fhir.child(ElementID(raw: UInt32(truncatingIfNeeded: number)), KnownElement.url.name)
      return url.exists && (fhir.says(url, MappingURLs.sourceNode) || fhir.says(url, MappingURLs.sourceText))
    }
  }

  /// What became of the leaves, in the order of the document.
  var leaves: MappedLeaves {
    var leaves = reading.accounts
    if !zip(leaves, leaves.dropFirst()).allSatisfy({ $0.node <= $1.node }) { leaves.sort { $0.node < $1.node } }
    return MappedLeaves(leaves: leaves, targets: reading.targets.map { numbers[Int($0.raw)] })
  }
}

/// The ids and URLs of the resources that were read.
///
/// The same document gives the same ids in every run. A resource with a business key is the same in all documents of the
/// dialect; the others belong to this one, whatever its encoding is.
struct Identities {
  private(set) var urls: [ElementID: String] = [:]
  /// In the order of the resources.
  private(set) var ids: [String] = []
  let provenance: String
  let hash: [UInt8]
  let dialect: String

  init(_ reading: MappedReading, _ dialect: String, key secret: [UInt8]?) {
    self.dialect = dialect
    let hash = reading.nodes.tree.canonicalHash
    self.hash = hash
    let document = UUIDBytes(version8: hash.span).description
    let namespace = UUIDBytes(version5: MappingURLs.keys, in: .url)
    func id(_ name: String) -> String {
      guard let secret else { return UUIDBytes(version5: name, in: namespace).description }
      return UUIDBytes(version8: HMACSHA256.code(Array(name.utf8), key: secret).span).description
    }
    provenance = id("\(document)/Provenance")
    var keys: [String: Int] = [:]
    var counts: [TypeID: Int] = [:]
    ids.reserveCapacity(reading.resources.count)
    urls.reserveCapacity(reading.resources.count)
    let types = reading.plan.resources.map { Definitions.r4.typeName($0.type) }
    for resource in reading.resources {
      let rule = reading.plan.resources[resource.rule]
      let type = types[resource.rule]
      var name: String
      if let place = rule.key, let text = reading.key(of: resource, at: place) {
        name = "\(dialect)/\(type)/\(text)"
        let number = keys[name, default: 0] + 1
        keys[name] = number
        if number > 1 { name += "/\(document)/\(number)" }
      } else {
        let number = counts[rule.type, default: 0] + 1
        counts[rule.type] = number
        name = "\(document)/\(type)/\(number)"
      }
      ids.append(id(name))
      urls[resource.id] = "urn:uuid:" + ids[ids.count - 1]
    }
  }
}

extension MappedReading {
  /// Times of the clock that the zone does not tell the moment of.
  var clockFindings: [Diagnostic] {
    clocks.map { node, kind in
      let what =
        kind == .gap
        ? "expected a time that was, for the clock was put forward over it"
        : "expected a time that was once, for the clock was put back over it"
      return Diagnostic(
        MappingRule.clock, what, at: nodes.node(node).place, hint: "the date and the printed text are kept")
    }
  }

  /// Resources of one business key that say different things: nobody can tell which is meant.
  var contradictions: [Diagnostic] {
    var first: [String: ElementID] = [:]
    var nodesOfResources: [ElementID: NodeID] = [:]
    var found: [Diagnostic] = []
    for resource in resources {
      let rule = plan.resources[resource.rule]
      guard let place = rule.key, let key = key(of: resource, at: place) else { continue }
      let name = "\(rule.type.rawValue)/\(key)"
      guard let other = first[name] else {
        first[name] = resource.id
        continue
      }
      guard !fhir.isSame(other, resource.id) else { continue }
      if nodesOfResources.isEmpty { for (node, id) in made { nodesOfResources[id] = node } }
      let node = nodesOfResources[resource.id].map { nodes.node($0).place }
      found.append(
        Diagnostic(
          MappingRule.contradiction,
          "expected of one \(Definitions.r4.typeName(rule.type)) what was said of it before; it has the same key",
          at: node ?? Place(file: nodes.tree.source.file), hint: "they are kept apart"))
    }
    return found
  }

  /// What a resource is known by, with its system; nil if the document does not say it.
  fileprivate func key(of resource: Resource, at place: Int) -> String? {
    let element = fhir.find(plan.steps(of: place), of: plan, in: resource.id)
    guard fhir.hasValue(element) else { return nil }
    return "\(fhir.text(fhir.parent(element), .system) ?? "")|\(fhir.string(element))"
  }

  /// Puts the resources into a Bundle: with their ids and links, what is carried, and the Provenance.
  ///
  mutating func bundle(of mapping: Mapping, _ options: ReadingOptions) -> ElementID {
    let identities = Identities(self, mapping.name, key: options.idKey)
    for (resource, id) in zip(resources, identities.ids) { fhir.add(.id, id, to: resource.id) }
    storeNotes { identities.urls[$0] }
    link(identities)
    resolveReferences(identities)
    addProvenance(identities, mapping, options.recordedAt)
    let bundle = fhir.add(resource: KnownType.bundle)
    fhir.add("type", options.isTransaction ? "transaction" : "collection", to: bundle)
    for (resource, id) in zip(resources, identities.ids) {
      addEntry(resource.id, id, to: bundle, isTransaction: options.isTransaction)
    }
    addEntry(provenance, identities.provenance, to: bundle, isTransaction: options.isTransaction)
    return bundle
  }

  private mutating func addEntry(_ resource: ElementID, _ id: String, to bundle: ElementID, isTransaction: Bool) {
    let entry = fhir.add(.entry, to: bundle)
    fhir.add(.fullUrl, "urn:uuid:" + id, to: entry)
    fhir.place(resource, as: .resource, in: entry)
    guard isTransaction else { return }
    var known: (system: String, value: String)?
    let identifier = fhir.child(fhir.child(entry, KnownElement.resource.name), KnownElement.identifier.name)
    if identifier.exists, let system = fhir.text(identifier, .system), let value = fhir.text(identifier, .value) {
      known = (system, value)
    }
    let request = TransactionRequest(Definitions.r4.typeName(fhir[resource].type), id: id, identifier: known)
    let made = fhir.add("request", to: entry)
    fhir.add("method", request.method, to: made)
    fhir.add("url", request.url, to: made)
    if let condition = request.ifNoneExist { fhir.add("ifNoneExist", condition, to: made) }
  }

  /// R4 demands when it was recorded, which no document says.
  private mutating func addProvenance(_ identities: Identities, _ mapping: Mapping, _ recordedAt: FHIRInstant?) {
    fhir.add(.id, identities.provenance, to: provenance)
    for id in identities.ids { fhir.add(.reference, "urn:uuid:" + id, to: fhir.add("target", to: provenance)) }
    let recorded = fhir.add("recorded", to: provenance)
    if let recordedAt {
      fhir.set(recordedAt.text, of: recorded)
    } else {
      let reason = fhir.addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", to: recorded)
      fhir.add(.valueCode, "unknown", to: reason)
    }
    let agent = fhir.add("who", to: fhir.add("agent", to: provenance))
    fhir.add(.display, "transfuse, mapping \(mapping.name) \(mapping.version)", to: agent)
    let entity = fhir.add("entity", to: provenance)
    let source = fhir.addExtension(MappingURLs.sourceDocument, to: entity)
    for (name, value) in [
      ("dialect", identities.dialect), ("encoding", nodes.tree.encoding), ("zone", plan.zone?.name),
    ] {
      if let value { fhir.addExtension(name, value, to: source) }
    }
    fhir.add("role", "source", to: entity)
    let identifier = fhir.add("identifier", to: fhir.add("what", to: entity))
    fhir.add("system", MappingURLs.documents, to: identifier)
    fhir.add("value", identities.hash.hexText, to: identifier)
  }

  /// The links that the lines of resources ask for.
  private mutating func link(_ identities: Identities) {
    for resource in resources {
      let rule = plan.resources[resource.rule]
      if let link = rule.link, let last = plan.steps(of: link).last, let url = identities.urls[resource.id] {
        let around = fhir.make(
          plan.steps(of: link).dropLast(), of: plan, in: base(of: link, resource.around, resource.scope))
        let step = plan.steps[last]
        if around.exists, step.flags.contains(.repeats) || !fhir.child(around, step.name).exists {
          fhir.add(.reference, url, to: fhir.add(step.name, step.type, step.flags, to: around))
        }
      }
      for link in rule.links.indices {
        let step = plan.steps[plan.links[link].step]
        guard let url = identities.urls[scopes[resource.scope, plan.links[link].resource]] else { continue }
        fhir.add(.reference, url, to: fhir.add(step.name, step.type, step.flags, to: resource.id))
      }
    }
  }

  /// Fills the references by key: each leads to the one resource of the key, else it keeps the key as its words.
  private mutating func resolveReferences(_ identities: Identities) {
    var index = KeyIndex()
    for reference in references {
      let found = index.resources(of: reference, self)
      // One key may be used again in every report: the nearest block around has it.
      let near = found.count > 1 ? found.filter { scopes.isInside(reference.scope, scopes.around($0.scope)) } : found
      if near.count == 1, let url = identities.urls[near[0].id] {
        fhir.add(.reference, url, to: reference.element)
      } else {
        fhir.add(.display, reference.key, to: reference.element)
      }
    }
  }
}

/// The resources by their keys, for each kind of reference: a document may have as many references as resources.
private struct KeyIndex {
  private var resources: [Int: [String: [MappedReading.Resource]]] = [:]

  /// The resources that have the key of a reference.
  mutating func resources(of reference: MappedReading.Reference, _ reading: MappedReading) -> [MappedReading.Resource] {
    if let known = resources[reference.rule] { return known[reference.key] ?? [] }
    let (plan, rule) = (reading.plan, reading.plan.references[reference.rule])
    var index: [String: [MappedReading.Resource]] = [:]
    for resource in reading.resources where plan.resources[resource.rule].type == rule.type {
      let key = reading.fhir.find(rule.key.indices, of: plan, in: resource.id)
      guard reading.fhir.hasValue(key) else { continue }
      index[reading.fhir.string(key), default: []].append(resource)
    }
    resources[reference.rule] = index
    return index[reference.key] ?? []
  }
}
