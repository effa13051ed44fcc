// `--recorded-at`, or the variable SOURCE_DATE_EPOCH: the time of a conversion never comes from the clock.

import ArgumentParser
import FHIRCore
import Interchange

/// When a conversion is made, for where FHIR demands it.
struct RecordedAt: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "When the output is made, with seconds and zone (default: SOURCE_DATE_EPOCH, else not said).",
      valueName: "instant"),
    transform: instant)
  var recordedAt: FHIRInstant?

  /// The time of the option, else that of the variable; nil if there is neither.
  func time() throws -> FHIRInstant? {
    if let recordedAt { return recordedAt }
    guard let text = ProcessStart.variable("SOURCE_DATE_EPOCH") else { return nil }
    guard let seconds = Int(text), let time = FHIRInstant(secondsSince1970: seconds) else {
      throw ValidationError("The variable SOURCE_DATE_EPOCH should be a number of seconds since 1970.")
    }
    return time
  }

  private static func instant(_ text: String) throws -> FHIRInstant {
    guard let time = FHIRInstant(text: text) else {
      throw ValidationError("Expected a date and time such as 2024-05-31T12:00:00Z.")
    }
    return time
  }
}
