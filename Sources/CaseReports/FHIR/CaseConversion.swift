// A case to FHIR: the bundle, the account of every text of the file, and what there is to say about both.

public import FHIRCore
public import FHIRModels
public import Terminology

/// A case as FHIR, with the account of how it came about.
public struct CaseConversion: Sendable {
  /// The case as a Bundle.
  public let bundle: R4.Bundle
  /// What became of each text of the file.
  public let ledger: Ledger
  /// What is not carried, and where it stands.
  public let diagnostics: [Diagnostic]
  /// Which names got a code.
  public let coding: CodingReport
}

/// The rules of the map from cases to FHIR.
public enum CaseMapRule {
  /// A text of the case is not in the bundle.
  public static let unmapped = Rule(
    "map.unmapped", .error, .dropped,
    "Every text of the source has a place in the output, or a rule that leaves it out.")

  /// All of them.
  public static let all = [unmapped]
}

extension CaseReport {
  /// Converts the case to FHIR R4.
  ///
  /// Nothing is invented: a time is counted from the event it is told by and has a date only where the article prints
  /// one; what R4 demands and the article does not state is R4's own code `unknown` or an extension that says why it is
  /// absent. The same case gives the same bytes.
  ///
  /// ```swift
  /// let reading = CaseReport.read(bytes, file: "case.yaml")
  /// guard let report = reading.report, let source = reading.source else { … }
  /// let conversion = report.convert(source: source)
  /// conversion.bundle.json(pretty: true)
  /// conversion.ledger.statementTotals  // 85 mapped, 0 kept, 0 ignored, 0 unmapped
  /// ```
  ///
  /// - Parameters:
  ///   - source: Where the texts of the case stand; the ledger has one row for each.
  ///   - terminology: The concept maps and units.
  ///   - recordedAt: When the bundle is made, where R4 demands it; nothing is taken from the clock.
  ///   - kind: What the bundle is for; a document is not valid without `recordedAt`.
  ///   - anchors: Dates of anchors that the case does not print, for this conversion.
  /// - Returns: The bundle, the ledger, what is not carried, and which names got a code.
  public func convert(
    source: CaseSource, terminology: Vocabulary = .embedded, recordedAt: FHIRInstant? = nil,
    bundle kind: BundleKind = .collection, anchors: AnchorDates = AnchorDates()
  ) -> CaseConversion {
    let conversion = Conversion(self, vocabulary: terminology, recordedAt: recordedAt, anchors: anchors)
    conversion.run()
    let ledger = Ledger(conversion, source)
    return CaseConversion(
      bundle: conversion.bundle(kind), ledger: ledger, diagnostics: ledger.unmappedFindings, coding: conversion.coding)
  }
}

extension Ledger {
  /// The account of a conversion: what the scribes wrote down, and nothing else.
  init(_ conversion: Conversion, _ source: CaseSource) {
    let consumption = conversion.consumption
    let entries = Dictionary(
      conversion.resources.enumerated().map { index, resource in
        (resource.key, "Bundle.entry[\(index)].resource.ofType(\(resource.key.type))")
      }, uniquingKeysWith: { first, _ in first })
    func paths(_ targets: [Consumption.Target]) -> [String] {
      var seen: Set<String> = []
      return targets.compactMap { target in
        guard let entry = entries[target.resource] else { return nil }
        let path = target.element.isEmpty ? entry : "\(entry).\(target.element)"
        return seen.insert(path).inserted ? path : nil
      }
    }
    let statements = Dictionary(grouping: source.statements, by: \.path).mapValues { $0.map(\.id) }
    // The leaf that is a statement's id belongs to that statement alone, so that many ids cost no square.
    let named = Dictionary(
      source.statements.map { ([$0.line, $0.column], [$0.id]) }, uniquingKeysWith: { first, _ in first })
    self.init()
    for leaf in source.leaves {
      // A copy of what stands elsewhere is named only where there is nothing but copies.
      let targets = paths(consumption.targets[leaf.path] ?? consumption.derived[leaf.path] ?? [])
      let reason = consumption.ignored[leaf.path]
      append(
        Row(
          !targets.isEmpty ? .mapped : reason != nil ? .ignored : .unmapped,
          at: Place(file: source.file, line: leaf.line, column: leaf.column, path: leaf.path),
          statements: named[[leaf.line, leaf.column]] ?? Self.nearest(to: leaf.path, statements),
          rule: targets.isEmpty && reason == nil ? nil : "case",
          reason: targets.isEmpty ? reason : nil, targets: targets))
    }
  }

  /// The statements of the innermost entry or part around a text that states something.
  private static func nearest(to path: String, _ statements: [String: [String]]) -> [String] {
    var path = Substring(path)
    while true {
      if let found = statements[String(path)] { return found }
      guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return [] }
      path = path[..<end]
    }
  }

  /// A finding for each text that is not in the bundle; one for an entry or part of which nothing is.
  fileprivate var unmappedFindings: [Diagnostic] {
    rows.filter { $0.state == .unmapped }.map { row in
      Diagnostic(
        CaseMapRule.unmapped, "expected a place in FHIR for '\(Self.key(row.place.path ?? ""))'", at: row.place)
    }
  }

  private static func key(_ path: String) -> Substring {
    let key = path[(path.lastIndex(of: ".").map { path.index(after: $0) } ?? path.startIndex)...]
    return key.prefix { $0 != "[" }
  }
}
