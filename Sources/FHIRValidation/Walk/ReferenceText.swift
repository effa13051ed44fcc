// The text of a reference, taken apart.

internal import FHIRDefinitions

/// What the text of a `Reference.reference` says.
struct ReferenceText {
  /// How a reference is written.
  enum Form {
    /// `Patient/1`.
    case relative
    /// `https://example.net/fhir/Patient/1`, or any other absolute URL.
    case absolute
    /// `urn:uuid:…` or `urn:oid:…`.
    case urn
    /// `#1`, and `#` for the container itself.
    case contained
    /// `Patient?identifier=…`, in transactions.
    case conditional
    /// Anything else.
    case unknown
  }

  let form: Form
  /// The text without a version.
  let url: String
  /// The type that it names; nil if it names none.
  let type: String?
  /// The id that it names; empty if it names none.
  let id: String
  /// The version that it names.
  let version: String?

  init(_ text: String, _ definitions: Definitions) {
    if text.hasPrefix("#") {
      (form, url, type, id, version) = (.contained, text, nil, String(text.dropFirst()), nil)
      return
    }
    if text.hasPrefix("urn:uuid:") || text.hasPrefix("urn:oid:") {
      (form, url, type, id, version) = (.urn, text, nil, "", nil)
      return
    }
    if let mark = text.firstIndex(of: "?") {
      let type = String(text[..<mark].split(separator: "/").last ?? "")
      let isType = Self.isResource(type, definitions)
      (form, url, self.type, id, version) = (isType ? .conditional : .unknown, text, isType ? type : nil, "", nil)
      return
    }
    var steps = text.split(separator: "/", omittingEmptySubsequences: false)
    var version: String?
    if steps.count > 3, steps[steps.count - 2] == "_history" {
      version = String(steps[steps.count - 1])
      steps.removeLast(2)
    }
    let isAbsolute = URIFormat.isAbsolute(Array(text.utf8).span)
    self.version = version
    url = steps.joined(separator: "/")
    let isPair =
      steps.count >= 2 && Self.isResource(String(steps[steps.count - 2]), definitions)
      && IdentifierFormat.fault(inID: Array(steps[steps.count - 1].utf8).span) == nil
    type = isPair ? String(steps[steps.count - 2]) : nil
    id = isPair ? String(steps[steps.count - 1]) : ""
    form = isAbsolute ? .absolute : isPair && steps.count == 2 ? .relative : .unknown
  }

  private static func isResource(_ name: String, _ definitions: Definitions) -> Bool {
    definitions.type(name).map { definitions.kind($0) == .resource } ?? false
  }
}
