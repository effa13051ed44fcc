// A file of messages: one, many, or a batch of them.

public import FHIRCore

/// The messages of a file.
public struct MessageFile: Sendable {
  /// One message of a file.
  public struct Part: Sendable {
    /// Where its bytes stand, with what frames it and the headers and trailers of batches around it.
    public let range: Range<Int>
    /// The line that it begins on.
    public let firstLine: Int
  }

  /// The messages in order.
  public let parts: [Part]
  /// What is wrong with the counts of batches.
  public let findings: [Diagnostic]

  /// Finds the messages.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: what the user calls it.
  public init(_ bytes: [UInt8], file: String) {
    var parts: [Part] = []
    var findings: [Diagnostic] = []
    var (begin, beginLine, line) = (0, 1, 1)
    var (hasMessage, messages, batches) = (false, 0, 0)
    var at = 0
    func check(_ count: Int, _ what: String) {
      let segment = bytes[at...].prefix { LineEnd(byte: $0) == nil }
      guard segment.count > 4,
        let said = Int(String(decoding: segment.dropFirst(4).prefix { (0x30...0x39).contains($0) }, as: UTF8.self)),
        said != count
      else { return }
      findings.append(
        Diagnostic(
          HL7v2Rule.batchCount, "expected \(count), the number of \(what) before it, found \(said)",
          at: Place(file: file, line: line, column: 5)))
    }
    while at < bytes.count {
      let name = String(decoding: bytes[at..<min(at + 3, bytes.count)], as: UTF8.self)
      let isDelimited = at + 3 < bytes.count && Delimiters(bytes[at...]) != nil
      if isDelimited, ["MSH", "FHS", "BHS"].contains(name), hasMessage {
        // What begins a frame belongs to the message in it.
        let framed = at > 0 && bytes[at - 1] == 0x0B ? at - 1 : at
        parts.append(Part(range: begin..<framed, firstLine: beginLine))
        (begin, beginLine, hasMessage) = (framed, line, false)
      }
      switch name {
      case "MSH" where isDelimited: (hasMessage, messages) = (true, messages + 1)
      case "BHS" where isDelimited: messages = 0
      case "FHS" where isDelimited: batches = 0
      case "BTS":
        check(messages, "messages")
        batches += 1
      case "FTS": check(batches, "batches")
      default: break
      }
      at = bytes[at...].firstIndex { LineEnd(byte: $0) != nil } ?? bytes.count
      while at < bytes.count, LineEnd(byte: bytes[at]) != nil {
        if bytes[at] == 0x0A || bytes[at] == 0x0D && (at + 1 == bytes.count || bytes[at + 1] != 0x0A) { line += 1 }
        at += 1
      }
    }
    if begin < bytes.count { parts.append(Part(range: begin..<bytes.count, firstLine: beginLine)) }
    self.parts = parts
    self.findings = findings
  }
}
