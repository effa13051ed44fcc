// Keys, types and words.

import FHIRCore
import Testing

@testable import CaseReports

@Suite struct KeyTests {
  private let list = "error: expected a list [case.type]"
  private let keys = "error: expected keys and values [case.type]"
  private let text = "error: expected text [case.type]"

  @Test func reportsEveryFindingOfAFile() {
    check(
      """
      format: case/1
      case: a
      1️⃣titel: x
      conditions:
        - id: c
          kind: 2️⃣sing
          name: C
          3️⃣unitt: y
          at: 4️⃣T9
        - 5️⃣id: d
          kind: sign
      course:
        - {id: r, name: R, value: 6️⃣5 lightyears}
      """,
      finds: [
        "1️⃣": "error: unknown key 'titel'; did you mean 'title'? [case.key.unknown]",
        "2️⃣": "error: expected one of diagnosis, metastasis, symptom, sign, history [case.word]",
        "3️⃣": "error: unknown key 'unitt' [case.key.unknown]",
        "4️⃣": "error: no anchor with this id [case.anchor.unknown]",
        "5️⃣": "error: expected 'name' in a condition [case.key.missing]",
        "6️⃣": "error: expected a number with a unit of the unit table [case.value.unit]",
      ])
  }

  @Test func doesNotReportWhatFollowsFromAnotherFinding() {
    // A misspelt id: that it is missing, and that references to it lead nowhere, follows.
    check(
      header + "timeline:\n- {1️⃣Id: T1, name: x}\nconditions:\n- {id: c, kind: sign, name: C, at: T1}\n",
      finds: ["1️⃣": "error: unknown key 'Id'; did you mean 'id'? [case.key.unknown]"])
    check(
      header + "1️⃣timelin:\n- {id: T1, name: x}\nconditions:\n- {id: c, kind: sign, name: C, at: T1}\n",
      finds: ["1️⃣": "error: unknown key 'timelin'; did you mean 'timeline'? [case.key.unknown]"])
    // What stands under a misspelt key is checked too: its ids are known, its time is a time.
    check(
      header + """
        timeline:
          - {id: T1, name: x, is: start of t}
        treatments:
          - {id: t, kind: drug, name: x, 1️⃣start: T1}
        2️⃣condition:
          - {id: c, kind: sign, name: x, evidence: [r], at: T1}
        investigations:
          - {id: i, kind: imaging, name: x, 4️⃣resluts: [{id: r, name: x, result: y}]}
          - {id: j, kind: imaging, name: x, 5️⃣observations: [{id: s, name: x}]}
        course:
          - {id: k, name: x, result: y, about: [c, s]}

        """,
      finds: [
        "1️⃣": "error: unknown key 'start'; did you mean 'from'? [case.key.unknown]",
        "2️⃣": "error: unknown key 'condition'; did you mean 'conditions'? [case.key.unknown]",
        "4️⃣": "error: unknown key 'resluts'; did you mean 'results'? [case.key.unknown]",
        "5️⃣": "error: unknown key 'observations' [case.key.unknown]",
      ])
    check(
      header + "timeline: 1️⃣x\nconditions:\n- {id: c, kind: sign, name: C, at: after T1, evidence: [c2]}\n- 2️⃣c2\n",
      finds: ["1️⃣": list, "2️⃣": keys])
    // An anchor whose time cannot be read is no root, and one whose event cannot be read has one.
    check(
      header
        + "timeline:\n- {id: T0, name: x, is: visit}\n- {id: T1, name: y, at: 1️⃣later, is: 2️⃣Start of x}\n- {id: T2, name: z, at: after T1}\n",
      finds: [
        "1️⃣": "error: no anchor with this id [case.anchor.unknown]",
        "2️⃣":
          "error: expected 'visit', the id of an entry, or 'start of' or 'end of' and the id of an entry [case.event.syntax]",
      ])
  }

  @Test func reportsWrongTypes() {
    check(header + "title: 1️⃣[x]\n", finds: ["1️⃣": text])
    check(header + "title:\n  1️⃣a: b\n", finds: ["1️⃣": text])
    check(header + "subject: 1️⃣male\n", finds: ["1️⃣": keys])
    check(header + "subject:\n1️⃣- sex: male\n", finds: ["1️⃣": keys])
    check(header + "conditions: 1️⃣x\n", finds: ["1️⃣": list])
    check(header + "conditions:\n  1️⃣a: b\n", finds: ["1️⃣": list])
    check(header + "conditions: [1️⃣x]\n", finds: ["1️⃣": keys])
    check(header + "conditions:\n- {id: c, kind: sign, name: C, states: 1️⃣S1}\n", finds: ["1️⃣": list])
    check(header + "conditions:\n- {id: c, kind: sign, name: C, states: [1️⃣[S1]]}\n", finds: ["1️⃣": text])
    check(header + "conditions:\n- {id: c, kind: sign, name: C, notes: [1️⃣x]}\n", finds: ["1️⃣": keys])
    check(header + "1️⃣conditions:\n", finds: ["1️⃣": list])
    check("1️⃣just a text", finds: ["1️⃣": keys])
    check("1️⃣- a\n- b\n", finds: ["1️⃣": keys])
    check(
      header
        + "treatments:\n- {id: t, kind: drug, name: T, courses: 1️⃣4.0}\n- {id: u, kind: drug, name: T, courses: 2️⃣four}\n",
      finds: [
        "1️⃣": "error: expected a whole number [case.whole-number]",
        "2️⃣": "error: expected a whole number [case.whole-number]",
      ])
  }

  @Test func reportsDuplicateKeysAndGoesOn() {
    check(
      header
        + "title: x\n1️⃣title: y\nconditions:\n- id: c\n  kind: sign\n  name: C\n  2️⃣\"name\": D\n  3️⃣name: E\n  4️⃣nme: F\n",
      finds: [
        "1️⃣": "error: expected 'title' once [case.key.duplicate]",
        "2️⃣": "error: expected 'name' once [case.key.duplicate]",
        "3️⃣": "error: expected 'name' once [case.key.duplicate]",
        "4️⃣": "error: unknown key 'nme'; did you mean 'name'? [case.key.unknown]",
      ])
    check(header + "source: {1️⃣é: x, é: y}\n", finds: ["1️⃣": "error: expected each key once [case.key.duplicate]"])
  }

  @Test func needsTheFormatAndTheCase() {
    #expect(
      read("title: x\n").diagnostics.map(\.message) == ["expected 'format' in a case", "expected 'case' in a case"])
    check("format: 1️⃣case/2\ncase: a\n", finds: ["1️⃣": "error: expected 'case/1' [case.format]"])
    check("format: case/1\ncase: 1️⃣A b\n", finds: ["1️⃣": "error: expected a lower-case word with hyphens [case.id.form]"])
  }

  @Test func checksTheSource() {
    check(
      header
        + "source: {doi: 1️⃣doi.org/10.1/x, published: 2️⃣May 2021, language: 3️⃣english language, authors: [A B, 4️⃣~]}\n",
      finds: [
        "1️⃣": "error: expected a DOI [case.source]", "2️⃣": "error: expected a date or date and time [case.date]",
        "3️⃣": "error: expected a language tag [case.source]", "4️⃣": text,
      ])
  }

  @Test func checksIds() {
    check(
      header
        + "timeline:\n- {id: 1️⃣first visit, name: x, is: visit}\n- {id: 2️⃣about, name: y, at: after T}\n- {id: T, name: z, is: visit, at: '2020'}\n"
        + "conditions:\n- {id: 3️⃣Dry cough, kind: sign, name: C}\n- {id: 4️⃣visit, kind: sign, name: C}\n- {id: 5️⃣a--b, kind: sign, name: C, states: [6️⃣S 1]}\n",
      finds: [
        "1️⃣": "error: expected a word [case.id.form]",
        "2️⃣": "error: expected another word; this one has a meaning in times [case.id.form]",
        "3️⃣": "error: expected a lower-case word with hyphens [case.id.form]",
        "4️⃣": "error: expected another word; 'visit' has a meaning in 'is:' [case.id.form]",
        "5️⃣": "error: expected a lower-case word with hyphens [case.id.form]",
        "6️⃣": "error: expected the id of a statement [case.id.form]",
      ])
  }

  @Test func hidesWhatMayBeTextInAKey() {
    let reading = read(header + "conditions:\n- {id: c, kind: sign, name: pain, John Doe: x, his fever}\n")
    #expect(reading.diagnostics.map(\.message) == ["unknown key", "expected a key with a value"])
  }

  @Test func checksWhatBelongsTogether() {
    check(
      header + """
        course:
          - 1️⃣id: a
            name: x
          - id: b
            name: x
            2️⃣absent: unknown
            result: y
        conditions:
          - {id: c, kind: sign, name: C, at: T0, 3️⃣from: T0}
        timeline:
          - {id: T0, name: x, is: visit}
        treatments:
          - id: d
            kind: drug
            name: D
            doses:
              - 4️⃣route: IV
            stopped: 5️⃣{basis: assumed}
          - {id: e, kind: drug, name: D, status: 6️⃣ongoing, until: T0}
          - {id: f, kind: drug, name: D, status: 7️⃣not given, doses: [{dose: 1 mg}]}
          - {id: g, kind: drug, name: D, status: 8️⃣completed, stopped: {text: x}}
        """,
      finds: [
        "1️⃣": "error: expected 'value', 'result' or 'absent' [case.result.empty]",
        "2️⃣": "error: expected no 'absent' beside 'value' or 'result' [case.result.absent]",
        "3️⃣": "error: expected 'at', or 'from' and 'until', not both [case.time.both]",
        "4️⃣": "error: expected 'dose' or 'text' [case.part.empty]",
        "5️⃣": "error: expected 'text' or 'because' [case.part.empty]",
        "6️⃣": "error: expected a status that agrees with 'until' [case.treatment.status]",
        "7️⃣": "error: expected a status that agrees with 'doses' [case.treatment.status]",
        "8️⃣": "error: expected a status that agrees with 'stopped' [case.treatment.status]",
      ])
  }
}
