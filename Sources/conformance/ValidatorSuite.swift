// The suite of the validator: the verdict on each run, and the places of its errors.

import FHIRCore
import FHIRJSON
import FHIRValidation
import FHIRXML

enum ValidatorSuite {
  static func judge(_ test: Suite.Case) -> Outcome {
    guard test.field("mode") == "base" else { return .skipped("profiles are not checked yet") }
    guard let bytes = try? test.file("file") else { return .failed("its file cannot be read") }
    switch test.field("format") {
    case "json", "xml": return judge(errors(of: bytes, isXML: test.field("format") == "xml"), test)
    default: return .skipped("\(test.field("format") ?? "?") is not validated")
    }
  }

  private static func judge(_ paths: [String], _ test: Suite.Case) -> Outcome {
    let isValid = test.row.child("expect")?.child("valid")?.string == "true"
    let list = paths.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ", ")
    return .judged(
      isValid == paths.isEmpty,
      isValid ? "expected valid, found \(paths.first ?? "")" : "expected invalid, found nothing",
      result: "{\"valid\": \(paths.isEmpty), \"errors\": [\(list)]}")
  }

  /// The paths of the errors.
  static func errors(of bytes: [UInt8], isXML: Bool) -> [String] {
    do throws(Diagnostic) {
      var json = JSONReader()
      var xml = XMLReader()
      let tree = isXML ? try xml.read(bytes) : try json.read(bytes)
      var validator = Validator()
      let errors = validator.validate(tree, findings: isXML ? xml.diagnostics : json.diagnostics).findings
        .filter { $0.rule.severity == .error }
      return errors.map { "\($0.place.path ?? "")/*\($0.rule.id): \($0.message)*/" }
    } catch {
      return [error.place.path ?? ""]
    }
  }
}
