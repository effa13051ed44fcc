// One message with delimiters, as a tree and back.

public import FHIRCore
public import SourceTree
internal import XMLSAX

extension SourceTree {
  /// Reads one message of HL7 v2 with delimiters (ER7).
  ///
  /// The tree has the segments of the message in groups, told from their order, by the names of the newest version of the
  /// standard: `PATIENT_RESULT/PATIENT/PID/PID.3/CX.4/HD.1`. What it prints in another way than it would be written again
  /// stands beside it, so that it comes back byte for byte.
  ///
  /// - Parameters:
  ///   - bytes: the message, with what frames it.
  ///   - file: what the user calls the file, for places.
  ///   - encoding: the encoding if MSH-18 is wrong about it or silent.
  ///   - firstLine: the line of the file that the message begins on.
  /// - Returns: the tree of the message.
  /// - Throws: a `Diagnostic` with its place if there is no header, or the bytes are not in the character set.
  public static func read(
    hl7v2 bytes: [UInt8], file: String = "-", encoding: String? = nil, firstLine: Int = 1
  ) throws(Diagnostic) -> SourceTree {
    let hasMark = bytes.starts(with: LineEnd.byteOrderMark.bytes)
    let decoded = try DecodedMessage(
      hasMark ? Array(bytes.dropFirst(3)) : bytes, encoding: encoding, file: file, firstLine: firstLine)
    let source = SourceMap(file: file, text: decoded.text, firstLine: firstLine, endsAtReturn: true)
    guard var reader = ER7Reader(decoded.text, encoding: decoded.encoding, hasMark: hasMark) else {
      throw Diagnostic(
        HL7v2Rule.header, "expected MSH, the field separator, and the other delimiters", at: source.place(of: 0))
    }
    if decoded.isOverridden { reader.encoding = decoded.encoding }
    let tree = reader.read(source)
    if let frame = reader.oddFrame {
      throw Diagnostic(
        HL7v2Rule.character, "expected text, found a character that frames messages", at: source.place(of: frame))
    }
    guard let excess = reader.excess else { return tree }
    throw Diagnostic(TreeRule.size, "expected at most \(SourceNode.most) parts", at: source.place(of: excess))
  }

  /// The message with delimiters (ER7), as it was read, or with CR behind each segment.
  ///
  /// - Parameter encoding: the encoding, which MSH-18 then names; nil for the one that MSH-18 names, or that the message
  ///   was read with against it.
  /// - Returns: the bytes of the message.
  /// - Throws: a `Diagnostic` if the encoding is not known, MSH-18 has no name for it, or a character of the message is not
  ///   in it.
  public func hl7v2(encoding: String? = nil) throws(Diagnostic) -> [UInt8] {
    guard let root else { return [] }
    let own = root[MessageNames.encoding] ?? CharacterSet.encoding(of: root.characterSets) ?? "UTF-8"
    let name = encoding ?? own
    var writer = ER7Writer()
    if name.uppercased() != own.uppercased(), !(CharacterSet.isUTF8(name) && CharacterSet.isUTF8(own)) {
      guard let set = CharacterSet.name(of: name) else {
        throw Diagnostic(
          HL7v2Rule.unencodable, "expected an encoding that MSH-18 has a name for", at: Place(file: source.file),
          hint: "such as UTF-8 or ISO-8859-1")
      }
      writer.characterSet = set
    }
    writer.write(root)
    if CharacterSet.isUTF8(name) { return writer.output }
    let text = String(decoding: writer.output, as: UTF8.self)
    guard var encoder = XMLEncoder(name), encoder.append(text, asReference: false) else {
      throw Diagnostic(
        HL7v2Rule.unencodable, "expected only characters that \(name) has", at: Place(file: source.file),
        hint: "write the message as UTF-8")
    }
    return encoder.output
  }
}

extension SourceNode {
  /// What MSH-18 of a message says.
  fileprivate var characterSets: [String] {
    let header = elements.first { $0.name.local == "MSH" }
    return header?.elements.filter { $0.name.local == "MSH.18" }.map(\.text) ?? []
  }
}
