// What was carried goes back to where it stood.

internal import FHIRCore
internal import SourceTree

extension MappedWriting {
  /// What a resource, or an item of a list, carries, by the paths of elements.
  struct Carried {
    /// The elements of which something is carried, and those around them.
    var paths: Set<String> = []
    /// The texts by which alternatives were chosen, by the paths at which they stood.
    var labels: [String: [String: String?]] = [:]
    /// Other spellings, by the node that they are of.
    var spellings: [String: [String: String]] = [:]

    mutating func add(_ exception: SourceException) {
      switch exception.kind {
      case .absent: return
      case .label(let name, let label):
        labels[exception.path, default: [:]][name] = .some(label)
        return
      case .spelling(let name, let spelling):
        spellings[exception.path, default: [:]][name] = spelling
        return
      default: break
      }
      var path = Substring(exception.path)
      while !path.isEmpty {
        paths.insert(String(path))
        path = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
      }
    }
  }

  /// What each owner carries.
  static func carried(in fhir: Elements) -> [ElementID: Carried] {
    var all: [ElementID: Carried] = [:]
    for number in fhir.records.indices where fhir.records[number].name == KnownElement.extension.name {
      let stored = ElementID(raw: UInt32(truncatingIfNeeded: number))
      guard fhir.says(fhir.child(stored, KnownElement.url.name), MappingURLs.sourceNode),
        let exception = SourceException(stored, fhir)
      else { continue }
      all[fhir.parent(stored), default: Carried()].add(exception)
    }
    return all
  }

  /// Whether something of an element, or of one below it, is carried.
  func carries(_ element: OutputID) -> Bool {
    guard isOwn, let carried = carried[output[element].owner] else { return false }
    return output[element].isOwn || carried.paths.contains(output.path(of: element))
  }

  /// Gives an element back what a resource, or an item of a list, carries of it.
  mutating func restore(_ owner: ElementID, _ root: OutputID) {
    guard carried[owner] != nil || fhir.extension(owner, MappingURLs.sourceNode).exists else { return }
    var returns: [OutputID: Return] = [:]
    var order: [OutputID] = []
    let exceptions = fhir.extensions(owner, MappingURLs.sourceNode).compactMap { stored in
      SourceException(stored, fhir).map { (stored: stored, exception: $0) }
    }
    // What was not there goes first, for the order is that of what was; and what something stands behind is known by its number
    // before that.
    let ranked = exceptions.indices.sorted { (exceptions[$0].exception.rank, $0) < (exceptions[$1].exception.rank, $1) }
    for (stored, exception) in ranked.map({ exceptions[$0] }) {
      guard let element = output.below(root, exception.path) else { continue }
      writeAll(stored)
      var content = OutputID.none
      switch exception.kind {
      case .attribute(let name, let value):
        // A line may have printed it from what another attribute says.
        let number = output.number(of: name)
        output.remove(output.child(number, .attribute, 1, of: element))
        output.add(.attribute, number, value, to: element)
      case .absent where departed.contains(fhir.resource(of: stored)): break
      case .absent(let name): output.remove(name, from: element)
      case .order(let positions): if !output.reorder(element, positions) { stale.append(stored) }
      case .element(let xml):
        guard let node = SourceNode.fragment(xml) else { stale.append(stored); continue }
        content = output.carry(node)
      case .text(let text): content = output.text(text)
      case .spelling, .label: break
      }
      guard content.exists else { continue }
      if returns[element] == nil { order.append(element) }
      if !returns[element, default: Return(element, output)].add(content, exception.after, resource, &output) {
        stale.append(stored)
      }
    }
    for element in order { returns[element]?.insert(into: &output) }
  }

  /// What goes back into one element, by what it stands behind.
  private struct Return {
    let element: OutputID
    private var start: [OutputID] = []
    private var behind: [OutputID: [OutputID]] = [:]
    private var end: [OutputID] = []
    /// The elements that resources became.
    private let made: [ElementID: OutputID]
    private let content: [OutputID]

    init(_ element: OutputID, _ output: Output) {
      self.element = element
      content = output.children(of: element)
      var made: [ElementID: OutputID] = [:]
      for child in content where output[child].isOwn { made[output[child].owner] = child }
      self.made = made
    }

    /// Adds a node; false if what it stood behind is gone, and it goes to the end.
    mutating func add(
      _ node: OutputID, _ anchor: SourceException.Anchor, _ resource: (String) -> ElementID?, _ output: inout Output
    ) -> Bool {
      switch anchor {
      case .start:
        start.append(node)
        return true
      case .step("text()"):
        if let text = content.last(where: { output[$0].kind == .text }) {
          behind[text, default: []].append(node)
          return true
        }
      case .step(let step):
        if let (name, number) = Output.step(step) {
          let child = output.child(output.number(of: name), .element, number, of: element)
          if child.exists {
            behind[child, default: []].append(node)
            return true
          }
        }
      case .resource(let url):
        if let child = resource(url).flatMap({ made[$0] }) {
          behind[child, default: []].append(node)
          return true
        }
      }
      end.append(node)
      return false
    }

    func insert(into output: inout Output) {
      let children = output.children(of: element)
      let attributes = children.filter { output[$0].kind == .attribute }
      let others = children.filter { output[$0].kind != .attribute }
      output.setContent(of: element, attributes + start + others.flatMap { [$0] + (behind[$0] ?? []) } + end)
    }
  }
}

extension Output {
  /// Takes something back that was printed: `@unit`, `note[2]`, `text()`.
  mutating func remove(_ name: String, from element: OutputID) {
    if name.hasPrefix("@") {
      remove(child(number(of: String(name.dropFirst())), .attribute, 1, of: element))
    } else if name == "text()" {
      for child in children(of: element) where self[child].kind == .text { remove(child) }
    } else if let (name, count) = Self.step(name) {
      remove(child(number(of: name), .element, count, of: element))
    }
  }

  /// Brings what was printed into the order in which it stood; false if it is not as much any more.
  mutating func reorder(_ element: OutputID, _ positions: [Int]) -> Bool {
    let children = children(of: element)
    let attributes = children.filter { self[$0].kind == .attribute }
    let printed = children.filter { self[$0].kind != .attribute }
    guard positions.sorted() == Array(printed.indices) else { return false }
    var ordered = printed
    for (node, position) in zip(printed, positions) { ordered[position] = node }
    setContent(of: element, attributes + ordered)
    return true
  }

  /// The element at a path such as `PID[1]/PID.3[2]`, made as far as it is not there; nil if it is no path.
  mutating func below(_ root: OutputID, _ path: String) -> OutputID? {
    var element = root
    for part in path.split(separator: "/") {
      guard let (name, count) = Self.step(String(part)) else { return nil }
      let number = number(of: name)
      let found = child(number, .element, count, of: element)
      if found.exists {
        element = found
      } else {
        let made = self.element(number, in: element, owner: self[element].owner, isOwn: false)
        append(made, to: element)
        element = made
      }
    }
    return element
  }

  /// The parts of a step such as `note[2]`.
  static func step(_ text: String) -> (name: String, number: Int)? {
    guard let bracket = text.lastIndex(of: "["), let number = Int(text[text.index(after: bracket)...].dropLast()),
      number > 0
    else { return nil }
    return (String(text[..<bracket]), number)
  }
}
