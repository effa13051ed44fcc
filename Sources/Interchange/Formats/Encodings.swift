// The encodings that XML may be in.

internal import XMLSAX

/// The encodings that can be read.
public enum Encodings {
  /// Whether an encoding is known by its name, as the system's iconv has it.
  public static func isKnown(_ name: String) -> Bool { XMLText.isKnown(name) }
}
