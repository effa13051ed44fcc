// A legacy document to FHIR and back, by the mapping of its dialect.

internal import CaseReports
internal import FHIRCore
internal import FHIRJSON
internal import HL7v2
internal import Mapping
internal import SourceTree

extension Converter {
  /// A document of a dialect, to FHIR or to another dialect.
  func convertDocument(_ bytes: [UInt8], _ dialect: String, file: String) -> Conversion {
    let format = DetectedFormat.format(.dialect(dialect))
    guard let mapping = dialects.mapping(named: dialect)?.with(concepts), !target.isCase else {
      return Conversion(.unsupported("A legacy document becomes FHIR, and no case."), of: format)
    }
    guard bundle != .document, anchors.isEmpty else {
      return Conversion(
        .unsupported("'--anchor' and '--bundle document' are for cases; a legacy document has dates of its own."),
        of: format)
    }
    var options = ReadingOptions()
    options.recordedAt = recordedAt
    options.isTransaction = bundle == .transaction
    options.idKey = idKey
    options.zone = zone
    if case .dialect(let other) = target, dialects.mapping(named: other)?.name != mapping.name {
      return Conversion(
        .unsupported("From one dialect to another the way is FHIR: convert to fhir-json first."), of: format)
    }
    let syntax = LegacySyntax(of: dialect, mapping)
    if case .er7 = syntax {
      let messages = MessageFile(bytes, file: file)
      guard messages.parts.count > 1 else {
        var conversion = convert(format, mapping, options, file: file) { () throws(Diagnostic) in
          try syntax.read(bytes, file: file, encoding: encoding)
        }
        conversion.diagnostics += messages.findings
        return conversion
      }
      guard target == .ndjson || dialects.writesMessages(target) else {
        return Conversion(
          .unsupported("There are \(messages.parts.count) messages in it: '--to ndjson' writes a Bundle for each."),
          of: format)
      }
      let parts = messages.parts.enumerated().lazy.map { index, part in
        var one = convert(format, mapping, options, file: file) { () throws(Diagnostic) in
          try syntax.read(Array(bytes[part.range]), file: file, encoding: encoding, firstLine: part.firstLine)
        }
        one.number(as: index + 1)
        return one
      }
      return Conversion(parts, of: format, diagnostics: messages.findings)
    }
    return convert(format, mapping, options, file: file) { () throws(Diagnostic) in
      try syntax.read(bytes, file: file, encoding: encoding)
    }
  }

  /// One document, by its mapping.
  private func convert(
    _ format: DetectedFormat, _ mapping: Mapping, _ options: ReadingOptions, file: String,
    _ read: () throws(Diagnostic) -> SourceTree
  ) -> Conversion {
    var conversion = Conversion(.whole, of: format)
    do throws(Diagnostic) {
      let document = try read()
      conversion.diagnostics = document.findings
      let reading = try mapping.read(document, options)
      conversion.diagnostics += reading.findings
      let errors = allowsInvalid ? [] : OutputCheck.errors(in: reading.bundle, reading.ledger, file: file)
      guard errors.isEmpty else {
        conversion.diagnostics += errors
        conversion.outcome = .refused
        return conversion
      }
      conversion.totals = reading.totals
      if makesLedger { conversion.ledger = reading.ledger }
      conversion.coding = reading.coding
      conversion.losses = reading.unmapped
      if document.findings.contains(where: { $0.rule.severity == .error }) { conversion.outcome = .incomplete }
      if !reading.unmapped.isEmpty { conversion.outcome = .incomplete }
      conversion.back = reading.difference.map { [$0] } ?? []
      if case .dialect = target {
        try write(reading.bundle, to: &conversion, file: file)
      } else {
        var output: [UInt8] = []
        try target.write(reading.bundle.root, layout, to: &output)
        conversion.output = output
      }
      conversion.resources.add(reading.bundle.root)
    } catch {
      conversion.diagnostics.append(error)
      conversion.outcome = .refused
    }
    return conversion
  }

  /// A document of no dialect that is known; what cannot be read at all says so.
  func foreignDocument(_ bytes: [UInt8], file: String) -> Conversion {
    do throws(Diagnostic) {
      let document = try SourceTree.read(xml: bytes, file: file, encoding: encoding)
      let root = document.root?.name.qualified ?? ""
      return Conversion(
        .foreign, of: .foreign("XML"),
        diagnostics: [
          Diagnostic(
            FormatRule.foreign, "expected a document of a dialect that is known, found one that begins with <\(root)>",
            at: Place(file: file),
            hint: "--mapping FILE reads it; known are \(dialects.names.joined(separator: ", "))")
        ])
    } catch {
      return Conversion(.refused, of: .foreign("XML"), diagnostics: [error])
    }
  }

  /// Bundles, one on a line, as messages; of other documents a file holds only one.
  func writeMessages(_ bytes: [UInt8], file: String) -> Conversion {
    let lines = Array(NDJSONLines(bytes))
    guard lines.count == 1 || dialects.writesMessages(target) else {
      return Conversion(
        .unsupported(
          "A document of \(target.name) is written from one Bundle, and this file has \(lines.count) records."),
        of: .format(.ndjson))
    }
    let parts = lines.lazy.map { line in
      writeDocument(Array(bytes[line.range]), .fhirJSON, file: file, firstLine: line.number)
    }
    return Conversion(parts, of: .format(.ndjson))
  }

  /// One Bundle as a document of the dialect that is the target.
  func writeDocument(_ bytes: [UInt8], _ format: Format, file: String, firstLine: Int = 1) -> Conversion {
    var reader = FHIRReader(format, encoding: encoding)
    var conversion = Conversion(.whole, of: .format(format))
    do throws(Diagnostic) {
      let tree = try reader.read(bytes, file: file, firstLine: firstLine)
      conversion.diagnostics = reader.diagnostics
      guard !reader.diagnostics.contains(where: { $0.rule.severity == .error }) else {
        conversion.outcome = .refused
        return conversion
      }
      try write(tree, to: &conversion, file: file)
      conversion.resources.add(tree.root)
    } catch {
      conversion.diagnostics = reader.diagnostics + [error]
      conversion.outcome = .refused
    }
    return conversion
  }

  private func write(_ bundle: ElementTree, to conversion: inout Conversion, file: String) throws(Diagnostic) {
    guard case .dialect(let name) = target, let mapping = dialects.mapping(named: name)?.with(concepts) else { return }
    let syntax = LegacySyntax(of: name, mapping)
    let writing = try mapping.write(bundle, encoding: outputEncoding, zone: zones, isIndented: syntax == .xml)
    conversion.output = try syntax.write(writing.document, encoding: outputEncoding)
    conversion.losses += writing.losses + syntax.losses(of: writing.document)
    conversion.diagnostics += writing.findings
    conversion.grades = writing.grades
    if !conversion.losses.isEmpty { conversion.outcome = .incomplete }
  }
}
