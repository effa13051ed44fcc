// What a server does with a resource of a transaction, so that doing it twice adds nothing.

/// The request of an entry of a transaction.
///
/// A resource is created unless one with its identifier is there. Where R4 has no search by identifier, or the resource has
/// none, it is put under its own id.
package struct TransactionRequest: Sendable, Hashable {
  package let method: String
  package let url: String
  package let ifNoneExist: String?

  /// Decides by what the resource is known by.
  ///
  /// - Parameters:
  ///   - type: the type of the resource.
  ///   - id: its id, which is the same in every run.
  ///   - identifier: its first identifier, if it has one with a system and a value.
  package init(_ type: String, id: String, identifier: (system: String, value: String)?) {
    if let identifier, Self.typesFoundByIdentifier.contains(type) {
      method = "POST"
      url = type
      ifNoneExist = "identifier=\(Self.escaped(identifier.system))|\(Self.escaped(identifier.value))"
    } else {
      method = "PUT"
      url = "\(type)/\(id)"
      ifNoneExist = nil
    }
  }

  /// The types of resources that we make for which R4 defines the search parameter `identifier`.
  package static let typesFoundByIdentifier: Set = [
    "Composition", "Condition", "Device", "DiagnosticReport", "DocumentReference", "Encounter", "Location",
    "MedicationStatement", "Observation", "Organization", "Patient", "Practitioner", "Procedure", "ServiceRequest",
    "Specimen",
  ]

  /// A text within the value of a search (FHIR R4, search, section 3.1.1.4.0.1).
  ///
  /// What separates values there has a backslash, and what a query cannot hold is written as `%` and two digits.
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
