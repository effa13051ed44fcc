// Small archives, made by hand so that every byte can be damaged.

enum Archive {
  /// A tar archive of files; a kind other than `0` is written as it is.
  static func tar(_ files: [(name: String, kind: Character, contents: String)]) -> [UInt8] {
    var archive: [UInt8] = []
    for file in files {
      let contents = Array(file.contents.utf8)
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at offset: Int) {
        header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
      }
      put(file.name, at: 0)
      put(octal(contents.count, digits: 11), at: 124)
      put("        ", at: 148)
      put(String(file.kind), at: 156)
      put("ustar\0" + "00", at: 257)
      put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
      archive += header + contents
      archive += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
    }
    return archive + [UInt8](repeating: 0, count: 1_024)
  }

  /// A pax record, whose length counts its own digits.
  static func pax(_ key: String, _ value: String) -> String {
    let rest = " \(key)=\(value)\n".utf8.count
    var length = rest + 1
    while "\(length)".utf8.count + rest != length { length += 1 }
    return "\(length) \(key)=\(value)\n"
  }

  /// Bytes in gzip, not compressed: one stored block.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    func little(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(number >> (8 * $0) & 0xFF) } }
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    file += [1] + little(bytes.count, 2) + little(~bytes.count & 0xFFFF, 2) + bytes
    return file + little(Int(crc(bytes)), 4) + little(bytes.count, 4)
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: digits - text.count) + text
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
