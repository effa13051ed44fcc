// Ids, identifiers and references: the same case gives the same ones in every run.

internal import FHIRCore
internal import FHIRModels

/// What a resource is within its case: its type and a name that is unique among those of its type.
struct ResourceKey: Hashable, Sendable {
  let type: String
  /// The id of the entry, or for what belongs to an entry its id and more after a slash.
  let name: String

  static let patient = ResourceKey(type: "Patient", name: "subject")
  static let article = ResourceKey(type: "DocumentReference", name: "source")
  static let age = ResourceKey(type: "Observation", name: "subject/age")
  static let composition = ResourceKey(type: "Composition", name: "case")
  static let provenance = ResourceKey(type: "Provenance", name: "case")
}

/// Makes the ids of the resources of one case: UUIDs of version 5 of their business keys.
///
/// The name that is hashed is `<case id>/<type>/<name>`, in a namespace that is the UUID of `urn:transfuse:case` among
/// the URLs, so anyone can make the same id.
struct Identity: Sendable {
  let caseID: String

  private static let namespace = UUIDBytes(version5: OwnURLs.base + "case", in: .url)

  /// The id of a resource.
  func id(of key: ResourceKey) -> String { uuid("\(key.type)/\(key.name)") }

  /// The id of the bundle.
  var bundleID: String { uuid("Bundle") }

  /// The id of a document, which is one with what it says.
  func documentID(of content: String) -> String {
    uuid("Document/" + UUIDBytes(version8: SHA256.hash(Array(content.utf8)).span).description)
  }

  /// The URL under which a bundle holds a resource.
  func fullURL(of key: ResourceKey) -> String { "urn:uuid:" + id(of: key) }

  /// A reference to a resource in the same bundle.
  func reference(to key: ResourceKey) -> R4.Reference { R4.Reference(reference: fullURL(of: key)) }

  /// The identifier that carries an id of the case file.
  func identifier(_ id: String) -> R4.Identifier {
    R4.Identifier(system: CaseURLs.identifiers(ofCase: caseID), value: id)
  }

  private func uuid(_ name: String) -> String {
    UUIDBytes(version5: "\(caseID)/\(name)", in: Self.namespace).description
  }
}
