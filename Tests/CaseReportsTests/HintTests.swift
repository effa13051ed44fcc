// The most likely mistakes of an author, each with the hint that mends it.

import FHIRCore
import Testing

@testable import CaseReports

@Suite struct HintTests {
  private func hints(_ text: String) -> [String] {
    read(text).diagnostics.map { $0.hint ?? "no hint for: \($0.message)" }
  }

  @Test(
    "In a value",
    arguments: [
      ("positive", "words belong in 'result:'; for a value that is not known write 'absent: unknown'"),
      ("weakly positive at 1+", "words belong in 'result:'"),
      ("<5 mg/dL", "one blank after the sign and one before the unit, as in '< 5 mg/dL'"),
      ("< 5mg/dL", "one blank after the sign and one before the unit, as in '< 5 mg/dL'"),
      ("5mg/dL", "one blank between the number and the unit, as in '5 mg/dL'"),
      ("45%", "one blank between the number and the unit, as in '5 mg/dL'"),
      ("5,3 mg/dL", "write a decimal point for a comma, and thousands without a separator"),
      ("12,000 /µL", "write a decimal point for a comma, and thousands without a separator"),
      ("７.0 ng/mL", "the digits are full-width; write them as 0 to 9"),
      ("7.0　ng/mL", "there is a full-width blank; write a plain one"),
      ("<1:40", "one blank after the sign, as in '< 1:40'"),
      ("12000/µL", "one blank between the number and the unit, as in '5 mg/dL'"),
      ("7.0\u{A0}ng/mL", "there is a no-break or thin space; write a plain blank"),
      ("7.0  ng/mL", "there are two blanks in a row; write one"),
      ("3-5 mg/dL", "write a range with 'to', as in '3 to 5 mg/dL'"),
      ("3–5 mg/dL", "write a range with 'to', as in '3 to 5 mg/dL'"),
      ("3 – 5 mg/dL", "write a range with 'to', as in '3 to 5 mg/dL'"),
      ("5 ± 1 mg/dL", "a value has no tolerance and no sum; put them in words into 'result:'"),
      ("4 + 5", "a value has no tolerance and no sum; put them in words into 'result:'"),
      ("about 5 mg/dL", "a value has no 'about'; put the number in 'value:' and the words in 'quote:'"),
      ("~5 mg/dL", "a value has no 'about'; put the number in 'value:' and the words in 'quote:'"),
      ("5 mg/dL (high)", "what stands in brackets goes in 'flag:', in 'result:' or in a note"),
      ("5 mg/dL at noon", "words belong in 'result:'; new units go in Mappings/units.json"),
      ("5 (high)", "what stands in brackets goes in 'flag:', in 'result:' or in a note"),
      ("246 iu/l", "did you mean 'IU/L'? words belong in 'result:'; new units go in Mappings/units.json"),
      ("120/80 mmHg", "two numbers are two parts: write 'parts:', each with its name and value"),
      ("2+", "words belong in 'result:'"),
      ("92% (room air)", "one blank between the number and the unit, as in '5 mg/dL'"),
      ("007 mg", "a number has no zero in front of another digit"),
      ("5 to 3 mg/dL", "write the range from low to high"),
    ])
  func value(text: String, hint: String) {
    #expect(
      hints(
        header + "investigations:\n- id: b\n  kind: laboratory\n  name: B\n  results:\n"
          + "  - {id: r, name: R, value: '\(text)'}\n") == [hint])
  }

  @Test(
    "In a time",
    arguments: [
      ("day 14", "count from an anchor, as in '2 weeks after T1'"),
      ("Day 14", "count from an anchor, as in '2 weeks after T1'"),
      ("on day 14 of cycle 2", "count from an anchor, as in '2 weeks after T1'"),
      ("two weeks after T1", "write the number in digits, as in '2 weeks after T1'"),
      ("12 d after T1", "write the unit of time out, as in '2 weeks after T1'"),
      ("approximately 2 weeks after T1", "write 'about' before the number, as in 'about 2 weeks after T1'"),
      ("~2 weeks after T1", "write 'about' before the number, as in 'about 2 weeks after T1'"),
      ("two weeks later", "say from which anchor it counts, as in '2 weeks after T1'"),
      ("2 weeks", "say from which anchor it counts, as in '2 weeks after T1'"),
      ("2 weeks ago", "say from which anchor it counts, as in '2 weeks after T1'"),
      ("2018-03", "a date stands only on an anchor: give it to one in 'timeline' and count from that"),
      ("2018/03/05", "a date stands only on an anchor: give it to one in 'timeline' and count from that"),
      ("5 March 2018", "a date stands only on an anchor: give it to one in 'timeline' and count from that"),
      ("2 weeks after T1 + 3 days", "times are not added up; name the moment in 'timeline' and count from it"),
      ("from T1 to T2", "a period is said with the keys 'from:' and 'until:'"),
      ("2-3 weeks after T1", "write a range with 'to', as in '2 to 3 weeks after T1'"),
      ("2 weeks  after T1", "there are two blanks in a row; write one"),
      ("２ weeks after T1", "the digits are full-width; write them as 0 to 9"),
      ("2 Wochen after T1", "blanks are single, words are lower case, units of time are in English"),
      ("3 to 2 weeks after T1", "write the range from low to high"),
    ])
  func time(text: String, hint: String) {
    #expect(
      hints(
        header + "timeline:\n- {id: T1, name: T, is: visit}\nconditions:\n"
          + "- {id: c, kind: sign, name: C, at: '\(text)'}\n") == [hint])
  }

  @Test(
    "In an anchor's date",
    arguments: [
      ("2018/03", "write it with hyphens: year, month, day"),
      ("2018年3月", "write it with hyphens: year, month, day"),
      ("2018-13", "months are 01 to 12"), ("2018-02-30", "the month has no such day"),
      ("2018-03-05T10:00:00", "a time of day needs a zone: Z, or +hh:mm or -hh:mm"),
    ])
  func date(text: String, hint: String) {
    #expect(hints(header + "timeline:\n- {id: T1, name: T, at: '\(text)'}\n") == [hint])
  }

  @Test(
    "In a dose",
    arguments: [
      ("dose: '5,5 mg'", "write a decimal point for a comma, and thousands without a separator"),
      ("dose: 5-10 mg", "write a range with 'to', as in '5 to 10 mg'"),
      ("dose: high", "words belong in 'text:'; 'dose:' may be left out"),
      ("dose: 5mg", "one number, one blank, one unit, as in '20 mg/m2'; how often and how go in 'text:' and 'route:'"),
      ("dose: 5 mg twice daily", "words belong in 'text:'; new units go in Mappings/units.json"),
      (
        "text: x, lasting: 3",
        "a number and second, minute, hour, day, week, month or year, in English; before it 'about', 'at least' or 'at most'"
      ),
    ])
  func dose(text: String, hint: String) {
    let found = hints(header + "treatments:\n- {id: d, kind: drug, name: D, doses: [{\(text)}]}\n")
    #expect(found.last == hint)
  }

  @Test(
    "In a key",
    arguments: [
      ("unit: mg", "unknown key 'unit'; the unit is part of 'value'"),
      ("Value: 5 mg", "unknown key 'Value'; did you mean 'value'?"),
      ("notse: x", "unknown key 'notse'; did you mean 'notes'?"),
      ("comment: x", "unknown key 'comment'; did you mean 'notes'?"),
      ("grade: x", "unknown key 'grade'"),
      ("date: x", "unknown key 'date'; a date stands only on an anchor of the timeline, as its 'at'"),
      ("since: 'T0'", "unknown key 'since'; did you mean 'from'?"),
      ("code: x", "unknown key 'code'; codes are not part of a case; they come from the concept maps"),
    ])
  func key(text: String, message: String) {
    let reading = read(
      header + "timeline:\n- {id: T0, name: x, is: visit}\ncourse:\n- id: r\n  name: R\n  result: x\n  \(text)\n")
    #expect(reading.diagnostics.map(\.message) == [message])
  }

  @Test(
    "A blank is missing",
    arguments: [
      ("conditions:\n  -id: c\n   kind: sign\n", "expected a blank after '-'"),
      ("title:x\nsource: {doi: 10.1/x}\n", "expected a blank after ':'"),
    ])
  func blank(text: String, message: String) {
    #expect(read(header + text).diagnostics.map(\.message) == [message])
  }

  @Test func namesTheHomeOfAKey() {
    #expect(
      hints(header + "conditions:\n- {id: c, kind: sign, name: C, grade: x, cycle: x}\n") == [
        "'grade' belongs to an adverse event", "'cycle' belongs to a treatment",
      ])
  }

  @Test(
    "In a word",
    arguments: [
      ("treatments", "kind: medication", "did you mean 'drug'?"), ("treatments", "kind: drgu", "did you mean 'drug'?"),
      ("conditions", "kind: sign, certainty: suspected", "did you mean 'provisional'?"),
      ("treatments", "kind: drug, status: discontinued", "did you mean 'stopped'?"),
      ("course", "result: x, flag: decreased", "did you mean 'low'? a change goes in 'trend:'"),
      ("conditions", "kind: sign, basis: stated", "leave 'basis:' out for what is stated"),
    ])
  func word(list: String, text: String, hint: String) {
    #expect(hints(header + "\(list):\n- {id: c, name: C, \(text)}\n") == [hint])
  }

  @Test(
    "In YAML",
    arguments: [
      (
        "title: a case: the first\n",
        "a text with ': ' or ' #', or that begins with a sign such as '[' or '*', needs quotes"
      ),
      (
        "conditions:\n- {id: c, kind: sign, name: pain, fever}\n",
        "a comma inside {} begins a new key; put the text in quotes"
      ),
      (
        "conditions:\n- {id: c, kind: sign, name: a [b] c}\n",
        "inside {} a text with ',', '[', ']', '{', '}' or ': ' needs quotes"
      ),
      ("title: *bold\n", "a text that begins with '*' needs quotes"),
      ("title: &c\n", "a text that begins with '&' needs quotes"),
      ("title: !x y\n", "a text that begins with '!' needs quotes"),
      ("title:\tx\n", "indent with blanks; a tab may stand in quotes and comments"),
      ("title: [x]\n", "one text stands here, no list; a text that begins with '[' or '- ' needs quotes"),
      ("title: {x: y}\n", "a text with ': ', or that begins with '{', needs quotes"),
      ("title:\n", "leave the key out when there is nothing to say"),
      ("subject: male\n", "write it on the next line, after 'sex:'"),
      ("subject: {age: 63 years}\n", "write it on the next line, after 'value:'"),
      ("conditions:\n  id: c\n", "each begins with '- id:'"),
      ("treatments:\n- {id: t, kind: drug, name: T, doses: [5 mg]}\n", "write 'dose:' before it"),
      (
        "conditions:\n- {id: c, kind: sign, name: “pain, fever”}\n",
        "curly quotes are no quotes for YAML; write \" at both ends"
      ),
      ("title: \"a\" in b\n", "put quotes round the whole text, \" inside as \\\", or begin it with another word"),
      ("title： x\nsource: y\n", "the colon is full-width; write ':' and a blank"),
      (
        "conditions:\n- {id: c, kind: sign, name: x, evidence: [c d]}\n",
        "an id has no blanks; commas stand between ids"
      ),
      ("source: {doi: https://doi.org/10.1/x}\n", "without a prefix, from '10.' on"),
      ("course:\n- {id: r, name: R, trend: up}\n", "when only a change is stated, write 'absent: unknown'"),
    ])
  func yaml(text: String, hint: String) { #expect(hints(header + text) == [hint]) }
}
