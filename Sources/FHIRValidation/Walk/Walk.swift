// One pass over a tree, in which every element is looked at once, by the plan of its type.

internal import FHIRCore
internal import FHIRDefinitions

/// Looks at every element of a tree.
///
/// Elements stand in the arena before their children, so the pass is a loop over ids. What is remembered about elements
/// lies in side arrays. What can be judged only when all of the tree has been seen (references, ids) is noted down and
/// judged after it.
struct Walk {
  let tree: ElementTree
  let definitions: Definitions
  let names: WalkNames
  var plans: PlanTable
  var findings: Findings
  /// The paths that the reader of the tree has found something at.
  let causes: Set<String>
  /// What could not be judged.
  var unchecked = Unchecked()

  /// The position of each element among its siblings of the same name.
  var positions: [UInt32]
  /// The resource to which each element belongs: itself if it is one.
  var owners: [UInt32]
  /// The elements of the type Reference, with the types that each may point at.
  var references: [Reference] = []
  /// All resources but the root, in the order of the tree.
  var resources: [UInt32] = []
  /// The elements with an id, the ids of resources included.
  var identified: [UInt32] = []

  /// The values that point into their resource, `#id`: of references, URIs and canonicals.
  var fragments: [UInt32] = []
  /// The ids that narrative points at, by the narrative.
  var usedInNarrative: [(narrative: UInt32, id: String)] = []

  /// How much of a Bundle the tree is.
  let part: BundlePart
  /// What the entries of the Bundle are called; nil if the tree is no Bundle.
  var bundle: BundleContext?

  /// A reference, and what it may point at.
  struct Reference {
    let element: UInt32
    let targets: [String]
  }

  private let referenceType: TypeID
  private let canonicalType: TypeID

  init(
    _ tree: ElementTree, plans: PlanTable, limit: Int, causes: Set<String> = [], part: BundlePart = .whole,
    bundle: BundleContext? = nil
  ) {
    self.tree = tree
    self.causes = causes
    self.part = part
    self.bundle = bundle
    definitions = plans.definitions
    referenceType = definitions.type("Reference") ?? .unknown
    canonicalType = definitions.type("canonical") ?? .unknown
    names = WalkNames(tree.names)
    self.plans = plans
    findings = Findings(limit: limit)
    positions = Array(repeating: 0, count: tree.count)
    owners = Array(repeating: 0, count: tree.count)
  }

  mutating func run() {
    var counts: [Int] = []
    for id in 0..<UInt32(tree.count) {
      let record = tree.records[Int(id)]
      owners[Int(id)] = record.flags.contains(.resource) || id == 0 ? id : owners[Int(record.parent)]
      guard let plan = plans.plan(of: record.type) else { continue }
      visit(id, record, plan, &counts)
    }
    if bundle == nil, typeName(0) == "Bundle" { bundle = BundleContext(index()) }
    checkReferences()
    checkContained()
    checkIDs()
    checkBundle()
    findings.sort()
  }

  private mutating func visit(_ id: UInt32, _ record: ElementRecord, _ plan: TypePlan, _ counts: inout [Int]) {
    if hasNothingButID(record) {
      return find(id, ValidationRule.empty, "expected a value or children", hint: "leave the element out")
    }
    if let binding = plan.binding { checkBinding(id, record, binding) }
    checkValue(id, record, plan)
    checkChildren(id, record, plan, &counts)
    if record.flags.contains(.resource), id > 0 { resources.append(id) }
    switch plan.special {
    case .extension: checkExtension(id)
    case .coding: checkCoding(id)
    case .quantity: checkQuantity(id)
    case .attachment: checkAttachment(id)
    case .identifier: checkIdentifier(id)
    case .questionnaireItem: checkItem(id)
    case .meta: unchecked.profiles.formUnion(children(id, names.profile).compactMap(text))
    default: break
    }
  }

  /// Whether an element is there for nothing (ele-1): it has no value, and no children but an id.
  ///
  /// In JSON that is also a `null` that pads nothing. A resource at least says its type.
  private func hasNothingButID(_ record: ElementRecord) -> Bool {
    guard record.kind == .none, record.parent != ElementRecord.none, !record.flags.contains(.resource) else {
      return false
    }
    guard record.firstChild != ElementRecord.none else { return true }
    let child = tree.records[Int(record.firstChild)]
    return child.name == names.id && child.nextSibling == ElementRecord.none
  }

  /// Counts the children, and judges each by what its parent demands of it.
  private mutating func checkChildren(_ id: UInt32, _ record: ElementRecord, _ plan: TypePlan, _ counts: inout [Int]) {
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(0, count: plan.elements.count))
    var next = record.firstChild
    while next != ElementRecord.none {
      let child = tree.records[Int(next)]
      defer { next = child.nextSibling }
      guard let row = definitions.member(named: child.name, in: plan.type) else { continue }
      let ordinal = Int(definitions.member(row).ordinal)
      positions[Int(next)] = UInt32(counts[ordinal])
      counts[ordinal] += 1
      check(next, child, plan.elements[ordinal], in: plan)
    }
    // What a Bundle must have stands in another part than its entries.
    if case .entry = part, id == 0 { return }
    checkCardinality(id, plan, counts)
  }

  /// What the parent demands of one element.
  private mutating func check(_ id: UInt32, _ record: ElementRecord, _ plan: ElementPlan, in parent: TypePlan) {
    if let binding = plan.binding { checkBinding(id, record, binding) }
    if record.type == canonicalType, !plan.targets.isEmpty { checkCanonical(id, plan.targets) }
    if record.type == referenceType { references.append(Reference(element: id, targets: plan.targets)) }
    if record.name == names.id { identified.append(id) }
  }

  /// What the entries of the Bundle are called.
  private func index() -> BundleIndex {
    var index = BundleIndex()
    index.add(head: tree.root)
    for entry in children(0, names.entry) { index.add(Node(tree: tree, id: entry)) }
    return index
  }

  // MARK: What checks say

  mutating func find(
    _ element: UInt32, _ rule: Rule, _ message: String, hint: String? = nil, child: String? = nil
  ) {
    let finding = Finding(element: element, rule: rule, message: message, hint: hint, child: child)
    guard !followsFromReading(finding), !isMisspelt(finding) else { return }
    findings.add(finding)
  }

  // MARK: What checks ask

  /// The resource to which an element belongs, contained ones included.
  func owner(of element: UInt32) -> UInt32 { owners[Int(element)] }

  /// The resource that holds what is contained: that of the element, or the one around it.
  func container(of element: UInt32) -> UInt32 {
    let owner = owners[Int(element)]
    let record = tree.records[Int(owner)]
    return record.name == names.contained && record.parent != ElementRecord.none ? owners[Int(record.parent)] : owner
  }

  /// The number in the Bundle of an entry of the tree.
  func number(of entry: UInt32) -> Int {
    if case .entry(let number) = part { return number }
    return Int(positions[Int(entry)])
  }

  /// The entry of the Bundle that holds a resource; nil if that stands elsewhere.
  func entry(of resource: UInt32) -> UInt32? {
    let record = tree.records[Int(resource)]
    guard bundle != nil, record.name == names.resource, record.parent != ElementRecord.none else { return nil }
    let entry = tree.records[Int(record.parent)]
    return entry.name == names.entry && entry.parent == 0 ? record.parent : nil
  }

  /// The first child of a name.
  func child(_ id: UInt32, _ name: Name) -> UInt32? {
    var next = tree.records[Int(id)].firstChild
    while next != ElementRecord.none {
      let record = tree.records[Int(next)]
      if record.name == name { return next }
      next = record.nextSibling
    }
    return nil
  }

  /// The children of a name.
  func children(_ id: UInt32, _ name: Name) -> [UInt32] {
    var found: [UInt32] = []
    var next = tree.records[Int(id)].firstChild
    while next != ElementRecord.none {
      let record = tree.records[Int(next)]
      if record.name == name { found.append(next) }
      next = record.nextSibling
    }
    return found
  }

  /// The value of a child; nil if there is no such child, or it has none.
  func text(_ id: UInt32, _ name: Name) -> String? { child(id, name).flatMap(text) }

  /// The value of an element; nil if it has none.
  func text(_ id: UInt32) -> String? {
    tree.records[Int(id)].kind == .none ? nil : String(decoding: tree.lexeme(id), as: UTF8.self)
  }

  /// The name of an element's type.
  func typeName(_ id: UInt32) -> String { definitions.typeName(tree.records[Int(id)].type) }
}
