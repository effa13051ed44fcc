// What a case becomes: `--bundle`, and the dates that are given to its anchors.

import ArgumentParser
import CaseReports
import FHIRCore
import Interchange

/// What a case becomes.
struct CaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the Bundle of a case or legacy document is for: \(names). A document is for cases and needs a time (default: collection).",
      valueName: "kind"),
    completion: .list(BundleKind.allCases.map(\.rawValue)), transform: kind)
  var bundle: BundleKind?

  @Option(
    name: .customLong("anchor"),
    help: ArgumentHelp(
      "Give an anchor a date that the case does not print; what is counted from it exactly gets dates too. Repeatable.",
      valueName: "anchor=date"),
    transform: given)
  var given: [GivenDate] = []

  /// A date that is given to an anchor.
  struct GivenDate {
    var anchor: String
    var date: FHIRDateTime
  }

  /// The dates of all anchors, each of which has one.
  func anchors() throws -> AnchorDates {
    var dates = AnchorDates()
    for given in given where !dates.add(given.date, to: given.anchor) {
      throw ValidationError("'--anchor' gives '\(given.anchor)' two dates.")
    }
    return dates
  }

  /// Looks at whether what is asked for can be made.
  func check(recordedAt: FHIRInstant?) throws {
    if bundle == .document, recordedAt == nil {
      throw ValidationError("A document says when it was made: give '--recorded-at' or set SOURCE_DATE_EPOCH.")
    }
  }

  private static func given(_ text: String) throws -> GivenDate {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw ValidationError("Expected an anchor and a date such as T0=2018-04-01.")
    }
    do throws(CaseTextError) {
      if case .date(let date) = try AnchorTime(parts[1]).form, let date = FHIRDateTime(text: date) {
        return GivenDate(anchor: parts[0], date: date)
      }
    } catch {
      if let hint = error.hint {
        throw ValidationError("\(expectedDate) \(hint.prefix(1).uppercased())\(hint.dropFirst()).")
      }
    }
    throw ValidationError(expectedDate)
  }

  private static let expectedDate = "Expected a date such as 2018, 2018-04, 2018-04-01 or 2018-04-01T10:00:00+09:00."

  private static let names = BundleKind.allCases.map(\.rawValue).joined(separator: ", ")

  private static func kind(_ name: String) throws -> BundleKind {
    if let kind = BundleKind(rawValue: name) { return kind }
    let near = NearMiss.of(name, among: BundleKind.allCases.map(\.rawValue)).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("Kinds of Bundles: \(names).\(near)")
  }
}
