// Between the parser, which wants an object, and the assembly.
// One of the few files with unsafe code, and only in how it is said: no check that the assembly is used by one at a time.

internal import FHIRCore
internal import FHIRDefinitions
internal import XMLSAX

/// Hands the events of a parse to the assembly of a tree.
///
/// The parser calls it from one place, one event after another, and nothing that the assembly does leads back here. To
/// check that at every event took a quarter of the time of reading XML.
@safe
final class TreeHandler: XMLHandler {
  @exclusivity(unchecked) private var assembly: TreeAssembly

  init(_ builder: consuming TreeBuilder, _ definitions: Definitions, _ source: SourceMap) {
    unsafe assembly = TreeAssembly(builder, definitions, source)
  }

  var hasFault: Bool { unsafe assembly.hasFault }
  var fault: XMLFault? { unsafe assembly.fault }

  /// What was found.
  var findings: RecordFindings { unsafe assembly.findingsWithComments }

  /// The tree, when the document has ended without a fault.
  func finish() -> ElementTree { unsafe assembly.finish() }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    unsafe assembly.start(name, key: key, prefix: prefix, namespace: namespace, at: offset)
  }

  func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {
    unsafe assembly.declare(prefix: prefix, namespace: namespace)
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    unsafe assembly.attribute(name, prefix: prefix, namespace: namespace, value: value)
  }

  func attributesEnd() { unsafe assembly.attributesEnd() }

  func end(at offset: Int) { unsafe assembly.end(at: offset) }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    unsafe assembly.text(text, isCDATA: isCDATA, at: offset)
  }

  func comment(_ text: Span<UInt8>, at offset: Int) { unsafe assembly.comment(text, at: offset) }

  func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {
    unsafe assembly.processingInstruction(target, data, at: offset)
  }
}
