// The tree: the only truth about a resource. Codecs, validation, mapping and the typed views look into it.

/// An immutable tree of FHIR elements in one arena, with every value as it was written.
///
/// The tree is FHIR's logical model, not JSON's: `birthDate` is one element with a value and perhaps children `id` and
/// `extension`; `valueQuantity` is the element `value` with the type `Quantity`. It knows no format and no consumer.
/// The root element is named after its type.
///
/// ```
/// {"resourceType":"Observation",          Observation        the root, with the flag `resource`
///  "valueQuantity":{"value":5.0},         ├ value            a choice, of the type Quantity
///                                         │ └ value 5.0      the lexeme, `5.0` and not 5
///  "category":[{"text":"a"},{"text":"b"}], ├ category         one element for each item of a list
///                                         │ └ text a
///                                         ├ category
///                                         │ └ text b
///  "_issued":{"id":"i"}}                  └ issued           no value, but a child `id`
///                                           └ id i
/// ```
///
/// It is made by readers, or by a `TreeBuilder`, and never changes; an edit makes another. Any thread may look into it.
public final class ElementTree: Sendable {
  package let records: [ElementRecord]
  package let text: [UInt8]
  package let decoded: [UInt8]
  /// What the names spell.
  public let names: NameTable
  /// Where the elements stand in the source, if the tree was read from one.
  public let source: SourceMap?

  package init(records: [ElementRecord], text: [UInt8], decoded: [UInt8], names: NameTable, source: SourceMap?) {
    precondition(!records.isEmpty, "a tree has a root")
    self.records = records
    self.text = text
    self.decoded = decoded
    self.names = names
    self.source = source
  }

  /// The root element.
  public var root: Node { Node(tree: self, id: 0) }

  /// The number of elements.
  public var count: Int { records.count }

  /// The lexeme of an element; empty if it has no value.
  @inline(__always)
  package func lexeme(_ id: UInt32) -> ArraySlice<UInt8> {
    let record = records[Int(id)]
    let start = Int(record.valueStart)
    let end = start + Int(record.valueCount)
    return record.flags.contains(.decoded) ? decoded[start..<end] : text[start..<end]
  }
}
