// Names as a published case prints them, and the codes they get.

import Testing

@testable import Terminology

struct VocabularyTests {
  struct Lookup: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: NameKind
    let codes: [String]

    init(_ name: String, _ kind: NameKind, _ codes: [String]) {
      self.name = name
      self.kind = kind
      self.codes = codes
    }

    var testDescription: String { "\(kind.rawValue): \(name)" }
  }

  @Test(arguments: [
    Lookup("pollakiuria", .conditions, ["162116003"]),
    Lookup("hesitancy", .conditions, ["5972002"]),
    Lookup("dysphagia", .conditions, ["40739000", "R13"]),
    Lookup("prostate adenocarcinoma with neuroendocrine differentiation", .conditions, ["399490008", "C61"]),
    Lookup("multiple liver metastases", .conditions, ["94381002", "C78.7"]),
    Lookup("multiple pelvic lymph node metastases", .conditions, ["94350006", "C77.5"]),
    Lookup("multiple bone metastases", .conditions, ["94222008", "C79.5"]),
    Lookup("malignancy-associated dermatomyositis", .conditions, ["396230008", "M36.0"]),
    Lookup("bicalutamide", .drugs, ["L02BB03", "386908000"]),
    Lookup("methylprednisolone (mPSL)", .drugs, ["H02AB04", "116593003", "6902"]),
    Lookup("prednisolone (PSL)", .drugs, ["H02AB06", "116601002", "8638"]),
    Lookup("etoposide", .drugs, ["L01CB01", "4179"]),
    Lookup("cisplatin", .drugs, ["L01XA01", "387318005", "2555"]),
    Lookup("docetaxel", .drugs, ["L01CD02", "386918005", "72962"]),
    Lookup("abiraterone acetate", .drugs, ["L02BX03", "699679004"]),
    Lookup("enzalutamide", .drugs, ["L02BB04", "703125003"]),
    Lookup("PSA", .laboratory, ["2857-1"]),
    Lookup("NSE", .laboratory, ["15060-7"]),
    Lookup("CK", .laboratory, ["2157-6"]),
    Lookup("serum CK", .laboratory, ["2157-6"]),
    Lookup("aldolase", .laboratory, ["1761-6"]),
    Lookup("myoglobin", .laboratory, ["2639-3"]),
    Lookup("anti-TIF1-γ antibody", .laboratory, ["107562-1"]),
    Lookup("anti-ARS antibody", .laboratory, []),
    Lookup("surgical castration", .procedures, ["14043008"]),
    Lookup("androgen deprivation therapy (ADT)", .procedures, ["707266006"]),
    Lookup("prostate biopsy", .procedures, ["65575008"]),
    Lookup("Contrast-enhanced computed tomography (CT)", .procedures, ["77477000"]),
    Lookup("central parenteral nutrition", .procedures, ["225372007"]),
    Lookup("temporary fasting", .procedures, []),
    Lookup("Blood tests", .reports, ["11502-2"]),
    Lookup("IV", .routes, ["47625008"]),
    Lookup("severe", .severities, ["24484000"]),
    Lookup("positive", .results, ["10828004"]),
    Lookup("negative", .results, ["260385009"]),
    Lookup("age", .observations, ["30525-0"]),
  ])
  func translates(_ lookup: Lookup) {
    #expect(Vocabulary.embedded.translate(lookup.name, as: lookup.kind).map(\.code) == lookup.codes)
  }

  @Test func theKindDecidesWhatALetterMeans() {
    #expect(Vocabulary.embedded.translate("PSA", as: .laboratory).map(\.code) == ["2857-1"])
    #expect(Vocabulary.embedded.translate("PSA", as: .pathology).map(\.code) == ["10508-0"])
    #expect(Vocabulary.embedded.translate("PSA", as: .drugs).isEmpty)
  }

  @Test func givesTheCodeOfATitreToATitreOnly() {
    let name = "Anti-nuclear antibody"
    #expect(Vocabulary.embedded.translate(name, as: .laboratory, valueType: "Ratio").map(\.code) == ["29953-7"])
    #expect(Vocabulary.embedded.translate(name, as: .laboratory, valueType: "CodeableConcept").isEmpty)
    #expect(Vocabulary.embedded.translate(name, as: .laboratory).isEmpty)
  }

  @Test func saysHowWellACodeFits() throws {
    let codes = Vocabulary.embedded.translate("malignancy-associated dermatomyositis", as: .conditions)
    let first = try #require(codes.first)
    #expect(first.system == "http://snomed.info/sct")
    #expect(first.display == "Dermatomyositis")
    #expect(first.equivalence == .wider)
    #expect(first.comment == "the association is not in the code")
  }

  @Test(arguments: [
    ("  bicalutamide ", 2), ("Bicalutamide", 2), ("BICALUTAMIDE", 0), ("bicalutamides", 0), ("bicalutamid", 0), ("", 0),
    (" ", 0),
  ])
  func forgivesBlanksAndTheCapitalOfASentenceOnly(name: String, count: Int) {
    #expect(Vocabulary.embedded.translate(name, as: .drugs).count == count)
  }

  @Test(arguments: [
    ("Prostate biopsy", "prostate biopsy"), ("Anti-nuclear antibody", "anti-nuclear antibody"), ("PSA", nil),
    ("Hb", nil), ("IgG", nil),
    ("pH", nil), ("NCAM1/CD56", nil), ("", nil), ("Überweisung", "überweisung"), ("Na", nil), ("McArdle disease", nil),
  ])
  func takesACapitalForThatOfASentence(name: String, plain: String?) {
    #expect(PrintedName.withoutCapital(name) == plain)
  }
}
