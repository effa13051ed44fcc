// A ValueSet as far as it matters: what its composition includes and excludes.

internal import FHIRCore

/// What one ValueSet says.
struct CompositionSource {
  var url: String
  var name: String
  var includes: [Clause]
  var excludes: [Clause]

  /// One `include` or `exclude`: all conditions must hold.
  struct Clause {
    /// The code system; empty if the clause names only value sets.
    var system: String
    var codes: [(code: String, display: String)]
    var filters: [Filter]
    var valueSets: [String]
  }

  /// A condition on the properties of a code.
  struct Filter {
    var property: String
    var operation: String
    var value: String
  }

  init(_ node: Node) throws(DefinitionError) {
    url = node.text("url")
    guard !url.isEmpty else { throw .incomplete("a URL in every ValueSet") }
    name = node.text("name")
    let compose = node.child("compose")
    includes = (compose?.children("include") ?? []).map { Clause($0) }
    excludes = (compose?.children("exclude") ?? []).map { Clause($0) }
  }
}

extension CompositionSource.Clause {
  fileprivate init(_ node: Node) {
    system = node.text("system")
    codes = node.children("concept").map { ($0.text("code"), $0.text("display")) }
    filters = node.children("filter").map {
      CompositionSource.Filter(property: $0.text("property"), operation: $0.text("op"), value: $0.text("value"))
    }
    valueSets = node.texts("valueSet").map { Canonical.unversioned($0) }
  }
}
