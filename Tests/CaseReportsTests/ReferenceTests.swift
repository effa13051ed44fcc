// Ids, references, anchors and times against each other.

import FHIRCore
import Testing

@testable import CaseReports

@Suite struct ReferenceTests {
  private let timeline = """
    timeline:
      - {id: T0, name: visit, is: visit}
      - {id: T1, name: start, at: after T0, is: start of adt}
      - {id: T2, name: later, at: 2 weeks after T1}

    """
  private let adt = "  - {id: adt, kind: regimen, name: ADT, from: T1}\n"

  @Test func idsAreUniqueOverAllLists() {
    check(
      header + timeline + "treatments:\n" + adt
        + "conditions:\n  - {id: 1️⃣adt, kind: sign, name: x}\ncourse:\n  - {id: 2️⃣adt, name: x, result: y}\n",
      finds: [
        "1️⃣": "error: expected another id; this one is taken [case.id.duplicate]",
        "2️⃣": "error: expected another id; this one is taken [case.id.duplicate]",
      ])
  }

  @Test func statementsOccurOnce() {
    check(
      header
        + "conditions:\n  - {id: a, kind: sign, name: x, states: [S1, 1️⃣S1]}\n  - {id: b, kind: sign, name: x, notes: [{text: y, states: [2️⃣S1]}]}\n",
      finds: [
        "1️⃣": "error: expected each statement once [case.statement.duplicate]",
        "2️⃣": "error: expected each statement once [case.statement.duplicate]",
      ])
  }

  @Test func referencesLeadToTheRightKind() {
    check(
      header + timeline + "treatments:\n" + adt
        + """
          - {id: drug, kind: drug, name: x, part-of: 1️⃣cancer, for: [2️⃣adt, 3️⃣cancr]}
        conditions:
          - {id: cancer, kind: diagnosis, name: x, due-to: [4️⃣T0], evidence: [5️⃣cancer, adt], related-to: [6️⃣drug]}
        adverse-events:
          - {id: event, name: x, suspects: [7️⃣cancer], seen-as: [8️⃣event2]}
        course:
          - {id: r, name: x, result: y, about: [cancer, event, drug, r]}

        """,
      finds: [
        "1️⃣": "error: expected the id of a treatment, found a condition [case.reference.kind]",
        "2️⃣":
          "error: expected the id of a condition, an investigation, a result or a course entry, found a treatment [case.reference.kind]",
        "3️⃣": "error: no entry with this id; did you mean 'cancer'? [case.reference.unknown]",
        "4️⃣": "error: expected the id of a condition or a treatment, found an anchor [case.reference.kind]",
        "5️⃣": "error: expected another entry, found the entry itself [case.reference.cycle]",
        "6️⃣": "error: expected the id of a condition, found a treatment [case.reference.kind]",
        "7️⃣": "error: expected the id of a treatment, found a condition [case.reference.kind]",
        "8️⃣": "error: no entry with this id [case.reference.unknown]",
      ])
  }

  @Test func treatmentsAreNotPartsOfThemselves() {
    check(
      header
        + "treatments:\n  - {id: a, kind: drug, name: x, part-of: 1️⃣b}\n  - {id: b, kind: drug, name: x, part-of: a}\n  - {id: c, kind: drug, name: x, part-of: a}\n",
      finds: ["1️⃣": "error: treatments go round in a circle: a, b, a [case.reference.cycle]"])
  }

  @Test func namesTheNearestAnchorAndListsThem() {
    let reading = read(
      header + timeline + "treatments:\n" + adt
        + "conditions:\n  - {id: c, kind: sign, name: x, at: 2 weeks after t1}\n")
    #expect(
      reading.diagnostics.map(\.description) == [
        """
        case.yaml:10:38: error: no anchor with this id; did you mean 'T1'? [case.anchor.unknown]
          at conditions[0].at · hint: anchors: T0, T1, T2
        """
      ])
    let other = read(
      header + timeline + "treatments:\n" + adt + "conditions:\n  - {id: c, kind: sign, name: x, at: adt}\n")
    #expect(
      other.diagnostics.map(\.description) == [
        """
        case.yaml:10:38: error: no anchor with this id [case.anchor.unknown]
          at conditions[0].at · hint: it is a treatment; write 'during adt', or tie an anchor to it with 'is:'
        """
      ])
  }

  @Test func timesNameEntriesOfTheRightKind() {
    check(
      header + timeline + "treatments:\n" + adt
        + """
        conditions:
          - {id: c, kind: sign, name: x, at: 1️⃣during T1}
          - {id: d, kind: sign, name: x, at: 2️⃣during adtt}
          - {id: e, kind: sign, name: x, at: 3️⃣after 2 courses of c}

        """,
      finds: [
        "1️⃣":
          "error: expected the id of a condition, an investigation, a treatment or an adverse event, found an anchor [case.reference.kind]",
        "2️⃣": "error: no entry with this id; did you mean 'adt'? [case.reference.unknown]",
        "3️⃣": "error: expected the id of a treatment, found a condition [case.reference.kind]",
      ])
  }

  @Test func anchorsFromWhichOthersCountHaveAnEvent() {
    check(
      header + timeline.replacing("id: T2", with: "id: 1️⃣T2") + "treatments:\n" + adt
        + "conditions:\n  - {id: c, kind: sign, name: x, at: T2}\n  - {id: d, kind: sign, name: x, at: after T2}\n",
      finds: ["1️⃣": "error: 'T2' has no event, but others count from it [case.anchor.no-event]"])
  }

  @Test func anchorsGoRoundInACircle() {
    check(
      header
        + "timeline:\n  - {id: T5, name: x, at: 1️⃣after T6, is: visit}\n  - {id: T6, name: x, at: 1 day after T5, is: visit}\n  - {id: T7, name: x, at: T5}\n",
      finds: ["1️⃣": "error: anchors go round in a circle: T5, T6, T5 [case.anchor.cycle]"])
    check(
      header + "timeline:\n  - {id: T5, name: x, at: 1️⃣T5}\n",
      finds: ["1️⃣": "error: anchors go round in a circle: T5, T5 [case.anchor.cycle]"])
  }

  @Test func circlesGoThroughEntries() {
    // The end of a treatment counts its courses from its own start.
    check(
      header
        + "timeline:\n  - {id: T7, name: x, at: 1️⃣after 4 courses of ep}\ntreatments:\n  - {id: ep, kind: drug, name: x, from: T7}\n",
      finds: ["1️⃣": "error: times go round in a circle: T7, ep, T7 [case.anchor.cycle]"])
    // Through a part that takes its time from its whole.
    check(
      header + """
        timeline:
          - {id: T7, name: x, at: 1️⃣during part}
        treatments:
          - {id: ep, kind: regimen, name: x, from: T7}
          - {id: part, kind: drug, name: x, part-of: ep}

        """,
      finds: ["1️⃣": "error: times go round in a circle: T7, part, ep, T7 [case.anchor.cycle]"])
    check(
      header
        + "conditions:\n  - {id: a, kind: sign, name: x, at: 1️⃣during b}\n  - {id: b, kind: sign, name: x, at: during a}\n",
      finds: ["1️⃣": "error: times go round in a circle: a, b, a [case.anchor.cycle]"])
    #expect(
      read(
        header + """
          timeline:
            - {id: T0, name: x, is: visit}
            - {id: T5, name: x, at: after T0, is: start of ep}
            - {id: T7, name: x, at: after 4 courses of ep, is: end of ep}
          treatments:
            - {id: ep, kind: drug, name: x, from: T5, until: T7}

          """
      ).diagnostics.isEmpty)
  }

  @Test func eventsStandAtTheirAnchor() {
    check(
      header + """
        timeline:
          - {id: T0, name: x, is: visit}
          - {id: T1, name: x, at: after T0, is: 1️⃣start of a}
          - {id: T2, name: x, at: after T0, is: 2️⃣b}
          - {id: T3, name: x, at: 2 days after T0, is: c}
          - {id: T4, name: x, at: after T0, is: end of d}
          - {id: T5, name: x, at: after T0, is: 3️⃣result}
          - {id: T6, name: x, at: after T0, is: 4️⃣start of e}
        treatments:
          - {id: a, kind: drug, name: x, from: T0}
          - {id: b, kind: drug, name: x}
          - {id: c, kind: procedure, name: x, at: 2 days after T0}
          - {id: d, kind: drug, name: x, part-of: whole}
          - {id: whole, kind: regimen, name: x, until: T4}
        investigations:
          - {id: i, kind: imaging, name: x, results: [{id: result, name: x, result: y}]}

        """,
      finds: [
        "1️⃣": "error: 'a' does not stand at this anchor [case.anchor.event]",
        "2️⃣": "error: 'b' does not say that it stands at this anchor [case.anchor.event]",
        "3️⃣":
          "error: expected the id of a condition, an investigation, a treatment, an adverse event or a course entry, found a result [case.reference.kind]",
        "4️⃣": "error: no entry with this id; did you mean 'a'? [case.reference.unknown]",
      ])
  }

  @Test func oneAnchorIsTheRoot() {
    check(
      header
        + "timeline:\n  - {id: T0, name: x, is: visit}\n  - {id: 1️⃣T1, name: x, is: visit}\n  - {id: T2, name: x, at: '2018-03'}\n",
      finds: ["1️⃣": "warning: expected 'at'; 'T0' has none already [case.anchor.roots]"])
  }

  @Test(
    "Periods end after they begin, as far as that is known",
    arguments: [
      ("T1", "T0", true), ("2 weeks after T0", "1 week after T0", true), ("T2", "1 week after T1", true),
      ("T3", "T2", true), ("2 months after T1", "58 days after T1", false),
      ("2 months after T1", "55 days after T1", true),
      ("T1", "T2", false), ("about 2 weeks after T0", "1 week after T0", false),
      ("at least 2 weeks after T0", "1 week after T0", true),
      ("at most 2 weeks after T0", "1 week after T0", false), ("2 to 4 weeks after T0", "3 weeks after T0", false),
      ("1 day before T0", "2 days before T0", true), ("during adt", "T0", false), ("T0", "T5", false),
      ("T5", "T4", true),
      ("T4", "T6", false), ("1 year after T4", "T5", false), ("3 years after T4", "T5", true),
      ("1 hour after T0", "59 minutes after T0", true),
    ])
  func order(from: String, until: String, isWrong: Bool) {
    let reading = read(
      header + """
        timeline:
          - {id: T0, name: visit, is: visit}
          - {id: T1, name: start, at: 1 day after T0, is: start of adt}
          - {id: T2, name: later, at: 2 weeks after T1, is: c}
          - {id: T3, name: later, at: 2 days after T2}
          - {id: T4, name: dated, at: 2018-03, is: visit}
          - {id: T5, name: dated, at: '2019'}
          - {id: T6, name: dated, at: '2018'}
        treatments:
          - {id: adt, kind: regimen, name: ADT, from: T1}
          - {id: b, kind: drug, name: B, from: \(from), until: \(until)}
        conditions:
          - {id: c, kind: sign, name: x, at: T2}

        """)
    #expect(reading.diagnostics.map(\.rule.id) == (isWrong ? ["case.time.order"] : []))
  }
}
