// What the entries of a Bundle are called, so that a reference is looked up in constant time, also where the Bundle itself is
// too large to be held.

package import FHIRCore
internal import FHIRDefinitions

/// The entries of a Bundle by what references call them.
///
/// It knows entries by their numbers, not by places in a tree, so that it serves a Bundle that is read whole and one that
/// is read entry by entry. It keeps about a hundred bytes of an entry, whatever its size.
package struct BundleIndex: Sendable {
  /// What a URL leads to; small, for there may be millions.
  struct Target {
    /// How many entries have it.
    var count: UInt32 = 0
    /// The number of the first of them.
    let first: UInt32
    /// The number of the first of them that has no version; the largest number if all have one.
    var unversioned = UInt32.max
    /// The type of the first one's resource.
    let type: TypeID
    /// Whether there are resources of other types.
    var isMixed = false
  }

  /// The type of the Bundle; empty if it has none that there is.
  package private(set) var type = ""
  /// How many entries there are.
  package private(set) var count = 0
  /// The number of the first entry with a resource.
  private(set) var firstResource: Int?
  /// The numbers of the entries without a resource.
  private(set) var withoutResource: Set<Int> = []
  /// The type of the first entry's resource.
  private(set) var firstType = TypeID.unknown
  private var targets: [Key: Target] = [:]
  /// The types of the resources of one URL, where they differ.
  private var mixedTypes: [Key: [TypeID]] = [:]
  /// The types and ids of the first entries, as many as a hint is worth.
  private var typesAndIDs: Set<Key> = []
  /// For each entry the first one with the same URL, which in most cases is itself.
  private(set) var firstWithURL: [UInt32] = []

  /// Begins without entries.
  package init() {}

  /// The codes of BundleType.
  private static let types: Set<String> = [
    "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history", "searchset",
    "collection",
  ]

  /// Whether a URN can only mean an entry: what is sent as one piece cannot lean on what was sent before.
  var isClosed: Bool { ["document", "message", "transaction", "batch"].contains(type) }

  /// Notes what a Bundle says of itself.
  ///
  /// A type that is none is said by its binding and never repeated, for it may be anything.
  package mutating func add(head bundle: Node) {
    if let type = bundle.child("type")?.string, Self.types.contains(type) { self.type = type }
  }

  /// Notes the next entry; nil if something else stands in its place.
  package mutating func add(_ entry: Node?) {
    defer { count += 1 }
    firstWithURL.append(UInt32(count))
    guard let entry, let resource = entry.child("resource") else {
      withoutResource.insert(count)
      return
    }
    if count == 0 { firstType = resource.type }
    if firstResource == nil { firstResource = count }
    if count < 100_000, let id = resource.child("id")?.string { typesAndIDs.insert(Key(type: resource.type, id: id)) }
    guard let url = entry.child("fullUrl")?.string else { return }
    let version = resource.child("meta")?.child("versionId")?.string
    let first = note(Key(url: url), resource.type, isVersioned: version != nil)
    firstWithURL[count] = first
    if let version { note(Key(url: url, version: version), resource.type, isVersioned: true) }
  }

  @discardableResult
  private mutating func note(_ key: Key, _ type: TypeID, isVersioned: Bool) -> UInt32 {
    let number = UInt32(count)
    var target = targets[key] ?? Target(first: number, type: type)
    target.count += 1
    if type != target.type { target.isMixed = true }
    if target.isMixed, mixedTypes[key, default: [target.type]].allSatisfy({ $0 != type }) {
      mixedTypes[key, default: [target.type]].append(type)
    }
    if !isVersioned { target.unversioned = min(target.unversioned, number) }
    targets[key] = target
    return target.first
  }

  /// What a reference leads to.
  ///
  /// - Parameters:
  ///   - reference: the reference.
  ///   - base: what completes a relative one: the part of the entry's own URL before type and id. Without it a relative
  ///     one leads to no entry.
  /// - Returns: nil if it leads to no entry.
  func target(_ reference: ReferenceText, base: String) -> (target: Target, types: [TypeID])? {
    let url = reference.form == .relative ? base + reference.url : reference.url
    let key = Key(url: url, version: reference.version)
    return targets[key].map { ($0, $0.isMixed ? mixedTypes[key] ?? [] : [$0.type]) }
  }

  /// Whether an entry before has the same URL and the same version.
  func isRepeated(_ url: String, version: String?, number: Int) -> Bool {
    guard let target = targets[Key(url: url, version: version)] else { return false }
    return (version == nil ? target.unversioned : target.first) < number
  }

  /// Why a reference that looks right leads nowhere.
  func hint(_ reference: ReferenceText, _ definitions: Definitions) -> String? {
    guard let type = reference.type.flatMap(definitions.type), typesAndIDs.contains(Key(type: type, id: reference.id))
    else { return nil }
    return reference.version == nil
      ? "an entry has this type and id, but its fullUrl is another"
      : "an entry has this type and id, but not this version"
  }
}

extension BundleIndex {
  /// Stands for a text in 16 bytes: two keyed hashes, for which nobody can make two texts that collide.
  private struct Key: Hashable {
    private let high: Int
    private let low: Int

    init(url: String, version: String? = nil) { self.init(0, url, version) }

    init(type: TypeID, id: String) { self.init(Int(type.rawValue) + 1, id, nil) }

    private init(_ kind: Int, _ text: String, _ version: String?) {
      func hash(_ salt: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(salt)
        hasher.combine(kind)
        hasher.combine(text)
        hasher.combine(version)
        return hasher.finalize()
      }
      (high, low) = (hash(0), hash(1))
    }
  }
}
