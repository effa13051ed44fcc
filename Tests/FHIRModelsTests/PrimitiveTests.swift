// Primitives: plain values, what is none of their type, and their ids and extensions.

import FHIRCore
import FHIRModels
import Testing

@Suite struct PrimitiveTests {
  @Test func extensionsOfAPlainPrimitiveStandBesideItsValue() throws {
    var patient = R4.Patient(birthDate: "1954-06")
    patient[extensionsOf: "birthDate"] = [R4.Extension(url: "u", value: .code("x"))]
    #expect(
      patient.json()
        == #"{"resourceType":"Patient","birthDate":"1954-06","_birthDate":{"extension":[{"url":"u","valueCode":"x"}]}}"#
    )
    patient.birthDate = "1955"
    #expect(patient[extensionsOf: "birthDate"] == [R4.Extension(url: "u", value: .code("x"))])
    patient.birthDate = nil
    #expect(patient.birthDate == nil)
    #expect(patient.json() == #"{"resourceType":"Patient","_birthDate":{"extension":[{"url":"u","valueCode":"x"}]}}"#)
    patient[extensionsOf: "birthDate"] = []
    #expect(patient.json() == #"{"resourceType":"Patient"}"#)
  }

  @Test func aRequiredValueCanBeSaidToBeAbsent() {
    var provenance = R4.Provenance(
      target: [R4.Reference(reference: "Patient/1")], recorded: nil,
      agent: [R4.Provenance.Agent(who: R4.Reference(display: "x"))])
    provenance[extensionsOf: "recorded"] = [.dataAbsentReason("unknown")]
    #expect(
      provenance.json()
        == #"{"resourceType":"Provenance","target":[{"reference":"Patient/1"}],"_recorded":{"extension":[{"url":"#
        + #""http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},"#
        + #""agent":[{"who":{"display":"x"}}]}"#)
  }

  @Test func extensionsOfAnAbsentPrimitiveAreNone() {
    var period = R4.Period(end: "2013")
    #expect(period[extensionsOf: "start"].isEmpty)
    period[extensionsOf: "start"] = []
    #expect(period.json() == #"{"end":"2013"}"#)
    period[extensionsOf: "start"] = [R4.Extension(url: "u")]
    period[extensionsOf: "end"] = [R4.Extension(url: "v")]
    #expect(
      period.json()
        == #"{"_start":{"extension":[{"url":"u"}]},"end":"2013","_end":{"extension":[{"url":"v"}]}}"#)
  }

  @Test func aPlainPrimitiveCanBeHadAsAWhole() throws {
    var patient = try R4.Patient(
      json: #"{"resourceType":"Patient","birthDate":"1954-06","_birthDate":{"id":"b"},"active":true}"#)
    #expect(patient[primitive: "birthDate"]?.id == "b")
    #expect(patient[primitive: "birthDate"]?.value == "1954-06")
    #expect(patient[primitive: "birthDate", as: FHIRDate.self]?.value?.year == 1954)
    #expect(patient[primitive: "active", as: Bool.self]?.value == true)
    #expect(patient[primitive: "language"] == nil)
    patient[primitive: "birthDate"]?.id = nil
    patient[primitive: "active", as: Bool.self]?.value = false
    #expect(patient.json() == #"{"resourceType":"Patient","birthDate":"1954-06","active":false}"#)
    patient[primitive: "active", as: Bool.self] = nil
    #expect(patient.active == nil)
  }

  @Test func primitivesOfAListKeepTheirPlaces() throws {
    let text =
      #"{"given":["A",null,"C"],"_given":[null,{"extension":[{"url":"u"}]},{"id":"c"}]}"#
    var name = try R4.HumanName(json: text)
    #expect(name.given == ["A", "C"])
    #expect(name[primitives: "given"].map(\.value) == ["A", nil, "C"])
    #expect(name[primitives: "given"].map(\.id) == [nil, nil, "c"])
    #expect(name[primitives: "given"][1].extension == [R4.Extension(url: "u")])
    #expect(name.json() == text)
    name[primitives: "given"][0].extension = [R4.Extension(url: "v")]
    #expect(
      name.json()
        == #"{"given":["A",null,"C"],"_given":[{"extension":[{"url":"v"}]},{"extension":[{"url":"u"}]},{"id":"c"}]}"#)
    name.given = ["X"]
    #expect(name.json() == #"{"given":["X"]}"#)
  }

  @Test func whatIsNoneOfItsTypeIsNilAndStays() throws {
    let text =
      #"{"resourceType":"Patient","active":"true","gender":"feminine","birthDate":"June","multipleBirthInteger":1.5}"#
    let patient = try R4.Patient(json: text)
    #expect(patient.active == nil)
    #expect(patient.gender == nil)
    #expect(patient.birthDate == nil)
    guard case .integer(let birth)? = patient.multipleBirth else {
      Issue.record("expected an integer")
      return
    }
    #expect(birth.value == nil)
    #expect(birth.lexeme == "1.5")
    #expect(patient[primitive: "gender"]?.value == "feminine")
    #expect(patient.json() == text)
  }

  @Test func anyTextCanBeCarried() {
    let value = R4.Primitive<FHIRDateTime>(lexeme: "some day", extension: [R4.Extension(url: "u")])
    #expect(value.value == nil)
    #expect(value.lexeme == "some day")
    let observation = R4.Observation(status: .final, code: R4.CodeableConcept(), effective: .dateTime(value))
    #expect(observation.json().contains(#""effectiveDateTime":"some day","_effectiveDateTime":{"extension""#))
  }

  @Test(arguments: ["abc", "", "007", "+7", "1.", "NaN"]) func whatIsNoNumberIsWrittenAsAString(lexeme: String) throws {
    let count = R4.Primitive<Int>(lexeme: lexeme)
    let amount = R4.Primitive<FHIRDecimal>(lexeme: lexeme)
    let flag = R4.Primitive<Bool>(lexeme: lexeme)
    #expect(count.value == nil && amount.value == nil && flag.value == nil)
    #expect(count.json() == "{\"valueInteger\":\"\(lexeme)\"}")
    #expect(amount.json() == "{\"valueDecimal\":\"\(lexeme)\"}")
    #expect(flag.json() == "{\"valueBoolean\":\"\(lexeme)\"}")
    #expect(R4.Primitive<FHIRDecimal>(lexeme: "-0.50").json() == #"{"valueDecimal":-0.50}"#)
    #expect(R4.Primitive<Bool>(lexeme: "false").json() == #"{"valueBoolean":false}"#)
  }

  @Test func aValueThatIsSetLeavesTypeAndUnknownContentAlone() throws {
    let text = #"{"url":"u","valueCode":"x","_valueCode":{"id":"i","unknown":[1.0]}}"#
    var view = try R4.Extension(json: text)
    guard case .code(var code)? = view.value else {
      Issue.record("expected a code")
      return
    }
    code.value = "y"
    view.value = .code(code)
    #expect(view.json() == text.replacing(#""x""#, with: #""y""#))
  }

  @Test func aValueOfAPrimitiveCanBeSet() {
    var primitive: R4.Primitive<String> = "x"
    primitive.extension = [R4.Extension(url: "u")]
    primitive.id = "i"
    primitive.value = "y"
    #expect(primitive == R4.Primitive("y", id: "i", extension: [R4.Extension(url: "u")]))
    primitive.value = nil
    #expect(primitive.value == nil)
    #expect(primitive.id == "i")
  }

  @Test(arguments: ["0", "-7", "007", "+7", "7.0", "7e0", "", "9223372036854775808"])
  func integersAreReadAsWritten(lexeme: String) {
    let expected = ["0": 0, "-7": -7, "007": 7][lexeme]
    #expect(Int(lexeme: lexeme) == expected)
  }

  @Test func everyCodeIsACaseWithItsText() {
    #expect(R4.ObservationStatus(rawValue: "entered-in-error") == .enteredInError)
    #expect(R4.QuantityComparator.allCases.map(\.rawValue) == ["<", "<=", ">=", ">"])
    #expect(R4.QuantityComparator.lessThan.rawValue == "<")
    #expect(R4.HTTPVerb.get.rawValue == "GET")
    #expect(R4.EventTiming.mornEarly.rawValue == "MORN.early")
    #expect(R4.FHIRVersion.v4_0_1.rawValue == "4.0.1")
    #expect(R4.PublicationStatus.allCases.map(\.rawValue) == ["draft", "active", "retired", "unknown"])
  }

  @Test func anUnknownNameStopsTheProgramOnlyWhenSet() {
    #expect(R4.Patient()[extensionsOf: "birthday"].isEmpty)
    #expect(R4.Patient()[primitives: "birthday"].isEmpty)
  }

  #if os(macOS) || os(Linux)
    @Test func settingAnUnknownNameStopsTheProgram() async {
      await #expect(processExitsWith: .failure) {
        var patient = R4.Patient()
        patient[extensionsOf: "birthday"] = [R4.Extension(url: "u")]
      }
    }

    @Test func aLiteralThatIsNoValueStopsTheProgram() async {
      await #expect(processExitsWith: .failure) {
        let primitive: R4.Primitive<FHIRDate> = "June"
        print(primitive)
      }
    }
  #endif
}
