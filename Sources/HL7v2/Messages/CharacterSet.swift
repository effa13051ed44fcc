// The character set of a message (HL7 v2.5.1, 2.15.9.18 and table 0211).

internal import FHIRCore
internal import XMLSAX

/// Character sets by the names of HL7's table 0211.
enum CharacterSet {
  private static let encodings: [String: String] = [
    "": "ASCII", "ASCII": "ASCII", "ISO IR6": "ASCII", "UNICODE": "UTF-8", "UNICODE UTF-8": "UTF-8", "UTF-8": "UTF-8",
    "UTF8": "UTF-8", "8859/1": "ISO-8859-1", "8859/2": "ISO-8859-2", "8859/3": "ISO-8859-3", "8859/4": "ISO-8859-4",
    "8859/5": "ISO-8859-5", "8859/6": "ISO-8859-6", "8859/7": "ISO-8859-7", "8859/8": "ISO-8859-8",
    "8859/9": "ISO-8859-9", "8859/15": "ISO-8859-15", "GB 18030-2000": "GB18030", "KS X 1001": "EUC-KR",
    "BIG-5": "BIG5", "CNS 11643-1992": "EUC-TW",
  ]

  /// The encoding of what MSH-18 says; nil if it is not known.
  ///
  /// Several sets are those that ISO 2022 switches between, of which Japan's are read.
  static func encoding(of sets: [String]) -> String? {
    let sets = sets.map { $0.trimmingBlanks.uppercased() }
    if sets.contains("ISO IR159") { return "ISO-2022-JP-2" }
    if sets.contains("ISO IR87") { return sets.contains("ISO IR14") ? "ISO-2022-JP-3" : "ISO-2022-JP" }
    if sets.contains("ISO IR14") { return "ISO-2022-JP-3" }
    let known = sets.map { encodings[$0] }
    guard let first = known.first, !known.contains(nil) else { return sets.isEmpty ? "UTF-8" : nil }
    // Text in ASCII is text in UTF-8.
    let encoding = first == "ASCII" ? known.last ?? first : first
    return encoding == "ASCII" ? "UTF-8" : encoding
  }

  /// The name in table 0211 of an encoding; nil if there is none.
  static func name(of encoding: String) -> String? {
    if isUTF8(encoding) { return "UNICODE UTF-8" }
    return encodings.filter { $0.value == encoding.uppercased() && !$0.key.isEmpty }.keys.min()
  }

  static func isUTF8(_ encoding: String) -> Bool { ["UTF-8", "UTF8", "ASCII"].contains(encoding.uppercased()) }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// The text of a message in UTF-8.
struct DecodedMessage {
  let text: [UInt8]
  let encoding: String
  /// Whether MSH-18 says another encoding, or none that is known.
  let isOverridden: Bool

  /// Decodes a message.
  ///
  /// - Parameters:
  ///   - bytes: the message.
  ///   - encoding: the encoding if MSH-18 is wrong about it or silent.
  ///   - file: what the user calls the file.
  ///   - firstLine: the line that the message begins on.
  /// - Throws: a `Diagnostic` if the character set is not known, or the bytes are not in it.
  init(_ bytes: [UInt8], encoding: String?, file: String, firstLine: Int) throws(Diagnostic) {
    let source = SourceMap(file: file, text: bytes, firstLine: firstLine, endsAtReturn: true)
    let sets = Self.sets(bytes)
    let declared = CharacterSet.encoding(of: sets)
    guard let name = encoding ?? declared else {
      throw Diagnostic(
        HL7v2Rule.encoding, "expected a character set of HL7's table 0211 in MSH-18", at: source.place(of: 0),
        hint: "name the true encoding with --encoding, such as UTF-8, ISO-8859-1 or Shift_JIS")
    }
    isOverridden = CharacterSet.isUTF8(name) ? declared != "UTF-8" : name.uppercased() != declared?.uppercased()
    switch name {
    case _ where CharacterSet.isUTF8(name):
      do {
        _ = try UTF8Span(validating: bytes.span)
      } catch {
        throw Diagnostic(
          HL7v2Rule.encoding, "expected UTF-8, for MSH-18 names no other character set, found a byte that is none",
          at: source.place(of: error.byteOffsets.lowerBound),
          hint: "name the true encoding with --encoding, such as ISO-8859-1 or Shift_JIS")
      }
      text = bytes
      self.encoding = "UTF-8"
    default:
      do throws(Diagnostic) {
        text = try XMLText.convert(bytes, from: name, file: file)
      } catch {
        throw Diagnostic(
          HL7v2Rule.encoding, error.message,
          at: Place(file: file, line: error.place.line + firstLine - 1, column: error.place.column),
          hint: error.hint)
      }
      self.encoding = name
    }
    if let offset = Self.firstOddCharacter(in: text) {
      let source = SourceMap(file: file, text: text, firstLine: firstLine, endsAtReturn: true)
      throw Diagnostic(
        HL7v2Rule.character, "expected text, found a character that is none", at: source.place(of: offset))
    }
  }

  /// Where a control character stands that is no end of a line and frames no message, or a character that XML has not.
  private static func firstOddCharacter(in text: [UInt8]) -> Int? {
    text.indices.first { index in
      switch text[index] {
      case 0..<0x20: text[index] != 0x09 && LineEnd(byte: text[index]) == nil
      // U+FFFE and U+FFFF.
      case 0xEF:
        index + 2 < text.count && text[index + 1] == 0xBF && (text[index + 2] == 0xBE || text[index + 2] == 0xBF)
      default: false
      }
    }
  }

  /// What MSH-18 says, which is ASCII in every character set that is read.
  private static func sets(_ bytes: [UInt8]) -> [String] {
    var at = 0
    while at + 8 < bytes.count {
      if bytes[at...].starts(with: "MSH".utf8), let delimiters = Delimiters(bytes[at...]) {
        let fields = bytes[at...].prefix { $0 != 0x0D && $0 != 0x0A }
          .split(separator: delimiters.field, maxSplits: 18, omittingEmptySubsequences: false)
        guard fields.count > 17 else { return [] }
        return fields[17].split(separator: delimiters.repetition, omittingEmptySubsequences: false)
          .map { String(decoding: $0, as: UTF8.self) }
      }
      at = (bytes[at...].firstIndex { $0 == 0x0D || $0 == 0x0A } ?? bytes.count)
      while at < bytes.count, LineEnd(byte: bytes[at]) != nil { at += 1 }
    }
    return []
  }
}
