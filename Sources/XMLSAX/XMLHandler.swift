// What a parser calls as it goes through a document.

package import FHIRCore

/// Receives the events of a document, in its order.
///
/// Spans are only valid during the call. Offsets count bytes of the document as UTF-8. What a handler is not interested
/// in it need not implement.
package protocol XMLHandler: AnyObject {
  /// An element begins.
  ///
  /// - Parameters:
  ///   - name: the local name.
  ///   - key: a number that equal local names have in common during one parse.
  ///   - prefix: the prefix; empty if there is none.
  ///   - namespace: the namespace; empty if there is none.
  ///   - offset: where its `<` stands.
  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int)
  /// A namespace that the element just begun declares.
  func declare(prefix: Span<UInt8>, namespace: Span<UInt8>)
  /// An attribute of the element just begun; the value is decoded.
  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>)
  /// All attributes of the element just begun have been told.
  func attributesEnd()
  /// An element ends; `offset` is behind its `>`.
  func end(at offset: Int)
  /// Text, or a piece of it; `isCDATA` if it stood in a CDATA section.
  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int)
  func comment(_ text: Span<UInt8>, at offset: Int)
  func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int)
  /// A document type declaration; a handler that returns false ends the parse with `XMLRule.doctype`.
  func doctype(_ name: Span<UInt8>, publicID: Span<UInt8>, systemID: Span<UInt8>, at offset: Int) -> Bool
  /// Whether the parse should end now; asked after each element begins.
  var hasFault: Bool { get }
  /// Why the parse should end.
  var fault: XMLFault? { get }
}

extension XMLHandler {
  package func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {}
  package func comment(_ text: Span<UInt8>, at offset: Int) {}
  package func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {}
  package func doctype(_ name: Span<UInt8>, publicID: Span<UInt8>, systemID: Span<UInt8>, at offset: Int) -> Bool {
    false
  }
  package var hasFault: Bool { fault != nil }
  package var fault: XMLFault? { nil }
}

/// Why a document cannot be read, and where that was noticed.
package struct XMLFault: Error {
  package let rule: Rule
  package let message: String
  package let hint: String?
  package let offset: Int

  package init(_ rule: Rule, _ message: String, at offset: Int, hint: String? = nil) {
    self.rule = rule
    self.message = message
    self.offset = offset
    self.hint = hint
  }
}

/// How much of a document is taken before it is refused.
public struct XMLLimits: Sendable, Hashable {
  /// The deepest nesting of elements.
  public var depth: Int
  /// The largest document, in bytes of UTF-8.
  public var size: Int
  /// The most attributes of one element, namespaces included.
  public var attributes: Int
  /// The longest name, in bytes.
  public var name: Int

  /// Sets limits; the defaults take every real file.
  public init(depth: Int = 512, size: Int = Int(UInt32.max) - 1, attributes: Int = 10_000, name: Int = 1_000) {
    self.depth = depth
    self.size = size
    self.attributes = attributes
    self.name = name
  }
}
