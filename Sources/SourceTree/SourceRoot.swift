// What a document begins with, without reading the rest.

internal import FHIRCore
internal import XMLSAX

extension SourceName {
  /// The name of the element that a document begins with; nil if it cannot be read up to there.
  ///
  /// - Parameters:
  ///   - bytes: the document, in the encoding that it declares.
  ///   - encoding: the encoding if the document is wrong about it.
  public init?(rootOf bytes: [UInt8], encoding: String? = nil) {
    guard let text = try? XMLText(bytes, file: "", encoding: encoding) else { return nil }
    let root = RootHandler()
    var parser = XMLParser(root, limits: XMLLimits(depth: 1, size: .max))
    // The parse ends with a fault that the handler asks for.
    let bytes = text.bytes
    do throws(XMLFault) { try parser.feed(bytes.span) } catch {}
    guard let name = root.name else { return nil }
    self = name
  }
}

private final class RootHandler: XMLHandler {
  private(set) var name: SourceName?
  var hasFault: Bool { name != nil }
  var fault: XMLFault? { nil }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    if self.name == nil {
      self.name = SourceName(
        prefix: String(copying: prefix), local: String(copying: name), namespace: String(copying: namespace))
    }
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {}
  func attributesEnd() {}
  func end(at offset: Int) {}
  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {}
  func doctype(_ name: Span<UInt8>, publicID: Span<UInt8>, systemID: Span<UInt8>, at offset: Int) -> Bool { true }
}
