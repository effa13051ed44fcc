// The lines of a mapping: the left side, `=`, the right side.

internal import FHIRCore

extension MappingParser {
  func lines(_ outline: [OutlineLine], inChoice: Bool = false) throws(Diagnostic) -> [MappingLine] {
    var lines: [MappingLine] = []
    for line in outline { lines.append(try self.line(line, inChoice: inChoice)) }
    return lines
  }

  private func line(_ line: OutlineLine, inChoice: Bool) throws(Diagnostic) -> MappingLine {
    var cursor = LineCursor(line, file: file)
    var source = SourceSide.none
    var target = TargetSide.block
    if cursor.take(">") {
      cursor.skipBlanks()
      target = try fhirOnly(&cursor)
    } else if cursor.takeWord("include") {
      target = .include(try cursor.name("the name of a group"))
    } else {
      source = inChoice ? try label(&cursor) : try self.source(&cursor)
      cursor.skipBlanks()
      if cursor.take("=") {
        cursor.skipBlanks()
        if !cursor.isAtEnd { target = try self.target(&cursor) }
      }
    }
    try cursor.expectEnd()
    var isChoice = false
    if case .choose = target { isChoice = true }
    let children = try lines(line.children, inChoice: isChoice)
    if let first = line.children.first, !mayHaveChildren(target) {
      throw LineCursor(first, file: file).fault("expected nothing below this line")
    }
    return MappingLine(position: line.position, source: source, target: target, children: children)
  }

  private func mayHaveChildren(_ target: TargetSide) -> Bool {
    switch target {
    case .block, .resource, .at, .choose: true
    default: false
    }
  }

  // MARK: The left side

  private func source(_ cursor: inout LineCursor) throws(Diagnostic) -> SourceSide {
    var paths = [try path(&cursor)]
    var repeats = false
    var isRequired = false
    if cursor.take("*") { repeats = true } else if cursor.take("!") { isRequired = true }
    cursor.skipBlanks()
    if cursor.next == UInt8(ascii: "\"") {
      var separators: [String] = []
      while cursor.next == UInt8(ascii: "\"") {
        separators.append(try cursor.quoted())
        cursor.skipBlanks()
        paths.append(try path(&cursor))
        cursor.skipBlanks()
      }
      return .joined(paths, separators: separators)
    }
    while cursor.take("|") {
      cursor.skipBlanks()
      paths.append(try path(&cursor))
      if cursor.take("*") { repeats = true }
      cursor.skipBlanks()
    }
    return .node(paths, repeats: repeats, isRequired: isRequired)
  }

  /// The labels of a case of `choose`.
  private func label(_ cursor: inout LineCursor) throws(Diagnostic) -> SourceSide {
    var labels: [String] = []
    repeat {
      cursor.skipBlanks()
      labels.append(
        cursor.next == UInt8(ascii: "\"") ? try cursor.quoted() : try cursor.name("a label", withDots: true))
      cursor.skipBlanks()
    } while cursor.take("|")
    return .label(labels)
  }

  func path(_ cursor: inout LineCursor, isInTest: Bool = false) throws(Diagnostic) -> SourcePath {
    var steps: [SourcePath.Step] = []
    repeat {
      if cursor.take("@") {
        steps.append(.attribute(try cursor.name("the name of an attribute", withDots: true)))
      } else if cursor.take("..") {
        steps.append(.parent)
      } else if cursor.take("text()") {
        steps.append(.text)
      } else if cursor.take("children()") {
        steps.append(.children)
      } else {
        let name = try cursor.name("the name of an element, '@' and that of an attribute, or 'text()'", withDots: true)
        var test: SourceTest?
        if cursor.take("[") {
          guard !isInTest else { throw cursor.fault("expected no test inside of a test") }
          let path = try path(&cursor, isInTest: true)
          try cursor.expect("=", "'=' and a value")
          let value = cursor.next == UInt8(ascii: "\"") ? try cursor.quoted() : cursor.text(upTo: "]")
          try cursor.expect("]", "']' behind the test")
          test = SourceTest(path: path, value: value)
        }
        steps.append(.element(name, test))
      }
    } while cursor.take("/")
    for step in steps.dropLast() {
      switch step {
      case .element, .parent: continue
      default: throw cursor.fault("expected an attribute or text only at the end of a path")
      }
    }
    return SourcePath(steps: steps)
  }

  // MARK: The right side

  private func target(_ cursor: inout LineCursor) throws(Diagnostic) -> TargetSide {
    if cursor.takeWord("new") { return .resource(try resource(&cursor)) }
    if cursor.takeWord("at") {
      let path = try place(&cursor)
      cursor.skipBlanks()
      return .at(path, where: try condition(&cursor))
    }
    if cursor.takeWord("const") { return .constant(try cursor.word("a value")) }
    if cursor.takeWord("keep") { return .keep(try cursor.quoted()) }
    if cursor.takeWord("ignore") { return .ignore(try cursor.quoted()) }
    if cursor.takeWord("choose") { return .choose(try path(&cursor)) }
    if cursor.takeWord("chooses") { return .chooses(try path(&cursor)) }
    if cursor.takeWord("include") { return .include(try cursor.name("the name of a group")) }
    if cursor.takeWord("split") { return try split(&cursor) }
    var places = [try place(&cursor)]
    cursor.skipBlanks()
    while cursor.take("&") {
      cursor.skipBlanks()
      places.append(try place(&cursor))
      cursor.skipBlanks()
    }
    return .leaf(places, codecs: cursor.take(":") ? try codecs(&cursor) : [])
  }

  private func codecs(_ cursor: inout LineCursor) throws(Diagnostic) -> [CodecUse] {
    var codecs: [CodecUse] = []
    repeat {
      cursor.skipBlanks()
      let position = cursor.position
      let name = try cursor.name("a codec")
      cursor.skipBlanks()
      codecs.append(CodecUse(name: name, argument: cursor.text(upTo: "|"), position: position))
    } while cursor.take("|")
    return codecs
  }

  /// The template of a `split`, with places in braces.
  private func split(_ cursor: inout LineCursor) throws(Diagnostic) -> TargetSide {
    let start = cursor
    var rest = Substring(try cursor.quoted())
    var texts: [String] = []
    var places: [TargetPath] = []
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { throw start.fault("expected '}' behind each '{'") }
      texts.append(String(rest[..<open]))
      let text = OutlineLine(text: Array(rest[rest.index(after: open)..<close].utf8), position: start.position)
      var inner = LineCursor(text, file: file)
      places.append(try place(&inner))
      try inner.expectEnd()
      rest = rest[rest.index(after: close)...]
    }
    texts.append(String(rest))
    guard places.count > 1 else { throw start.fault("expected two places in braces at least") }
    guard texts.dropFirst().dropLast().allSatisfy({ !$0.isEmpty }) else {
      throw start.fault("expected a text between two places")
    }
    return .split(texts: texts, places: places)
  }

  /// A resource, behind `new`.
  private func resource(_ cursor: inout LineCursor) throws(Diagnostic) -> NewResource {
    var resource = NewResource()
    resource.type = try cursor.name("a type of resource")
    cursor.skipBlanks()
    if cursor.takeWord("as") { resource.name = try cursor.name("a name for the resource") }
    cursor.skipBlanks()
    if cursor.takeWord("in") { resource.link = try place(&cursor) }
    cursor.skipBlanks()
    if cursor.takeWord("with") {
      repeat {
        cursor.skipBlanks()
        let element = try cursor.name("an element that refers")
        cursor.skipBlanks()
        try cursor.expect("$", "'$' and the name of a resource")
        resource.references.append(.init(element: element, resource: try cursor.name("the name of a resource")))
        cursor.skipBlanks()
      } while cursor.take(",")
    }
    resource.condition = try condition(&cursor)
    if cursor.takeWord("key") { resource.key = try place(&cursor) }
    return resource
  }

  /// What tells a resource or an item of a list from others, if anything does.
  private func condition(_ cursor: inout LineCursor) throws(Diagnostic) -> NewResource.Condition? {
    guard cursor.takeWord("where") else { return nil }
    let path = try place(&cursor)
    cursor.skipBlanks()
    try cursor.expect("=", "'=' and a value")
    cursor.skipBlanks()
    let value = cursor.takeWord("none") ? nil : try cursor.word("a value")
    cursor.skipBlanks()
    return .init(path: path, value: value)
  }

  /// A line about FHIR only: `> path = "c"`, `> path = f(a, b)` or `> new T`.
  private func fhirOnly(_ cursor: inout LineCursor) throws(Diagnostic) -> TargetSide {
    if cursor.takeWord("new") { return .resource(try resource(&cursor)) }
    let place = try place(&cursor)
    cursor.skipBlanks()
    try cursor.expect("=", "'=' and a value")
    cursor.skipBlanks()
    if cursor.next == UInt8(ascii: "\"") { return .assign(place, .literal(try cursor.quoted())) }
    let name = try cursor.name("a text in quotes, or what makes the value")
    try cursor.expect("(", "'(' and places")
    var arguments: [TargetPath] = []
    repeat {
      cursor.skipBlanks()
      arguments.append(try self.place(&cursor))
      cursor.skipBlanks()
    } while cursor.take(",")
    try cursor.expect(")", "')' behind the places")
    return .assign(place, .derived(name, arguments))
  }

  /// A place in FHIR, such as `$report.subject` or `code.coding[lab].code`.
  private func place(_ cursor: inout LineCursor) throws(Diagnostic) -> TargetPath {
    var root: String?
    if cursor.take("$") {
      root = try cursor.name("the name of a resource")
      guard cursor.take(".") else { return TargetPath(root: root, steps: []) }
    }
    var steps: [TargetPath.Step] = []
    repeat {
      let name = try cursor.name("the name of an element of FHIR")
      steps.append(TargetPath.Step(name: name, selector: cursor.take("[") ? try selector(&cursor) : nil))
    } while cursor.take(".")
    return TargetPath(root: root, steps: steps)
  }

  /// The place that a text of a line is.
  func place(_ text: String, at position: MappingPosition) throws(Diagnostic) -> TargetPath {
    var cursor = LineCursor(OutlineLine(text: Array(text.utf8), position: position), file: file)
    let place = try place(&cursor)
    try cursor.expectEnd()
    return place
  }

  private func selector(_ cursor: inout LineCursor) throws(Diagnostic) -> TargetPath.Selector {
    if cursor.take("]") { return .each }
    var selector: TargetPath.Selector
    if let index = cursor.number() {
      selector = cursor.take("+") ? .from(index) : .index(index)
    } else {
      selector = .named(try cursor.name("a number, or the name of a system"))
    }
    try cursor.expect("]", "']'")
    return selector
  }
}
