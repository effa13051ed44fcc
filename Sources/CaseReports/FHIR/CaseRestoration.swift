// FHIR to a case: the case that a bundle holds, and what of the bundle a case cannot hold.

public import FHIRCore
public import FHIRModels
public import Terminology

/// A case that was read from a bundle, with the account of what was not.
public struct CaseRestoration: Sendable {
  /// The case; nil if the bundle holds none.
  public let report: CaseReport?
  /// Why there is no case, or what had to be assumed.
  public let diagnostics: [Diagnostic]
  /// What stands in the bundle and neither in the case nor in what is made from it again.
  public let losses: [Diagnostic]
}

/// The rules of the way from FHIR to a case.
public enum CaseBackRule {
  /// There is nothing of a case.
  public static let bundle = Rule(
    "case.back.bundle", .error, .refused, "A case comes from a Bundle with something that a case has a place for.")
  /// There are several Compositions.
  public static let composition = Rule(
    "case.back.composition", .error, .refused, "A Bundle that becomes a case has at most one Composition.")
  /// The bundle is about several patients.
  public static let patients = Rule("case.back.patients", .error, .refused, "A case is about one patient.")
  /// A reference leads nowhere.
  public static let reference = Rule(
    "case.back.reference", .error, .dropped, "A reference leads to a resource of the same bundle.")
  /// Something is not carried.
  public static let unread = Rule(
    "case.back.unread", .error, .dropped,
    "What a bundle holds is in the case, or made from it again.")
  /// What was deleted comes back.
  public static let copy = Rule(
    "case.back.copy", .error, .repaired,
    "What a bundle repeats of other content, or derives from it, goes only together with that.")
  /// A required key is not said.
  public static let assumed = Rule(
    "case.back.assumed", .warning, .kept, "What a case must say and the bundle does not is assumed, and reported.")
  /// The way there and back gives another case.
  public static let unequal = Rule(
    "case.back.unequal", .error, .kept, "A case that goes to FHIR and back is the same case.")

  /// All of them.
  public static let all = [bundle, composition, patients, reference, unread, copy, assumed, unequal]
}

extension CaseReport {
  /// Reads the case that a bundle holds: one that ``convert(source:terminology:recordedAt:)`` made, also if it was
  /// edited since, or one from elsewhere, as far as a case has a place for it.
  ///
  /// A date that no anchor has becomes an anchor of its own. Results that no report holds become an investigation if
  /// their category says of which kind, else they belong to the course.
  ///
  /// Content decides, nothing is remembered: an edit in the bundle shows in the case. A text as printed is used only
  /// while it still says what its element says. What stands in the bundle but neither in the case nor in the bundle
  /// that this case gives again is reported, each with its place.
  ///
  /// ```swift
  /// let restoration = CaseReport.restore(from: conversion.bundle)
  /// restoration.report == report  // true
  /// restoration.losses.isEmpty  // true
  /// ```
  ///
  /// - Parameters:
  ///   - bundle: The bundle.
  ///   - terminology: The concept maps and units.
  /// - Returns: The case, unless the bundle holds none, and what is lost.
  public static func restore(from bundle: R4.Bundle, terminology: Vocabulary = .embedded) -> CaseRestoration {
    let restoration = Restoration(bundle, vocabulary: terminology)
    guard let report = restoration.run() else {
      return CaseRestoration(report: nil, diagnostics: restoration.diagnostics, losses: [])
    }
    let conversion = Conversion(
      report, vocabulary: terminology, recordedAt: restoration.recordedAt, anchors: restoration.anchorDates)
    conversion.run()
    let remainder = BundleRemainder(restoration, conversion)
    return CaseRestoration(report: report, diagnostics: restoration.diagnostics, losses: remainder.findings)
  }
}
