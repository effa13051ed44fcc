// Reads tar archives as npm writes them (POSIX ustar with pax headers), strictly.

/// Why an archive could not be read.
struct TarError: Error, CustomStringConvertible {
  var description: String
}

/// The files of a tar archive, in order.
struct TarArchive: Sequence, IteratorProtocol {
  /// A file with its whole name.
  struct File {
    var name: String
    var bytes: ArraySlice<UInt8>
  }

  private static let block = 512
  private let bytes: [UInt8]
  private var position = 0
  private var isFinished = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next file, or what is wrong with the archive, after which nothing follows.
  mutating func next() -> Result<File, TarError>? {
    guard !isFinished else { return nil }
    do {
      if let file = try nextFile() { return .success(file) }
      isFinished = true
      return nil
    } catch {
      isFinished = true
      return .failure(error)
    }
  }

  private mutating func nextFile() throws(TarError) -> File? {
    var attributes: [String: String] = [:]
    while true {
      let header = position..<(position + Self.block)
      guard header.upperBound <= bytes.count else { throw fault("two empty blocks at the end") }
      if bytes[header].allSatisfy({ $0 == 0 }) { return nil }
      try checkSum(header)
      guard Array(field(257, 5)) == Array("ustar".utf8) else { throw fault("the mark `ustar`") }
      let kind = bytes[position + 156]
      let size = if let text = attributes["size"] { try decimal(text) } else { try octal(124, 12) }
      let start = header.upperBound
      guard size >= 0, size <= bytes.count - start else { throw fault("\(size) bytes of contents") }
      let contents = bytes[start..<(start + size)]
      let name = attributes["path"] ?? headerName()
      position = start + (size + Self.block - 1) / Self.block * Self.block
      switch kind {
      case UInt8(ascii: "0"), 0: return File(name: name, bytes: contents)
      case UInt8(ascii: "5"): attributes = [:]
      case UInt8(ascii: "x"):
        guard let read = Self.attributes(contents) else { throw fault("pax records") }
        attributes = read
      case UInt8(ascii: "g"): continue
      default: throw fault("files and folders only, not the kind `\(Character(Unicode.Scalar(kind)))`")
      }
    }
  }

  private func fault(_ expected: String) -> TarError {
    TarError(description: "expected \(expected) in the archive, at byte \(position)")
  }

  private func field(_ offset: Int, _ length: Int) -> ArraySlice<UInt8> {
    bytes[(position + offset)..<(position + offset + length)]
  }

  private func text(_ offset: Int, _ length: Int) -> String {
    String(decoding: field(offset, length).prefix { $0 != 0 }, as: UTF8.self)
  }

  private func headerName() -> String {
    let prefix = text(345, 155)
    return prefix.isEmpty ? text(0, 100) : prefix + "/" + text(0, 100)
  }

  private func octal(_ offset: Int, _ length: Int) throws(TarError) -> Int {
    let digits = field(offset, length).drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    guard let number = Int(String(decoding: digits, as: UTF8.self), radix: 8) else { throw fault("an octal number") }
    return number
  }

  private func decimal(_ text: String) throws(TarError) -> Int {
    guard let number = Int(text) else { throw fault("a decimal number") }
    return number
  }

  /// The sum of the header's bytes, its own field counted as blanks.
  private func checkSum(_ header: Range<Int>) throws(TarError) {
    var sum = 0
    for (index, byte) in bytes[header].enumerated() { sum += 148..<156 ~= index ? 0x20 : Int(byte) }
    guard try octal(148, 8) == sum else { throw fault("the header's checksum") }
  }

  /// The records `length key=value\n`; nil if they are none.
  private static func attributes(_ contents: ArraySlice<UInt8>) -> [String: String]? {
    var attributes: [String: String] = [:]
    var rest = contents
    while !rest.isEmpty {
      let digits = rest.prefix { $0 != 0x20 }
      guard let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 1, length <= rest.count
      else { return nil }
      let record = rest.prefix(length)
      guard record.last == 0x0A, let equals = record.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let key = record[(digits.endIndex + 1)..<equals]
      attributes[String(decoding: key, as: UTF8.self)] =
        String(decoding: record[(equals + 1)..<(record.endIndex - 1)], as: UTF8.self)
      rest = rest.dropFirst(length)
    }
    return attributes
  }
}
