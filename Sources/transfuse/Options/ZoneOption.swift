// `--zone`: what the clock of a laboratory showed.

import ArgumentParser
import FHIRCore
import Interchange
import TimeZones

/// The zone of times that a legacy document prints without one.
struct ZoneOption: ParsableArguments {
  @Option(
    name: .customLong("zone"),
    help: ArgumentHelp(
      "The zone of times that a legacy document prints without one, such as Europe/Berlin or +09:00; it is recorded in the Provenance.",
      valueName: "zone"))
  var name: String?

  /// The zone; nil if none is given.
  func zone() throws -> ClockZone? {
    guard let name else { return nil }
    return try ZoneFiles.zone(named: name)
  }
}
