// The one type in which readers, mappers, validators and importers say what they found.

/// A finding: which rule was broken, where, and what would mend it.
///
/// ```swift
/// print(diagnostic)
/// // lab.xml:12:9: error: expected a date [fhir.primitive.date]
/// //   at Patient.birthDate · hint: write YYYY, YYYY-MM or YYYY-MM-DD
/// ```
///
/// The message never contains a value of the file, for it may be a patient's; `value` holds it, and only
/// `description(showingValues: true)` prints it. Ids and keys of a file are not values.
public struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rule that was broken.
  public var rule: Rule
  /// What was expected: lower case, no full stop.
  public var message: String
  /// Where it was found.
  public var place: Place
  /// How to mend it, or the near miss.
  public var hint: String?
  /// The offending value, never printed unless asked for.
  public var value: String?

  /// Makes a finding.
  public init(_ rule: Rule, _ message: String, at place: Place, hint: String? = nil, value: String? = nil) {
    self.rule = rule
    self.message = message
    self.place = place
    self.hint = hint
    self.value = value
  }

  /// The finding as it is printed, without the value.
  public var description: String { description(showingValues: false) }

  /// The finding as it is printed: one line with place, severity, message and rule, one with path and hint.
  ///
  /// Control characters, which keys and values may have, are shown as `\u{1b}`, so that no file steers a terminal.
  public func description(showingValues: Bool) -> String {
    let head = "\(place.filePosition): \(rule.severity.rawValue): \(message) [\(rule.id)]"
    var details: [String] = []
    if let path = place.path, !path.isEmpty { details.append("at \(path)") }
    if let hint { details.append("hint: \(hint)") }
    if showingValues, let value { details.append("value: \(value)") }
    if details.isEmpty { return printable(head) }
    return printable(head) + "\n  " + printable(details.joined(separator: " · "))
  }
}

extension [Diagnostic] {
  /// At most so many findings, in their order; if there are more, errors rather than others.
  package func limited(to most: Int) -> [Diagnostic] {
    guard count > most else { return self }
    var errors = Swift.min(most, self.count { $0.rule.severity == .error })
    var others = most - errors
    return filter { finding in
      if finding.rule.severity == .error {
        errors -= 1
        return errors >= 0
      }
      others -= 1
      return others >= 0
    }
  }
}
