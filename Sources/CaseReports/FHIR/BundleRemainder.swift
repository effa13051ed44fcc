// What of a bundle is neither in the case nor made from it again: what the way back loses.

internal import FHIRCore
internal import FHIRModels

/// Holds a bundle against the one that the case read from it gives.
///
/// A value is lost if nobody took it on the way back and it does not stand in the same place of what is made again:
/// counted from the marks, not from a list of what can be left out.
struct BundleRemainder {
  private let restoration: Restoration
  private let marks: ReadMarks
  private let made: [ResourceKey: Node]
  /// The entries that are made again.
  private let entries: [ResourceKey: Node]
  private let keyOfURL: [String: ResourceKey]
  /// The findings, in the order of the bundle.
  private(set) var findings: [Diagnostic] = []
  /// How many elements of a list are tried for the one that equals another.
  private static let reach = 200
  /// Names of resources, which an edit may leave out.
  private static let names: Set = ["id", "identifier"]

  init(_ restoration: Restoration, _ conversion: Conversion) {
    self.restoration = restoration
    marks = restoration.bundle.marks
    made = Dictionary(
      conversion.resources.map { ($0.key, $0.resource.node) }, uniquingKeysWith: { first, _ in first })
    keyOfURL = Dictionary(
      conversion.resources.map { (conversion.identity.fullURL(of: $0.key), $0.key) },
      uniquingKeysWith: { first, _ in first })
    let bundle = restoration.bundle
    let kind = bundle.child("type")?.lexeme.flatMap(BundleKind.init(rawValue:)) ?? .collection
    let again = conversion.bundle(kind).node
    entries = Dictionary(
      zip(conversion.resources.map(\.key), again.children("entry")), uniquingKeysWith: { first, _ in first })
    // The id of a bundle is a name like those of its resources, and so is the identifier of a document.
    let names: Set = kind == .document ? ["id", "identifier"] : ["id"]
    for child in bundle.node.children where child.nameString != "entry" {
      guard !names.contains(child.nameString) else { continue }
      report(lost(child, again.child(child.nameString)))
    }
    for entry in bundle.children("entry") { report(entry) }
  }

  private mutating func report(_ entry: BundleElement) {
    guard let resource = entry.child("resource") else {
      report(lost(entry.node, nil))
      return
    }
    let key = restoration.keyOfEntry[entry.node.id]
    let again = key.flatMap { made[$0] }
    let lostOfResource = lost(resource.node, again)
    if lostOfResource.map(\.id) == [resource.node.id] || again == nil && !hasMark(resource.node) {
      findings.append(
        Diagnostic(
          CaseBackRule.unread, "expected a resource that a case has a place for", at: resource.node.place))
      return
    }
    report(lostOfResource)
    if let again, key.map(restoration.isOurs) == true {
      reportCopies(missingIn: resource.node, again, path: resource.node.path)
    }
    let entryAgain = key.flatMap { entries[$0] }
    for child in entry.node.children where child.id != resource.node.id {
      report(lost(child, entryAgain?.child(child.nameString)))
    }
  }

  /// What is made again though it was taken away: copies of what another entry says, what follows from other content,
  /// and codes that the concept maps give.
  private mutating func reportCopies(missingIn node: Node, _ again: Node, path: String) {
    var seen: [Name: Int] = [:]
    for child in again.children where child.nameString != "extension" {
      guard !Self.names.contains(child.nameString) else { continue }
      let index = seen[child.name, default: 0]
      seen[child.name] = index + 1
      let step = "\(path).\(child.nameString)" + (child.flags.contains(.repeats) ? "[\(index)]" : "")
      let partners = node.children(child.nameString)
      if index < partners.count {
        reportCopies(missingIn: partners[index], child, path: step)
      } else {
        var place = node.place
        place.path = step
        findings.append(
          Diagnostic(
            CaseBackRule.copy, "expected this element, which is made again from other content of the case", at: place,
            hint: "delete what it is made from instead"))
      }
    }
  }

  private mutating func report(_ nodes: [Node]) {
    for node in nodes {
      let dangling = danglingReferences(in: node)
      findings += dangling.map {
        Diagnostic(CaseBackRule.reference, "expected a reference to a resource of this bundle", at: $0.place)
      }
      if dangling.count < values(in: node) {
        findings.append(Diagnostic(CaseBackRule.unread, "expected what a case has a place for", at: node.place))
      }
    }
  }

  private func danglingReferences(in node: Node) -> [Node] {
    let isDangling =
      node.nameString == "reference" && node.string.map { restoration.key(of: $0) == nil && !$0.hasPrefix("#") } == true
    return (isDangling ? [node] : []) + node.children.flatMap(danglingReferences)
  }

  private func values(in node: Node) -> Int {
    (node.kind == .none ? 0 : 1) + node.children.reduce(0) { $0 + values(in: $1) }
  }

  /// The outermost elements of which everything is lost.
  private func lost(_ node: Node, _ again: Node?) -> [Node] {
    var lostNodes: [Node] = []
    var hasKept = false
    if node.kind != .none {
      if marks[node] || again.map({ isEqual(node, $0) }) == true {
        hasKept = true
      } else {
        lostNodes.append(node)
      }
    }
    let isExtension = node.nameString == "extension"
    var url: Node?
    var groups: [(name: String, children: [Node])] = []
    var groupOfName: [Name: Int] = [:]
    for child in node.children {
      if isExtension, child.nameString == "url" {
        url = child
      } else if let group = groupOfName[child.name] {
        groups[group].children.append(child)
      } else {
        groupOfName[child.name] = groups.count
        groups.append((child.nameString, [child]))
      }
    }
    for group in groups {
      let lostOfGroup = lost(group.children, again?.children(group.name) ?? [])
      if lostOfGroup.map(\.id) != group.children.map(\.id) { hasKept = true }
      lostNodes += lostOfGroup
    }
    // What an extension is called goes with what it says.
    if let url, lostNodes.isEmpty, !hasKept, again.map({ $0.child("url")?.string == url.string }) != true {
      lostNodes.append(url)
    }
    if lostNodes.isEmpty { return [] }
    return hasKept ? lostNodes : [node]
  }

  /// What is lost of the children of one name: each is held against an equal one, else against one that is left.
  private func lost(_ children: [Node], _ again: [Node]) -> [Node] {
    var partners = again
    var rest: [Node] = []
    for child in children {
      let index = partners.prefix(Self.reach).firstIndex { mayBe(child, $0) && lost(child, $0).isEmpty }
      if let index {
        partners.remove(at: index)
      } else {
        rest.append(child)
      }
    }
    var lostNodes: [Node] = []
    for child in rest {
      let index = partners.firstIndex { mayBe(child, $0) }
      lostNodes += lost(child, index.map { partners.remove(at: $0) })
    }
    return lostNodes
  }

  /// Whether an element can be held against another: of two extensions, if they are called the same.
  private func mayBe(_ node: Node, _ again: Node) -> Bool {
    node.nameString != "extension" || node.child("url")?.string == again.child("url")?.string
  }

  private func isEqual(_ node: Node, _ again: Node) -> Bool {
    if node.kind == again.kind, node.string == again.string { return true }
    // Another address of the same resource.
    guard node.nameString == "reference", let address = node.string, let key = restoration.key(of: address) else {
      return false
    }
    return again.string.flatMap { keyOfURL[$0] } == key
  }

  private func hasMark(_ node: Node) -> Bool { marks[node] || node.children.contains(where: hasMark) }
}
