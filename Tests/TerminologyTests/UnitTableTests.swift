// Printed units and their UCUM codes.

import Terminology
import Testing
import UCUM

struct UnitTableTests {
  let units = Vocabulary.embedded.units

  @Test(arguments: [
    ("ng/mL", "ng/mL"), ("IU/L", "[IU]/L"), ("U/L", "U/L"), ("mg/day", "mg/d"), ("mg/m2", "mg/m2"), ("mg/m²", "mg/m2"),
    ("µmol/L", "umol/L"), ("\u{3BC}mol/L", "umol/L"), ("umol/L", "umol/L"), ("10^3/µL", "10*3/uL"),
    ("× 10⁹/L", "10*9/L"),
    ("万/µL", "10*4/uL"), ("mmHg", "mm[Hg]"), ("°C", "Cel"), ("℃", "Cel"), ("years", "a"), ("months", "mo"),
    ("week", "wk"),
    ("mL/min/1.73 m2", "mL/min/{1.73_m2}"), ("mEq/L", "meq/L"), ("%", "%"), ("bpm", "/min"), ("mm/h", "mm/h"),
    ("mIU/L", "m[IU]/L"), ("mg/24 h", "mg/(24.h)"),
  ])
  func knowsPrintedUnit(printed: String, code: String) {
    #expect(units.unit(printed: printed)?.code == code)
    #expect(units.unit(printed: printed)?.printed == printed)
  }

  @Test(arguments: ["IU/l", "Mg", "ng / mL", " ng/mL", "", "ng/mL ", "furlong", "mg/DL", "NG/ML"])
  func knowsAUnitOnlyToTheLetter(text: String) {
    #expect(units.unit(printed: text) == nil)
  }

  @Test(arguments: [
    ("IU/l", "IU/L"), ("NG/ML", "ng/mL"), ("ng / mL", "ng/mL"), ("mmHG", "mmHg"), ("IU/LL", "IU/L"),
    ("mg/dayy", "mg/day"),
  ])
  func suggestsTheNearestUnit(text: String, suggestion: String) {
    #expect(units.nearMiss(text) == suggestion)
  }

  @Test(arguments: ["", "zz", "xyz", "furlongs per fortnight", "positive"])
  func suggestsNothingForWhatIsFar(text: String) {
    #expect(units.nearMiss(text) == nil)
  }

  @Test func everyCodeIsValidUCUM() {
    for unit in units.all { #expect(UCUM.isValid(unit.code), "\(unit.printed): \(unit.code)") }
    #expect(units.count == units.all.count)
  }
}
