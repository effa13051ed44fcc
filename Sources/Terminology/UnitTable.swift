// The one table of units as they are printed, for cases and laboratories.

internal import FHIRCore

/// The printed units that are known.
///
/// ```swift
/// Vocabulary.embedded.units.unit(printed: "IU/L")?.code  // "[IU]/L"
/// Vocabulary.embedded.units.unit(printed: "IU/l")        // nil
/// Vocabulary.embedded.units.nearMiss("IU/l")             // "IU/L"
/// ```
///
/// A unit is known to the letter: case matters (`mg` is not `Mg`), and no part is guessed at. A micro sign and a Greek
/// mu are two entries.
public struct UnitTable: Sendable {
  /// A unit as it is printed, and its UCUM code.
  public struct Unit: Sendable, Hashable {
    /// The unit as printed, such as `IU/L`.
    public let printed: String
    /// The UCUM code, such as `[IU]/L`.
    public let code: String

    /// The system of all codes here.
    public static let system = "http://unitsofmeasure.org"
  }

  private let units: [String: Unit]
  private let printed: [String]

  /// Takes the table from a map to UCUM.
  public init(_ map: ConceptMap) {
    var units: [String: Unit] = [:]
    for source in map.sources {
      guard let code = map.translate(source).first(where: { $0.system == Unit.system })?.code else { continue }
      units[source] = Unit(printed: source, code: code)
    }
    self.units = units
    printed = map.sources.filter { units[$0] != nil }
  }

  /// The number of printed forms.
  public var count: Int { units.count }

  /// All units, in the order of the table.
  public var all: [Unit] { printed.compactMap { units[$0] } }

  /// The unit that is printed so, if the table has it.
  public func unit(printed: String) -> Unit? { units[printed] }

  /// The known form that a text most likely meant.
  ///
  /// First one that differs in case and blanks only; then, for texts of at least four characters, one that is spelt
  /// much alike. Short units are all spelt alike, and a guess between them would mislead.
  public func nearMiss(_ text: String) -> String? {
    let folded = Self.folded(text)
    guard !folded.isEmpty else { return nil }
    if let same = printed.first(where: { Self.folded($0) == folded }) { return same }
    return text.count < 4 ? nil : NearMiss.of(text, among: printed)
  }

  private static func folded(_ text: String) -> String { text.lowercased().filter { $0 != " " } }
}
