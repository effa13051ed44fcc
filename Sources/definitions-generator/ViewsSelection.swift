// Which types get a view: those of `Definitions/models.txt`, their parts, and the data types they use.

import FHIRCore
import FHIRDefinitions

/// The types that views are generated for.
struct ViewsSelection {
  let definitions: Definitions
  /// Resources and data types, sorted by name; no parts.
  private(set) var types: [TypeID] = []
  private var selected: Set<TypeID> = []

  /// Selects what `list` names, one a line, and what that needs.
  init(list: String, definitions: Definitions) throws(ViewsError) {
    self.definitions = definitions
    // What the hand-written part of FHIRModels names.
    var names = ["Extension", "Meta", "Narrative", "Bundle"]
    for line in list.split(whereSeparator: \.isNewline) {
      let name = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
      if !name.isEmpty { names.append(name) }
    }
    for name in names {
      guard let type = definitions.type(name), !name.contains("."), !definitions.isAbstract(type) else {
        throw ViewsError("models.txt: '\(name)' is no type of R4 that can have a view")
      }
      select(type)
    }
    types = selected.filter { definitions.kind($0) != .backbone }.sorted {
      definitions.typeName($0) < definitions.typeName($1)
    }
  }

  private mutating func select(_ type: TypeID) {
    switch definitions.kind(type) {
    case .primitive, nil: return
    default: guard !definitions.isAnyResource(type), selected.insert(type).inserted else { return }
    }
    for row in definitions.members(of: type) { select(definitions.member(row).type) }
  }

  /// The parts of a type, at every depth, parents before children.
  func parts(of type: TypeID) -> [TypeID] {
    var parts: [TypeID] = []
    for row in definitions.members(of: type) {
      let part = definitions.member(row).type
      guard definitions.kind(part) == .backbone, isPart(part, of: type), !parts.contains(part) else { continue }
      parts.append(part)
      parts += self.parts(of: part)
    }
    return parts
  }

  /// Whether `part` is defined directly inside `whole`: not one that a reference to another's content leads to.
  private func isPart(_ part: TypeID, of whole: TypeID) -> Bool {
    let (inner, outer) = (definitions.typeName(part), definitions.typeName(whole))
    return inner.hasPrefix(outer + ".") && !inner.dropFirst(outer.count + 1).contains(".")
  }
}

/// What is wrong with the list of models, or with what a view assumes of the definitions.
struct ViewsError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
