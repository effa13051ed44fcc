// What is UCUM and what is not, by its specification.

import Testing
import UCUM

struct UCUMTests {
  @Test(arguments: [
    "mg/dL", "[IU]/L", "10*3/uL", "mL/min/{1.73_m2}", "/[HPF]", "mm[Hg]", "Cel", "mg/(24.h)", "{INR}", "cm[H2O]", "m2",
    "dyn.s/cm5", "u[IU]/mL", "kg.m-2", "1", "%", "[in_i'H2O]", "m+2", "10^3", "(((m)))", "[m/s2/Hz^(1/2)]", "KiBy",
    "''",
  ])
  func isAUnit(code: String) { #expect(UCUM.isValid(code)) }

  @Test(
    arguments: [
      ("IU/L", 0, "[IU]"), ("\u{b5}g/mL", 0, "ug"), ("\u{3bc}L", 0, "uL"), ("mmHg", 0, nil), ("mEq/L", 0, "meq"),
      ("mg/day", 3, nil), ("\u{b0}C", 0, nil), ("", 0, nil),
      ("mg//dL", 3, nil), ("mg/", 3, nil), ("(mg", 3, nil), ("k[degF]", 0, nil), ("{a b}", 0, nil), ("mg dL", 0, nil),
      ("MG/DL", 3, "dL"), ("m{a", 1, nil), ("m)", 1, nil), ("/", 1, nil), ("m.", 2, nil), ("2-", 0, nil),
      ("m--2", 0, nil),
      ("\u{661}", 0, nil), ("mg/dl/HPF", 6, "[HPF]"),
    ] as [(String, Int, String?)])
  func isNone(code: String, offset: Int, nearest: String?) {
    #expect(UCUM.fault(in: code)?.offset == offset)
    #expect(UCUM.fault(in: code)?.nearest == nearest)
  }

  @Test func takesWhateverComes() {
    for text in ["(", "{", "[", "m.", "/", "1", "k"] {
      #expect(!UCUM.isValid(String(repeating: text, count: 100_000)) || text == "1")
    }
    #expect(!UCUM.isValid(String(repeating: "(", count: 200) + "m" + String(repeating: ")", count: 200)))
    #expect(UCUM.isValid(String(repeating: "m.", count: 10_000) + "m"))
  }
}
