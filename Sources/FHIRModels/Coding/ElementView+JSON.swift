// Exact JSON: through FHIRJSON, to the letter.

public import FHIRCore
internal import FHIRDefinitions
internal import FHIRJSON

extension ElementView {
  /// Reads JSON exactly: numbers keep their digits, unknown content is kept.
  ///
  /// ```swift
  /// let observation = try R4.Observation(json: #"{"resourceType":"Observation","valueQuantity":{"value":7.0}}"#)
  /// observation.value   // .quantity, whose value is 7.0 and not 7
  /// ```
  ///
  /// What contradicts the definitions is in the tree all the same; `init(json:file:reporting:)` also says what it is.
  ///
  /// - Throws: The finding if the text is no JSON, exceeds a limit, or is a resource of another type.
  public init(json: String) throws(Diagnostic) {
    try self.init(json: Array(json.utf8))
  }

  /// Reads JSON exactly, from UTF-8.
  ///
  /// - Throws: The finding if the text is no JSON, exceeds a limit, or is a resource of another type.
  public init(json: [UInt8]) throws(Diagnostic) {
    var findings: [Diagnostic] = []
    try self.init(json: json, reporting: &findings)
  }

  /// Reads JSON exactly and says what contradicts the definitions.
  ///
  /// - Parameters:
  ///   - json: the text, UTF-8.
  ///   - file: what the user calls the file, for the findings' places.
  ///   - findings: gets what was found, unless the text is refused.
  /// - Throws: The finding if the text is no JSON, exceeds a limit, or is a resource of another type.
  public init(json: [UInt8], file: String = "-", reporting findings: inout [Diagnostic]) throws(Diagnostic) {
    self.init(try Node.reading(json, file: file, as: Self.typeID, reporting: &findings))
  }

  /// The JSON text, exactly as the values were written; on one line unless it is to be pretty.
  ///
  /// There is no line feed at the end. A `Primitive`, which FHIR never writes alone, is written as a choice, such as
  /// `{"valueCode":"unknown"}`.
  public func json(pretty: Bool = false) -> String {
    String(decoding: jsonBytes(pretty: pretty).dropLast(pretty ? 1 : 0), as: UTF8.self)
  }

  /// The JSON text as UTF-8; a pretty one ends in a line feed.
  public func jsonBytes(pretty: Bool = false) -> [UInt8] {
    JSONWriter(style: pretty ? .pretty : .compact).write(node.standingAlone)
  }
}

extension Node {
  /// Reads an element of a type.
  ///
  /// Not generic, so that it is compiled once and not for every view.
  static func reading(
    _ json: [UInt8], file: String, as type: TypeID, reporting findings: inout [Diagnostic]
  ) throws(Diagnostic) -> Node {
    let definitions = Definitions.r4
    var reader = JSONReader()
    let isResource = definitions.kind(type) == .resource
    let isPrimitive = definitions.valueKind(type) != .none
    let root = try reader.read(
      json, file: file, as: isResource ? nil : isPrimitive ? R4.Extension.typeID : type
    ).root
    if isResource, type != R4.Types.resource, root.type != type {
      throw Diagnostic(
        ModelRule.resourceType,
        "expected a resource of the type '\(definitions.typeName(type))', found '\(root.resourceType)'", at: root.place)
    }
    findings += reader.diagnostics
    return isPrimitive ? root.child("value") ?? root : root
  }

  /// The element, or, if it is a primitive, an element that holds it as a choice, for it may have extensions.
  var standingAlone: Node {
    let definitions = Definitions.r4
    guard definitions.valueKind(type) != .none, let slot = Slot(valueOfExtension: type) else {
      return self
    }
    return building { (builder) throws(TreeLimit) in
      try builder.open(definitions.name(of: R4.Extension.typeID), type: R4.Extension.typeID)
      try builder.copy(self, as: slot.name, flags: slot.flags)
      builder.close()
    }
  }
}
