// What one type demands: its elements in order, and the form of its value.

internal import FHIRCore
internal import FHIRDefinitions

/// What is demanded of an element by its type.
final class TypePlan: Sendable {
  /// The type.
  let type: TypeID
  /// The type's name.
  let name: String
  /// The elements, by their position in the definition.
  let elements: [ElementPlan]
  /// The positions of the elements that must be there.
  let required: [Int]
  /// The form of the value; nil if the type has none.
  let format: PrimitiveFormat?
  /// The codes that every element of the type is bound to.
  let binding: BindingPlan?
  /// What checks there are for this type alone.
  let special: SpecialType?

  init(_ type: TypeID, _ definitions: Definitions) {
    self.type = type
    name = definitions.typeName(type)
    let elements = definitions.elements(of: type).map(ElementPlan.init)
    self.elements = elements
    required = elements.indices.filter { elements[$0].min > 0 }
    format = definitions.isPrimitive(type) ? PrimitiveFormat(type: name) : nil
    binding = definitions.binding(of: type).flatMap(BindingPlan.init)
    let isQuantity = definitions.type("Quantity").map { definitions.isA(type, $0) } == true
    special = isQuantity ? .quantity : SpecialType(rawValue: name)
  }
}

/// Types that have rules of their own, by name.
enum SpecialType: String {
  case `extension` = "Extension"
  case coding = "Coding"
  case quantity = "Quantity"
  case meta = "Meta"
  case identifier = "Identifier"
  case questionnaireItem = "Questionnaire.item"
  case attachment = "Attachment"
}

/// The plans of all types, each made when it is first needed.
struct PlanTable: Sendable {
  let definitions: Definitions
  /// What was said of wrong codes.
  var hints = Hints()
  private var plans: [TypePlan?]
  private var extensionPlans: [String: ExtensionPlan] = [:]

  init(_ definitions: Definitions) {
    self.definitions = definitions
    plans = Array(repeating: nil, count: definitions.allTypes.count + 1)
  }

  /// The plan of a type; nil for the unknown one.
  mutating func plan(of type: TypeID) -> TypePlan? {
    let number = Int(type.rawValue)
    guard type != .unknown, number < plans.count else { return nil }
    if let plan = plans[number] { return plan }
    let plan = TypePlan(type, definitions)
    plans[number] = plan
    return plan
  }

  /// The plan of an extension, by its URL and the names of those inside of it; nil if its definition is not at hand.
  mutating func plan(ofExtension url: String) -> ExtensionPlan? {
    if let plan = extensionPlans[url] { return plan }
    guard let definition = definitions.extensionDefinition(url) else { return nil }
    let plan = ExtensionPlan(definition)
    extensionPlans[url] = plan
    return plan
  }
}
