// What `transfuse explain` says of a rule beyond its summary.

public import FHIRCore

/// Why a rule exists, and how it is broken and kept.
public struct Lesson: Sendable {
  /// The rule.
  public let rule: Rule
  /// What goes wrong in the world where it is broken.
  public let why: String
  /// A file that breaks the rule and no other; empty where none can be shown in a few lines.
  public let wrong: String
  /// The same file, mended.
  public let right: String

  init(_ rule: Rule, why: String, wrong: String = "", right: String = "") {
    self.rule = rule
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  /// The lesson of a rule; nil for a rule that explains itself.
  public static func of(_ rule: Rule) -> Lesson? { all.first { $0.rule == rule } }

  /// All lessons.
  static let all = values + coding + references + extensions + narrative + bundles + json + xml + mappings
}

/// Resources of a few words, for lessons.
enum Snippet {
  static func patient(_ members: String) -> String { #"{"resourceType":"Patient",\#(members)}"# }

  static func observation(_ members: String) -> String {
    #"{"resourceType":"Observation","status":"final","code":{"text":"Sodium"},\#(members)}"#
  }

  static func bundle(_ type: String, _ members: String) -> String {
    #"{"resourceType":"Bundle","type":"\#(type)",\#(members)}"#
  }

  static func narrative(_ content: String) -> String {
    patient(
      #""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">\#(content)</div>"}"#)
  }

  /// A Patient in XML.
  static func xml(_ content: String) -> String { "<Patient xmlns=\"http://hl7.org/fhir\">\(content)</Patient>" }
}
