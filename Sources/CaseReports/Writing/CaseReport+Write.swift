// Writes a case file.

internal import FHIRCore
internal import FHIRJSON

extension CaseReport {
  /// The case as a YAML file, which reads back as the same case.
  ///
  /// The keys stand in the order of the format. A text that another YAML reader would take for a number, a date, a
  /// boolean or nothing stands in quotes. Comments of a file that was read are not part of the case and do not come
  /// back.
  ///
  /// ```swift
  /// try CaseReport.read(Array(report.yaml().utf8), file: "case.yaml").report == report  // true
  /// ```
  public func yaml() -> String { YAMLWriter.write(tree) }

  /// The case as a JSON file, which reads back as the same case: the same tree, every scalar but `courses` a string.
  public func json() -> [UInt8] {
    JSONWriter(style: .pretty, definitions: nil).write(Self.elements(tree).root)
  }

  private var tree: CaseNode {
    do {
      return try CaseNodeEncoder.tree(of: self)
    } catch {
      // The model holds only texts and one whole number, and these always encode.
      preconditionFailure("\(error)")
    }
  }

  /// The tree as elements without definitions, which the JSON writer takes.
  static func elements(_ tree: CaseNode) -> ElementTree {
    var builder = TreeBuilder(names: NameTable(known: .none))
    do {
      try add(tree, as: "case", to: &builder)
    } catch {
      // A case nests eight deep and knows some sixty keys.
      preconditionFailure("\(error)")
    }
    return builder.finish()
  }

  private static func add(
    _ node: CaseNode, as name: String, flags: ElementFlags = [], to builder: inout TreeBuilder
  ) throws(TreeLimit) {
    switch node.content {
    case .text(let text, let style):
      let kind: ValueKind =
        switch style {
        case .plain, .quoted: .string
        case .number: .number
        case .literal: text == "null" ? .null : .boolean
        }
      try builder.leaf(name, type: .unknown, flags: flags, kind, text)
    case .map(let members):
      try builder.open(name, type: .unknown, flags: flags)
      for member in members {
        guard case .list(let items) = member.value.content else {
          try add(member.value, as: member.key, to: &builder)
          continue
        }
        for item in items { try add(item, as: member.key, flags: .repeats, to: &builder) }
      }
      builder.closeObject()
    case .list:
      // The encoder leaves empty lists out, and the model has no lists of lists.
      preconditionFailure("a list stands under a key")
    }
  }
}
