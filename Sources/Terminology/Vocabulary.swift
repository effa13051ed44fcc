// The names and units that can be given codes: what is embedded, or what a caller brings.

internal import FHIRCore
internal import FHIRJSON

/// Concept maps by the kind of name, and the table of units.
///
/// ```swift
/// let codes = Vocabulary.embedded.translate("CK", as: .laboratory)
/// // [2157-6 in LOINC, narrower: the quantity and the specimen are not printed]
/// ```
public struct Vocabulary: Sendable {
  /// The embedded maps and units, read on first use.
  public static let embedded: Vocabulary = {
    // Without definitions, which the tests read them with: what is embedded needs no check at run time.
    var reader = JSONReader(definitions: nil)
    var maps: [NameKind: ConceptMap] = [:]
    for kind in NameKind.allCases { maps[kind] = map("case/\(kind.rawValue).json", &reader) }
    return Vocabulary(maps: maps, units: UnitTable(map("units.json", &reader)))
  }()

  /// The property of a condition on the type of a result, such as `Ratio`.
  public static let valueType = "http://hl7.org/fhir/StructureDefinition/Observation#Observation.value"

  /// The printed units.
  public let units: UnitTable
  private let maps: [NameKind: ConceptMap]

  /// Makes a vocabulary of the caller's own.
  public init(maps: [NameKind: ConceptMap], units: UnitTable) {
    self.maps = maps
    self.units = units
  }

  /// The codes for a name as printed, in the order in which they should stand; empty if there are none.
  ///
  /// A name is looked up as it is, without blanks around it. If it begins with an ordinary word in a capital letter,
  /// as at the head of a sentence or a table, it is then looked up with a small one. Nothing else is folded: plurals,
  /// abbreviations and other spellings are entries of their own.
  ///
  /// - Parameters:
  ///   - name: The name as printed.
  ///   - kind: What it names.
  ///   - valueType: The FHIR type of the result that goes with the name, such as `Ratio` for a titre. Some codes are
  ///     right only for one type, and are given only if it is stated.
  /// - Returns: The codes with what the map says of each.
  public func translate(_ name: String, as kind: NameKind, valueType: String? = nil) -> [Translation] {
    guard let map = maps[kind] else { return [] }
    let facts = valueType.map { [ConceptMap.Condition(property: Self.valueType, value: $0)] } ?? []
    let trimmed = PrintedName.trimmed(name)
    if map.lists(trimmed) { return map.translate(trimmed, where: facts) }
    guard let plain = PrintedName.withoutCapital(trimmed) else { return [] }
    return map.translate(plain, where: facts)
  }

  private static func map(_ path: String, _ reader: inout JSONReader) -> ConceptMap {
    // A damaged embedded file is a mistake in the build, which the tests of this target find.
    guard let file = EmbeddedFile(path) else { preconditionFailure("\(path) is not embedded") }
    do {
      return try ConceptMap(reader.read(file.bytes, file: path).root)
    } catch {
      preconditionFailure("\(path): \(error)")
    }
  }
}
