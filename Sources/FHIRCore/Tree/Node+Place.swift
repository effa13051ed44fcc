// What an element is called in a message: its path, and its place in the source.

extension Node {
  /// The element's path, as FHIRPath writes it: `Patient.name[0].family`, `Observation.value`.
  ///
  /// Counts the siblings before each step, so it is for messages, not for loops.
  public var path: String {
    var steps: [String] = []
    var node = self
    while let parent = node.parent {
      var step = shownName(node.nameString)
      if node.flags.contains(.repeats) {
        let index = parent.children.prefix { $0.id != node.id }.count { $0.name == node.name }
        step += "[\(index)]"
      }
      steps.append(step)
      node = parent
    }
    steps.append(shownName(node.nameString))
    return steps.reversed().joined(separator: ".")
  }

  /// Where the element stands in the source; the path alone if it was not read from one.
  public var place: Place {
    guard let source = tree.source, record.source != ElementRecord.none else { return Place(file: "", path: path) }
    return source.place(of: Int(record.source), path: path)
  }
}
