// FHIR to FHIR: through the tree, so that every value comes out as it went in.

internal import FHIRCore
internal import FHIRDefinitions
internal import FHIRJSON
internal import XMLSAX

extension Converter {
  /// One resource.
  func convertResource(_ bytes: [UInt8], _ format: Format, file: String) -> Conversion {
    convertRecords(CollectionOfOne((line: 1, bytes: bytes)), of: format, file: file)
  }

  /// Many resources, one on a line.
  func convertLines(_ bytes: [UInt8], file: String) -> Conversion {
    let records = NDJSONLines(bytes).lazy.map { (line: $0.number, bytes: Array(bytes[$0.range])) }
    return convertRecords(records, of: .ndjson, file: file)
  }

  /// All records, or none if there is an error in one of them: an output without it would look whole.
  private func convertRecords(
    _ records: some Sequence<(line: Int, bytes: [UInt8])>, of format: Format, file: String
  ) -> Conversion {
    var reader = FHIRReader(format, encoding: encoding)
    var conversion = Conversion(.whole, of: .format(format))
    var output: [UInt8] = []
    var count = 0
    for record in records {
      do throws(Diagnostic) {
        let tree = try reader.read(record.bytes, file: file, firstLine: record.line)
        conversion.diagnostics += reader.diagnostics
        conversion.unlisted += reader.unlisted.values.reduce(0, +)
        conversion.resources.add(tree.root)
        count += 1
        if target == .ndjson, format != .ndjson, Definitions.r4.typeName(tree.root.type) == "Bundle",
          !reader.diagnostics.contains(where: { $0.rule.severity == .error })
        {
          return takeApart(record.bytes, of: format, file: file)
        }
        if let reason = reasonAgainst(tree.root, count: count, of: format) {
          return Conversion(.unsupported(reason), of: .format(format))
        }
        try target.write(tree.root, layout, to: &output)
      } catch {
        conversion.diagnostics += (conversion.diagnostics.isEmpty ? reader.diagnostics : []) + [error]
      }
    }
    if conversion.diagnostics.contains(where: { $0.rule.severity == .error }) {
      conversion.outcome = .refused
    } else {
      conversion.output = output
    }
    return conversion
  }

  /// A Bundle, its resources one on a line.
  private func takeApart(_ bytes: [UInt8], of format: Format, file: String) -> Conversion {
    let text = format == .fhirXML ? try? XMLText(bytes, file: file, encoding: encoding).bytes : bytes
    let stream = BundleStream(format, file: file)
    var output = stream.feed(text ?? bytes)
    var conversion = stream.finish(&output)
    if conversion.outcome != .refused { conversion.output = output }
    return conversion
  }

  private func reasonAgainst(_ root: Node, count: Int, of format: Format) -> String? {
    switch (format, target) {
    case (.ndjson, .fhirJSON) where count > 1, (.ndjson, .fhirXML) where count > 1:
      "several resources do not fit into one file of \(target.name); use '--to ndjson'"
    default: nil
    }
  }
}
