// The bundle of a case: kept as a whole, loaded into a server, or passed on as a document.

internal import FHIRCore
internal import FHIRModels

/// What the bundle of a case is for.
public enum BundleKind: String, Sendable, Hashable, CaseIterable {
  /// The resources, and nothing about what is to be done with them.
  case collection
  /// What a server does to hold the case; doing it twice adds nothing.
  case transaction
  /// A document in the sense of FHIR, which says when it was put together.
  case document
}

extension Conversion {
  /// The bundle of everything that was added.
  ///
  /// - Parameter kind: What it is for. A document takes its time from `recordedAt`, and without one has none.
  /// - Returns: The bundle.
  func bundle(_ kind: BundleKind = .collection) -> R4.Bundle {
    var bundle = R4.Bundle(
      id: identity.bundleID, type: kind.code,
      entries: resources.map { key, resource in
        R4.Bundle.Entry(
          fullUrl: identity.fullURL(of: key), resource: resource,
          request: kind == .transaction ? request(for: key, resource.node) : nil)
      })
    if kind == .document {
      bundle.timestamp = recordedAt
      // Another content is another document, so the identifier is made of all that the document says.
      bundle.identifier = R4.Identifier(
        system: CodeSystems.uris, value: "urn:uuid:" + identity.documentID(of: bundle.json()))
    }
    return bundle
  }

  private func request(for key: ResourceKey, _ resource: Node) -> R4.Bundle.Entry.Request {
    var known: (system: String, value: String)?
    if let identifier = resource.child("identifier"), let system = identifier.child("system")?.string,
      let value = identifier.child("value")?.string
    {
      known = (system, value)
    }
    let request = TransactionRequest(key.type, id: identity.id(of: key), identifier: known)
    return R4.Bundle.Entry.Request(
      method: request.method == "POST" ? .post : .put, url: request.url, ifNoneExist: request.ifNoneExist)
  }
}

extension BundleKind {
  fileprivate var code: R4.BundleType {
    switch self {
    case .collection: .collection
    case .transaction: .transaction
    case .document: .document
    }
  }
}
