// Texts that several tests read, and the short ways to read and write them.

import FHIRCore

@testable import FHIRJSON

enum Sample {
  static let patient = """
    {"resourceType":"Patient","id":"p","_birthDate":{"extension":[{"url":"urn:x","valueDateTime":"1970-01-01T00:00:00Z"}]},\
    "birthDate":"1970-01","name":[{"given":["A",null,"C"],"_given":[null,{"id":"x"},{"id":"y"}],"family":"é\\n\\"q"}],\
    "multipleBirthInteger":2,"active":true,"contained":[{"id":"c","resourceType":"Observation","valueQuantity":\
    {"value":1.00,"unit":"g"},"component":[{"valueString":"s"},{"valueInteger":-0}]}]}
    """
}

func readUntyped(_ text: String) throws -> ElementTree {
  var reader = JSONReader(definitions: nil)
  return try reader.read(Array(text.utf8))
}

func writeUntyped(_ text: String) throws -> [UInt8] {
  try JSONWriter(definitions: nil).write(readUntyped(text).root)
}

/// Reads a resource; gives the tree, and the findings as they are printed.
func readResource(_ text: String) throws -> (tree: ElementTree, findings: [String]) {
  var reader = JSONReader()
  let tree = try reader.read(Array(text.utf8))
  return (tree, reader.diagnostics.map(\.description))
}
