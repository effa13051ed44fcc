// The report of a validation, for programs. No value of a file is in it but for URLs that were not checked.

internal import FHIRCore

extension ValidationReport {
  /// The formats of reports, by the names that the command line knows.
  public static let formats = ["text", "json", "operationoutcome", "junit"]

  /// The report in a format.
  public func bytes(as format: String) -> [UInt8] {
    switch format {
    case "json": json
    case "operationoutcome": operationOutcome
    case "junit": Array(junit.utf8)
    default: Array(text.utf8)
    }
  }

  /// `validation/1`: for each file its verdict and findings, and what was not checked.
  private var json: [UInt8] {
    var output = Array("{\n  \"format\": \"validation/1\",\n  \"files\": [".utf8)
    for (index, result) in results.enumerated() {
      output += Array((index == 0 ? "\n    {\"file\": " : ",\n    {\"file\": ").utf8)
      output.appendJSONString(result.file)
      output += Array(
        ", \"valid\": \(result.isValid), \"passed\": \(passes(result)), \"records\": \(result.records), \"findings\": ["
          .utf8)
      let (listed, unlisted) = listed(result)
      for (position, finding) in listed.enumerated() {
        output += Array((position == 0 ? "\n" : ",\n").utf8)
        output += Array("      {\"severity\": \"\(finding.rule.severity.rawValue)\"".utf8)
        output.append("rule", finding.rule.id)
        output += Array(", \"line\": \(finding.place.line), \"column\": \(finding.place.column)".utf8)
        if let path = finding.place.path { output.append("path", path) }
        output.append("message", finding.message)
        if let hint = finding.hint { output.append("hint", hint) }
        output.append(UInt8(ascii: "}"))
      }
      output += Array("], \"unlisted\": \(unlisted)}".utf8)
    }
    output += Array("\n  ],\n  \"notChecked\": [".utf8)
    for (index, line) in notChecked.enumerated() {
      output += Array((index == 0 ? "\n    " : ",\n    ").utf8)
      output.appendJSONString(line)
    }
    output += Array("\n  ]\n}\n".utf8)
    return output
  }

  /// A FHIR R4 OperationOutcome; what was not checked stands in it as information.
  private var operationOutcome: [UInt8] {
    var output = Array("{\n  \"resourceType\": \"OperationOutcome\",\n  \"issue\": [".utf8)
    var isFirst = true
    func begin(_ severity: String, _ code: String, _ output: inout [UInt8]) {
      output += Array(
        "\(isFirst ? "" : ",")\n    {\"severity\": \"\(severity)\", \"code\": \"\(code)\", \"details\": {\"text\": "
          .utf8)
      isFirst = false
    }
    func inform(_ text: String, _ output: inout [UInt8]) {
      begin("information", "informational", &output)
      output.appendJSONString(text)
      output += Array("}}".utf8)
    }
    for result in results {
      let (listed, unlisted) = listed(result)
      for finding in listed {
        begin(finding.rule.severity.rawValue, Self.issueType(finding.rule), &output)
        output.appendJSONString(printable("\(finding.message) [\(finding.rule.id)]"))
        output += Array("}, \"diagnostics\": ".utf8)
        output.appendJSONString(printable(finding.place.filePosition + (finding.hint.map { " · hint: \($0)" } ?? "")))
        if let path = finding.place.path, !path.isEmpty {
          output += Array(", \"expression\": [".utf8)
          output.appendJSONString(printable(path))
          output.append(UInt8(ascii: "]"))
        }
        output.append(UInt8(ascii: "}"))
      }
      if unlisted > 0 { inform(printable("\(result.file): \(Self.more(unlisted))"), &output) }
    }
    for line in notChecked { inform("not checked: \(line)", &output) }
    output += Array("\n  ]\n}\n".utf8)
    return output
  }

  /// The code of R4's value set `issue-type` that says best what a rule is about.
  private static func issueType(_ rule: Rule) -> String {
    switch rule.id {
    case "fhir.cardinality.min": "required"
    case let id where id.hasPrefix("tree.") || id == "xml.limit": "too-costly"
    case "fhir.cardinality.max", "fhir.unknown-element": "structure"
    case "fhir.reference.in-bundle": "not-found"
    case let id where id.hasPrefix("json.") || id.hasPrefix("xml.") || id.hasPrefix("fhir.resource-type"): "structure"
    case let id where id.hasSuffix(".duplicate") || id.hasSuffix("duplicate-id"): "duplicate"
    case let id where id.hasPrefix("fhir.binding") || id.hasPrefix("fhir.coding"): "code-invalid"
    case let id where id.hasPrefix("fhir.primitive"): "value"
    case let id where id.hasPrefix("fhir.security"): "security"
    case let id where id.hasPrefix("fhir.extension"): "extension"
    default: rule.severity == .error ? "invalid" : "informational"
    }
  }

  /// JUnit's XML: a test case for each file, which fails with its errors.
  private var junit: String {
    let failures = results.count { !passes($0) }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuite name=\"transfuse validate\" tests=\"\(results.count)\" failures=\"\(failures)\">\n"
    for result in results {
      text += "  <testcase name=\"\(Self.escaped(result.file))\" classname=\"transfuse\""
      let (listed, unlisted) = listed(result)
      let lines = (listed.map(\.description) + (unlisted > 0 ? [Self.more(unlisted)] : [])).joined(separator: "\n")
      if lines.isEmpty {
        text += "/>\n"
      } else if passes(result) {
        text += ">\n    <system-out>\(Self.escaped(lines))</system-out>\n  </testcase>\n"
      } else {
        text += ">\n    <failure message=\"\(Self.escaped(counts(of: result)))\">"
        text += "\(Self.escaped(lines))</failure>\n  </testcase>\n"
      }
    }
    text +=
      "  <system-out>\(Self.escaped(notChecked.map { "not checked: \($0)" }.joined(separator: "\n")))</system-out>\n"
    return text + "</testsuite>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ key: String, _ value: String) {
    self += Array(", \"\(key)\": ".utf8)
    appendJSONString(printable(value))
  }
}
