// Validates one resource. Opens no file and prints nothing.

public import FHIRCore
public import FHIRDefinitions

/// Judges resources by what the definitions of FHIR R4 decide.
///
/// ```swift
/// var reader = JSONReader()
/// let tree = try reader.read(bytes, file: "patient.json")
/// var validator = Validator()
/// let validation = validator.validate(tree, findings: reader.diagnostics)
/// for finding in validation.findings { print(finding) }
/// // patient.json:3:13: error: expected a date [fhir.primitive]
/// ```
///
/// A validator that is used for many resources becomes faster, for it keeps what it has decoded of the definitions.
public struct Validator: Sendable {
  private var plans: PlanTable
  private let limit: Int

  /// Makes a validator.
  ///
  /// - Parameters:
  ///   - definitions: what may stand where; trees must have been read with the same.
  ///   - limit: the most findings of each severity that are listed for one resource.
  public init(definitions: Definitions = .r4, limit: Int = 1_000) {
    plans = PlanTable(definitions)
    self.limit = limit
  }

  /// Judges a tree.
  ///
  /// - Parameters:
  ///   - tree: the resource.
  ///   - findings: what its reader found: unknown elements, values of the wrong kind. What follows from these is not
  ///     reported again.
  /// - Returns: what was found, in the order of the source, and what was not checked.
  public mutating func validate(_ tree: ElementTree, findings: [Diagnostic] = []) -> Validation {
    var bundle: BundleContext?
    return validate(tree, findings: findings, as: .whole, of: &bundle)
  }

  /// Judges a part of a Bundle that is read part by part.
  ///
  /// - Parameters:
  ///   - tree: the part.
  ///   - findings: what its reader found.
  ///   - part: how much of the Bundle it is.
  ///   - bundle: what the parts must know of each other; nil for what is whole.
  /// - Returns: what was found and what was not checked.
  package mutating func validate(
    _ tree: ElementTree, findings: [Diagnostic], as part: BundlePart, of bundle: inout BundleContext?
  ) -> Validation {
    var walk = Walk(
      tree, plans: plans, limit: limit, causes: Set(findings.compactMap(\.place.path)), part: part, bundle: bundle)
    // So that it is not copied when the walk changes it.
    bundle = nil
    walk.run()
    plans = walk.plans
    bundle = walk.bundle
    return Validation(walk, findings)
  }
}
