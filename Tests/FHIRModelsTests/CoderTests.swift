// Foundation's coders on views: what works, and what they lose.

import FHIRCore
import FHIRModels
import Foundation
import Testing

@Suite struct CoderTests {
  private func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  @Test func aResourceGoesThroughFoundation() throws {
    let text =
      #"{"_birthDate":{"id":"b"},"active":true,"birthDate":"1954-06","contained":[{"id":"o","resourceType":"#
      + #""Organization"}],"deceasedBoolean":false,"multipleBirthInteger":2,"name":[{"_given":[null,{"id":"g"}],"#
      + #""given":["A",null]}],"resourceType":"Patient","unknown":[1,{"a":null}]}"#
    let patient = try decoded(R4.Patient.self, text)
    #expect(patient.birthDate == "1954-06")
    #expect(patient[primitive: "birthDate"]?.id == "b")
    #expect(patient.deceased == .boolean(false))
    #expect(patient.contained.first?.as(R4.Organization.self)?.id == "o")
    #expect(try encoded(patient) == text)
  }

  @Test func aViewIsAPropertyOfAnyCodableType() throws {
    struct Row: Codable, Equatable {
      var number: Int
      var code: R4.CodeableConcept
      var status: R4.ObservationStatus
      var effective: R4.Primitive<FHIRDateTime>
    }
    let row = Row(number: 1, code: R4.CodeableConcept(text: "x"), status: .final, effective: "2013-04")
    let text = #"{"code":{"text":"x"},"effective":{"valueDateTime":"2013-04"},"number":1,"status":"final"}"#
    #expect(try encoded(row) == text)
    #expect(try decoded(Row.self, text) == row)
  }

  /// What Foundation makes of a number on its way in; the exact ways keep all of these.
  @Test(arguments: [
    ("1.00", "1"), ("7.0", "7"), ("1e2", "100"), ("-0.0", "0"), ("0.10", "0.1"),
    ("0.1234567890123456789", "0.12345678901234568"), ("12345678901234567890123", "1.2345678901234568e+22"),
  ]) func decodingLosesDigits(lexeme: String, left: String) throws {
    let quantity = try decoded(R4.Quantity.self, #"{"value":\#(lexeme)}"#)
    #expect(quantity.value?.lexeme == left)
    #expect(try R4.Quantity(json: #"{"value":\#(lexeme)}"#).value?.lexeme == lexeme)
  }

  /// What Foundation makes of a number on its way out.
  @Test(arguments: [
    ("1.00", "1"), ("7.0", "7"), ("7.10", "7.1"), ("0.1234567890123456789", "0.12345678901234568"),
  ]) func encodingLosesDigits(lexeme: String, left: String) throws {
    let quantity = try R4.Quantity(json: #"{"value":\#(lexeme)}"#)
    #expect(try encoded(quantity) == #"{"value":\#(left)}"#)
    #expect(quantity.json() == #"{"value":\#(lexeme)}"#)
  }

  @Test func anotherResourceIsADecodingError() {
    let error = #expect(throws: DecodingError.self) {
      try decoded(R4.Observation.self, #"{"resourceType":"Patient","id":"secret"}"#)
    }
    #expect(error.map { "\($0)".contains("secret") } == false)
  }
}
