// What the author most likely meant where the type is wrong, where a word or a key is not known.

internal import FHIRCore

/// Hints for a node of the wrong type.
enum TypeHints {
  static func text(_ node: CaseNode) -> String {
    switch node.content {
    case .map: "a text with ': ', or that begins with '{', needs quotes"
    case .list: "one text stands here, no list; a text that begins with '[' or '- ' needs quotes"
    case .text: "write it in quotes"
    }
  }

  static func list(of shape: CaseShape) -> String {
    let first = first(of: shape)
    return shape.name == "a note" ? "notes are a list: each begins with '- text:'" : "each begins with '- \(first):'"
  }

  static func map(_ node: CaseNode, _ shape: CaseShape, isItem: Bool) -> String? {
    switch node.content {
    case .text:
      isItem ? "write '\(first(of: shape)):' before it" : "write it on the next line, after '\(first(of: shape)):'"
    case .list: "one stands here, no list; leave out the '- '"
    case .map: nil
    }
  }

  /// The key under which a text most likely belongs.
  private static func first(of shape: CaseShape) -> String {
    switch shape.name {
    case "an age": "value"
    default: shape.keys.first { $0.isRequired }?.name ?? shape.keys.first?.name ?? ""
    }
  }
}

/// Hints for a word that is not one of those that stand at a place.
enum WordHints {
  private static let synonyms: [String: String] = [
    "discontinued": "stopped", "cancelled": "stopped", "finished": "completed", "ended": "completed",
    "active": "ongoing", "continued": "ongoing", "continuing": "ongoing", "present": "active", "cured": "resolved",
    "not-given": "not given", "none": "not given", "withheld": "not given", "h": "high", "l": "low", "n": "normal",
    "elevated": "high", "raised": "high", "rising": "up", "falling": "down",
    "improved": "better", "worsened": "worse", "stable": "unchanged", "m": "male", "f": "female", "man": "male",
    "woman": "female", "boy": "male", "girl": "female", "suspected": "provisional", "probable": "provisional",
    "definite": "confirmed", "excluded": "refuted", "lab": "laboratory", "blood": "laboratory", "ct": "imaging",
    "mri": "imaging", "radiology": "imaging", "biopsy": "pathology", "physical": "examination",
    "medication": "drug", "medicine": "drug", "surgery": "procedure", "operation": "procedure", "complaint": "symptom",
    "disease": "diagnosis", "finding": "sign", "comorbidity": "history", "inferred": "derived", "calculated": "derived",
    "guessed": "assumed", "increased": "up", "decreased": "down", "missing": "unknown", "not done": "not-performed",
    "n/a": "not-applicable",
    "recovered": "resolved", "improving": "recovering", "death": "fatal", "died": "fatal",
  ]

  static func hint(_ word: String, among words: [String], key: String) -> String? {
    if key == "basis", word.lowercased() == "stated" { return "leave 'basis:' out for what is stated" }
    if words.contains("high"), ["increased", "decreased"].contains(word.lowercased()) {
      return "did you mean '\(word.lowercased() == "increased" ? "high" : "low")'? a change goes in 'trend:'"
    }
    let meant = synonyms[word.lowercased()].flatMap { words.contains($0) ? $0 : nil } ?? NearMiss.of(word, among: words)
    return meant.map { "did you mean '\($0)'?" }
  }
}

/// A key that its place does not know.
struct UnknownKey {
  let message: String
  let hint: String?
  /// The key that was most likely meant.
  let suggestion: String?

  init(_ key: String, in shape: CaseShape) {
    let isWord =
      key.utf8.count <= 40 && key.utf8.allSatisfy { Identifier.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
    // What does not look like a key may be a part of a text.
    let quoted = isWord ? " '\(key)'" : ""
    let lower = key.lowercased()
    let known = shape.keys.map(\.name)
    if let advice = Self.advice[lower]?(shape) {
      message = "unknown key\(quoted); \(advice)"
      hint = nil
      suggestion = nil
      return
    }
    suggestion = Self.synonyms[lower]?.first { known.contains($0) } ?? NearMiss.of(key, among: known)
    message = "unknown key\(quoted)" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    let homes = Self.shapes.filter { $0.key(key) != nil }.map(\.name)
    if suggestion == nil, !homes.isEmpty {
      hint = "'\(key)' belongs to \(homes.joined(separator: ", "))"
    } else if suggestion == nil {
      hint = isWord ? "\(shape.name) has the keys \(known.joined(separator: ", "))" : "a text with ': ' needs quotes"
    } else {
      hint = nil
    }
  }

  private static let shapes: [CaseShape] = [
    .source, .subject, .age, .note, .anchor, .condition, .stage, .part, .investigation, .result, .treatment, .stop,
    .dose, .adverseEvent,
  ]

  /// Keys that need more than another name.
  private static let advice: [String: @Sendable (CaseShape) -> String?] = [
    "unit": { unit($0) }, "units": { unit($0) },
    "date": { $0.key("at") == nil ? nil : "a date stands only on an anchor of the timeline, as its 'at'" },
    "onset": { $0.key("at") == nil ? nil : "when it was found is 'at', when it began is 'from'" },
    "frequency": { $0.entry == .treatment || $0.name == "a dose" ? "how often goes in the 'text' of a dose" : nil },
    "reason": { $0.entry == .treatment ? "why it is given is 'for', why it was stopped is 'stopped'" : nil },
    "code": { _ in "codes are not part of a case; they come from the concept maps" },
    "coding": { _ in "codes are not part of a case; they come from the concept maps" },
    "<<": { _ in "merge keys are not used" },
  ]

  private static func unit(_ shape: CaseShape) -> String? {
    if shape.key("value") != nil { return "the unit is part of 'value'" }
    return shape.key("dose") != nil ? "the unit is part of 'dose'" : nil
  }

  private static let synonyms: [String: [String]] = [
    "start": ["from"], "begin": ["from"], "started": ["from"], "since": ["from"], "end": ["until"], "to": ["until"],
    "till": ["until"], "ended": ["until"], "time": ["at"], "when": ["at"], "comment": ["notes"], "comments": ["notes"],
    "remark": ["notes"], "note": ["notes"], "description": ["notes"], "type": ["kind"], "category": ["kind"],
    "label": ["name"], "title": ["name"], "statement": ["states"], "statements": ["states"], "source": ["quote"],
    "duration": ["lasting"], "dosage": ["doses", "dose"], "age": ["subject"], "sex": ["subject"], "gender": ["sex"],
    "patient": ["subject"], "drugs": ["treatments"], "medications": ["treatments"], "therapy": ["treatments"],
    "labs": ["investigations"], "laboratory": ["investigations"], "tests": ["investigations"],
    "symptoms": ["conditions"], "diagnoses": ["conditions"], "anchors": ["timeline"], "events": ["adverse-events"],
    "outcomes": ["course"], "id": ["case"], "version": ["format"], "name": ["title"], "stop": ["stopped"],
    "location": ["site"], "body-site": ["site"], "indication": ["for"], "indications": ["for"], "values": ["results"],
    "components": ["parts"], "interpretation": ["flag"], "change": ["trend"], "license": ["licence"],
    "event": ["is"], "cause": ["due-to", "suspects"],
  ]
}
