// What of YAML a case file uses and what it does not.

import FHIRCore
import Testing

@testable import CaseReports

@Suite struct YAMLTests {
  private let alias = "error: expected no alias of YAML [case.yaml.alias]"
  private let anchor = "error: expected no anchor of YAML [case.yaml.alias]"
  private let tag = "error: expected no tag of YAML [case.yaml.tag]"
  private let tab = "error: expected blanks, found a tab [case.yaml.tab]"

  @Test func refusesAnchorsAliasesAndTags() {
    check(header + "title: 1️⃣&a x\n", finds: ["1️⃣": anchor])
    check(header + "title: 1️⃣*a\n", finds: ["1️⃣": alias])
    check(header + "1️⃣&a title: x\n", finds: ["1️⃣": anchor])
    check(header + "title: 1️⃣!!str x\n", finds: ["1️⃣": tag])
    check(header + "title: 1️⃣!!str \"x\"\n", finds: ["1️⃣": tag])
    check(header + "conditions: [1️⃣&a {id: b}, 2️⃣*a]\n", finds: ["1️⃣": anchor, "2️⃣": alias])
    check(header + "title: |\n  &a\nsource: 1️⃣&a\n", finds: ["1️⃣": anchor])
    check(header + "title: x\n  &a\nsource: 1️⃣&a x\n", finds: ["1️⃣": anchor])
  }

  @Test(
    "Texts that only look like them",
    arguments: [
      "title: a & b", "title: a *b* c!", "title: R&D", "title: '&a *b !c'", "title: \"&a *b !c\"",
      "title: x # &a *b !c",
      "# &a\ntitle: x", "title: x\n  &a *b\n  !c", "title: |\n  &a\n  *b\n", "title: >-\n  &a\n\n  *b\n",
      "title: 'x\n  &a'",
      "title: \"x\\\"\n  &a\"", "title: 'it''s\n  &a'", "title: x:&a", "title: -&a", "title: a - &b",
      "title: |2\n    &a\n  *b",
      "source: {citation: a &b *c, doi: 10.1/&x}", "title: a%b", "title: x\n\n  &a", "title: |\n\n  &a\n",
      "'title': x&",
    ])
  func acceptsTexts(text: String) { #expect(read(header + text + "\n").diagnostics.map(\.message) == []) }

  @Test func keepsTheTextOfEveryStyle() throws {
    let reading = read(
      header + "title: |\n  one\n  two\nsource:\n  citation: >-\n    one\n    two\n  licence: 'it''s'\n"
        + "conditions:\n- {id: c, kind: sign, name: \"a\\u3042\\\"b\", quote: x\n     y}\n")
    let report = try #require(reading.report)
    #expect(report.title == "one\ntwo\n")
    #expect(report.source?.citation == "one two")
    #expect(report.source?.licence == "it's")
    #expect(report.conditions.first?.name == "aあ\"b")
    #expect(report.conditions.first?.quote == "x y")
  }

  @Test func refusesWhatElseYAMLHas() {
    check(
      header + "title: x\n1️⃣---\ncase: b\n",
      finds: ["1️⃣": "error: expected one document, found another [case.yaml.documents]"])
    check("1️⃣%YAML 1.1\n---\n" + header, finds: ["1️⃣": "error: expected no directive of YAML [case.yaml.directive]"])
    check(
      header + "source:\n  1️⃣<<: {doi: 10.1/x}\n", finds: ["1️⃣": "error: expected no merge key of YAML [case.yaml.merge]"]
    )
    check(header + "? 1️⃣[a]\n: b\n", finds: ["1️⃣": "error: expected a key [case.yaml.key]"])
    check(header + "title:1️⃣\tx\n", finds: ["1️⃣": tab])
    check(header + "source:\n1️⃣\tdoi: x\n", finds: ["1️⃣": tab])
    check(header + "title: a1️⃣\tb\n", finds: ["1️⃣": tab])
    #expect(read("---\n" + header + "title: \"a\tb\" # c\td\n...\n").diagnostics.isEmpty)
  }

  @Test func takesScalarsAsText() throws {
    let reading = read(
      header + "treatments:\n- {id: a, kind: regimen, name: 'NO', courses: 4}\n"
        + "- {id: b, kind: drug, name: x, courses: '4', quote: \"null\"}\n")
    let report = try #require(reading.report)
    #expect(reading.diagnostics.isEmpty)
    #expect(report.treatments.map(\.courses) == [4, 4])
    #expect(report.treatments[0].name == "NO")
    #expect(report.treatments[1].quote == "null")
  }

  @Test(
    "Plain texts that others read differently",
    arguments: [
      ("7.0", "a number"), ("4", "a number"), ("0644", "a number"), ("1e3", "a number"), ("0x1F", "a number"),
      ("1_000", "a number"), ("+7", "a number"), (".5", "a number"), ("-1", "a number"), (".inf", "a number"),
      ("1:40", "a number"), ("1:10:30", "a number"), ("0o17", "a number"), ("0b11", "a number"), ("12e03", "a number"),
      ("2021-01-08", "a date"), ("2021-01-08T10:00:00Z", "a date"), ("NO", "a boolean"), ("on", "a boolean"),
      ("true", "a boolean"), ("Off", "a boolean"),
    ])
  func warnsOfAmbiguousScalars(text: String, type: String) {
    check(
      header + "title: 1️⃣\(text)\n",
      finds: ["1️⃣": "warning: other YAML readers take this for \(type); put it in quotes [case.yaml.ambiguous-scalar]"])
    #expect(read(header + "title: '\(text)'\n").diagnostics.isEmpty)
    #expect(read(header + "title: \(text)\n").report?.title == text)
  }

  @Test(
    "Plain texts that everybody reads alike",
    arguments: [
      "1:640", "1:80", "7.0 ng/mL", "63 years", "N", "y", "1.2.3", "2021-01", "10-12", "T4", "nothing", "0x", "1e",
      "e3", "Null.",
      "4 + 5", "< 1", "..", "1:4:60", "5:5a",
    ])
  func doesNotWarnOfText(text: String) { #expect(read(header + "title: \(text)\n").diagnostics.isEmpty) }

  @Test(
    "Texts that a comment cuts short",
    arguments: [
      "title: tooth 1️⃣#14 extraction", "source: {citation: No. 1️⃣#3}", "title: a\n  b 1️⃣#c", "title: a  1️⃣#1 b #2",
    ])
  func warnsOfCutTexts(text: String) {
    check(
      header + text.replacing("}", with: "\n}") + "\n",
      finds: ["1️⃣": "warning: a comment begins here, the text ends before it [case.yaml.comment]"])
  }

  @Test(
    "Comments that cut nothing",
    arguments: [
      "title: x # y", "title: x #\n", "title: 'x' #y", "title: x\n#y", "title: x\n  #y", "#y\ntitle: x",
      "title: |\n  x #y", "title: 'x #y'", "title: x#y", "source: #y\n  doi: 10.1/x",
    ])
  func acceptsComments(text: String) { #expect(read(header + text + "\n").diagnostics.map(\.message) == []) }

  @Test("Nothing is no text", arguments: ["", "~", "null", "Null", "NULL", "''", "' '", "\"\""])
  func refusesNothing(text: String) {
    let reading = read(header + "title: \(text)\n")
    #expect(reading.diagnostics.map(\.message) == ["expected text"])
    #expect(reading.diagnostics.first?.place.line == 3)
  }

  @Test func reportsSyntaxInWordsOfOurOwn() {
    check(
      header + "title: a1️⃣: b\n",
      finds: ["1️⃣": "error: expected one key on this line, found a second ': ' [case.yaml.syntax]"])
    check(
      header + "title: 1️⃣'a\nsource: {doi: 10.1/x}\n",
      finds: ["1️⃣": "error: expected a second quote that closes this one [case.yaml.syntax]"])
    check(header + "source: {doi: 10.1/x\n1️⃣", finds: ["1️⃣": "error: expected ',' or '}' [case.yaml.syntax]"])
    check(header + "title: 1️⃣@a\n", finds: ["1️⃣": "error: expected a text [case.yaml.syntax]"])
    check(header + "title: \"1️⃣\\q\"\n", finds: ["1️⃣": "error: expected an escape that YAML knows [case.yaml.syntax]"])
  }
}
