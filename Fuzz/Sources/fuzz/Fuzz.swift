// What libFuzzer calls: one input for every reader, the first byte of which chooses the way.

import FHIRCore
import HL7v2
import Interchange
import Mapping
import SourceTree
import TimeZones

/// Puts an input through a conversion, and what comes out of it through another.
///
/// A crash, a hang or a leak is a find, and so is an output that we do not read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = [UInt8](UnsafeBufferPointer(start: start + 1, count: count - 1))
  let way = Int(start[0]) % (ways.count + 6)
  switch way {
  case ways.count: fuzzTree(bytes)
  case ways.count + 1: fuzzValidation(bytes)
  case ways.count + 2: fuzzMapping(bytes)
  case ways.count + 3: fuzzDocument(bytes)
  case ways.count + 4: fuzzZone(bytes)
  case ways.count + 5: fuzzMessage(bytes)
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
  _ = try? Mapping(bytes, file: "f")
}

private func fuzzDocument(_ bytes: [UInt8]) {
  guard let tree = try? SourceTree.read(xml: bytes), let root = tree.root?.name,
    let mapping = Dialects.embedded.all.first(where: { $0.roots.contains(root.qualified) })?.mapping,
    let reading = try? mapping.read(tree)
  else { return }
  precondition(reading.isEqual, "what was read is not written again")
  guard let writing = try? mapping.write(reading.bundle) else { fatalError("what was read is not written") }
  precondition(writing.losses.isEmpty, "something of what was read has no place")
}

private func fuzzMessage(_ bytes: [UInt8]) {
  guard let tree = try? SourceTree.read(hl7v2: bytes) else { return }
  precondition((try? tree.hl7v2()) == bytes, "a message does not come back")
  let xml = tree.messageXML()
  guard let again = (try? xml.message()).flatMap({ $0 }) else { fatalError("a message in XML is not read again") }
  precondition(again.messageXML().canonical == xml.canonical, "a message in XML does not come back")
  guard let mapping = Dialects.embedded.all.first(where: { $0.name == "hl7v2" })?.mapping,
    let reading = try? mapping.read(tree)
  else { return }
  precondition(reading.isEqual, "what was read is not written again")
  guard let writing = try? mapping.write(reading.bundle, isIndented: false) else {
    fatalError("what was read is not written")
  }
  precondition((try? writing.document.hl7v2()) == bytes, "a message does not come back from FHIR")
  precondition(writing.losses.isEmpty, "something of what was read has no place")
}

private func fuzzZone(_ bytes: [UInt8]) {
  guard let zone = try? ClockZone("f", file: bytes) else { return }
  for clock in [-10_000_000_000, 0, 1_521_943_200, 10_000_000_000] { _ = zone.offsets(at: clock) }
}
