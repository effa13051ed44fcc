// Elements that the engine itself adds or looks for, looked up once.

internal import FHIRCore
internal import FHIRDefinitions

/// An element of R4 by its name in JSON.
struct KnownElement: Sendable {
  let name: Name
  let type: TypeID
  let flags: ElementFlags

  private init(_ key: String, in type: String) {
    let definitions = Definitions.r4
    guard let owner = definitions.type(type), let member = definitions.member(spelt: key, in: owner) else {
      preconditionFailure("R4 has \(type).\(key)")
    }
    name = member.name
    self.type = member.type
    flags = ElementFlags(member)
  }

  static let id = KnownElement("id", in: "Resource")
  static let `extension` = KnownElement("extension", in: "Element")
  static let url = KnownElement("url", in: "Extension")
  static let valueString = KnownElement("valueString", in: "Extension")
  static let valueCode = KnownElement("valueCode", in: "Extension")
  static let integer = KnownElement("valueInteger", in: "Extension")
  static let reference = KnownElement("reference", in: "Reference")
  static let target = KnownElement("target", in: "Provenance")
  static let display = KnownElement("display", in: "Reference")
  static let system = KnownElement("system", in: "Coding")
  static let code = KnownElement("code", in: "Coding")
  static let codingDisplay = KnownElement("display", in: "Coding")
  static let coding = KnownElement("coding", in: "CodeableConcept")
  static let text = KnownElement("text", in: "CodeableConcept")
  static let value = KnownElement("value", in: "Quantity")
  static let comparator = KnownElement("comparator", in: "Quantity")
  static let quantitySystem = KnownElement("system", in: "Quantity")
  static let quantityCode = KnownElement("code", in: "Quantity")
  static let numerator = KnownElement("numerator", in: "Ratio")
  static let denominator = KnownElement("denominator", in: "Ratio")
  static let low = KnownElement("low", in: "Range")
  static let high = KnownElement("high", in: "Range")
  static let identifier = KnownElement("identifier", in: "Patient")
  static let entry = KnownElement("entry", in: "Bundle")
  static let fullUrl = KnownElement("fullUrl", in: "Bundle.entry")
  static let resource = KnownElement("resource", in: "Bundle.entry")
}

/// Types of R4 that the engine tells apart.
enum KnownType {
  static let bundle = type("Bundle")
  static let provenance = type("Provenance")
  static let reference = type("Reference")
  static let quantity = type("Quantity")
  static let ratio = type("Ratio")
  static let range = type("Range")
  static let referenceRange = type("Observation.referenceRange")
  static let concept = type("CodeableConcept")
  static let `extension` = type("Extension")

  private static func type(_ name: String) -> TypeID { Definitions.r4.type(name) ?? .unknown }
}
