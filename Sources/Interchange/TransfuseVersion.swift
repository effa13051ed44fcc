// The version of the program and the library.

/// The version of Transfuse.
public enum TransfuseVersion {
  /// The version by the rules of semantic versioning.
  public static let current = "0.1.0"
}
