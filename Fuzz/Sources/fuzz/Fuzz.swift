// What libFuzzer calls: one input for every reader, the first byte of which chooses the way.

import FHIRCore
import Interchange
import Mapping
import SourceTree

/// Puts an input through a conversion, and what comes out of it through another.
///
/// A crash, a hang or a leak is a find, and so is an output that we do not read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = [UInt8](UnsafeBufferPointer(start: start + 1, count: count - 1))
  let way = Int(start[0]) % (ways.count + 3)
  switch way {
  case ways.count: fuzzTree(bytes)
  case ways.count + 1: fuzzValidation(bytes)
  case ways.count + 2: fuzzMapping(bytes)
  default: fuzzConversion(bytes, from: ways[way].from, to: ways[way].to)
  }
  return 0
}

private let ways: [(from: Format, to: Format)] = [
  (.fhirJSON, .fhirXML), (.fhirXML, .fhirJSON), (.caseYAML, .fhirJSON), (.caseJSON, .caseYAML), (.ndjson, .ndjson),
  (.fhirJSON, .caseYAML),
]

private func fuzzConversion(_ bytes: [UInt8], from: Format, to: Format) {
  let there = Converter(from: from, to: to).convert(bytes, file: "f")
  guard let output = there.output else { return }
  let back = Converter(from: to, to: to == .caseYAML ? .fhirJSON : to).convert(output, file: "g")
  precondition(back.output != nil, "what was written is not read again")
}

private func fuzzTree(_ bytes: [UInt8]) {
  guard let tree = try? SourceTree.read(xml: bytes), let output = try? tree.xml() else { return }
  guard let back = try? SourceTree.read(xml: output) else { fatalError("what was written is not read again") }
  precondition(back.canonical == tree.canonical, "what was written reads otherwise")
}

private func fuzzValidation(_ bytes: [UInt8]) {
  var validator = FileValidator()
  let result = validator.validate(bytes, file: "f")
  precondition(result.counts.values.reduce(0, +) >= result.findings.count, "more findings are kept than counted")
}

private func fuzzMapping(_ bytes: [UInt8]) {
  guard let mapping = try? MappingFile.read(bytes, file: "f") else { return }
  _ = mapping.check(file: "f")
}
