// Each form of a time as FHIR says it, and back to the letter.

import FHIRCore
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct RelativeTimeTests {
  /// A time and what becomes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    /// The time as a case prints it.
    let text: String
    /// Target, path, relationship and offset; a date; or `unknown`.
    let meaning: String
    /// Whether the text is carried, because FHIR does not print as it.
    let isCarried: Bool
    var testDescription: String { text }

    init(_ text: String, _ meaning: String, isCarried: Bool = false) {
      self.text = text
      self.meaning = meaning
      self.isCarried = isCarried
    }
  }

  private static let timeline = """
    timeline:
      - {id: T0, name: visit, is: visit}
      - {id: T1, name: start, at: after T0, is: start of chemo}
      - {id: T2, name: later, at: 2 weeks after T1}
      - {id: T3, name: end, at: after 4 courses of chemo, is: end of chemo}
      - {id: T4, name: scan, at: about 3 days before T3, is: scan-1}
      - {id: T5, name: the same, at: T2}
      - {id: D1, name: month, at: 2018-03, is: start of pill}
      - {id: D2, name: day, at: D1}
    investigations:
      - {id: scan-1, kind: imaging, name: CT, at: T4}
    treatments:
      - {id: chemo, kind: regimen, name: chemotherapy, from: T1, until: T3, status: completed}
      - {id: pill, kind: drug, name: a drug, from: D1}
    """

  private static let rows = [
    // A bare anchor is replaced by its definition, so its name is carried; a root has none but its event.
    Row("T0", "Encounter/T0 period concurrent 0 d"),
    Row("T1", "Encounter/T0 period after-start [0, ] d", isCarried: true),
    Row("T2", "Procedure/chemo performed after-start 2 wk", isCarried: true),
    Row("T3", "Procedure/chemo performed after-start [0, ] d", isCarried: true),
    Row("T4", "Procedure/chemo performed before-end 3 d", isCarried: true),
    Row("T5", "Procedure/chemo performed after-start 2 wk", isCarried: true),
    // Offsets.
    Row("after T1", "Procedure/chemo performed after-start [0, ] d"),
    Row("before T1", "Procedure/chemo performed before-start [0, ] d"),
    Row("after T3", "Procedure/chemo performed after-end [0, ] d"),
    Row("before T3", "Procedure/chemo performed before-end [0, ] d"),
    Row("after T0", "Encounter/T0 period after-start [0, ] d"),
    Row("1 year before T0", "Encounter/T0 period before-start 1 a"),
    Row("5 weeks after T1", "Procedure/chemo performed after-start 5 wk"),
    Row("2.5 hours after T4", "Procedure/scan-1 performed after-start 2.5 h"),
    Row("90 minutes before T4", "Procedure/scan-1 performed before-start 90 min"),
    Row("30 seconds after T4", "Procedure/scan-1 performed after-start 30 s"),
    Row("1 month after T3", "Procedure/chemo performed after-end 1 mo"),
    Row("about 2 weeks after T1", "Procedure/chemo performed after-start 2 wk", isCarried: true),
    Row("at least 1 week after T1", "Procedure/chemo performed after-start [1, ] wk"),
    Row("at most 10 days after T1", "Procedure/chemo performed after-start [, 10] d"),
    Row("2 to 3 weeks after T1", "Procedure/chemo performed after-start [2, 3] wk"),
    Row("about 2 to 3 weeks after T1", "Procedure/chemo performed after-start [2, 3] wk", isCarried: true),
    Row("at least 0 days after T1", "Procedure/chemo performed after-start [0, ] d", isCarried: true),
    Row("1 weeks after T1", "Procedure/chemo performed after-start 1 wk", isCarried: true),
    // Entries.
    Row("during chemo", "Procedure/chemo performed concurrent 0 d"),
    Row("during pill", "MedicationStatement/pill effective concurrent 0 d"),
    Row("after 4 courses of chemo", "Procedure/chemo performed after-start [0, ] d", isCarried: true),
    // A printed date goes to what stands at it; what is counted from it stays relative.
    Row("D1", "2018-03"),
    Row("D2", "2018-03", isCarried: true),
    Row("3 days after D1", "MedicationStatement/pill effective after-start 3 d"),
  ]

  private func convert(_ time: String) throws -> (example: Example, effective: R4.Primitive<FHIRDateTime>) {
    let course = "\ncourse:\n  - {id: x, name: a finding, result: found, at: \(time)}\n"
    let example = try Example(Array((header + Self.timeline + course).utf8))
    guard case .dateTime(let effective)? = try example.resource(R4.Observation.self, "x").effective else {
      throw Missing()
    }
    return (example, effective)
  }

  private struct Missing: Error {}

  @Test(arguments: rows) func becomes(row: Row) throws {
    let (example, effective) = try convert(row.text)
    #expect(describe(effective, in: example) == row.meaning)
    #expect((OriginalText.carried(by: effective.extension) != nil) == row.isCarried)
  }

  @Test(arguments: rows) func comesBackToTheLetter(row: Row) throws {
    let (example, effective) = try convert(row.text)
    #expect(try read(effective, in: example)?.text == row.text)
  }

  @Test func anEditShowsAlthoughTheTextIsCarried() throws {
    let (example, effective) = try convert("about 2 weeks after T1")
    let edited = try R4.Primitive<FHIRDateTime>(
      json: effective.json().replacing(#""valueDuration":{"value":2"#, with: #""valueDuration":{"value":5"#))
    #expect(try read(edited, in: example)?.text == "5 weeks after T1")
  }

  @Test func noDateIsMadeUp() throws {
    for row in Self.rows where row.meaning != "2018-03" {
      let (_, effective) = try convert(row.text)
      #expect(effective.lexeme == nil)
    }
  }

  @Test func theStartOfTheFirstEventIsUnknown() throws {
    let text =
      header + """
        timeline:
          - {id: T0, name: start, is: start of pill}
        treatments:
          - {id: pill, kind: drug, name: a drug, from: T0, until: 3 weeks after T0, status: completed}
        """
    let example = try Example(Array(text.utf8))
    guard case .period(let period)? = try example.resource(R4.MedicationStatement.self, "pill").effective else {
      throw Missing()
    }
    #expect(period.start == nil)
    #expect(period[extensionsOf: "start"].map(\.url) == [CoreExtension.dataAbsentReason, CoreExtension.originalText])
    // The end may be counted from the start of the same resource.
    let end = try #require(period[primitive: "end", as: FHIRDateTime.self])
    #expect(describe(end, in: example) == "MedicationStatement/pill effective after-start 3 wk")
  }

  /// What a dateTime says, in short.
  private func describe(_ dateTime: R4.Primitive<FHIRDateTime>, in example: Example) -> String {
    switch moment(dateTime, in: example) {
    case .date(let date): date
    case .unknown: "unknown"
    case .relative(let moment):
      "\(moment.target.resource.type)/\(moment.target.resource.name) \(moment.target.path) "
        + "\(moment.relationship.rawValue) "
        + {
          switch moment.offset {
          case .exactly(let number, let unit): "\(number) \(unit.code)"
          case .range(let low, let high, let unit): "[\(low ?? ""), \(high ?? "")] \(unit.code)"
          }
        }()
    }
  }

  private func moment(_ dateTime: R4.Primitive<FHIRDateTime>, in example: Example) -> Moment {
    if let date = dateTime.lexeme { return .date(date) }
    guard let relative = dateTime.extension.first(where: { $0.url == CoreExtension.relativeDateTime }),
      let moment = RelativeMoment(relative, resource: { key($0, in: example) })
    else { return .unknown }
    return .relative(moment)
  }

  private func key(_ reference: R4.Reference, in example: Example) -> ResourceKey? {
    let resource = example.bundle.entry.first { $0.fullUrl == reference.reference }?.resource
    return resource.flatMap { resource in
      resource.node.child("identifier")?.child("value")?.string.map {
        ResourceKey(type: resource.resourceType, name: $0)
      }
    }
  }

  /// The time that a dateTime prints as, by the law of printed text.
  private func read(_ dateTime: R4.Primitive<FHIRDateTime>, in example: Example) throws -> RelativeTime? {
    let chronology = Chronology(graph: CaseGraph(example.report) { _ in false })
    let form = chronology.form(of: moment(dateTime, in: example))
    return OriginalText.text(
      OriginalText.carried(by: dateTime.extension), of: form, as: RelativeTime.self,
      meaning: { chronology.resolve($0) })
  }
}
