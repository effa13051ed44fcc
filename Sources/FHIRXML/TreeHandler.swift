// Between the parser, which wants an object, and the assembly.

internal import FHIRCore
internal import FHIRDefinitions
internal import XMLSAX

/// Hands the events of a parse to the assembly of a tree.
final class TreeHandler: XMLHandler {
  private var assembly: TreeAssembly

  init(_ builder: consuming TreeBuilder, _ definitions: Definitions, _ source: SourceMap) {
    assembly = TreeAssembly(builder, definitions, source)
  }

  var fault: XMLFault? { assembly.fault }

  /// What was found.
  var diagnostics: [Diagnostic] { assembly.findings.finish() }

  /// The tree, when the document has ended without a fault.
  func finish() -> ElementTree { assembly.finish() }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    assembly.start(name, key: key, prefix: prefix, namespace: namespace, at: offset)
  }

  func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) { assembly.declare(prefix: prefix, namespace: namespace) }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    assembly.attribute(name, prefix: prefix, namespace: namespace, value: value)
  }

  func attributesEnd() { assembly.attributesEnd() }

  func end(at offset: Int) { assembly.end(at: offset) }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) { assembly.text(text, isCDATA: isCDATA, at: offset) }

  func comment(_ text: Span<UInt8>, at offset: Int) { assembly.comment(text, at: offset) }

  func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {
    assembly.processingInstruction(target, data, at: offset)
  }
}
