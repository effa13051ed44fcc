// Every code that is shipped has the shape, and where there is one the check digit, of its system.

import TestSupport
import Testing

@testable import Terminology

struct ShippedCodesTests {
  @Test(arguments: NameKind.allCases) func codesHaveTheirShapeAndCheckDigit(kind: NameKind) throws {
    let map = try TestMap.embedded("case/\(kind.rawValue).json")
    #expect(!map.sources.isEmpty)
    for source in map.sources {
      for translation in map.translate(source, where: [.init(property: Vocabulary.valueType, value: "Ratio")]) {
        let check = try #require(Self.checks[translation.system], "\(translation.system)")
        #expect(check(translation.code), "\(source): \(translation.code)")
        #expect(translation.display != "")
      }
    }
  }

  @Test(arguments: NameKind.allCases) func whatANarrowerCodeAddsIsSaid(kind: NameKind) throws {
    let map = try TestMap.embedded("case/\(kind.rawValue).json")
    for source in map.sources {
      for translation in map.translate(source, where: [.init(property: Vocabulary.valueType, value: "Ratio")]) {
        // FHIR R4, ConceptMap, invariant cmd-1.
        guard translation.equivalence == .narrower || translation.equivalence == .inexact else { continue }
        #expect(translation.comment?.isEmpty == false, "\(source): \(translation.code)")
      }
    }
  }

  @Test func everyMapIsEmbeddedAndHasAKind() throws {
    let files = Repository.names(in: "Mappings/case").filter { $0.hasSuffix(".json") }
    let embedded = EmbeddedFile.all.map(\.path)
    #expect(
      Set(
        files.map { "case/" + $0 } + [
          "units.json", "flat-eu/flat-eu.map", "flat-jp/flat-jp.map", "hl7v2/hl7v2.map", "small-lab/small-lab.map",
        ]) == Set(embedded))
    #expect(embedded.count == Set(embedded).count)
    #expect(Set(files) == Set(NameKind.allCases.map { $0.rawValue + ".json" }))
  }

  @Test(arguments: EmbeddedFile.all.map(\.path).filter { $0.hasSuffix(".json") })
  func everyMapHasANameOfOurs(path: String) throws {
    let map = try TestMap.embedded(path)
    #expect(map.url?.hasPrefix("urn:transfuse:concept-map:") == true)
    #expect(map.title?.isEmpty == false)
  }

  @Test(arguments: [("2857-1", true), ("2857-2", false), ("107562-1", true), ("28571", false), ("-1", false)])
  func theCheckDigitOfLOINCIsChecked(code: String, isValid: Bool) { #expect(Self.isLOINC(code) == isValid) }

  @Test(arguments: [("396230008", true), ("396230009", false), ("369230008", false), ("", false), ("12", false)])
  func theCheckDigitOfSNOMEDIsChecked(code: String, isValid: Bool) { #expect(Self.isSNOMED(code) == isValid) }

  private static let checks: [String: @Sendable (String) -> Bool] = [
    "http://loinc.org": isLOINC,
    "http://snomed.info/sct": isSNOMED,
    "http://hl7.org/fhir/sid/icd-10": { $0.wholeMatch(of: /[A-Z][0-9]{2}(\.[0-9])?/) != nil },
    "http://www.whocc.no/atc": { $0.wholeMatch(of: /[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}/) != nil },
    "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation": {
      $0.wholeMatch(of: /[A-Z<>]+/) != nil
    },
    "http://www.nlm.nih.gov/research/umls/rxnorm": { $0.wholeMatch(of: /[1-9][0-9]{0,7}/) != nil },
  ]

  /// LOINC codes end in a hyphen and a check digit: Luhn's, modulo 10.
  private static let isLOINC: @Sendable (String) -> Bool = { code in
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let check = Int(parts[1]), parts[1].count == 1, !parts[0].isEmpty else { return false }
    var sum = 0
    for (place, character) in parts[0].reversed().enumerated() {
      guard let digit = character.wholeNumberValue else { return false }
      let weighted = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += weighted / 10 + weighted % 10
    }
    return (10 - sum % 10) % 10 == check
  }

  /// SNOMED CT identifiers have 6 to 18 digits; the last is Verhoeff's check digit.
  private static let isSNOMED: @Sendable (String) -> Bool = { code in
    guard (6...18).contains(code.count) else { return false }
    var check = 0
    for (place, character) in code.reversed().enumerated() {
      guard let digit = character.wholeNumberValue else { return false }
      var permuted = digit
      for _ in 0..<(place % 8) { permuted = permutation[permuted] }
      check = product(check, permuted)
    }
    return check == 0
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  /// The product of two elements of the dihedral group of order ten: rotations 0 to 4, reflections 5 to 9.
  private static func product(_ a: Int, _ b: Int) -> Int {
    switch (a < 5, b < 5) {
    case (true, true): (a + b) % 5
    case (true, false): 5 + (a + b) % 5
    case (false, true): 5 + (a - b) % 5
    case (false, false): (a - b + 5) % 5
    }
  }
}
