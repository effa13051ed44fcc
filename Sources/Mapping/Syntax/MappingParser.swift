// From the outline of a mapping file to what it declares.

public import FHIRCore

extension MappingFile {
  /// Reads a mapping file.
  ///
  /// - Parameters:
  ///   - text: the file, in UTF-8.
  ///   - file: what the user calls it, for diagnostics.
  /// - Returns: what stands in it.
  /// - Throws: a `Diagnostic` with its line and column if it is not written as the language has it.
  public static func read(_ text: [UInt8], file: String) throws(Diagnostic) -> MappingFile {
    let parser = MappingParser(file: file)
    return try parser.parse(Outline.read(text, file: file))
  }
}

/// Reads the lines of a mapping file, each by itself.
struct MappingParser {
  let file: String

  private static let statements = ["mapping", "locale", "system", "aside", "table", "type", "rules", "map"]

  func parse(_ lines: [OutlineLine]) throws(Diagnostic) -> MappingFile {
    var mapping = MappingFile()
    for (number, line) in lines.enumerated() {
      var cursor = LineCursor(line, file: file)
      let start = cursor
      let statement = try cursor.name("a statement")
      cursor.skipBlanks()
      guard number > 0 || statement == "mapping" else {
        throw start.fault("expected 'mapping', a name and a version first", hint: "mapping my-lab 1")
      }
      switch statement {
      case "mapping" where number == 0:
        mapping.name = try cursor.name("the name of the dialect")
        cursor.skipBlanks()
        mapping.version = try cursor.word("the version of the mapping")
      case "locale": try addLocale(&cursor, to: &mapping)
      case "system":
        let name = try cursor.name("a name for a URI")
        cursor.skipBlanks()
        try cursor.expect("=", "'=' and a URI")
        cursor.skipBlanks()
        let uri = try cursor.word("a URI")
        try declare(name, uri, at: line, in: &mapping.systems)
      case "aside":
        try cursor.expect("@", "'@' and the name of an attribute")
        let name = try cursor.name("the name of an attribute")
        cursor.skipBlanks()
        try declare(name, try cursor.word("why it is kept"), at: line, in: &mapping.asides)
      case "table": try addTable(&cursor, line, to: &mapping)
      case "type": try addType(&cursor, line, to: &mapping)
      case "rules":
        let name = try cursor.name("the name of a group")
        try declare(name, self.lines(line.children), at: line, in: &mapping.groups)
      case "map": mapping.lines = try self.lines(line.children)
      default:
        let near = NearMiss.of(statement, among: Self.statements).map { "did you mean '\($0)'?" }
        throw start.fault("expected \(Self.statements.dropFirst().joined(separator: ", "))", hint: near)
      }
      try cursor.expectEnd()
      if ["mapping", "locale", "system", "aside"].contains(statement), let child = line.children.first {
        throw LineCursor(child, file: file).fault("expected nothing below this statement")
      }
    }
    guard !lines.isEmpty else { throw Diagnostic(MappingRule.syntax, "expected a mapping", at: Place(file: file)) }
    return mapping
  }

  private func declare<Content>(
    _ name: String, _ content: Content, at line: OutlineLine, in list: inout [Declared<Content>]
  ) throws(Diagnostic) {
    if let other = list.first(where: { $0.name == name }) {
      throw Diagnostic(
        MappingRule.duplicate, "expected a name that line \(other.position.line) has not declared already",
        at: Place(file: file, line: line.position.line, column: line.position.column))
    }
    list.append(Declared(name: name, position: line.position, content: content))
  }

  /// The settings of a `locale`, such as `decimal=, thousands=.`.
  private func addLocale(_ cursor: inout LineCursor, to mapping: inout MappingFile) throws(Diagnostic) {
    let known = ["decimal", "thousands", "pivot"]
    while !cursor.isAtEnd {
      let start = cursor
      let key = try cursor.name("a setting")
      guard known.contains(key) else {
        let near = NearMiss.of(key, among: known).map { "did you mean '\($0)'?" }
        throw start.fault("expected \(known.joined(separator: ", "))", hint: near)
      }
      try cursor.expect("=", "'=' and a value")
      mapping.locale[key] = try cursor.word("a value")
      cursor.skipBlanks()
    }
  }

  /// A `table`, with a row on each line below.
  private func addTable(
    _ cursor: inout LineCursor, _ line: OutlineLine, to mapping: inout MappingFile
  ) throws(Diagnostic) {
    let name = try cursor.name("the name of a table")
    cursor.skipBlanks()
    var table = CodeTable()
    if cursor.takeWord("local") { table.local = try cursor.name("the name of a system") }
    cursor.skipBlanks()
    if cursor.takeWord("to") { table.standard = try cursor.name("the name of a system") }
    for row in line.children {
      var cursor = LineCursor(row, file: file)
      let source = try cursor.word("a code")
      cursor.skipBlanks()
      let target = try cursor.word("what the code becomes")
      try cursor.expectEnd()
      if let child = row.children.first { throw LineCursor(child, file: file).fault("expected nothing below a row") }
      if table.rows.contains(where: { $0.source == source }) {
        throw Diagnostic(
          MappingRule.duplicate, "expected each code once",
          at: Place(file: file, line: row.position.line, column: row.position.column))
      }
      table.rows.append(CodeTable.Row(source: source, target: target, position: row.position))
    }
    try declare(name, table, at: line, in: &mapping.tables)
  }

  /// A `type`, with its lines below.
  private func addType(
    _ cursor: inout LineCursor, _ line: OutlineLine, to mapping: inout MappingFile
  ) throws(Diagnostic) {
    let name = try cursor.name("the name of a type")
    cursor.skipBlanks()
    guard cursor.takeWord("for") else { throw cursor.fault("expected 'for' and a type of FHIR") }
    let type = try cursor.name("a type of FHIR")
    var names: [String: [String]] = [:]
    while cursor.take(",") {
      cursor.skipBlanks()
      guard cursor.takeWord("names") else { throw cursor.fault("expected 'names', a name, '=' and spellings") }
      let variable = try cursor.name("a name")
      cursor.skipBlanks()
      try cursor.expect("=", "'=' and spellings")
      var spellings: [String] = []
      repeat {
        cursor.skipBlanks()
        spellings.append(try cursor.name("a spelling", withDots: true))
        cursor.skipBlanks()
      } while cursor.take("|")
      names[variable] = spellings
    }
    let content = TypeLines(type: type, names: names, lines: try lines(line.children))
    try declare(name, content, at: line, in: &mapping.types)
  }
}
