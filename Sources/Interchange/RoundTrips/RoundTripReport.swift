// The report of round trips: for people, and as JSON.

internal import FHIRCore

/// Many round trips, as a report.
public struct RoundTripReport: Sendable {
  /// The results in the order of the files.
  public var results: [RoundTrip.Result] = []

  /// Begins without results.
  public init() {}

  /// Whether everything came back from every file.
  public var isEqual: Bool { results.allSatisfy(\.isEqual) }

  /// A line for each file, and one for each difference.
  public var text: String {
    var text = ""
    for result in results {
      let via = result.via.map { " via \($0.name)" } ?? ""
      let verdict = result.isEqual ? "equal" : result.via == nil ? "could not go" : "not equal"
      text += "\(result.file): \(result.returned) of \(result.leaves) values came back\(via): \(verdict)\n"
      for difference in result.differences {
        let place = difference.kind == .added ? difference.back : difference.source
        let back = difference.kind == .changed ? " · back at \(difference.back.line):\(difference.back.column)" : ""
        text += "  \(place.filePosition): \(difference.kind.rawValue): \(printable(difference.path))\(back)\n"
      }
    }
    let equal = results.count { $0.isEqual }
    text += "\(results.count) \(results.count == 1 ? "file" : "files"): \(equal) equal, \(results.count - equal) not\n"
    return text
  }

  /// The report as JSON, `roundtrip/1`: no value of a file is in it.
  public var json: [UInt8] {
    var output = Array("{\n  \"format\": \"roundtrip/1\",\n  \"files\": [".utf8)
    for (index, result) in results.enumerated() {
      output += Array((index == 0 ? "\n    {\"file\": " : ",\n    {\"file\": ").utf8)
      output.appendJSONString(result.file)
      output += Array(", \"via\": ".utf8)
      if let via = result.via { output.appendJSONString(via.name) } else { output += Array("null".utf8) }
      output += Array(
        ", \"equal\": \(result.isEqual), \"values\": \(result.leaves), \"returned\": \(result.returned), \"differences\": ["
          .utf8)
      for (position, difference) in result.differences.enumerated() {
        output +=
          Array((position == 0 ? "\n" : ",\n").utf8)
          + Array("      {\"kind\": \"\(difference.kind.rawValue)\", \"path\": ".utf8)
        output.appendJSONString(difference.path)
        output += Array(
          ", \"line\": \(difference.source.line), \"column\": \(difference.source.column), \"back\": {\"line\": \(difference.back.line), \"column\": \(difference.back.column)}}"
            .utf8)
      }
      output += Array("], \"findings\": [".utf8)
      for (position, finding) in result.diagnostics.enumerated() {
        if position > 0 { output += Array(", ".utf8) }
        output.appendJSONString(finding.rule.id)
      }
      output += Array("]}".utf8)
    }
    output += Array("\n  ]\n}\n".utf8)
    return output
  }
}
