// What FHIR's names are called in Swift.

import FHIRCore
import FHIRDefinitions

/// The Swift names of types, elements and codes.
enum ViewsNames {
  /// An element's property: the name as it is, quoted where Swift reserves it.
  static func property(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }

  /// A type nested in another, named after its element.
  static func nested(_ element: String) -> String {
    let name = capitalized(element)
    // `X.Type` and `X.Protocol` mean something else in Swift.
    return name == "Type" || name == "Protocol" ? name + "Element" : name
  }

  /// A type by its path: `R4.Observation.Component`.
  static func type(_ path: String) -> String {
    let steps = path.split(separator: ".").map(String.init)
    return (["R4", steps[0]] + steps.dropFirst().map(nested)).joined(separator: ".")
  }

  /// The case of a choice: `codeableConcept`.
  static func choiceCase(_ type: String) -> String { property(type.prefix(1).lowercased() + type.dropFirst()) }

  /// The case of a code: `enteredInError` for `entered-in-error`, `get` for `GET`.
  static func codeCase(_ code: String) -> String {
    if let sign = signs[code] { return sign }
    let words = code.split { !$0.isLetter && !$0.isNumber }.map { word in
      word.contains(where: \.isLowercase) ? String(word) : word.lowercased()
    }
    guard let first = words.first else { return "" }
    // Versions, such as 4.0.1.
    if first.first?.isNumber == true { return "v" + words.joined(separator: "_") }
    return property(first.prefix(1).lowercased() + first.dropFirst() + words.dropFirst().map(capitalized).joined())
  }

  /// Whether a name can be that of a Swift type as it is.
  static func isTypeName(_ name: String) -> Bool {
    name.first?.isUppercase == true && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  private static let signs = [
    "<": "lessThan", "<=": "lessOrEqual", ">=": "greaterOrEqual", ">": "greaterThan", "=": "equals",
  ]

  private static let reserved: Set = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else",
    "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
    "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat",
    "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while",
  ]
}
