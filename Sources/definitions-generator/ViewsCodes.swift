// The enums of codes: for every required binding of a code to a set that R4 itself defines completely.

import FHIRCore
import FHIRDefinitions

/// The enums that the selected types use.
struct ViewsCodes {
  /// Sets with more codes stay text: an enum of all types would not make anything clearer.
  private static let mostCodes = 64

  private let definitions: Definitions
  /// What the elements of all types call a set, for a name has to stay when another type is selected.
  private var bindingNames: [String: [String]] = [:]
  /// The enums in use, by the URL of their set.
  private(set) var used: [String: String] = [:]

  init(definitions: Definitions) {
    self.definitions = definitions
    for type in definitions.allTypes {
      for element in definitions.elements(of: type) {
        guard let binding = element.binding, Self.isEnumerable(element, binding, definitions) else { continue }
        if bindingNames[binding.valueSetURL]?.contains(binding.name) != true {
          bindingNames[binding.valueSetURL, default: []].append(binding.name)
        }
      }
    }
  }

  /// The name of an element's enum, if it has one.
  mutating func name(for element: ElementDefinition) throws(ViewsError) -> String? {
    guard let binding = element.binding, Self.isEnumerable(element, binding, definitions),
      let set = binding.valueSet
    else { return nil }
    let url = binding.valueSetURL
    if let name = used[url] { return name }
    let names = bindingNames[url] ?? []
    var name = names.count == 1 ? names[0] : set.name
    if !ViewsNames.isTypeName(name) { name = names.first(where: ViewsNames.isTypeName) ?? "" }
    if definitions.type(name) != nil { name += "Code" }
    guard ViewsNames.isTypeName(name), !used.values.contains(name) else {
      throw ViewsError("no name of its own for an enum of \(url)")
    }
    used[url] = name
    return name
  }

  private static func isEnumerable(
    _ element: ElementDefinition, _ binding: Binding, _ definitions: Definitions
  ) -> Bool {
    guard binding.strength == .required, element.types.count == 1, let type = element.types.first?.type,
      definitions.typeName(type) == "code", let set = binding.valueSet, set.isComplete
    else { return false }
    return (1...mostCodes).contains(set.codes.count)
  }

  /// The file with all enums.
  func text() throws(ViewsError) -> String {
    var text = ViewsFile.header("The codes of required bindings.")
    text += "\nextension R4 {\n"
    for (index, (url, name)) in used.sorted(by: { $0.value < $1.value }).enumerated() {
      if index > 0 { text += "\n" }
      text += "  /// The codes of \(url)\n"
      text += "  public enum \(name): String, CodeValue {\n"
      var cases: Set<String> = []
      for code in definitions.valueSet(url)?.codes ?? [] where !code.isAbstract {
        let label = ViewsNames.codeCase(code.code)
        guard !label.isEmpty, cases.insert(label).inserted else {
          throw ViewsError("no case of its own for the code '\(code.code)' of \(url)")
        }
        text += "    /// `\(code.code)`\n"
        let isSame = label == code.code || label == "`\(code.code)`"
        text += "    case \(label)\(isSame ? "" : " = \"\(code.code)\"")\n"
      }
      text += "  }\n"
    }
    return text + "}\n"
  }
}
