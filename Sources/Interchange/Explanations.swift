// What `transfuse explain` knows of our own URLs; what it knows of rules stands in RuleBook.swift.

internal import FHIRCore
internal import FHIRDefinitions
internal import FHIRJSON

/// What our own URLs stand for.
public enum OwnNames {
  /// The definitions by their URLs.
  private static let definitions: [String: OwnDefinition] = {
    var definitions: [String: OwnDefinition] = [:]
    var reader = JSONReader()
    for definition in OwnDefinition.all {
      guard let tree = try? reader.read(definition.bytes, file: definition.path) else { continue }
      let name = tree.root.child("url") ?? tree.root.child("uniqueId")?.child("value")
      if let url = name?.string { definitions[url] = definition }
    }
    return definitions
  }()

  /// The URLs, in order; one that ends in a colon begins those that differ from case to case.
  public static var urls: [String] { definitions.keys.sorted() }

  /// The definition of a URL as JSON; nil if it is none of ours.
  public static func definition(of url: String) -> [UInt8]? {
    if let definition = definitions[url] { return definition.bytes }
    let prefix = urls.last { $0.hasSuffix(":") && url.hasPrefix($0) }
    return prefix.flatMap { definitions[$0]?.bytes }
  }
}
