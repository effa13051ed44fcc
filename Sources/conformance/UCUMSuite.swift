// The suite of units: whether a code is one of UCUM.

import FHIRCore
import UCUM

enum UCUMSuite {
  static func judge(_ test: Suite.Case) -> Outcome {
    guard ["validation", "validate"].contains(test.field("kind")) else {
      return .skipped("units are not computed with yet")
    }
    guard let code = test.field("unit") ?? test.field("inputExpression") else { return .failed("it names no unit") }
    let expected = test.field("valid") == "true"
    guard UCUM.isValid(code) != expected else { return .passed }
    return .failed(expected ? "expected a unit, found none" : "expected no unit, found one")
  }
}
