// FHIR that we make is checked by the validator before anybody sees it, and what is wrong is told by its source.

internal import FHIRCore
internal import FHIRValidation

/// Checks what a conversion has made.
enum OutputCheck {
  /// The errors of an output, at the places of the source from which the elements came.
  ///
  /// - Parameters:
  ///   - output: what was made.
  ///   - ledger: where each leaf of the source went, by path of the output; asked for if there are errors.
  ///   - file: the source, for what no leaf went to.
  /// - Returns: the errors; none if the output is valid.
  static func errors(in output: ElementTree, _ ledger: @autoclosure () -> Ledger, file: String) -> [Diagnostic] {
    var validator = Validator()
    let errors = validator.validate(output).findings.filter { $0.rule.severity == .error }
    guard !errors.isEmpty else { return [] }
    let ledger = ledger()
    return errors.map { finding in
      let path = finding.place.path ?? ""
      return Diagnostic(
        finding.rule, "in what this became, \(finding.message)", at: source(of: path, ledger) ?? Place(file: file),
        hint: "it is at \(path) of the output; --allow-invalid writes it all the same", value: finding.value)
    }
  }

  /// The place of the leaf that went nearest to a path: into it, or into what holds it.
  private static func source(of path: String, _ ledger: Ledger) -> Place? {
    var nearest: (common: Int, place: Place)?
    for row in ledger.rows {
      for target in row.targets {
        let common = commonSteps(path, target)
        // Both in one resource, for all of a Bundle have its first steps in common.
        if common > 2, common > nearest?.common ?? 0 { nearest = (common, row.place) }
      }
    }
    return nearest?.place
  }

  private static func commonSteps(_ left: String, _ right: String) -> Int {
    zip(left.split(separator: "."), right.split(separator: ".")).prefix { $0 == $1 }.count
  }
}
