// From the bytes of a document, in the encoding that it declares, to UTF-8.
// One of the few files with unsafe code: iconv takes pointers.

internal import CLibXML2
public import FHIRCore

/// A document as UTF-8, and what it was written in.
public struct XMLText: Sendable {
  /// The document as UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// The encoding that it was read with, by the name that it or the user gives.
  public let encoding: String
  /// How many bytes of a byte order mark stood before; places count from behind it.
  public let byteOrderMark: Int
  /// What is odd about the encoding.
  public let findings: [Diagnostic]

  /// Reads the encoding from a byte order mark or the XML declaration, and decodes.
  ///
  /// What has neither is UTF-8. In Shift_JIS the bytes 5C and 7E are `\` and `~`, as in Windows-31J and everywhere.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - file: what the user calls it, for the diagnostic.
  ///   - encoding: the encoding if the document is wrong about it.
  /// - Throws: a diagnostic with its place if the encoding is not known or the bytes are not text in it.
  public init(_ bytes: [UInt8], file: String, encoding: String? = nil) throws(Diagnostic) {
    let (mark, marked) = Self.mark(bytes.span)
    let declared = Self.declaredEncoding(bytes.span, from: mark)
    // The mark knows the order of bytes, which a name may leave open.
    let isMarked = encoding.map { Self.isSame($0, marked ?? "") } ?? (marked != nil)
    let name = (isMarked ? marked : encoding) ?? declared ?? "UTF-8"
    let rest = mark == 0 ? bytes : Array(bytes[mark...])
    byteOrderMark = mark
    self.encoding = name
    let start = Place(file: file, line: 1, column: 1)
    if let encoding, !Self.isSame(encoding, marked ?? declared ?? "UTF-8") {
      findings = [
        Diagnostic(XMLRule.encodingOverridden, "read as \(name), which is not what the document says", at: start)
      ]
    } else if marked == nil, encoding == nil, let declared, Self.looksLikeUTF8(rest, declared) {
      findings = [
        Diagnostic(
          XMLRule.encodingSuspect, "read as \(name), as the document declares, though it looks like UTF-8", at: start,
          hint: "if letters come out wrong, say --encoding UTF-8")
      ]
    } else {
      findings = []
    }
    switch name.uppercased() {
    case "UTF-8", "UTF8":
      do {
        _ = try UTF8Span(validating: rest.span)
      } catch {
        let place = SourceMap(file: file, text: rest).place(of: error.byteOffsets.lowerBound)
        throw Diagnostic(
          XMLRule.encoding, "expected UTF-8, found a byte that is none", at: place,
          hint: "if the file is in another encoding, name it with --encoding, such as ISO-8859-1 or Shift_JIS")
      }
      self.bytes = rest
    default:
      if let declared, marked == nil, encoding == nil, declared.uppercased().hasPrefix("UTF-16") {
        throw Diagnostic(
          XMLRule.encoding, "expected UTF-16, as the document declares, found text of single bytes",
          at: Place(file: file, line: 1, column: 1), hint: "name the true encoding with --encoding, such as UTF-8")
      }
      self.bytes = try Self.convert(rest, from: name, file: file)
    }
  }

  /// Takes what is UTF-8 already, whatever its declaration says.
  package init(decoded bytes: [UInt8]) {
    self.bytes = bytes
    encoding = "UTF-8"
    byteOrderMark = 0
    findings = []
  }

  /// Whether text that declares another encoding has letters beyond ASCII, and all of them are written as UTF-8 has it,
  /// which text of any other encoding hardly ever is.
  private static func looksLikeUTF8(_ bytes: [UInt8], _ declared: String) -> Bool {
    guard !isSame(declared, "UTF-8"), !isSame(declared, "UTF-16"), bytes.contains(where: { $0 >= 0x80 }) else {
      return false
    }
    return (try? UTF8Span(validating: bytes.span)) != nil
  }

  /// Whether an encoding is known by its name.
  package static func isKnown(_ name: String) -> Bool {
    guard isName(name), let converter = unsafe iconv_open("UTF-8", iconvName(name)), Int(bitPattern: converter) != -1
    else { return false }
    _ = unsafe iconv_close(converter)
    return XMLEncoder.writesMarkup(iconvName(name))
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || "._:-".utf8.contains($0) }
  }

  /// Whether a document that begins so is UTF-8, by its mark or its declaration.
  package static func isUTF8(_ start: [UInt8]) -> Bool {
    let (mark, marked) = mark(start.span)
    let name = marked ?? declaredEncoding(start.span, from: mark) ?? "UTF-8"
    return ["UTF-8", "UTF8"].contains(name.uppercased())
  }

  /// The beginning of a document without its byte order mark.
  package static func withoutMark(_ start: [UInt8]) -> [UInt8] { Array(start[mark(start.span).0...]) }

  /// The length of a byte order mark, and the encoding that it or the first characters tell.
  private static func mark(_ bytes: Span<UInt8>) -> (Int, String?) {
    guard bytes.count >= 2 else { return (0, nil) }
    switch (bytes[0], bytes[1], bytes.count > 2 ? bytes[2] : 0) {
    case (0xEF, 0xBB, 0xBF): return (3, "UTF-8")
    case (0xFF, 0xFE, _): return (2, "UTF-16LE")
    case (0xFE, 0xFF, _): return (2, "UTF-16BE")
    case (0x3C, 0x00, _): return (0, "UTF-16LE")
    case (0x00, 0x3C, _): return (0, "UTF-16BE")
    default: return (0, nil)
    }
  }

  /// The encoding that the XML declaration names.
  private static func declaredEncoding(_ bytes: Span<UInt8>, from start: Int) -> String? {
    var head = ""
    for index in start..<min(bytes.count, start + 400) {
      if bytes[index] >= 0x80 { break }
      head.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      if bytes[index] == UInt8(ascii: ">") { break }
    }
    guard head.hasPrefix("<?xml"), let key = head.firstRange(of: "encoding") else { return nil }
    let rest = head[key.upperBound...].drop { " \t\r\n=".contains($0) }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    let name = rest.dropFirst().prefix { $0 != quote }
    return name.isEmpty ? nil : String(name)
  }

  /// The name under which iconv knows an encoding.
  static func iconvName(_ name: String) -> String {
    switch name.uppercased() {
    case "SHIFT_JIS", "SHIFT-JIS", "SJIS", "X-SJIS", "MS_KANJI", "WINDOWS-31J", "CP932", "MS932": "CP932"
    case "EUC-JP", "EUCJP", "X-EUC-JP": "EUC-JP"
    case "LATIN1": "ISO-8859-1"
    default: name
    }
  }

  /// Whether two names mean one encoding, apart from the order of bytes.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    func key(_ name: String) -> String {
      switch iconvName(name).uppercased() {
      case "UTF8": "UTF-8"
      case "UTF-16LE", "UTF-16BE", "UTF16": "UTF-16"
      case let name: name
      }
    }
    return key(left) == key(right)
  }

  package static func convert(_ bytes: [UInt8], from name: String, file: String) throws(Diagnostic) -> [UInt8] {
    guard isName(name), XMLEncoder.writesMarkup(iconvName(name)),
      let converter = unsafe iconv_open("UTF-8", iconvName(name)), Int(bitPattern: converter) != -1
    else {
      throw Diagnostic(
        XMLRule.encodingUnknown, "expected an encoding that is known", at: Place(file: file, line: 1, column: 1),
        hint: "such as UTF-8, UTF-16, ISO-8859-1, Windows-1252, Shift_JIS, EUC-JP or ISO-2022-JP")
    }
    defer { _ = unsafe iconv_close(converter) }
    if ShiftJIS.isName(name), let offset = ShiftJIS.firstExtension(in: bytes) {
      throw Diagnostic(
        XMLRule.encoding, "expected text in \(name), found a character that only Windows-31J has",
        at: SourceMap(file: file, text: bytes).place(of: offset), hint: "name the true encoding: --encoding Windows-31J"
      )
    }
    var input = bytes
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    var consumed = 0
    while consumed < input.count {
      var inputLeft = input.count - consumed
      var outputLeft = buffer.count
      let result = unsafe input.withUnsafeMutableBytes { source in
        unsafe buffer.withUnsafeMutableBufferPointer { target in
          var from = unsafe source.baseAddress.map { unsafe ($0 + consumed).assumingMemoryBound(to: CChar.self) }
          var to = target.baseAddress
          return unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
        }
      }
      let written = buffer.count - outputLeft
      for index in 0..<written { output.append(UInt8(bitPattern: buffer[index])) }
      let before = consumed
      consumed = input.count - inputLeft
      // Without progress it is no lack of room for the output, but something that cannot be converted.
      if result == -1, written == 0, consumed == before {
        let place = SourceMap(file: file, text: bytes).place(of: consumed)
        throw Diagnostic(
          XMLRule.encoding, "expected text in \(name), found bytes that are none", at: place,
          hint: "name the true encoding with --encoding")
      }
    }
    return output
  }
}
