// Where two cases differ: the proof of the way there and back names the places.

public import FHIRCore

extension CaseReport {
  /// The paths at which another case says something else, in the order of this one; then what only the other says.
  ///
  /// ```swift
  /// report.differences(from: restored)  // ["investigations[0].results[2].value"]
  /// ```
  public func differences(from other: CaseReport) -> [String] {
    guard self != other else { return [] }
    let (mine, theirs) = (leaves, other.leaves)
    let values = Dictionary(theirs.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    let paths = Set(mine.map(\.path))
    return mine.filter { values[$0.path] != $0.text }.map(\.path) + theirs.map(\.path).filter { !paths.contains($0) }
  }

  /// A finding for each path at which the case that came back says something else.
  ///
  /// - Parameters:
  ///   - restored: The case that came back.
  ///   - source: Where the texts of this case stand.
  /// - Returns: The findings; none if the same case came back.
  public func findings(of restored: CaseReport?, source: CaseSource) -> [Diagnostic] {
    guard let restored else {
      return [
        Diagnostic(CaseBackRule.unequal, "expected the same case to come back from FHIR", at: Place(file: source.file))
      ]
    }
    return differences(from: restored).map { path in
      Diagnostic(
        CaseBackRule.unequal, "expected the same text to come back from FHIR", at: source.place(of: path))
    }
  }

  /// The texts of a case file as they stand, whether it is valid or not; nothing if it is no YAML.
  package static func texts(ofYAML bytes: [UInt8]) -> [(path: String, text: String, offset: Int)] {
    var diagnostics: [Diagnostic] = []
    guard let source = try? SourceText(bytes, file: "", limit: .max, diagnostics: &diagnostics),
      let tree = YAMLReader.read(source, depthLimit: 64, diagnostics: &diagnostics)
    else { return [] }
    return texts(of: tree)
  }

  private static func texts(of tree: CaseNode) -> [(path: String, text: String, offset: Int)] {
    var texts: [(path: String, text: String, offset: Int)] = []
    func walk(_ node: CaseNode, _ path: String) {
      switch node.content {
      case .text(let text, _): texts.append((path, text, node.offset))
      case .map(let members):
        for member in members { walk(member.value, path.isEmpty ? member.key : "\(path).\(member.key)") }
      case .list(let items):
        for (index, item) in items.enumerated() { walk(item, "\(path)[\(index)]") }
      }
    }
    walk(tree, "")
    return texts
  }

  private var leaves: [(path: String, text: String)] {
    guard let tree = try? CaseNodeEncoder.tree(of: self) else { return [] }
    return Self.texts(of: tree).map { ($0.path, $0.text) }
  }
}
