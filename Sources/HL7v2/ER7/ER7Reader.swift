// From the text of one message with delimiters (ER7, HL7 v2.5.1, 2.5) to the tree.

internal import FHIRCore
internal import SourceTree

/// Reads one message.
struct ER7Reader {
  private let text: [UInt8]
  private let start: Int
  private let delimiters: Delimiters
  private let hasMark: Bool
  private var builder: SourceTreeBuilder
  private var groups: MessageGroups
  private var names = MessageNames()
  /// The document in XML, if the message was one that would be written in another way.
  var document: String?
  /// The encoding, if MSH-18 does not say it.
  var encoding: String?
  /// Where parts of the text stand in the document that it was made of; empty of a message with delimiters.
  var places: [(text: Int, source: Int)] = []
  /// Where lines stand that begin no segment.
  private(set) var oddLines: [Int] = []
  /// Where a frame of a message stands within text.
  private(set) var oddFrame: Int?
  /// Where a segment or field has more parts than any has.
  private(set) var excess: Int?

  /// How many lines that begin no segment are told.
  private static var told: Int { 100 }

  /// Takes a message; nil if it has no header that says the delimiters.
  ///
  /// - Parameters:
  ///   - text: the message, in UTF-8, from what stands before its first segment on.
  ///   - encoding: the encoding that it was in.
  ///   - hasMark: whether a byte order mark stood before it.
  init?(_ text: [UInt8], encoding: String, hasMark: Bool) {
    guard let start = Self.header(in: text), let delimiters = Delimiters(text[start...]) else { return nil }
    self.text = text
    self.start = start
    self.delimiters = delimiters
    self.hasMark = hasMark
    builder = SourceTreeBuilder(encoding: encoding)
    groups = MessageGroups(structure: "")
  }

  /// Where the first segment begins, behind what frames messages.
  private static func header(in text: [UInt8]) -> Int? {
    let start = text.firstIndex { LineEnd(byte: $0) == nil }
    guard let start, text.count - start > 8 else { return nil }
    return ["MSH", "FHS", "BHS"].contains { text[start...].starts(with: $0.utf8) } ? start : nil
  }

  /// Reads the message.
  mutating func read(_ source: SourceMap) -> SourceTree {
    let segments = self.segments()
    if let header = segments.first(where: { text[$0.text].starts(with: "MSH".utf8) }) {
      let fields = text[header.text].split(separator: delimiters.field, omittingEmptySubsequences: false)
      groups = MessageGroups(structure: fields.count > 8 ? String(decoding: fields[8], as: UTF8.self) : "")
    }
    let usual = segments.first?.end ?? [.carriageReturn]
    builder.start(number: names.number(MessageNames.root, &builder), at: 0)
    let before = (hasMark ? [.byteOrderMark] : []) + LineEnd.all(in: text[..<start])
    if !before.isEmpty { attribute(MessageNames.before, LineEnd.text(of: before), at: 0) }
    if let encoding { attribute(MessageNames.encoding, encoding, at: 0) }
    if let document { attribute(MessageNames.document, document, at: 0) }
    if usual != [.carriageReturn] { attribute(MessageNames.end, LineEnd.text(of: usual), at: 0) }
    for segment in segments { read(segment, usual) }
    for _ in 0...groups.depth { builder.end() }
    let told = oddLines.prefix(Self.told)
    let more = oddLines.count - told.count
    return builder.finish(
      source,
      findings: zip(source.places(of: Array(told)), told.indices).map { place, index in
        Diagnostic(
          HL7v2Rule.line, "expected the name of a segment and the field separator at the beginning of a line",
          at: place,
          hint: index == told.count - 1 && more > 0 ? "\(more) more are not told" : nil)
      })
  }

  private mutating func attribute(_ name: String, _ value: String, at offset: Int) {
    builder.attribute(number: names.number(name, &builder), Array(value.utf8)[...], at: place(offset))
  }

  /// Where a part of the text stands in what it was made of.
  private func place(_ offset: Int) -> Int {
    guard !places.isEmpty else { return offset }
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].text <= offset { low = middle } else { high = middle }
    }
    return places[low].source
  }

  // MARK: Segments

  private struct Segment {
    let text: Range<Int>
    let end: [LineEnd]
  }

  /// The segments, each with what ends it.
  private mutating func segments() -> [Segment] {
    var segments: [Segment] = []
    var (begin, at) = (start, start)
    while at < text.count {
      guard LineEnd(byte: text[at]) != nil else {
        at += 1
        continue
      }
      let end = at
      while at < text.count, LineEnd(byte: text[at]) != nil { at += 1 }
      if at < text.count, !beginsSegment(at) {
        oddLines.append(at)
        if oddFrame == nil { oddFrame = (end..<at).first { text[$0] == 0x0B || text[$0] == 0x1C } }
      } else {
        segments.append(Segment(text: begin..<end, end: LineEnd.all(in: text[end..<at])))
        begin = at
      }
    }
    if begin < text.count { segments.append(Segment(text: begin..<text.count, end: [])) }
    return segments
  }

  private func beginsSegment(_ at: Int) -> Bool {
    guard at + 2 < text.count, Self.isLetter(text[at]) else { return false }
    for byte in text[(at + 1)...(at + 2)] where !Self.isLetter(byte) && !(0x30...0x39).contains(byte) { return false }
    return at + 3 == text.count || text[at + 3] == delimiters.field || LineEnd(byte: text[at + 3]) != nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  private mutating func read(_ segment: Segment, _ usual: [LineEnd]) {
    let name = String(decoding: text[segment.text.prefix(3)], as: UTF8.self)
    let step = groups.enter(name)
    for _ in 0..<step.closing { builder.end() }
    let offset = segment.text.lowerBound
    for group in step.opening { builder.start(number: names.number(group.rawValue, &builder), at: place(offset)) }
    let place = names.segment(name, &builder)
    builder.start(number: names.segments[place].element, at: self.place(offset))
    if segment.end != usual { attribute(MessageNames.end, LineEnd.text(of: segment.end), at: offset) }
    var end = segment.text.upperBound
    let isHeader = ["MSH", "FHS", "BHS"].contains(name)
    let tail = text[segment.text].reversed().prefix { $0 == delimiters.field }.count
    if tail > 0, !(isHeader && segment.text.count - tail <= 3) {
      attribute(MessageNames.tail, String(decoding: text[(end - tail)..<end], as: UTF8.self), at: offset)
      end -= tail
    }
    var field = 1
    var at = offset + 4
    if isHeader {
      text(text[(offset + 3)..<(offset + 4)], in: names.field(1, of: place, &builder), at: offset + 3)
      let others = text[at..<end].firstIndex(of: delimiters.field) ?? end
      text(text[at..<others], in: names.field(2, of: place, &builder), at: at)
      (field, at) = (3, others + 1)
    }
    var resultType = DataTypes.primitive
    while at <= end, at > offset + 3 {
      let next = text[at..<end].firstIndex(of: delimiters.field) ?? end
      if next > at {
        if name == "OBX", field == 2 {
          resultType = DataTypes.newest.type(named: String(decoding: text[at..<next], as: UTF8.self))
        }
        if name == "OBX", field == 2, text[at..<next].elementsEqual("\"\"".utf8) {
          // What OBX-5 is depends on this text, whatever it says.
          text(text[at..<next], in: names.field(field, of: place, &builder), at: at)
          (field, at) = (field + 1, next + 1)
          continue
        }
        let type = name == "OBX" && field == 5 ? resultType : names.type(ofField: field, of: place)
        repetitions(at..<next, of: names.field(field, of: place, &builder), type)
      }
      field += 1
      at = next + 1
      if field > SourceNode.most { excess = excess ?? at }
    }
    builder.end()
  }

  private mutating func text(_ text: ArraySlice<UInt8>, in element: UInt32, at offset: Int) {
    builder.start(number: element, at: place(offset))
    if !text.isEmpty { builder.text(bytes: text, at: place(offset)) }
    builder.end()
  }

  // MARK: Fields

  private mutating func repetitions(_ range: Range<Int>, of element: UInt32, _ type: Int) {
    var at = range.lowerBound
    while true {
      let next = text[at..<range.upperBound].firstIndex(of: delimiters.repetition) ?? range.upperBound
      field(at..<next, element, type)
      guard next < range.upperBound else { return }
      at = next + 1
    }
  }

  /// One repetition of a field.
  private mutating func field(_ range: Range<Int>, _ element: UInt32, _ type: Int) {
    builder.start(number: element, at: place(range.lowerBound))
    defer { builder.end() }
    guard !range.isEmpty else { return }
    let (isPlain, isCanonical) = look(range)
    if !isCanonical {
      attribute(MessageNames.printed, String(decoding: text[range], as: UTF8.self), at: range.lowerBound)
    }
    if isPlain, DataTypes.newest.types[type].components.isEmpty { return leaf(range) }
    parts(range, delimiters.component, element, type) { reader, part, inner, innerType in
      reader.parts(part, reader.delimiters.subcomponent, inner, innerType) { reader, leaf, _, _ in reader.leaf(leaf) }
    }
  }

  /// The components of a field, or the subcomponents of a component: each in an element, but for the first one of a type
  /// that has none, which is the text of the field itself unless it has parts in turn.
  private mutating func parts(
    _ range: Range<Int>, _ delimiter: UInt8?, _ element: UInt32, _ type: Int,
    _ content: (inout ER7Reader, Range<Int>, UInt32, Int) -> Void
  ) {
    let components = DataTypes.newest.types[type].components
    var (number, at) = (1, range.lowerBound)
    while true {
      let next = delimiter.flatMap { text[at..<range.upperBound].firstIndex(of: $0) } ?? range.upperBound
      // Delimiters alone are no content.
      if text[at..<next].contains(where: { $0 != delimiters.component && $0 != delimiters.subcomponent }) {
        if components.isEmpty, number == 1, delimiter == delimiters.subcomponent || look(at..<next).isPlain {
          content(&self, at..<next, element, DataTypes.primitive)
        } else {
          let inner = names.part(number, of: components.isEmpty ? .element(element) : .type(type), &builder)
          builder.start(number: inner, at: place(at))
          content(&self, at..<next, inner, number <= components.count ? components[number - 1] : DataTypes.primitive)
          builder.end()
        }
      }
      guard next < range.upperBound else { return }
      (number, at) = (number + 1, next + 1)
      if number > SourceNode.most { excess = excess ?? at }
    }
  }

  /// A value, or the two quotes that say that there is none (HL7 v2.5.1, 2.5.3).
  private mutating func leaf(_ range: Range<Int>) {
    if range.count == 2, text[range].elementsEqual("\"\"".utf8) {
      return attribute(MessageNames.null, "true", at: range.lowerBound)
    }
    if let escape = delimiters.escape, text[range].contains(escape) {
      builder.text(bytes: delimiters.unescaped(text[range])[...], at: place(range.lowerBound))
    } else {
      builder.text(bytes: text[range], at: place(range.lowerBound))
    }
  }

  /// Whether a repetition has no parts, and whether it is printed as it would be printed again.
  private func look(_ range: Range<Int>) -> (isPlain: Bool, isCanonical: Bool) {
    var isPlain = true
    var isCanonical = true
    var hasEscapes = false
    var previous: UInt8 = 0
    for byte in text[range] {
      switch byte {
      case delimiters.component:
        isPlain = false
        if previous == delimiters.subcomponent { isCanonical = false }
      case _ where byte == delimiters.subcomponent: isPlain = false
      case _ where byte == delimiters.escape, 0x0A, 0x0D: hasEscapes = true
      default: break
      }
      previous = byte
    }
    if previous == delimiters.component || previous == delimiters.subcomponent { isCanonical = false }
    return (isPlain, isCanonical && (!hasEscapes || isEscapedAsWritten(range)))
  }

  private func isEscapedAsWritten(_ range: Range<Int>) -> Bool {
    let marks = [delimiters.component, delimiters.subcomponent]
    return text[range].split(whereSeparator: { marks.contains($0) }).allSatisfy { leaf in
      var written: [UInt8] = []
      delimiters.escape(delimiters.unescaped(leaf)[...], to: &written)
      return written.elementsEqual(leaf)
    }
  }
}
