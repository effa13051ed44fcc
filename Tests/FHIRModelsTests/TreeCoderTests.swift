// A user's own types from and to trees.

import FHIRCore
import FHIRJSON
import FHIRModels
import Testing

@Suite struct TreeCoderTests {
  struct Result: Codable, Equatable {
    struct Amount: Codable, Equatable {
      var value: FHIRDecimal
      var unit: String?
    }

    struct Twin: Codable, Equatable {
      var id: String
    }

    enum CodingKeys: String, CodingKey {
      case resourceType, status, issued, valueQuantity, category
      case issuedTwin = "_issued"
    }

    var resourceType = "Observation"
    var status: R4.ObservationStatus
    var issued: FHIRInstant?
    var issuedTwin: Twin?
    var valueQuantity: Amount?
    var category: [R4.CodeableConcept]
  }

  static let text =
    #"{"resourceType":"Observation","status":"final","issued":"2013-04-01T10:00:00.50+09:00","_issued":{"id":"i"},"#
    + #""valueQuantity":{"value":7.00,"unit":"g/dl"},"category":[{"text":"lab"}]}"#

  static let result = Result(
    status: .final, issued: "2013-04-01T10:00:00.50+09:00", issuedTwin: Result.Twin(id: "i"),
    valueQuantity: Result.Amount(value: "7.00", unit: "g/dl"), category: [R4.CodeableConcept(text: "lab")])

  @Test func decodesExactly() throws {
    let node = try R4.Observation(json: Self.text).node
    let result = try TreeDecoder().decode(Result.self, from: node)
    #expect(result == Self.result)
    #expect(result.valueQuantity?.value.lexeme == "7.00")
  }

  @Test func encodesExactly() throws {
    let node = try TreeEncoder().encode(Self.result)
    #expect(node.nameString == "Observation")
    #expect(R4.Observation(node).json() == Self.text)
    #expect(try R4.Observation(json: Self.text) == R4.Observation(node))
  }

  @Test func aDataTypeIsEncodedByItsType() throws {
    let node = try TreeEncoder().encode(Result.Amount(value: "1.50"), as: R4.Quantity.typeID)
    #expect(R4.Quantity(node) == R4.Quantity(value: "1.50"))
  }

  @Test func aNumberIsTextOrNumberAsAsked() throws {
    struct Text: Codable { var value: String }
    struct Floating: Codable { var value: Double }
    struct Whole: Codable { var value: Int }
    let node = R4.Quantity(value: "7.00").node
    #expect(try TreeDecoder().decode(Text.self, from: node).value == "7.00")
    #expect(try TreeDecoder().decode(Floating.self, from: node).value == 7)
    #expect(throws: DecodingError.self) { try TreeDecoder().decode(Whole.self, from: node) }
    #expect(try TreeDecoder().decode(Whole.self, from: R4.Quantity(value: "7").node).value == 7)
  }

  @Test func optionalsDictionariesAndNestedListsWork() throws {
    struct Loose: Codable, Equatable {
      var list: [String: [[Int?]]]
      var missing: Bool?
    }
    let loose = Loose(list: ["a": [[1, nil], []], "b": []], missing: nil)
    let node = try TreeEncoder().encode(loose, as: R4.Quantity.typeID)
    #expect(try TreeDecoder().decode(Loose.self, from: node) == loose)
  }

  @Test func subclassesEncodeTheirSuperclassInside() throws {
    class Base: Codable {
      var a = 1
      init() {}
    }
    final class Derived: Base {
      var b = 2
      private enum CodingKeys: String, CodingKey { case b }
      override init() { super.init() }
      required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        b = try container.decode(Int.self, forKey: .b)
        try super.init(from: container.superDecoder())
      }
      override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(b, forKey: .b)
        try super.encode(to: container.superEncoder())
      }
    }
    let derived = Derived()
    derived.a = 5
    let node = try TreeEncoder().encode(derived, as: R4.Quantity.typeID)
    let decoded = try TreeDecoder().decode(Derived.self, from: node)
    #expect(decoded.a == 5)
    #expect(decoded.b == 2)
  }

  @Test func whatIsTooDeepForTheStackIsAnError() throws {
    let depth = 2_000
    let text = String(repeating: #"{"extension":["#, count: depth) + "{}" + String(repeating: "]}", count: depth)
    var reader = JSONReader(limits: Limits(depth: .max))
    let root = try reader.read(Array(text.utf8), as: R4.Extension.typeID).root
    #expect(R4.Extension(root).json() == text)
    let error = #expect(throws: Diagnostic.self) { try TreeDecoder().decode(R4.Extension.self, from: root) }
    #expect(error?.rule == TreeRule.depth)
  }

  @Test func aDictionaryOfManyKeysIsEncodedInLinearTime() throws {
    let many = Dictionary(uniqueKeysWithValues: (0..<20_000).map { ("key\($0)", $0) })
    let node = try TreeEncoder().encode(many, as: R4.Quantity.typeID)
    #expect(node.children.reduce(0) { count, _ in count + 1 } == 20_000)
    #expect(try TreeDecoder().decode([String: Int].self, from: node) == many)
  }

  @Test func errorsTellThePathAndNoValue() throws {
    let node = try R4.Observation(
      json: #"{"resourceType":"Observation","status":"final","category":[],"valueQuantity":{"value":"secret"}}"#
    ).node
    let error = #expect(throws: DecodingError.self) { try TreeDecoder().decode(Result.self, from: node) }
    guard case .dataCorrupted(let context)? = error else {
      Issue.record("expected that the data are corrupted, found \(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["valueQuantity", "value"])
    #expect(!"\(context)".contains("secret"))
  }

  @Test func whatIsNoNumberOfJSONIsNotEncoded() {
    struct Floating: Codable { var value: Double }
    #expect(throws: EncodingError.self) {
      try TreeEncoder().encode(Floating(value: .infinity), as: R4.Quantity.typeID)
    }
    #expect(throws: EncodingError.self) { try TreeEncoder().encode([1, 2]) }
    #expect(throws: EncodingError.self) { try TreeEncoder().encode(["a": 1]) }
  }
}
