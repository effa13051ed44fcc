// What a Bundle must have and must not, by its type (FHIR R4, 2.36: the rules bdl-1 to bdl-12 in words, and 2.36.4).

internal import FHIRCore
internal import FHIRDefinitions

extension Walk {
  /// The root, if it is a Bundle.
  mutating func checkBundle() {
    guard let bundle else { return }
    let type = bundle.index.type
    let entries = children(0, names.entry)
    if part == .whole || part == .rest {
      checkHead(type, entries)
      checkLinks(type)
    }
    guard part != .rest else { return }
    for entry in entries {
      checkParts(entry, type)
      checkFullURL(entry, type, bundle.index)
    }
    if part == .whole { checkReach(entries) }
  }

  private mutating func checkHead(_ type: String, _ entries: [UInt32]) {
    if let total = child(0, names.total), !type.isEmpty, type != "searchset", type != "history" {
      find(total, ValidationRule.bundleContent, "expected no total in a Bundle of type \(type)")
    }
    guard type == "document" || type == "message" else { return }
    let firstType = entries.first.flatMap { child($0, names.resource) }.map { typeName($0) }
    let wanted = type == "document" ? "Composition" : "MessageHeader"
    if firstType != wanted {
      find(
        entries.first ?? 0, ValidationRule.bundleContent, "expected a \(wanted) as the first entry of a \(type)")
    }
    guard type == "document" else { return }
    let identifier = child(0, names.identifier)
    if identifier.flatMap({ text($0, names.system) }) == nil || identifier.flatMap({ text($0, names.value) }) == nil {
      find(
        identifier ?? 0, ValidationRule.bundleContent, "expected an identifier with system and value in a document",
        child: identifier == nil ? "identifier" : nil)
    }
    if child(0, names.timestamp) == nil {
      find(0, ValidationRule.bundleContent, "expected a timestamp in a document", child: "timestamp")
    }
  }

  private mutating func checkLinks(_ type: String) {
    var seen: Set<String> = []
    for link in children(0, names.link) {
      guard let relation = child(link, names.relation), let text = text(relation) else { continue }
      if ["self", "first", "previous", "prev", "next", "last"].contains(text), !seen.insert(text).inserted {
        find(link, ValidationRule.bundleLink, "expected each relation once")
      }
      if ["first", "previous", "prev", "next", "last"].contains(text), type == "document" || type == "message" {
        find(relation, ValidationRule.bundleLink, "expected no link for turning pages in a \(type)")
      }
    }
  }

  /// What an entry has beside its resource.
  private mutating func checkParts(_ entry: UInt32, _ type: String) {
    let resource = child(entry, names.resource)
    let request = child(entry, names.request)
    let response = child(entry, names.response)
    func demand(_ name: String, _ found: UInt32?, in types: Set<String>, _ walk: inout Walk) {
      if types.contains(type), found == nil {
        walk.find(
          entry, ValidationRule.bundleEntry, "expected a \(name) in each entry of a \(type)", child: name)
      } else if let found, !types.contains(type), !type.isEmpty {
        walk.find(found, ValidationRule.bundleEntry, "expected no \(name) in an entry of a \(type)")
      }
    }
    demand("request", request, in: ["batch", "transaction", "history"], &self)
    demand("response", response, in: ["batch-response", "transaction-response", "history"], &self)
    if let search = child(entry, names.search), !type.isEmpty, type != "searchset" {
      find(search, ValidationRule.bundleEntry, "expected no search in an entry of a \(type)")
    }
    if resource == nil, request == nil, response == nil, child(entry, names.link) == nil {
      find(entry, ValidationRule.bundleEntry, "expected a resource, a request or a response", child: "resource")
    }
    if let resource, type == "searchset", child(resource, names.id) == nil,
      child(entry, names.search).flatMap({ text($0, names.mode) }) != "outcome",
      typeName(resource) != "OperationOutcome"
    {
      find(resource, ValidationRule.bundleEntry, "expected an id in each result of a search", child: "id")
    }
  }

  private mutating func checkFullURL(_ entry: UInt32, _ type: String, _ index: BundleIndex) {
    let resource = child(entry, names.resource)
    guard let element = child(entry, names.fullUrl), let url = text(element) else {
      if resource != nil, type == "document" || type == "message" {
        find(entry, ValidationRule.fullURL, "expected a fullUrl in each entry of a \(type)", child: "fullUrl")
      }
      return
    }
    guard URIFormat.isAbsolute(Array(url.utf8).span) else {
      return find(
        element, ValidationRule.fullURL, "expected an absolute URL", hint: "the server's base before it, or urn:uuid:…")
    }
    let target = ReferenceText(url, definitions)
    if target.version != nil { find(element, ValidationRule.fullURL, "expected no version in a fullUrl") }
    guard let resource else { return }
    let version = child(resource, names.meta).flatMap { text($0, names.versionId) }
    if type != "history", index.isRepeated(url, version: version, number: number(of: entry)) {
      find(element, ValidationRule.fullURLDuplicate, "expected a fullUrl that no other entry has")
    }
    guard target.form == .absolute else { return }
    guard let id = text(resource, names.id) else {
      // A URL with a type and an id is that of a server, whose resources have ids.
      guard url.hasPrefix("http"), target.type == typeName(resource) else { return }
      return find(
        resource, ValidationRule.fullURL, "expected the id of the resource, as its fullUrl ends with one", child: "id")
    }
    let key = "\(typeName(resource))/\(id)"
    if url.hasPrefix("http"), target.type != nil, !target.url.hasSuffix("/\(key)") {
      find(element, ValidationRule.fullURL, "expected a URL that ends with the resource's type and id")
    }
  }

  /// Whether each entry of a document is reached from the first, along references in either direction.
  private mutating func checkReach(_ entries: [UInt32]) {
    for number in bundle?.unreached(definitions) ?? [] {
      find(entries[number], ValidationRule.unreachable, ValidationRule.unreachableMessage)
    }
  }
}
