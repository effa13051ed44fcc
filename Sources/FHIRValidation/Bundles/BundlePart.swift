// How much of a Bundle a tree is, and what the parts must know of each other.

package import FHIRDefinitions

/// How much of a Bundle is judged at once.
package enum BundlePart: Sendable, Hashable {
  /// All of it.
  case whole
  /// A Bundle that holds one entry, by its number, and nothing else.
  case entry(Int)
  /// All but the entries; the first of them stands for all.
  case rest
}

/// What the parts of a Bundle must know of each other when they are judged one by one.
package struct BundleContext: Sendable {
  /// What the entries are called.
  package let index: BundleIndex
  /// Which entries are joined by references; complete when all entries have been judged.
  var reach: BundleReach

  /// Begins before the first part.
  package init(_ index: BundleIndex) {
    self.index = index
    reach = BundleReach(index)
  }

  /// The numbers of the entries of a document that nothing joins to its Composition; none for other Bundles.
  ///
  /// Complete when all entries have been judged.
  package mutating func unreached(_ definitions: Definitions = .r4) -> [Int] {
    guard index.type == "document", index.firstType == definitions.type("Composition") else { return [] }
    return reach.unreached().filter { !index.withoutResource.contains($0) }
  }
}
