// A case report to FHIR.

internal import CaseReports
internal import FHIRCore
internal import FHIRModels

extension Converter {
  /// A case, if there is no error in it.
  func convertCase(_ bytes: [UInt8], syntax: CaseSyntax, file: String) -> Conversion {
    let reading = CaseReport.read(bytes, file: file, syntax: syntax)
    let format = DetectedFormat.format(syntax == .yaml ? .caseYAML : .caseJSON)
    guard let report = reading.report, let source = reading.source else {
      return Conversion(.refused, of: format, diagnostics: reading.diagnostics)
    }
    let result = report.convert(source: source, recordedAt: recordedAt)
    var conversion = Conversion(
      result.ledger.totals[.unmapped] > 0 ? .incomplete : .whole, of: format,
      diagnostics: reading.diagnostics)
    conversion.losses = result.diagnostics
    var output: [UInt8] = []
    append(result.bundle.node, to: &output)
    conversion.output = output
    conversion.resources.add(result.bundle.node)
    conversion.ledger = result.ledger
    conversion.coding = result.coding
    return conversion
  }
}
