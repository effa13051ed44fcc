// Bundles are large: made in one go, entry after entry.

public import FHIRCore

extension R4.Bundle {
  /// Makes a Bundle of entries that are made one after the other, each copied once and let go of.
  ///
  /// Takes time in proportion to the content, where appending to `entry` copies the whole Bundle each time.
  public init(
    id: String? = nil, meta: R4.Meta? = nil, identifier: R4.Identifier? = nil, type: R4.BundleType,
    timestamp: FHIRInstant? = nil, entries: some Sequence<Entry>
  ) {
    self.init(id: id, meta: meta, identifier: identifier, type: type, timestamp: timestamp)
    guard let slot = Slot(named: "entry", of: Self.typeID) else { preconditionFailure("a Bundle has entries") }
    edit(slot) { (builder) throws(TreeLimit) in
      for entry in entries { try builder.add(slot, entry.node) }
    }
  }
}

extension R4.Bundle.Entry {
  /// Makes an entry of a resource.
  public init(fullUrl: String? = nil, resource: some R4.Resource) {
    // Optional, or it would call itself.
    self.init(fullUrl: fullUrl, resource: Optional(R4.AnyResource(resource)))
  }
}
