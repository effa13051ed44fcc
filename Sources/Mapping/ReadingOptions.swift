// What a document is read for.

public import FHIRCore
public import TimeZones

/// What the Bundle of a document is for, and what its ids are made of.
public struct ReadingOptions: Sendable {
  /// When the Bundle is made, for its Provenance; nil if that is not said.
  public var recordedAt: FHIRInstant?
  /// Whether the Bundle says what a server does to hold the resources, once, however often it is sent.
  public var isTransaction = false
  /// The key of a hash that ids are made by, so that nobody without it finds out a business key by trying; nil for a hash
  /// that anybody can compute.
  public var idKey: [UInt8]?

  /// The zone of times that are printed without one; nil if that is not known.
  public var zone: ClockZone?

  /// Begins with the defaults.
  public init() {}
}
