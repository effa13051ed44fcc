// Lists whose items do not stand together among the children of an element, which happens where a key stands there twice.

internal import FHIRCore

/// The items of each list of one element, gathered in one pass over its children.
struct ScatteredLists {
  private var next: [UInt32: UInt32] = [:]
  private var later: Set<UInt32> = []

  /// What the items of one list have in common.
  private struct Key: Hashable {
    let name: Name
    /// The type of a choice; contained resources are of different types.
    let type: TypeID?

    init(_ item: ElementRecord) {
      name = item.name
      type = item.flags.contains(.choice) ? item.type : nil
    }
  }

  init(of element: UInt32, in tree: ElementTree) {
    var last: [Key: UInt32] = [:]
    var child = tree.records[Int(element)].firstChild
    while child != ElementRecord.none {
      let record = tree.records[Int(child)]
      if record.flags.contains(.repeats), let before = last.updateValue(child, forKey: Key(record)) {
        next[before] = child
        later.insert(child)
      }
      child = record.nextSibling
    }
  }

  /// Whether a list begins with an item.
  func begins(_ item: UInt32) -> Bool { !later.contains(item) }

  /// The next item of the same list.
  func following(_ item: UInt32) -> UInt32 { next[item] ?? ElementRecord.none }
}

extension ElementRecord {
  /// Whether an element belongs to the list of another, which stands right before it.
  @inline(__always)
  func isItem(ofListOf first: ElementRecord) -> Bool {
    name == first.name && flags.contains(.repeats) && (type == first.type || !first.flags.contains(.choice))
  }
}
