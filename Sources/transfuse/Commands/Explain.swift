// `transfuse explain`

import ArgumentParser
import FHIRCore
import Interchange

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explains a rule, or prints the definition of a URL of ours.",
    discussion: """
      Examples:
        transfuse explain map.unmapped
        transfuse explain urn:transfuse:extension:case-source
        transfuse explain

      \(ExitStatus.help)
      """)

  @Argument(
    help: ArgumentHelp(
      "The id of a rule, as messages have it in brackets, or a URL that begins with \(OwnURLs.base); all are listed without one.",
      valueName: "rule|url"))
  var name: String?

  func run() throws {
    let text = try name.map(explanation) ?? list
    try printOutput(text)
  }

  private func explanation(of argument: String) throws -> [UInt8] {
    // As it stands in a message.
    let isBracketed = argument.hasPrefix("[") && argument.hasSuffix("]")
    let name = isBracketed ? String(argument.dropFirst().dropLast()) : argument
    if let definition = OwnNames.definition(of: name) { return definition }
    if let rule = RuleBook.rule(name) { return Array(Self.explanation(of: rule).utf8) }
    let below = RuleBook.all.filter { $0.id.hasPrefix(name.hasSuffix(".") ? name : name + ".") }
    if !below.isEmpty { return Array(below.map(Self.line(of:)).joined().utf8) }
    let near = NearMiss.of(name, among: RuleBook.all.map(\.id) + OwnNames.urls).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no rule or URL of ours with this name.\(near) 'transfuse explain' lists them.")
  }

  private static func explanation(of rule: Rule) -> String {
    let effect =
      switch rule.effect {
      case .kept where RuleBook.isOfReading(rule):
        "what breaks it is kept by the reader and judged by validate; convert writes nothing"
      case .kept: "what breaks it is carried unchanged"
      case .repaired: "what breaks it is changed to what it can only have meant"
      case .dropped: "what breaks it is not in the output"
      case .refused: "the input is refused; there is no output"
      }
    var text = "\(rule.id): \(rule.severity.rawValue), \(rule.effect.rawValue)\n\(rule.summary)\nIf not: \(effect).\n"
    guard let lesson = Lesson.of(rule) else { return text }
    text += wrapped("Why: \(lesson.why)")
    if !lesson.wrong.isEmpty { text += "Wrong:\n  \(lesson.wrong)\nRight:\n  \(lesson.right)\n" }
    return text
  }

  /// A text in lines of at most 80 characters; a longer word has a line of its own.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= 80 {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var list: [UInt8] {
    Array((RuleBook.all.map(Self.line(of:)) + OwnNames.urls.map { "\($0)\n" }).joined().utf8)
  }

  private static func line(of rule: Rule) -> String {
    "\(rule.id)\t\(rule.severity.rawValue)\t\(rule.effect.rawValue)\t\(rule.summary)\n"
  }
}
