// Where a tree begins that is made and not read.

public import FHIRCore

extension Definitions {
  /// A builder of trees whose names and types are those of these definitions.
  public func treeBuilder(limits: Limits = Limits()) -> TreeBuilder {
    TreeBuilder(names: NameTable(known: names), limits: limits)
  }
}
