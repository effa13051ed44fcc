// The inputs: made by repetition from the largest clinical official examples.

import ArgumentParser
import FHIRCore
import FHIRJSON
import Foundation

struct Input {
  /// What carries the bulk of clinical exchange; not the definitions, which are the largest examples of all.
  private static let clinical = [
    "AllergyIntolerance", "CarePlan", "Condition", "DiagnosticReport", "Encounter", "Immunization", "MedicationRequest",
    "MedicationStatement", "Observation", "Patient", "Procedure", "ServiceRequest", "Specimen",
  ]
  private let records: [[UInt8]]
  let description: String

  init(examples: String) throws {
    let folder = URL(fileURLWithPath: examples, isDirectory: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: examples).filter { name in
      name.hasSuffix(".json")
        && Self.clinical.contains { name.hasPrefix($0 + "-") || name.hasPrefix($0.lowercased() + "-") }
    }
    let largest =
      names.map { Self.bytes(folder.appendingPathComponent($0)) }
      .sorted { $0.count > $1.count }.prefix(40)
    guard !largest.isEmpty else { throw ValidationError("no clinical examples lie in \(examples)") }
    var reader = JSONReader()
    records = try largest.map { JSONWriter().write(try reader.read($0).root) }
    let size = records.map(\.count).reduce(0, +)
    description = "\(records.count) examples of \(names.count), compact \(size) bytes, repeated"
  }

  static func bytes(_ url: URL) -> [UInt8] {
    guard let file = fopen(url.path, "rb") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    fseek(file, 0, SEEK_SET)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  func ndjson(megabytes: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(megabytes * 1_000_000 + 1_000_000)
    while text.count < megabytes * 1_000_000 {
      for record in records {
        text += record
        text.append(0x0A)
      }
    }
    return text
  }

  func bundle(megabytes: Int) -> [UInt8] {
    var text = Array("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[".utf8)
    var isFirst = true
    while text.count < megabytes * 1_000_000 {
      for record in records {
        text += Array((isFirst ? "" : ",").utf8) + Array("{\"resource\":".utf8) + record + Array("}".utf8)
        isFirst = false
      }
    }
    return text + Array("]}".utf8)
  }
}
