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
    let told = reading.unplaced.prefix(100)
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
    if version == nil, let document = root[MessageNames.document], let kept = SourceNode.fragment(document) {
      var writer = ER7Writer()
      writer.write(root, isCanonical: true)
      if MessageXMLReader(kept).text == writer.output {
        var builder = SourceTreeBuilder(encoding: encoding)
        builder.copy(kept)
        return builder.finish()
      }
    }
    return MessageXMLWriter(root, version: version, encoding: encoding).finish()
  }
}
