// From UTF-8 to the encoding of a document.
// One of the few files with unsafe code: iconv takes pointers.

internal import CLibXML2

/// Encodes text; what an encoding does not have is written as a numeric reference where that may be.
@safe
package struct XMLEncoder: ~Copyable {
  /// What has been encoded.
  package private(set) var output: [UInt8] = []
  /// nil for UTF-8, which needs no conversion.
  private let converter: iconv_t?
  /// Whether what only Windows-31J has must not be written.
  private let isShiftJIS: Bool

  /// An encoder; nil if the encoding is not known.
  package init?(_ encoding: String) {
    isShiftJIS = ShiftJIS.isName(encoding)
    switch encoding.uppercased() {
    case "UTF-8", "UTF8": unsafe converter = nil
    default:
      // iconv writes a byte order mark before each piece, where the document has one at its beginning.
      let isWide = encoding.uppercased() == "UTF-16"
      if isWide { output = [0xFF, 0xFE] }
      let name = isWide ? "UTF-16LE" : XMLText.iconvName(encoding)
      guard Self.writesMarkup(name), let opened = unsafe iconv_open(name, "UTF-8"), Int(bitPattern: opened) != -1 else {
        return nil
      }
      unsafe converter = opened
    }
  }

  /// Whether markup is one sign each in an encoding, as in all of XML; in UTF-7 nobody would find the declaration again.
  static func writesMarkup(_ name: String) -> Bool {
    guard let converter = unsafe iconv_open(name, "UTF-8"), Int(bitPattern: converter) != -1 else { return false }
    defer { _ = unsafe iconv_close(converter) }
    var sign: [CChar] = [0x3C]
    var buffer = [CChar](repeating: 0, count: 16)
    var (signLeft, bufferLeft) = (1, 16)
    let result = unsafe sign.withUnsafeMutableBufferPointer { source in
      unsafe buffer.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        _ = unsafe iconv(converter, &from, &signLeft, &to, &bufferLeft)
        return unsafe iconv(converter, nil, nil, &to, &bufferLeft)
      }
    }
    // With a byte order mark before it, where the encoding has one.
    return result == 0 && 16 - bufferLeft <= 8 && ![3, 5, 7].contains(16 - bufferLeft)
  }

  deinit {
    if let converter = unsafe converter { _ = unsafe iconv_close(converter) }
  }

  /// Appends text.
  ///
  /// - Parameters:
  ///   - text: the text, as it is to be read.
  ///   - asReference: whether a character that the encoding does not have may become `&#N;`.
  /// - Returns: false if there is one and it may not; it is then left out.
  @discardableResult
  package mutating func append(_ text: String, asReference: Bool) -> Bool {
    guard let converter = unsafe converter else {
      output += text.utf8
      return true
    }
    if unsafe convert(Array(text.utf8), converter) { return true }
    var isComplete = true
    for scalar in text.unicodeScalars where unsafe !convert(Array(String(scalar).utf8), converter) {
      if asReference {
        _ = unsafe convert(Array("&#\(scalar.value);".utf8), converter)
      } else {
        isComplete = false
      }
    }
    return isComplete
  }

  /// Appends all of the text, or nothing if some of it cannot be converted.
  private mutating func convert(_ text: [UInt8], _ converter: iconv_t) -> Bool {
    var input = text
    var inputLeft = input.count
    var buffer = [CChar](repeating: 0, count: 4 * input.count + 16)
    var outputLeft = buffer.count
    let result = unsafe input.withUnsafeMutableBytes { source in
      unsafe buffer.withUnsafeMutableBufferPointer { target in
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress
        let result = unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
        // Back to the initial state, which encodings with escapes have to say.
        if result != -1 { return unsafe iconv(converter, nil, nil, &to, &outputLeft) }
        _ = unsafe iconv(converter, nil, nil, nil, nil)
        return result
      }
    }
    guard result == 0, inputLeft == 0 else { return false }
    let encoded = buffer[..<(buffer.count - outputLeft)].map { UInt8(bitPattern: $0) }
    if isShiftJIS, ShiftJIS.firstExtension(in: encoded) != nil { return false }
    output += encoded
    return true
  }
}
