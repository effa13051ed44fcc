// An element of FHIR while a mapping works on it.

internal import FHIRCore
internal import FHIRDefinitions

/// An element that can be changed: made by reading a document, or taken from a Bundle to write one.
final class Draft {
  /// The name in the tree: `value` for `valueQuantity`.
  let name: String
  let type: TypeID
  let flags: ElementFlags
  private(set) var kind = ValueKind.none
  private(set) var lexeme = ""
  private(set) var children: [Draft] = []
  /// Whether it has gone into the document that is written, or follows from what has.
  var isWritten = false
  /// Where it was read from.
  private(set) var node: Node?
  /// The element around it, which lives at least as long: whoever holds an element holds its resource.
  ///
  /// Not weak, for a weak reference makes each count of references slow.
  private(set) unowned var parent: Draft?

  private static let definitions = Definitions.r4

  private init(name: String, type: TypeID, flags: ElementFlags) {
    self.name = name
    self.type = type
    self.flags = flags
  }

  /// A resource without content.
  convenience init(resource type: TypeID) {
    self.init(name: Self.definitions.typeName(type), type: type, flags: .resource)
  }

  /// A copy of an element with everything below it.
  convenience init(_ node: Node) {
    self.init(
      name: node.nameString, type: node.type, flags: node.flags.intersection([.repeats, .choice, .resource]))
    self.node = node
    if let string = node.string { set(string, node.kind) }
    for child in node.children { append(Draft(child)) }
  }

  /// The name of the type.
  var typeName: String { Self.definitions.typeName(type) }
  var hasValue: Bool { kind != .none }

  // MARK: Children

  /// The first child of a name.
  func child(_ name: String) -> Draft? { children.first { $0.name == name } }

  /// The value of the first child of a name.
  func text(_ name: String) -> String? { child(name).flatMap { $0.hasValue ? $0.lexeme : nil } }

  func append(_ child: Draft) {
    child.parent = self
    children.append(child)
  }

  /// Adds an element by its name in JSON; nil if the type has none.
  @discardableResult
  func add(_ key: String) -> Draft? {
    let definitions = Self.definitions
    guard let member = definitions.member(spelt: key, in: type) else { return nil }
    var flags: ElementFlags = []
    if member.flags.contains(.repeats) { flags.insert(.repeats) }
    if member.flags.contains(.choice) { flags.insert(.choice) }
    let child = Draft(name: definitions.names.string(member.name), type: member.type, flags: flags)
    append(child)
    return child
  }

  /// Adds an element with a value.
  @discardableResult
  func add(_ key: String, _ value: String) -> Draft? {
    let child = add(key)
    child?.set(value)
    return child
  }

  func remove(_ child: Draft) { children.removeAll { $0 === child } }

  // MARK: Values

  /// Gives the element a value, written as FHIR does.
  func set(_ value: String) { set(value, Self.definitions.valueKind(type)) }

  private func set(_ value: String, _ kind: ValueKind) {
    self.kind = kind
    lexeme = value
  }

  /// Marks the element and everything below it as written.
  func markAll() {
    isWritten = true
    for child in children { child.markAll() }
  }

  // MARK: Extensions

  /// The extensions with a URL.
  func extensions(_ url: String) -> [Draft] { children.filter { $0.name == "extension" && $0.text("url") == url } }

  /// Adds an extension, whose value is a text if one is given.
  @discardableResult
  func addExtension(_ url: String, _ text: String? = nil) -> Draft? {
    let made = add("extension")
    made?.add("url", url)
    if let text { made?.add("valueString", text) }
    return made
  }

  // MARK: Where it is

  /// The path from the resource, as FHIRPath writes it.
  var path: String {
    guard let parent, !flags.contains(.resource) else { return typeName }
    guard flags.contains(.repeats) else { return "\(parent.path).\(name)" }
    let index = parent.children.lazy.filter { $0.name == self.name }.prefix { $0 !== self }.count
    return "\(parent.path).\(name)[\(index)]"
  }

  // MARK: The tree

  /// Writes the element with everything below it, members in the order of the definition.
  func write(to builder: inout TreeBuilder, as name: String? = nil, adding more: ElementFlags = []) throws(TreeLimit) {
    var flags = flags
    flags.insert(more)
    try builder.open(name ?? self.name, type: type, flags: flags)
    if hasValue { try builder.value(kind, lexeme.utf8) }
    let definitions = Self.definitions
    let ordinals = children.map { child in
      definitions.member(called: child.name, in: type).map { Int($0.ordinal) } ?? .max
    }
    for index in children.indices.sorted(by: { (ordinals[$0], $0) < (ordinals[$1], $1) }) {
      try children[index].write(to: &builder)
    }
    if hasValue { builder.close() } else { builder.closeObject() }
  }
}
