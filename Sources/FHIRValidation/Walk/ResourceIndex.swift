// Where the resources of a tree are found by what refers to them: by fullUrl in a Bundle, by id where they are contained.

internal import FHIRCore

/// The resources of a tree, by URL and id.
struct ResourceIndex {
  /// An entry of the Bundle.
  struct Entry {
    let resource: UInt32
    let version: String?
  }

  /// Whether the tree is a Bundle.
  let isBundle: Bool
  /// The type of the Bundle; empty if the tree is none.
  let bundleType: String
  /// Whether a URN can only mean an entry: what is sent as one piece cannot lean on what was sent before.
  var isClosed: Bool { ["document", "message", "transaction", "batch"].contains(bundleType) }
  /// The resource of the first entry.
  let first: UInt32?
  private var byURL: [String: [Entry]] = [:]
  private var byTypeAndID: Set<String> = []
  private var baseOf: [UInt32: String] = [:]
  private var contained: [UInt32: [String: [UInt32]]] = [:]

  init(_ walk: borrowing Walk) {
    let names = walk.names
    isBundle = walk.typeName(0) == "Bundle"
    bundleType = isBundle ? walk.text(0, names.type) ?? "" : ""
    var first: UInt32?
    for id in walk.resources where walk.tree.records[Int(id)].name == names.contained {
      guard let key = walk.text(id, names.id) else { continue }
      contained[walk.container(of: id), default: [:]][key, default: []].append(id)
    }
    if isBundle {
      for entry in walk.children(0, names.entry) {
        guard let resource = walk.child(entry, names.resource) else { continue }
        if first == nil { first = resource }
        let type = walk.typeName(resource)
        let key = walk.text(resource, names.id).map { "\(type)/\($0)" }
        if let key { byTypeAndID.insert(key) }
        guard let url = walk.text(entry, names.fullUrl) else { continue }
        let version = walk.child(resource, names.meta).flatMap { walk.text($0, names.versionId) }
        byURL[url, default: []].append(Entry(resource: resource, version: version))
        if let key, url.hasSuffix("/\(key)") { baseOf[resource] = String(url.dropLast(key.count)) }
      }
    }
    self.first = first
  }

  /// The contained resources of an id in a container.
  func contained(_ id: String, in container: UInt32) -> [UInt32] { contained[container]?[id] ?? [] }

  /// The entries that a reference from a resource leads to.
  ///
  /// A relative one is completed by the base of the entry's own URL; without a base it leads to no entry.
  func entries(_ target: ReferenceText, from resource: UInt32) -> [UInt32] {
    let url = target.form == .relative ? (baseOf[resource] ?? "") + target.url : target.url
    let entries = byURL[url] ?? []
    guard let version = target.version else { return entries.map(\.resource) }
    return entries.filter { $0.version == version }.map(\.resource)
  }

  /// Why a reference that looks right leads nowhere.
  func hint(_ target: ReferenceText) -> String? {
    guard let type = target.type, byTypeAndID.contains("\(type)/\(target.id)") else { return nil }
    return target.version == nil
      ? "an entry has this type and id, but its fullUrl is another"
      : "an entry has this type and id, but not this version"
  }
}
