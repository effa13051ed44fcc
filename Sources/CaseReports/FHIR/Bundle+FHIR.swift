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

  /// What a server does with a resource.
  ///
  /// It is created unless one with its identifier is there. Where R4 has no search by identifier, the resource is put
  /// under its own id, which is the same in every run.
  private func request(for key: ResourceKey, _ resource: Node) -> R4.Bundle.Entry.Request {
    guard Self.typesFoundByIdentifier.contains(key.type), let identifier = resource.child("identifier"),
      let system = identifier.child("system")?.string, let value = identifier.child("value")?.string
    else { return R4.Bundle.Entry.Request(method: .put, url: "\(key.type)/\(identity.id(of: key))") }
    return R4.Bundle.Entry.Request(
      method: .post, url: key.type, ifNoneExist: "identifier=\(Self.escaped(system))|\(Self.escaped(value))")
  }

  /// The types of a case's resources for which R4 defines the search parameter `identifier`; it does not for
  /// AdverseEvent and Provenance.
  static let typesFoundByIdentifier: Set = [
    "Composition", "Condition", "DiagnosticReport", "DocumentReference", "Encounter", "MedicationStatement",
    "Observation", "Patient", "Procedure", "Specimen",
  ]

  /// A text within the value of a search: what separates values there has a backslash, and what a query cannot hold is
  /// written as `%` and two digits.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: ","), UInt8(ascii: "$"), UInt8(ascii: "\\"):
        result += "%5C" + percent(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += percent(byte)
      }
    }
    return result
  }

  private static func percent(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
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
