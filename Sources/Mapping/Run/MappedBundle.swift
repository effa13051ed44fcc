// What a document becomes: its resources with ids and links, and where they come from.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree

/// The resources of a document as a Bundle.
struct MappedBundle {
  private var resources: [(url: String, draft: Draft)] = []
  private var numbers: [ObjectIdentifier: Int] = [:]
  private let reading: MappedReading

  /// Gives the resources that were read their ids and links.
  ///
  /// The same document gives the same ids in every run. A resource with a business key is the same in all documents of the
  /// dialect; the others belong to this one, whatever its encoding is.
  init(_ reading: MappedReading, of mapping: Mapping, recordedAt: FHIRInstant?) {
    self.reading = reading
    let canonical = Array(reading.tree.canonical.utf8)
    let hash = SHA256.hash(canonical)
    let document = UUIDBytes(version8: hash.span).description
    let namespace = UUIDBytes(version5: MappingURLs.keys, in: .url)
    var seen: [String: Int] = [:]
    var urls: [ObjectIdentifier: String] = [:]
    for resource in reading.resources {
      let key = resource.key.map { "\(mapping.name)/\(resource.rule.typeName)/\($0)" }
      let base = key ?? "\(document)/\(resource.rule.typeName)"
      let number = seen[base, default: 0] + 1
      seen[base] = number
      let name = key != nil && number == 1 ? base : "\(base)/\(key == nil ? "" : document + "/")\(number)"
      let id = UUIDBytes(version5: name, in: namespace).description
      resource.draft.add("id", id)
      urls[ObjectIdentifier(resource.draft)] = "urn:uuid:" + id
      resources.append(("urn:uuid:" + id, resource.draft))
    }
    reading.storeNotes { urls[ObjectIdentifier($0)] }
    for resource in reading.resources { Self.link(resource, urls) }
    var index = KeyIndex()
    for reference in reading.references {
      Self.resolve(reference, among: index.resources(of: reference, in: reading.resources), urls)
    }
    resources.append(Self.provenance(of: resources, mapping, reading, document, hash, namespace, recordedAt))
    for (number, resource) in resources.enumerated() { numbers[ObjectIdentifier(resource.draft)] = number }
  }

  private static func link(_ resource: MappedReading.Resource, _ urls: [ObjectIdentifier: String]) {
    func url(_ draft: Draft?) -> String? { draft.flatMap { urls[ObjectIdentifier($0)] } }
    if let link = resource.rule.link, let last = link.steps.last,
      let around = resource.scope.base(of: link, resource.around)?.make(link.steps.dropLast()),
      let url = url(resource.draft), last.repeats || around.find(last) == nil
    {
      around.add(last.key)?.add("reference", url)
    }
    for (element, name) in resource.rule.references {
      guard let url = url(resource.scope[name]) else { continue }
      resource.draft.add(element.key)?.add("reference", url)
    }
  }

  /// Fills a reference by key: it leads to the one resource of the key, else it keeps the key as its words.
  private static func resolve(
    _ reference: MappedReading.Reference, among found: [MappedReading.Resource], _ urls: [ObjectIdentifier: String]
  ) {
    // One key may be used again in every report: the nearest block around has it.
    let near = found.count > 1 ? found.filter { $0.scope.isAround(reference.scope) } : found
    if near.count == 1, let url = urls[ObjectIdentifier(near[0].draft)] {
      reference.element.add("reference", url)
    } else {
      reference.element.add("display", reference.key)
    }
  }

  /// R4 demands when it was recorded and by whom, which no document says.
  private static func provenance(
    of resources: [(url: String, draft: Draft)], _ mapping: Mapping, _ reading: MappedReading, _ document: String,
    _ hash: [UInt8], _ namespace: UUIDBytes, _ recordedAt: FHIRInstant?
  ) -> (url: String, draft: Draft) {
    let provenance = reading.provenance
    let id = UUIDBytes(version5: "\(document)/Provenance", in: namespace).description
    provenance.add("id", id)
    for (url, _) in resources { provenance.add("target")?.add("reference", url) }
    func unknown(_ element: Draft?) {
      let reason = element?.addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason")
      reason?.add("valueCode", "unknown")
    }
    if let recordedAt { provenance.add("recorded", recordedAt.text) } else { unknown(provenance.add("recorded")) }
    unknown(provenance.add("agent")?.add("who"))
    let entity = provenance.add("entity")
    let source = entity?.addExtension(MappingURLs.sourceDocument)
    for (name, value) in [("dialect", mapping.name), ("encoding", reading.tree.encoding)] {
      let part = source?.add("extension")
      part?.add("url", name)
      part?.add("valueString", value)
    }
    entity?.add("role", "source")
    let identifier = entity?.add("what")?.add("identifier")
    identifier?.add("system", MappingURLs.documents)
    identifier?.add("value", hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    return ("urn:uuid:" + id, provenance)
  }

  /// Where writing does not give the document again; nil if it does.
  ///
  /// What would be written and was not there is noted first.
  func difference(_ mapping: Mapping) -> SourceNode? {
    guard let source = reading.tree.root, let first = MappedWriting(resources, of: mapping.name).run(mapping.lines)
    else { return reading.tree.document }
    noteAbsent(in: source, from: first)
    for (_, draft) in resources { draft.unmark() }
    guard let written = MappedWriting(resources, of: mapping.name).run(mapping.lines) else { return source }
    var builder = SourceTreeBuilder(encoding: "UTF-8")
    written.write(to: &builder)
    return reading.wanted.firstDifference(from: builder.finish())
  }

  /// Notes what was written and had not been there.
  private func noteAbsent(in source: SourceNode, from written: SourceDraft) {
    func note(_ name: String) {
      if let owner = written.owner { SourceException(kind: .absent(name), path: written.path).add(to: owner) }
    }
    let attributes = Set(source.attributes.map(\.name.qualified))
    for attribute in written.attributes where !attributes.contains(attribute.name) { note("@\(attribute.name)") }
    let mapped = Dictionary(grouping: source.elements.filter(reading.isMapped), by: \.name.qualified)
    for (name, children) in written.elementsByName {
      // In the order in which lines write them.
      let same = (mapped[name] ?? []).sorted {
        (reading.takenBy[Int($0.id)], $0.id) < (reading.takenBy[Int($1.id)], $1.id)
      }
      for (child, original) in zip(children, same) { noteAbsent(in: original, from: child) }
      // What a resource became is data, and never absent.
      for extra in children.dropFirst(same.count) where extra.owner === written.owner {
        note("\(name)[\(same.count + 1)]")
      }
    }
    let hasText = written.content.contains { if case .text = $0 { true } else { false } }
    if hasText, !source.children.contains(where: { $0.kind == .text || $0.kind == .cdata }) { note("text()") }
  }

  /// How many exceptions and texts are stored beside the values.
  var exceptions: Int {
    func count(_ draft: Draft) -> Int {
      draft.extensions(MappingURLs.sourceNode).count + draft.extensions(MappingURLs.sourceText).count
        + draft.children.reduce(0) { $0 + count($1) }
    }
    return resources.reduce(0) { $0 + count($1.draft) }
  }

  /// The path of an element from the Bundle.
  func path(of draft: Draft) -> String {
    var top = draft
    while let parent = top.parent { top = parent }
    let index = numbers[ObjectIdentifier(top)] ?? 0
    return "Bundle.entry[\(index)].resource" + draft.path.dropFirst(top.path.utf8.count)
  }

  /// The Bundle as a tree.
  func tree() throws(TreeLimit) -> ElementTree {
    let definitions = Definitions.r4
    let bundle = Draft(resource: definitions.type("Bundle") ?? .unknown)
    bundle.add("type", "collection")
    var builder = definitions.treeBuilder()
    try builder.open("Bundle", type: bundle.type, flags: .resource)
    for child in bundle.children { try child.write(to: &builder) }
    for (url, draft) in resources {
      guard let entry = bundle.add("entry") else { continue }
      try builder.open(entry.name, type: entry.type, flags: entry.flags)
      try entry.add("fullUrl", url)?.write(to: &builder)
      try draft.write(to: &builder, as: "resource")
      builder.close()
    }
    builder.close()
    return builder.finish()
  }
}

/// The resources by their keys, for each kind of reference: a document may have as many references as resources.
private struct KeyIndex {
  private var resources: [String: [String: [MappedReading.Resource]]] = [:]

  /// The resources that have the key of a reference.
  mutating func resources(
    of reference: MappedReading.Reference, in all: [MappedReading.Resource]
  ) -> [MappedReading.Resource] {
    let rule = reference.rule
    let name = "\(rule.type.rawValue) \(rule.key.steps.map { "\($0.key)\($0.item)" })"
    if let known = resources[name] { return known[reference.key] ?? [] }
    var index: [String: [MappedReading.Resource]] = [:]
    for resource in all where resource.rule.type == rule.type {
      guard let key = resource.draft.find(rule.key.steps), key.hasValue else { continue }
      index[key.lexeme, default: []].append(resource)
    }
    resources[name] = index
    return index[reference.key] ?? []
  }
}

extension MappedReading.Resource {
  /// What the resource is known by, with its system; nil if the document does not say it.
  fileprivate var key: String? {
    guard let place = rule.key, let element = draft.find(place.steps), element.hasValue else { return nil }
    return "\(element.parent?.text("system") ?? "")|\(element.lexeme)"
  }
}

extension Draft {
  /// Marks nothing as written.
  fileprivate func unmark() {
    isWritten = false
    for child in children { child.unmark() }
  }

  /// The encoding of the document that a Provenance names.
  var sourceEncoding: String? { source("encoding") }

  /// The dialect of the document that a Provenance names.
  var sourceDialect: String? { source("dialect") }

  private func source(_ part: String) -> String? {
    guard isSourceDocument else { return nil }
    let source = children.lazy.flatMap { $0.extensions(MappingURLs.sourceDocument) }.first
    return source?.extensions(part).first?.text("value")
  }
}
