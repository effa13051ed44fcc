// From a mapping as it is written to one that runs.

internal import FHIRCore
internal import FHIRDefinitions

/// Resolves the lines of a mapping that has been checked.
struct PlanCompiler {
  let mapping: MappingFile
  let file: String
  let definitions = Definitions.r4
  var plan = Plan()
  var count: Int32 = 0
  var resources: [String: (number: Int, type: TypeID)] = [:]
  var names: [String: UInt16] = ["": 0]
  /// The groups that are put in at this place, for a group that includes itself there has no end.
  var open: Set<String> = []
  /// The blocks by the line that they are below and what they are about: a group that includes itself further down comes back
  /// to its own block.
  var blocks: [BlockKey: Int] = [:]
  /// What the names of a type stand for, in the lines of that type.
  var spellings: [String: [String]] = [:]
  let numbers: NumberFormat
  let pivot: Int

  struct BlockKey: Hashable {
    let position: MappingPosition
    let type: TypeID
    let spellings: [String: [String]]
  }

  init(_ mapping: MappingFile, file: String) {
    self.mapping = mapping
    self.file = file
    numbers = NumberFormat(
      decimal: mapping.locale["decimal"]?.first ?? ".", thousands: mapping.locale["thousands"]?.first)
    plan.numbers = numbers
    for aside in mapping.asides {
      plan.asides[aside.name] = PlanAside(reason: aside.content, line: Int32(aside.position.line))
    }
    pivot = mapping.locale["pivot"].flatMap { Int($0) } ?? 2025
  }

  mutating func compile() throws(Diagnostic) -> Plan {
    name(mapping.lines)
    for group in mapping.groups { name(group.content) }
    for type in mapping.types { name(type.content.lines) }
    plan.root = try block(mapping.lines, below: MappingPosition(line: 0, column: 0), about: .unknown)
    return plan
  }

  /// Notes the names of all resources, for they may be used before they stand there.
  private mutating func name(_ lines: [MappingLine]) {
    for line in lines {
      if case .resource(let resource) = line.target, let name = resource.name {
        if resources[name] == nil { plan.resourceNames.append(name) }
        resources[name] = (
          resources[name]?.number ?? plan.resourceNames.count - 1, definitions.type(resource.type) ?? .unknown
        )
      }
      name(line.children)
    }
  }

  func resource(called name: String) -> (number: Int, type: TypeID)? { resources[name] }

  mutating func add(_ steps: [PlanStep]) -> PlanPart {
    let start = plan.steps.count
    plan.steps += steps
    return PlanPart(start..<plan.steps.count)
  }

  mutating func add(_ place: PlanPlace) -> Int {
    plan.places.append(place)
    return plan.places.count - 1
  }

  mutating func add(_ places: [Int]) -> PlanPart {
    let start = plan.places.count
    plan.places += places.map { plan.places[$0] }
    return PlanPart(start..<plan.places.count)
  }

  mutating func add(_ resource: PlanResource) -> Int {
    plan.resources.append(resource)
    return plan.resources.count - 1
  }

  mutating func add(_ reference: PlanReference) -> Int {
    plan.references.append(reference)
    return plan.references.count - 1
  }

  mutating func add(_ links: [PlanLink]) -> PlanPart {
    let start = plan.links.count
    plan.links += links
    return PlanPart(start..<plan.links.count)
  }
}
