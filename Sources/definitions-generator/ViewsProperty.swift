// One element of a view: its property, its parameter, its place in the initialiser, and its documentation.

import FHIRCore
import FHIRDefinitions

/// An element as a Swift property.
struct ViewsProperty {
  /// How the content is read and written: the label of the accessor.
  enum Form: String {
    case value, values, view, views, choice
  }

  let element: ElementDefinition
  /// The position of its first member among those of its type.
  let index: Int
  let form: Form
  /// The Swift type of one.
  let swiftType: String

  init(
    _ element: ElementDefinition, of type: TypeID, codes: inout ViewsCodes
  ) throws(ViewsError) {
    let definitions = element.definitions
    self.element = element
    let rows = element.memberRows
    index = rows.lowerBound - definitions.members(of: type).lowerBound
    guard let first = element.types.first?.type else { throw ViewsError("\(element.path) has no type") }
    if element.isChoice {
      guard !element.repeats else { throw ViewsError("\(element.path) is a choice that repeats") }
      form = .choice
      swiftType = ViewsNames.type(definitions.typeName(type) + "." + element.nameString)
    } else if let primitive = Self.primitive(definitions.typeName(first)), definitions.kind(first) == .primitive {
      form = element.repeats ? .values : .value
      swiftType = try codes.name(for: element).map { "R4." + $0 } ?? primitive
    } else {
      form = element.repeats ? .views : .view
      swiftType = definitions.isAnyResource(first) ? "R4.AnyResource" : ViewsNames.type(definitions.typeName(first))
    }
  }

  var name: String { ViewsNames.property(element.nameString) }

  /// The property.
  func declaration(indent: String) -> String {
    let label = "\(form.rawValue): \(index)"
    let type = form == .values || form == .views ? "[\(swiftType)]" : "\(swiftType)?"
    return """
      \(indent)/// \(documentation)
      \(indent)public var \(name): \(type) { get { self[\(label)] } set { self[\(label)] = newValue } }

      """
  }

  /// The parameter of the initialiser.
  var parameter: String {
    let isRequired = element.min > 0
    switch form {
    case .values, .views: return "\(name): [\(swiftType)]\(isRequired ? "" : " = []")"
    case .view, .choice: return "\(name): \(swiftType)\(isRequired ? "" : "? = nil")"
    case .value:
      // A required value may have an extension that says why it is absent, but a code has one for that, and an
      // attribute has no extensions.
      guard isRequired else { return "\(name): \(swiftType)? = nil" }
      return "\(name): \(swiftType)\(swiftType.hasPrefix("R4.") || element.isAttribute ? "" : "?")"
    }
  }

  /// The statement of the initialiser.
  var statement: String { "new.\(form.rawValue)(\(index), \(name))" }

  /// Path, cardinality, types and binding.
  private var documentation: String {
    let definitions = element.definitions
    var facts = ["`\(element.path)`", "\(element.min)..\(element.max.map(String.init) ?? "*")"]
    let types = element.types.map { use in
      let name = definitions.isAnyResource(use.type) ? "any resource" : definitions.typeName(use.type)
      let targets = use.targets.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      return targets.isEmpty ? name : "\(name)(\(targets.joined(separator: " | ")))"
    }
    facts.append(types.count > 15 ? "any data type" : types.joined(separator: ", "))
    if let binding = element.binding, !binding.valueSetURL.isEmpty {
      facts.append("\(binding.strength) \(binding.valueSetURL)")
    }
    if element.isModifier { facts.append("modifier") }
    return facts.joined(separator: " · ")
  }

  /// The Swift type of a primitive's value.
  static func primitive(_ type: String) -> String? {
    switch type {
    case "boolean": "Bool"
    case "integer", "unsignedInt", "positiveInt": "Int"
    case "decimal": "FHIRDecimal"
    case "date": "FHIRDate"
    case "dateTime": "FHIRDateTime"
    case "instant": "FHIRInstant"
    case "time": "FHIRTime"
    case "string", "code", "id", "uri", "url", "canonical", "oid", "uuid", "markdown", "base64Binary", "xhtml": "String"
    default: nil
    }
  }
}
