// The first pass over a case file: every key, type, word and grammar, each finding at its place.

internal import FHIRCore
internal import Terminology

/// Walks the tree of a case file along the shapes and collects what the later checks need.
struct ShapeCheck {
  let text: SourceText
  let units: UnitTable
  var diagnostics: [Diagnostic] = []
  var index = CaseIndex()
  /// The entry that is being walked, as an index.
  private var owner: Int?
  /// The text that is being looked at; a finding keeps it apart from its message.
  private var leafText: String?
  /// Whether what other readers of YAML would make of a scalar is worth saying.
  private var warnsOfScalars = true

  init(_ text: SourceText, units: UnitTable) {
    self.text = text
    self.units = units
  }

  mutating func run(_ root: CaseNode) { check(root, as: .report, path: "") }

  mutating func report(_ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(rule, message, at: text.place(of: offset, path: path), hint: hint, value: leafText))
  }

  // MARK: Keys and values

  private mutating func check(_ node: CaseNode, as shape: CaseShape, path: String) {
    guard case .map(let members) = node.content else {
      if let entry = shape.entry { index.incomplete.insert(entry) }
      return wrongType(
        node, expected: "keys and values", path: path, hint: TypeHints.map(node, shape, isItem: path.hasSuffix("]")))
    }
    let outer = owner
    if let entry = shape.entry { owner = declare(entry, members, path: path, offset: node.offset) }
    defer { owner = outer }

    var seen: Set<String> = []
    var suggested: Set<String> = []
    let outerWarnings = warnsOfScalars
    if hasCommaInBraces(members, node, shape) { warnsOfScalars = false }
    defer { warnsOfScalars = outerWarnings }
    for member in members {
      guard let key = shape.key(member.key) else {
        guard let meant = unknownKey(member, in: shape, map: node, path: path) else { continue }
        suggested.insert(meant.name)
        // What stands under a misspelt key is checked as what it was meant to be, so that nothing follows from it.
        if !members.contains(where: { $0.key == meant.name }), meant.content.mayHold(member.value),
          seen.insert(meant.name).inserted
        {
          if let owner, path == index.entries[owner].path { index.entries[owner].keys.insert(meant.name) }
          check(member, as: meant, in: node, path: path.isEmpty ? meant.name : "\(path).\(meant.name)")
        } else {
          markIncomplete(member.value)
        }
        continue
      }
      let memberPath = path.isEmpty ? key.name : "\(path).\(key.name)"
      guard seen.insert(key.name).inserted else {
        report(
          CaseRule.keyDuplicate, "expected '\(key.name)' once", at: member.keyOffset, path: memberPath,
          hint: "an entry of a list begins with '- '")
        continue
      }
      check(member, as: key, in: node, path: memberPath)
    }
    // A misspelt key has been reported; that the right one is missing follows from it.
    for key in shape.keys where key.isRequired && !seen.contains(key.name) && !suggested.contains(key.name) {
      report(
        CaseRule.keyMissing, "expected '\(key.name)' in \(shape.name)", at: node.offset, path: path,
        hint: key.name == "format" ? "begin with 'format: \(CaseReport.currentFormat)'" : nil)
    }
    check(shape.constraints, members.filter { seen.contains($0.key) }, offset: node.offset, path: path)
  }

  private mutating func declare(
    _ kind: EntryKind, _ members: [CaseNode.Member], path: String, offset: Int
  ) -> Int? {
    guard let id = members.first(where: { $0.key == "id" }), !id.value.isNull,
      case .text(let name, _) = id.value.content
    else {
      index.incomplete.insert(kind)
      return nil
    }
    index.entries.append(
      CaseIndex.Entry(
        id: name, kind: kind, path: path, offset: id.value.offset, keys: Set(members.lazy.map(\.key))))
    return index.entries.count - 1
  }

  /// Whether a comma has cut a text in two, so that what is left of it says nothing.
  private func hasCommaInBraces(_ members: [CaseNode.Member], _ map: CaseNode, _ shape: CaseShape) -> Bool {
    text.bytes[map.offset] == UInt8(ascii: "{")
      && members.contains { member in
        if shape.key(member.key) == nil, case .text("", .plain) = member.value.content { true } else { false }
      }
  }

  /// Reports a key and gives the one that was most likely meant.
  private mutating func unknownKey(
    _ member: CaseNode.Member, in shape: CaseShape, map: CaseNode, path: String
  ) -> CaseShape.Key? {
    let isInBraces = text.bytes[map.offset] == UInt8(ascii: "{")
    if isInBraces, case .text("", .plain) = member.value.content {
      // What looks like a key is the rest of a text, so it must not be repeated.
      let isCurly = member.key.contains { "“”„‘’".contains($0) }
      report(
        CaseRule.keyUnknown, "expected a key with a value", at: member.keyOffset, path: path,
        hint: isCurly
          ? "curly quotes are no quotes for YAML; write \" at both ends"
          : "a comma inside {} begins a new key; put the text in quotes")
      return nil
    }
    // Nobody reads the thousandth hint.
    guard diagnostics.count < 1_000 else {
      report(CaseRule.keyUnknown, "unknown key", at: member.keyOffset, path: path)
      return nil
    }
    let key = UnknownKey(member.key, in: shape)
    report(CaseRule.keyUnknown, key.message, at: member.keyOffset, path: path, hint: key.hint)
    guard let suggestion = key.suggestion else {
      markIncomplete(member.value)
      return nil
    }
    return shape.key(suggestion)
  }

  /// Remembers that entries may stand in a list that is not read.
  private mutating func markIncomplete(_ node: CaseNode) {
    if case .list = node.content { index.incomplete.formUnion(EntryKind.allCases) }
  }

  private mutating func check(_ member: CaseNode.Member, as key: CaseShape.Key, in map: CaseNode, path: String) {
    let node = member.value
    if node.isNull {
      if case .list(let shape) = key.content, let entry = shape.entry { index.incomplete.insert(entry) }
      let isInBraces = text.bytes[map.offset] == UInt8(ascii: "{") && text.bytes[member.keyOffset] != UInt8(ascii: "\"")
      return report(
        CaseRule.type, "expected \(key.content.expected)", at: node.offset, path: path,
        hint: isInBraces
          ? "a comma inside {} begins a new key; put the text in quotes"
          : "leave the key out when there is nothing to say")
    }
    switch key.content {
    case .map(let shape): check(node, as: shape, path: path)
    case .list(let shape):
      guard case .list(let items) = node.content else {
        if let entry = shape.entry { index.incomplete.insert(entry) }
        return wrongType(node, expected: "a list", path: path, hint: TypeHints.list(of: shape))
      }
      for (number, item) in items.enumerated() { check(item, as: shape, path: "\(path)[\(number)]") }
    case .statements, .references, .texts:
      guard case .list(let items) = node.content else {
        return wrongType(node, expected: "a list", path: path, hint: "a list, even of one, stands in [ ]")
      }
      for (number, item) in items.enumerated() { leaf(item, as: key, path: "\(path)[\(number)]") }
    default: leaf(node, as: key, path: path)
    }
  }

  private mutating func wrongType(_ node: CaseNode, expected: String, path: String, hint: String?) {
    report(CaseRule.type, "expected \(expected)", at: node.offset, path: path, hint: hint)
  }

  // MARK: Texts

  private mutating func leaf(_ node: CaseNode, as key: CaseShape.Key, path: String) {
    guard case .text(let value, let style) = node.content else {
      return wrongType(node, expected: "text", path: path, hint: TypeHints.text(node))
    }
    index.leaves.append(CaseIndex.Leaf(path: path, offset: node.offset))
    leafText = value
    defer { leafText = nil }
    guard !node.isNull, style != .literal else {
      return report(
        CaseRule.type, "expected text", at: node.offset, path: path,
        hint: node.isNull ? "leave it out when there is nothing to say" : "write it in quotes")
    }
    guard value.contains(where: { !$0.isWhitespace }) else {
      return report(
        CaseRule.type, "expected text", at: node.offset, path: path,
        hint: "leave the key out when there is nothing to say")
    }
    guard !value.unicodeScalars.contains(where: Self.isControl) else {
      return report(CaseRule.controlCharacter, "expected no control character", at: node.offset, path: path)
    }
    let before = diagnostics.count
    content(value, of: key, offset: node.offset, path: path)
    // What must be written otherwise anyway needs no advice on quotes.
    guard diagnostics.count == before, warnsOfScalars, style == .plain, let type = AmbiguousScalar(value) else {
      return
    }
    if case .wholeNumber = key.content { return }
    report(
      CaseRule.yamlAmbiguousScalar, "other YAML readers take this for \(type.rawValue); put it in quotes",
      at: node.offset, path: path)
  }

  /// What FHIR does not allow in a string.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && ![0x09, 0x0A, 0x0D].contains(scalar.value)
  }

  private mutating func content(_ value: String, of key: CaseShape.Key, offset: Int, path: String) {
    switch key.content {
    case .text, .texts, .map, .list: break
    case .format:
      if value != CaseReport.currentFormat {
        report(CaseRule.format, "expected '\(CaseReport.currentFormat)'", at: offset, path: path)
      }
    case .caseID, .entryID, .anchorID: checkID(value, as: key.content, offset: offset, path: path)
    case .statements:
      guard Identifier.isWord(value) else {
        return report(
          CaseRule.idForm, "expected the id of a statement", at: offset, path: path,
          hint: "a letter, then letters, digits, '-', '_' or '.', such as S12")
      }
      let stating = path.split(separator: ".").dropLast().joined(separator: ".")
      index.statements.append(CaseIndex.Statement(id: value, path: stating, offset: offset))
    case .reference(let allowed), .references(let allowed):
      index.references.append(
        CaseIndex.Reference(id: value, key: key.name, allowed: allowed, path: path, offset: offset, owner: owner))
      if key.name == "part-of", let owner { index.entries[owner].partOf = value }
    case .time, .anchorTime, .event: time(value, of: key, offset: offset, path: path)
    case .value:
      guard
        let read = read({ () throws(CaseTextError) in try MeasuredValue(value) }, CaseRule.valueSyntax, offset, path)
      else { return }
      if let unit = read.form.unit { checkUnit(unit, words: "result", offset: offset, path: path) }
    case .dose:
      guard let read = read({ () throws(CaseTextError) in try DoseText(value) }, CaseRule.doseSyntax, offset, path)
      else { return }
      checkUnit(read.form.unit, words: "text", offset: offset, path: path)
    case .interval: _ = read({ () throws(CaseTextError) in try Interval(value) }, CaseRule.intervalSyntax, offset, path)
    case .cycle: _ = read({ () throws(CaseTextError) in try Cycle(value) }, CaseRule.cycleSyntax, offset, path)
    case .wholeNumber:
      guard let number = Int(value), number > 0, String(number) == value else {
        return report(
          CaseRule.wholeNumber, "expected a whole number", at: offset, path: path,
          hint: CaseHints.typography(value) ?? "one number in digits; what else is said goes in a note")
      }
    case .date:
      do {
        try FHIRDateTime.check(value.utf8.span)
      } catch {
        report(
          CaseRule.date, "expected \(error.expected)", at: offset, path: path,
          hint: CaseHints.date(value) ?? error.hint)
      }
    case .doi:
      if !value.hasPrefix("10.") || !value.contains("/") || value.contains(" ") {
        report(
          CaseRule.source, "expected a DOI", at: offset, path: path, hint: "without a prefix, from '10.' on")
      }
    case .language:
      let subtags = value.split(separator: "-", omittingEmptySubsequences: false)
      if !subtags.allSatisfy({ (1...8).contains($0.count) && $0.utf8.allSatisfy { Identifier.isAlphanumeric($0) } }) {
        report(CaseRule.source, "expected a language tag", at: offset, path: path, hint: "such as en, ja or pt-BR")
      }
    case .word(let words):
      guard !words.contains(value) else { return }
      report(
        CaseRule.word, "expected one of \(words.joined(separator: ", "))", at: offset, path: path,
        hint: WordHints.hint(value, among: words, key: key.name))
    }
  }

  private mutating func read<Text: CaseText>(
    _ parse: () throws(CaseTextError) -> Text, _ rule: Rule, _ offset: Int, _ path: String
  ) -> Text? {
    do {
      return try parse()
    } catch {
      report(rule, error.expected, at: offset, path: path, hint: error.hint)
      return nil
    }
  }

  private mutating func checkUnit(_ unit: String, words: String, offset: Int, path: String) {
    guard units.unit(printed: unit) == nil else { return }
    let near = units.nearMiss(unit).map { "did you mean '\($0)'? " } ?? ""
    report(
      CaseRule.valueUnit, "expected a number with a unit of the unit table", at: offset, path: path,
      hint: CaseHints.unit(unit) ?? "\(near)words belong in '\(words):'; new units go in Mappings/units.json")
  }

  private mutating func checkID(_ id: String, as content: CaseContent, offset: Int, path: String) {
    if case .anchorID = content {
      if !Identifier.isWord(id) {
        report(
          CaseRule.idForm, "expected a word", at: offset, path: path,
          hint: "a letter, then letters, digits, '-', '_' or '.', such as T12")
      } else if RelativeTime.Form.reservedWords.contains(id) {
        report(CaseRule.idForm, "expected another word; this one has a meaning in times", at: offset, path: path)
      }
    } else if !Identifier.isEntryID(id) {
      report(
        CaseRule.idForm, "expected a lower-case word with hyphens", at: offset, path: path,
        hint: id.contains(" ") || id.contains("_")
          ? "write a hyphen where the blank or underscore is"
          : "lower-case letters a to z, digits and single hyphens, beginning with a letter")
    } else if id == "visit" {
      report(CaseRule.idForm, "expected another word; 'visit' has a meaning in 'is:'", at: offset, path: path)
    }
  }

  private mutating func time(_ value: String, of key: CaseShape.Key, offset: Int, path: String) {
    let isOwn = owner.map { path == "\(index.entries[$0].path).\(key.name)" } ?? false
    switch key.content {
    case .event:
      guard let event = read({ () throws(CaseTextError) in try AnchorEvent(value) }, CaseRule.eventSyntax, offset, path)
      else { return }
      if let owner, isOwn { index.entries[owner].event = (event.form, path, offset) }
    case .anchorTime:
      let rule = PrintedDate.looksLikeDate(value) ? CaseRule.date : CaseRule.timeSyntax
      guard let anchorTime = read({ () throws(CaseTextError) in try AnchorTime(value) }, rule, offset, path) else {
        return
      }
      switch anchorTime.form {
      case .date(let date): if let owner { index.entries[owner].date = date }
      case .time(let form): record(form, key: key, offset: offset, path: path, isOwn: isOwn)
      }
    default:
      guard let time = read({ () throws(CaseTextError) in try RelativeTime(value) }, CaseRule.timeSyntax, offset, path)
      else { return }
      record(time.form, key: key, offset: offset, path: path, isOwn: isOwn)
    }
  }

  private mutating func record(
    _ form: RelativeTime.Form, key: CaseShape.Key, offset: Int, path: String, isOwn: Bool
  ) {
    let time = CaseIndex.Time(form: form, path: path, offset: offset)
    index.times.append(time)
    if let owner, isOwn { index.entries[owner].times[key.name] = time }
  }
}

extension CaseContent {
  /// Whether a node is of the type that stands here: a text, a list, or keys and values.
  func mayHold(_ node: CaseNode) -> Bool {
    switch (self, node.content) {
    case (.map, .map), (.list, .list), (.statements, .list), (.references, .list), (.texts, .list): true
    case (.map, _), (.list, _), (.statements, _), (.references, _), (.texts, _): false
    case (_, .text): true
    case (_, .list), (_, .map): false
    }
  }

  /// What a diagnostic says is expected.
  var expected: String {
    switch self {
    case .map: "keys and values"
    case .list, .statements, .references, .texts: "a list"
    default: "text"
    }
  }
}
