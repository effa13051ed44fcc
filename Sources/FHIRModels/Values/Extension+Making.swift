// Extensions that are made often: those of parts, and the one that says why a value is absent.

extension R4.Extension {
  /// Makes an extension that consists of others.
  public init(url: String, extension parts: [R4.Extension]) {
    self.init(extension: parts, url: url)
  }

  /// Says why a value is absent: `unknown`, `masked`, `not-applicable`, … of R4's code system `data-absent-reason`.
  ///
  /// It stands where R4 demands a value and the source states none.
  public static func dataAbsentReason(_ code: String) -> R4.Extension {
    R4.Extension(
      url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", value: .code(R4.Primitive(code)))
  }
}
