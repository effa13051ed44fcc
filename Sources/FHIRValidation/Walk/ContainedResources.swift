// Where contained resources are found by what refers to them.

internal import FHIRCore

/// The contained resources of a tree, by the resource that holds them and their id.
struct ContainedResources {
  private var resources: [UInt32: [String: [UInt32]]] = [:]

  init(_ walk: borrowing Walk) {
    for id in walk.resources where walk.tree.records[Int(id)].name == walk.names.contained {
      guard let key = walk.text(id, walk.names.id) else { continue }
      resources[walk.container(of: id), default: [:]][key, default: []].append(id)
    }
  }

  /// The contained resources of an id in a container.
  func resources(_ id: String, in container: UInt32) -> [UInt32] { resources[container]?[id] ?? [] }
}
