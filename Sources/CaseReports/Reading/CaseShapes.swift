// The keys of a case file, list by list. `Docs/CaseFormat.md` says the same in words.

extension CaseShape {
  private static let provenance: [Key] = [
    .optional("states", .statements), .optional("quote"), .optional("basis", words(CaseReport.Basis.self)),
  ]
  private static let times: [Key] = [.optional("at", .time), .optional("from", .time), .optional("until", .time)]
  private static let notes: [Key] = [.optional("notes", .list(note))]
  private static let finding: [Key] = [
    .optional("value", .value), .optional("result"), .optional("absent", words(CaseReport.AbsentReason.self)),
  ]
  private static let judgement: [Key] = [
    .optional("flag", words(CaseReport.Flag.self)), .optional("trend", words(CaseReport.Trend.self)),
  ]

  private static func words<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type) -> CaseContent {
    .word(type.allCases.map(\.rawValue))
  }

  /// The whole file.
  static let report = CaseShape(
    "a case",
    [
      [.required("format", .format), .required("case", .caseID), .optional("title")],
      [.optional("source", .map(source)), .optional("subject", .map(subject))],
      [
        .optional("timeline", .list(anchor)), .optional("conditions", .list(condition)),
        .optional("investigations", .list(investigation)), .optional("treatments", .list(treatment)),
        .optional("adverse-events", .list(adverseEvent)), .optional("course", .list(courseEntry)),
      ],
    ])

  static let source = CaseShape(
    "a source",
    [
      [
        .optional("citation"), .optional("authors", .texts), .optional("doi", .doi), .optional("published", .date),
        .optional("licence"), .optional("language", .language),
      ]
    ])

  static let subject = CaseShape(
    "a subject",
    [[.optional("sex", words(CaseReport.Sex.self)), .optional("age", .map(age))], provenance, notes])

  static let age = CaseShape("an age", [finding, times, provenance, notes], [.momentOrPeriod, .finding])

  static let note = CaseShape("a note", [[.required("text"), .optional("at", .time)], provenance])

  static let anchor = CaseShape(
    "an anchor", entry: .anchor,
    [
      [.required("id", .anchorID), .required("name"), .optional("at", .anchorTime), .optional("is", .event)],
      provenance, notes,
    ])

  static let condition = CaseShape(
    "a condition", entry: .condition,
    [
      [
        .required("id", .entryID), .required("kind", words(CaseReport.Condition.Kind.self)), .required("name"),
        .optional("site"),
      ],
      times,
      [
        .optional("severity"), .optional("status", words(CaseReport.Condition.Status.self)),
        .optional("certainty", words(CaseReport.Condition.Certainty.self)),
        .optional("due-to", .references([.condition, .treatment])),
        .optional("related-to", .references([.condition])), .optional("evidence", .references(EntryKind.entries)),
        .optional("stage", .map(stage)),
      ],
      provenance, notes,
    ], [.momentOrPeriod])

  static let stage = CaseShape(
    "a stage",
    [[.required("name"), .optional("method"), .optional("parts", .list(part))], provenance, notes])

  static let part = CaseShape("a part", [[.required("name")], finding, judgement, provenance, notes], [.finding])

  static let investigation = CaseShape(
    "an investigation", entry: .investigation,
    [
      [
        .required("id", .entryID), .required("kind", words(CaseReport.Investigation.Kind.self)), .required("name"),
      ],
      times,
      [.optional("specimen"), .optional("method"), .optional("results", .list(result))],
      provenance, notes,
    ], [.momentOrPeriod])

  static let result = shape(of: "a result", entry: .result)
  static let courseEntry = shape(of: "a course entry", entry: .course)

  private static func shape(of name: String, entry: EntryKind) -> CaseShape {
    CaseShape(
      name, entry: entry,
      [
        [.required("id", .entryID), .required("name")],
        finding, times, judgement,
        [
          .optional("site"), .optional("method"), .optional("about", .references(EntryKind.entries)),
          .optional("parts", .list(part)),
        ],
        provenance, notes,
      ], [.momentOrPeriod, .finding])
  }

  static let treatment = CaseShape(
    "a treatment", entry: .treatment,
    [
      [
        .required("id", .entryID), .required("kind", words(CaseReport.Treatment.Kind.self)), .required("name"),
        .optional("part-of", .reference([.treatment])),
      ],
      times,
      [
        .optional("cycle", .cycle), .optional("courses", .wholeNumber),
        .optional("status", words(CaseReport.Treatment.Status.self)), .optional("stopped", .map(stop)),
        .optional("for", .references([.condition, .investigation, .result, .course])),
        .optional("doses", .list(dose)),
      ],
      provenance, notes,
    ], [.momentOrPeriod, .treatment])

  static let stop = CaseShape(
    "a stop", [[.optional("text"), .optional("because", .references(EntryKind.entries))], provenance], [.stop])

  static let dose = CaseShape(
    "a dose",
    [
      [.optional("dose", .dose), .optional("route"), .optional("lasting", .interval)],
      times, [.optional("text")], provenance, notes,
    ], [.momentOrPeriod, .dose])

  static let adverseEvent = CaseShape(
    "an adverse event", entry: .adverseEvent,
    [
      [.required("id", .entryID), .required("name")],
      times,
      [
        .optional("grade"), .optional("severity", words(CaseReport.AdverseEvent.Severity.self)),
        .optional("certainty"), .optional("suspects", .references([.treatment])),
        .optional("seen-as", .references([.condition])),
        .optional("outcome", words(CaseReport.AdverseEvent.Outcome.self)),
      ],
      provenance, notes,
    ], [.momentOrPeriod])
}
