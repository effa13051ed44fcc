// What an editor says about a key.

/// One sentence for each key of a case file.
enum CaseSchemaText {
  /// What a key holds.
  static func description(of key: CaseShape.Key) -> String {
    switch key.content {
    case .anchorTime: "When it was: counted from another anchor, or a printed date; left out for the root."
    case .word(let words) where key.name == "kind": "What kind it is: \(words.joined(separator: ", "))."
    default: byName[key.name] ?? "The \(key.name) as printed."
    }
  }

  private static let byName: [String: String] = [
    "format": "The format and its version.",
    "case": "The id of the case: a lower-case word with hyphens.",
    "title": "The title of the case.",
    "source": "The article.",
    "subject": "The patient.",
    "timeline": "The named moments from which everything else is counted.",
    "conditions": "Diagnoses, metastases, symptoms, signs and history.",
    "investigations": "Laboratory tests, pathology, imaging and examinations, with their results.",
    "treatments": "Drugs, regimens, procedures and nutrition.",
    "adverse-events": "Adverse events.",
    "course": "Severity, response, outcome and status over time.",
    "id": "The id, unique in the file.",
    "name": "The name as printed.",
    "states": "The ids of the statements that this makes; each stands once in a file.",
    "quote": "The words of the article.",
    "basis": "How it is known, if the article does not state it.",
    "notes": "Remarks.",
    "text": "The words as printed.",
    "at": "The moment: an anchor, or counted from one.",
    "from": "The beginning: an anchor, or counted from one.",
    "until": "The end: an anchor, or counted from one.",
    "is": "The event: visit, an entry, or start of or end of an entry.",
    "value": "A number with its unit, a range or a titre, as printed.",
    "result": "Words, as printed; beside a value they interpret it.",
    "absent": "Why there is neither value nor result.",
    "flag": "How the value lies to its reference range, if the article says so.",
    "trend": "How it changed, if the article says so.",
    "parts": "What it is made of.",
    "about": "The entries it is about.",
    "results": "What was found.",
    "stage": "The stage.",
    "status": "The status, in one of the words that are listed.",
    "certainty": "How sure it is.",
    "due-to": "What caused it.",
    "related-to": "The conditions it is related to.",
    "evidence": "The entries that show it.",
    "part-of": "The treatment it is a part of, whose time it takes.",
    "for": "What it is given for.",
    "cycle": "How often a course is given.",
    "courses": "The number of courses.",
    "doses": "The doses, in their order.",
    "dose": "The dose with its unit, perhaps for a time.",
    "lasting": "How long it was given.",
    "stopped": "Why it was stopped.",
    "because": "The entries that were the reason.",
    "suspects": "The treatments suspected to have caused it.",
    "seen-as": "The conditions as which it was seen.",
    "outcome": "What became of it.",
    "sex": "The sex as stated.",
    "age": "The age.",
    "authors": "The authors as printed, in their order.",
    "doi": "The DOI, without a prefix.",
    "published": "When it was published: a year, a month or a day.",
    "language": "The language of the article: en, ja, pt-BR.",
    "method": "How, as printed.",
    "site": "Where in the body, as printed.",
  ]
}
