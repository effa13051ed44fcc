// From the events of XML to the tree: a stack of the elements that are open.

internal import FHIRCore
internal import FHIRDefinitions
internal import XMLSAX

/// Builds the tree of a resource while the parser goes through it.
///
/// A struct, though the parser wants an object: what is checked at every access to a class's properties is checked once for
/// each event so.
struct TreeAssembly: ~Copyable {
  /// An element whose end has not come.
  struct Frame {
    enum Kind {
      /// An element of FHIR.
      case element
      /// A place for a resource, such as `contained`: the element in the tree is made by the resource in it.
      case container
      /// What is kept though no definition knows it.
      case unknown
    }

    var kind: Kind
    /// The element in the tree; `none` for a container.
    var element: UInt32
    var type: TypeID
    var isPrimitive = false
    /// What the value of a primitive is.
    var valueKind = ValueKind.none
    var lastChild = ElementRecord.none
    /// The position in the definition of the child that began last.
    var ordinal = -1
    /// The name of the child that began last, and its type.
    var lastName = Name.none
    var lastType = TypeID.unknown
    /// Single elements that have been seen, by position.
    var seen: UInt64 = 0
    /// In a container: its name and flags in the tree, and how many resources it has had.
    var name = Name.none
    var flags: ElementFlags = []
    var resources = 0
    var offset: Int
    var hasAttributes = false
    /// Whether it is in another namespace than FHIR's.
    var isForeign = false
  }

  private var findings: RecordFindings
  /// Where the first comment or processing instruction stands, and how many there are.
  private var comments: (first: Int, count: Int)?
  private(set) var fault: XMLFault? { didSet { hasFault = fault != nil } }
  private(set) var hasFault = false
  private var builder: TreeBuilder
  private let definitions: Definitions
  /// The last namespace that was reported.
  private var foreignNamespace: [UInt8] = []
  private var frames: [Frame] = []
  /// The narrative that is being read; its bytes are taken as they stand.
  private var narrative: NarrativeCapture?
  private let text: [UInt8]
  /// Names that have been met, each at a place that follows from its key; a name may displace another.
  private var names = [(key: UInt, name: Name)](repeating: (0, .none), count: 256)

  init(_ builder: consuming TreeBuilder, _ definitions: Definitions, _ source: SourceMap) {
    text = builder.text
    self.builder = builder
    self.definitions = definitions
    findings = RecordFindings(source: source)
    frames.reserveCapacity(16)
  }

  /// The tree, when the document has ended without a fault.
  mutating func finish() -> ElementTree {
    var complete = TreeBuilder(names: NameTable(known: definitions.names))
    swap(&complete, &builder)
    return complete.finish()
  }

  // MARK: Elements

  mutating func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    if narrative != nil {
      checkNamespace(namespace, FHIRNamespace.xhtml, at: offset)
      narrative?.start(name, prefix: prefix)
      return
    }
    do throws(TreeLimit) {
      let interned = try intern(name, key)
      let parent = frames.last
      let row = parent.flatMap { definitions.member(key: interned, in: $0.type) }
      let isNarrative = row.map { definitions.member($0).flags.contains(.xhtml) } ?? false
      checkNamespace(namespace, isNarrative ? FHIRNamespace.xhtml : FHIRNamespace.fhir, at: offset)
      defer { if !frames.isEmpty { frames[frames.count - 1].isForeign = !namespace.equals(FHIRNamespace.fhir) } }
      guard let parent else { return try startResource(interned, in: nil, at: offset) }
      switch parent.kind {
      case .container: try startResource(interned, in: parent, at: offset)
      case .unknown: try push(interned, .unknown, flags: [], at: offset, kind: .unknown)
      case .element: try startChild(interned, row, of: parent, prefix, at: offset)
      }
    } catch {
      fault = XMLFault(error.rule, "expected less than the tree can hold", at: offset)
    }
  }

  private mutating func checkNamespace(_ found: Span<UInt8>, _ expected: [UInt8], at offset: Int) {
    guard !found.equals(expected) else { return }
    // What is below an element of a wrong namespace mostly shares it, by one declaration.
    if frames.last?.isForeign == true, found.equals(foreignNamespace) { return }
    foreignNamespace = [UInt8](copying: found)
    let url = String(decoding: expected, as: UTF8.self)
    report(
      FHIRXMLRule.namespace, "expected the namespace \(url)", at: offset,
      hint: found.count == 0 ? "xmlns=\"\(url)\" declares it" : nil)
  }

  /// A resource: the document's element, or what a container holds.
  private mutating func startResource(_ name: Name, in container: Frame?, at offset: Int) throws(TreeLimit) {
    var type = definitions.type(named: name)
    if definitions.kind(type) != .resource || definitions.isAbstract(type) { type = .unknown }
    if type == .unknown {
      let near = NearMiss.of(spelling(name), among: definitions.resourceTypeNames)
      report(
        StructureRule.resourceTypeUnknown, "expected a resource type of R4", at: offset,
        hint: near.map { "did you mean '\($0)'?" })
    }
    guard let container else {
      return try push(type == .unknown ? name : definitions.name(of: type), type, flags: .resource, at: offset)
    }
    frames[frames.count - 1].resources += 1
    if frames[frames.count - 1].resources > 1 {
      report(FHIRXMLRule.container, "expected one resource, found another", at: offset)
    }
    // The container's element in the tree is the resource itself, so its parent is that of the container.
    let parent = frames.count - 2
    let element = try append(
      ElementRecord(
        name: container.name, type: type, flags: container.flags.union(.resource), parent: frames[parent].element,
        source: UInt32(truncatingIfNeeded: offset)), to: parent)
    frames.append(Frame(kind: type == .unknown ? .unknown : .element, element: element, type: type, offset: offset))
  }

  private mutating func startChild(
    _ key: Name, _ row: Int?, of parent: Frame, _ prefix: Span<UInt8>, at offset: Int
  ) throws(TreeLimit) {
    guard let row, !definitions.member(row).flags.contains(.attribute) else {
      reportUnknown(key, in: parent, at: offset)
      return try push(key, .unknown, flags: [], at: offset, kind: .unknown)
    }
    let member = definitions.member(row)
    checkOrder(member, key, at: offset)
    var flags: ElementFlags = []
    if member.flags.contains(.choice) { flags.insert(.choice) }
    if member.flags.contains(.repeats) { flags.insert(.repeats) }
    if member.flags.contains(.resource) {
      var frame = Frame(kind: .container, element: ElementRecord.none, type: .unknown, offset: offset)
      (frame.name, frame.flags) = (member.name, flags)
      return frames.append(frame)
    }
    try push(member.name, member.type, flags: flags, at: offset, member)
    if member.flags.contains(.xhtml) { narrative = NarrativeCapture(prefix: prefix, at: offset) }
  }

  private mutating func checkOrder(_ member: Member, _ key: Name, at offset: Int) {
    let top = frames.count - 1
    let ordinal = Int(member.ordinal)
    if ordinal < frames[top].ordinal {
      report(
        FHIRXMLRule.order, "expected \(spelling(key)) before what stands above it", at: offset,
        hint: "elements stand in the order of the definition")
    }
    let isSame = frames[top].lastName == key
    if !member.flags.contains(.repeats) {
      let bit: UInt64 = ordinal < 64 ? 1 << UInt64(ordinal) : 0
      if isSame || frames[top].seen & bit != 0 && !member.flags.contains(.choice) {
        report(FHIRXMLRule.repeated, "expected \(spelling(key)) once", at: offset)
        builder.records[Int(frames[top].element)].flags.insert(.scattered)
      } else if frames[top].seen & bit != 0 {
        report(
          FHIRXMLRule.secondChoice, "expected one of the types of \(spelling(member.name))[x], found a second one",
          at: offset)
      }
      frames[top].seen |= bit
    } else if !isSame, ordinal <= frames[top].ordinal {
      builder.records[Int(frames[top].element)].flags.insert(.scattered)
    }
    frames[top].ordinal = max(ordinal, frames[top].ordinal)
    frames[top].lastName = key
  }

  private mutating func push(
    _ name: Name, _ type: TypeID, flags: ElementFlags, at offset: Int, _ member: Member? = nil,
    kind: Frame.Kind = .element
  ) throws(TreeLimit) {
    let parent = frames.count - 1
    let element = try append(
      ElementRecord(
        name: name, type: type, flags: flags, parent: parent < 0 ? ElementRecord.none : frames[parent].element,
        source: UInt32(truncatingIfNeeded: offset)), to: parent)
    var frame = Frame(kind: type == .unknown ? .unknown : kind, element: element, type: type, offset: offset)
    if let member {
      frame.isPrimitive = member.flags.contains(.primitive)
      frame.valueKind = member.valueKind
    }
    frames.append(frame)
  }

  private mutating func append(_ record: ElementRecord, to parent: Int) throws(TreeLimit) -> UInt32 {
    guard builder.count < TreeBuilder.mostElements else { throw .size }
    if builder.records.count == builder.records.capacity { builder.grow(at: Int(record.source)) }
    let id = builder.append(record, after: parent < 0 ? ElementRecord.none : frames[parent].lastChild)
    if parent >= 0 { frames[parent].lastChild = id }
    return id
  }

  mutating func end(at offset: Int) {
    if narrative != nil {
      if narrative?.end() == true { endNarrative(at: offset) }
      return
    }
    let frame = frames.removeLast()
    guard frame.kind != .container else {
      if frame.resources == 0 {
        frames.append(frame)
        report(FHIRXMLRule.container, "expected a resource", at: frame.offset)
        frames.removeLast()
      }
      return
    }
    let id = Int(frame.element)
    builder.records[id].lastChild = frame.lastChild
    guard builder.records[id].kind == .none, builder.records[id].firstChild == ElementRecord.none else { return }
    builder.records[id].flags.insert(.emptyObject)
    guard frame.kind == .element, !builder.records[id].flags.contains(.resource) else { return }
    frames.append(frame)
    report(FHIRXMLRule.content, "expected an attribute or children", at: frame.offset, hint: "leave the element out")
    frames.removeLast()
  }

  // MARK: Attributes

  mutating func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    if narrative != nil {
      narrative?.attribute(name, prefix: prefix, value: value)
      return
    }
    guard let top = frames.indices.last else { return }
    let frame = frames[top]
    do throws(TreeLimit) {
      if frame.kind == .container {
        report(FHIRXMLRule.attribute, "expected no attribute here", at: frame.offset)
      } else if namespace.equals(FHIRNamespace.schemaInstance), name.equals(XMLNames.schemaLocation) {
        // Says where a schema may lie, and nothing of the patient.
        noteComment(at: frame.offset)
      } else if prefix.count == 0, name.equals(XMLNames.value), frame.isPrimitive || frame.kind == .unknown {
        try setValue(value, frame)
      } else if prefix.count == 0, let row = attributeMember(name, frame) {
        let member = definitions.member(row)
        try leaf(member.name, member.type, value, in: top)
      } else {
        report(
          FHIRXMLRule.attribute, "expected no attribute but those of FHIR", at: frame.offset,
          hint: frame.kind == .element && !frame.isPrimitive
            ? "values are attributes of the elements that have them" : nil)
        try leaf(builder.intern(String(copying: name)), .unknown, value, in: top)
      }
    } catch {
      fault = XMLFault(error.rule, "expected less than the tree can hold", at: frame.offset)
    }
  }

  /// The member that is an attribute in XML: `id` of elements, `url` of extensions.
  private func attributeMember(_ name: Span<UInt8>, _ frame: Frame) -> Int? {
    guard frame.type != .unknown, let key = definitions.names.name(name, 0, name.count),
      let row = definitions.member(key: key, in: frame.type), definitions.member(row).flags.contains(.attribute)
    else { return nil }
    return row
  }

  private mutating func leaf(_ name: Name, _ type: TypeID, _ value: Span<UInt8>, in top: Int) throws(TreeLimit) {
    let record = ElementRecord(
      name: name, type: type, parent: frames[top].element, source: UInt32(truncatingIfNeeded: frames[top].offset))
    let id = try append(record, to: top)
    try store(value, .string, in: id)
  }

  private mutating func setValue(_ value: Span<UInt8>, _ frame: Frame) throws(TreeLimit) {
    var kind = frame.kind == .unknown ? ValueKind.string : frame.valueKind
    let isWritable: Bool =
      switch kind {
      case .number: (try? FHIRDecimal.check(value)) != nil
      case .boolean: value.equals(XMLNames.true) || value.equals(XMLNames.false)
      default: true
      }
    if !isWritable {
      report(
        FHIRXMLRule.value, kind == .number ? "expected a number" : "expected true or false", at: frame.offset)
      kind = .string
    }
    try store(value, kind, in: frame.element)
  }

  private mutating func store(_ value: Span<UInt8>, _ kind: ValueKind, in id: UInt32) throws(TreeLimit) {
    let start = builder.decoded.count
    builder.decoded.append(value)
    guard builder.decoded.count <= Int(UInt32.max) else { throw .size }
    builder.records[Int(id)].setValue(kind, start: start, count: value.count, decoded: true)
  }

  mutating func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {
    narrative?.declare(prefix: prefix, namespace: namespace)
  }

  mutating func attributesEnd() { narrative?.attributesEnd() }

  // MARK: Text

  mutating func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    if narrative != nil {
      narrative?.text(text)
      return
    }
    for index in text.indices where text[index] > 0x20 {
      return report(
        FHIRXMLRule.text, "expected no text here", at: offset + index,
        hint: "values are attributes: <status value=\"final\"/>")
    }
  }

  mutating func comment(_ text: Span<UInt8>, at offset: Int) {
    if narrative == nil { noteComment(at: offset) }
  }

  mutating func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {
    if narrative == nil { noteComment(at: offset) }
  }

  private mutating func endNarrative(at offset: Int) {
    guard let narrative else { return }
    if narrative.leansOnOutside {
      report(
        FHIRXMLRule.narrative, "expected narrative that declares its prefixes itself", at: narrative.start,
        hint: "only xml: needs no declaration")
    }
    self.narrative = nil
    guard let frame = frames.popLast() else { return }
    let bytes = narrative.finish(text[narrative.start..<min(offset, text.count)])
    do throws(TreeLimit) {
      try store(bytes.span, .string, in: frame.element)
    } catch {
      fault = XMLFault(error.rule, "expected less than the tree can hold", at: offset)
    }
  }

  // MARK: Findings

  private mutating func noteComment(at offset: Int) {
    comments = (comments?.first ?? offset, (comments?.count ?? 0) + 1)
  }

  /// What was found; comments, of which a document may have thousands, are one finding.
  var findingsWithComments: RecordFindings {
    guard let comments else { return findings }
    var all = findings
    let message = comments.count == 1 ? "a comment is not carried" : "\(comments.count) comments are not carried"
    all.report(FHIRXMLRule.comment, message, at: comments.first, path: "")
    return all
  }

  private mutating func intern(_ name: Span<UInt8>, _ key: UInt) throws(TreeLimit) -> Name {
    let place = Int(truncatingIfNeeded: (key ^ key >> 8) & 255)
    if names[place].key == key { return names[place].name }
    var interned = definitions.names.name(name, 0, name.count) ?? .none
    if interned == .none { interned = try builder.intern(String(copying: name)) }
    names[place] = (key, interned)
    return interned
  }

  private func spelling(_ name: Name) -> String { builder.names.string(name) }

  private mutating func reportUnknown(_ key: Name, in parent: Frame, at offset: Int) {
    report(
      StructureRule.unknownElement, "expected an element of \(definitions.typeName(parent.type))", at: offset,
      adding: spelling(key), hint: definitions.hint(forUnknown: spelling(key), in: parent.type))
  }

  private mutating func report(
    _ rule: Rule, _ message: String, at offset: Int, adding step: String? = nil, hint: String? = nil
  ) {
    guard findings.hasRoom(for: rule) else { return }
    let path = path(adding: step)
    findings.report(rule, message, at: offset, path: path, hint: hint)
  }

  /// The path of the innermost element, from the elements that are open.
  private func path(adding step: String?) -> String {
    var steps: [String] = []
    for frame in frames {
      if frame.kind == .container {
        steps.append(spelling(frame.name))
      } else if steps.last.map({ $0 == spelling(builder.records[Int(frame.element)].name) }) != true
        || !builder.records[Int(frame.element)].flags.contains(.resource)
      {
        steps.append(shownName(spelling(builder.records[Int(frame.element)].name)) + index(of: frame.element))
      }
    }
    if let step { steps.append(shownName(step)) }
    return steps.joined(separator: ".")
  }

  private func index(of element: UInt32) -> String {
    let record = builder.records[Int(element)]
    guard record.flags.contains(.repeats), record.parent != ElementRecord.none else { return "" }
    var index = 0
    var next = builder.records[Int(record.parent)].firstChild
    while next != element, next != ElementRecord.none {
      if builder.records[Int(next)].name == record.name { index += 1 }
      next = builder.records[Int(next)].nextSibling
    }
    return "[\(index)]"
  }
}
