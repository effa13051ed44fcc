// One message in XML, as a tree and back.

public import FHIRCore
public import SourceTree

extension SourceName {
  /// Whether documents with this root are messages of HL7 v2 in XML.
  public var isMessage: Bool { MessageXMLReader.isMessage(self) }
}

extension SourceTree {
  /// The tree of a message, from its XML; nil if the document is no message.
  ///
  /// It is the same tree as that of the message with delimiters, whatever version the names in the XML are of. A document
  /// that would be written in another way is kept as a whole, and comes back as long as nothing in it is changed.
  public func message() throws(Diagnostic) -> SourceTree? {
    guard let root, MessageXMLReader.isMessage(root.name) else { return nil }
    let reading = MessageXMLReader(root)
    var tree = try tree(of: reading, document: nil)
    guard let message = tree.root else { return nil }
    let written = MessageXMLWriter(message, version: nil, encoding: encoding).finish()
    if firstDifference(from: written) != nil {
      tree = try self.tree(of: reading, document: root.fragment)
    }
    let told = reading.unplaced.prefix(Self.told)
    return tree.with(
      told.map {
        Diagnostic(
          HL7v2Rule.place, "expected only what a message has a place for; it is in the kept document", at: $0.place)
      })
  }

  private func tree(of reading: MessageXMLReader, document: String?) throws(Diagnostic) -> SourceTree {
    guard var reader = ER7Reader(reading.text, encoding: encoding, hasMark: false) else {
      throw Diagnostic(
        HL7v2Rule.header, "expected <MSH> with the fields of a message", at: root?.place ?? Place(file: source.file))
    }
    reader.document = document
    reader.places = reading.places
    let tree = reader.read(source)
    guard reader.excess == nil else {
      throw Diagnostic(
        TreeRule.size, "expected at most \(SourceNode.most) parts of a field",
        at: root?.place ?? Place(file: source.file))
    }
    return tree
  }

  /// The message in XML.
  ///
  /// - Parameter version: the version whose names are used; nil for that of the message.
  /// - Returns: a document in the namespace `urn:hl7-org:v2xml`, or the one that it was read from if it is the same message.
  public func messageXML(version: String? = nil) -> SourceTree {
    guard let root else { return self }
    if version == nil, let kept = keptMessage, isSame(kept, root) {
      var builder = SourceTreeBuilder(encoding: encoding)
      builder.copy(kept)
      return builder.finish()
    }
    return MessageXMLWriter(root, version: version, encoding: encoding).finish()
  }

  /// What the document in XML that the message was read from has beside it, and what is written of the message has not.
  ///
  /// - Parameter isXML: whether the message is written in XML, where the document comes back if it still is the message.
  /// - Returns: a finding for each part, at its path in the document.
  public func lostBesideMessage(isXML: Bool) -> [Diagnostic] {
    guard let root, let kept = keptMessage, !(isXML && isSame(kept, root)) else { return [] }
    let around = kept.parent?.path ?? ""
    return MessageXMLReader(kept).unplaced.prefix(Self.told).map {
      Diagnostic(
        HL7v2Rule.place, "expected only what a message has a place for; it is not written",
        at: Place(file: source.file, path: String($0.path.dropFirst(around.count))))
    }
  }

  private var keptMessage: SourceNode? { root?[MessageNames.document].flatMap(SourceNode.fragment) }

  private func isSame(_ document: SourceNode, _ message: SourceNode) -> Bool {
    var writer = ER7Writer()
    writer.write(message, isCanonical: true)
    return MessageXMLReader(document).text == writer.output
  }

  /// How many parts without a place are told.
  private static var told: Int { 100 }
}
