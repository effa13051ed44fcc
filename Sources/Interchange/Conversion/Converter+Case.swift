// A case report to FHIR and back.

internal import CaseReports
internal import FHIRCore
internal import FHIRJSON
internal import FHIRModels

extension Converter {
  /// A case, if there is no error in it.
  func convertCase(_ bytes: [UInt8], syntax: CaseSyntax, file: String) -> Conversion {
    let reading = CaseReport.read(bytes, file: file, syntax: syntax)
    let format = DetectedFormat.format(syntax == .yaml ? .caseYAML : .caseJSON)
    guard let report = reading.report, let source = reading.source else {
      return Conversion(.refused, of: format, diagnostics: reading.diagnostics)
    }
    if target.isCase, isForCases { return Conversion(.unsupported(Self.forCases), of: format) }
    if target.isCase {
      var conversion = Conversion(.whole, of: format, diagnostics: reading.diagnostics)
      conversion.output = caseFile(of: report)
      return conversion
    }
    if let objection = anchors.objection(in: report) { return Conversion(.unsupported(objection), of: format) }
    let result = report.convert(
      source: source, recordedAt: recordedAt, bundle: bundle ?? .collection, anchors: anchors)
    let errors = allowsInvalid ? [] : OutputCheck.errors(in: result.bundle.node.tree, result.ledger, file: file)
    guard errors.isEmpty else {
      return Conversion(.refused, of: format, diagnostics: reading.diagnostics + errors)
    }
    var conversion = Conversion(
      result.ledger.totals[.unmapped] > 0 ? .incomplete : .whole, of: format,
      diagnostics: reading.diagnostics)
    conversion.losses = result.diagnostics
    var output: [UInt8] = []
    do throws(Diagnostic) {
      try target.write(result.bundle.node, layout, to: &output)
    } catch {
      conversion.outcome = .refused
      conversion.diagnostics.append(error)
      return conversion
    }
    conversion.back = wayBack(of: report, source, from: output, result.ledger)
    conversion.output = output
    conversion.resources.add(result.bundle.node)
    conversion.ledger = result.ledger
    conversion.coding = result.coding
    return conversion
  }

  /// Where the case that comes back from the output differs, apart from what the ledger says is not in it.
  private func wayBack(
    of report: CaseReport, _ source: CaseSource, from output: [UInt8], _ ledger: Ledger
  ) -> [Diagnostic] {
    var reader = FHIRReader(target)
    guard let tree = try? reader.read(output, file: "") else { return report.findings(of: nil, source: source) }
    let unmapped = Set(ledger.rows.filter { $0.state == .unmapped }.compactMap(\.place.path))
    return report.findings(of: CaseReport.restore(from: R4.Bundle(tree.root)).report, source: source)
      .filter { $0.place.path.map { !unmapped.contains($0) } ?? true }
  }

  /// The case of the one Bundle that stands on a line.
  func restoreLine(_ bytes: [UInt8], file: String) -> Conversion {
    var lines = NDJSONLines(bytes)
    guard let line = lines.next(), lines.next() == nil else {
      return Conversion(
        .unsupported("a case comes from one Bundle, and this file has several records"), of: .format(.ndjson))
    }
    return restoreCase(Array(bytes[line.range]), .ndjson, file: file, firstLine: line.number)
  }

  /// The case that a bundle holds.
  func restoreCase(_ bytes: [UInt8], _ format: Format, file: String, firstLine: Int = 1) -> Conversion {
    var reader = FHIRReader(format, encoding: encoding)
    var conversion = Conversion(.refused, of: .format(format))
    do throws(Diagnostic) {
      let tree = try reader.read(bytes, file: file, firstLine: firstLine)
      conversion.diagnostics = reader.diagnostics
      guard !conversion.diagnostics.contains(where: { $0.rule.severity == .error }) else { return conversion }
      let restoration = CaseReport.restore(from: R4.Bundle(tree.root))
      conversion.diagnostics += restoration.diagnostics
      guard let report = restoration.report else { return conversion }
      let output = caseFile(of: report)
      conversion.diagnostics += faults(of: output, file: file)
      guard !conversion.diagnostics.contains(where: { $0.rule.severity == .error }) else { return conversion }
      conversion.outcome = restoration.losses.isEmpty ? .whole : .incomplete
      conversion.losses = restoration.losses
      conversion.output = output
      conversion.resources.add(tree.root)
    } catch {
      conversion.diagnostics += reader.diagnostics + [error]
    }
    return conversion
  }

  /// What an edited bundle says that is against the rules of case files; its places are paths in the case.
  private func faults(of output: [UInt8], file: String) -> [Diagnostic] {
    CaseReport.read(output, file: file, syntax: target == .caseYAML ? .yaml : .json).diagnostics.map { finding in
      Diagnostic(
        finding.rule, finding.message, at: Place(file: file, path: finding.place.path), hint: finding.hint,
        value: finding.value)
    }
  }

  private func caseFile(of report: CaseReport) -> [UInt8] {
    guard target == .caseYAML else {
      let json = report.json()
      return json.last == 0x0A ? json : json + [0x0A]
    }
    return Array(report.yaml().utf8)
  }
}
