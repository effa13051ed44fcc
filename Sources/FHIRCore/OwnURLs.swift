// Where every URL of ours begins. Users' data will hold them for ever.

/// The namespace of the extensions, code systems and identifiers that this project defines.
///
/// It is a URN, for the project owns no domain yet, and a domain that is not ours would promise what we cannot keep.
public enum OwnURLs {
  /// The one prefix of all of them.
  public static let base = "urn:transfuse:"
}
