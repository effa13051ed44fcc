// Result ↔ Observation: laboratory values, findings of every kind, parts as components, and the patient's age.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// What the results of one list have in common.
  struct ObservationStyle {
    /// R4's observation-category, where one fits.
    var category: (code: String, display: String)?
    /// What the names of the results name.
    var names: NameKind
    /// What their words may name.
    var words: [NameKind]
  }

  /// What a result takes from the investigation that it stands in.
  struct Surroundings {
    var times = Times()
    var method: Piece<String>?
    var specimen: ResourceKey?
  }

  /// Adds the Observation of a result.
  ///
  /// Its status is `final`, for what is published is no longer preliminary; `cancelled` where the article says that the
  /// measurement was not done.
  func add(
    _ result: CaseReport.Result, at path: String, _ style: ObservationStyle, in surroundings: Surroundings
  ) {
    let key = ResourceKey(type: "Observation", name: result.id)
    let scribe = scribe(for: key, at: path)
    let own = Times(result, at: path)
    let times = own.isEmpty ? surroundings.times.inherited : own
    let method = result.method.map { Piece(value: $0, path: "\(path).method") } ?? surroundings.method
    let name = scribe.take(result.name, "name", as: "code")
    let finding = finding(result, flag: result.flag, trend: result.trend, words: style.words, scribe)
    let code = concept(name, as: style.names, valueType: result.value?.form.typeName)
    add(
      R4.Observation(
        id: identity.id(of: key),
        extension: CaseSourceExtension.extensions(for: result, scribe),
        identifier: [identifier(result.id, scribe)],
        status: result.absent == .notPerformed ? .cancelled : .final,
        category: category(style.category),
        code: code,
        subject: patient,
        focus: references(result.about, "about", scribe, as: "focus", to: nil),
        effective: effective(times, of: key, scribe, as: "effective").map(\.ofObservation),
        value: finding.value?.ofObservation,
        dataAbsentReason: finding.dataAbsentReason,
        interpretation: finding.interpretation,
        note: notes(result.notes, scribe),
        bodySite: scribe.take(result.site, "site", as: "bodySite").map(Self.text),
        method: method.map { self.method($0, scribe) },
        specimen: surroundings.specimen.map(identity.reference),
        derivedFrom: articleReferences,
        component: components(result.parts, style, scribe, of: code, hasValue: finding.value != nil)
      ), as: key)
  }

  private func category(_ category: (code: String, display: String)?) -> [R4.CodeableConcept] {
    category.map { [Self.code($0.code, in: CodeSystems.observationCategory, display: $0.display)] } ?? []
  }

  private func method(_ method: Piece<String>, _ scribe: Scribe) -> R4.CodeableConcept {
    scribe.record(path: method.path, as: "method", isDerived: method.isInherited)
    return concept(
      method.value, as: .methods, extension: method.isInherited ? [CaseSourceExtension.inherited] : [])
  }

  /// Parts as components.
  private func components(
    _ parts: [CaseReport.Part], _ style: ObservationStyle, _ scribe: Scribe, of code: R4.CodeableConcept,
    hasValue: Bool
  ) -> [R4.Observation.Component] {
    parts.enumerated().map { index, part in
      let scribe = scribe.part("parts[\(index)]", as: "component[\(index)]")
      var name = concept(
        scribe.take(part.name, "name", as: "code"), as: style.names, valueType: part.value?.form.typeName)
      // A component with the code of its Observation would say its value again (obs-7).
      if hasValue, name.coding.contains(where: code.coding.contains) { name = Self.text(part.name) }
      let finding = finding(part, flag: part.flag, trend: part.trend, words: style.words, scribe)
      return R4.Observation.Component(
        extension: CaseSourceExtension.extensions(for: part, scribe) + noteExtensions(part.notes, scribe),
        code: name,
        value: finding.value?.ofComponent,
        dataAbsentReason: finding.dataAbsentReason,
        interpretation: finding.interpretation)
    }
  }

  /// Adds the Observation of the patient's age.
  func add(_ age: CaseReport.Age, at path: String) {
    let key = ResourceKey.age
    let scribe = scribe(for: key, at: path)
    let finding = finding(age, flag: nil, trend: nil, words: [.results], scribe)
    add(
      R4.Observation(
        id: identity.id(of: key),
        extension: CaseSourceExtension.extensions(for: age, scribe),
        identifier: [identity.identifier(key.name)],
        status: age.absent == .notPerformed ? .cancelled : .final,
        code: concept("age", as: .observations),
        subject: patient,
        effective: effective(Times(age, at: path), of: key, scribe, as: "effective").map(\.ofObservation),
        value: finding.value?.ofObservation,
        dataAbsentReason: finding.dataAbsentReason,
        interpretation: finding.interpretation,
        note: notes(age.notes, scribe),
        derivedFrom: articleReferences
      ), as: key)
  }

  /// The Observation of a part of a stage, counted from 0.
  static func stagePart(_ index: Int, of condition: ResourceKey) -> ResourceKey {
    ResourceKey(type: "Observation", name: "\(condition.name)/stage/\(index + 1)")
  }

  /// Adds the Observation of one part of a stage, such as the T of TNM.
  func add(
    _ part: CaseReport.Part, at index: Int, of stage: CaseReport.Stage, at path: String, of condition: ResourceKey,
    times: Times
  ) {
    let key = Self.stagePart(index, of: condition)
    let scribe = scribe(for: key, at: "\(path).parts[\(index)]")
    let finding = finding(part, flag: part.flag, trend: part.trend, words: [.staging, .results], scribe)
    let method = stage.method.map { Piece(value: $0, path: "\(path).method", isInherited: true) }
    add(
      R4.Observation(
        id: identity.id(of: key),
        extension: CaseSourceExtension.extensions(for: part, scribe),
        identifier: [identity.identifier(key.name)],
        status: part.absent == .notPerformed ? .cancelled : .final,
        code: concept(
          scribe.take(part.name, "name", as: "code"), as: .staging, valueType: part.value?.form.typeName),
        subject: patient,
        focus: [identity.reference(to: condition)],
        effective: effective(times.inherited, of: key, scribe, as: "effective").map(\.ofObservation),
        value: finding.value?.ofObservation,
        dataAbsentReason: finding.dataAbsentReason,
        interpretation: finding.interpretation,
        note: notes(part.notes, scribe),
        method: method.map { self.method($0, scribe) },
        derivedFrom: articleReferences
      ), as: key)
  }
}

extension Conversion.Effective {
  var ofObservation: R4.Observation.Effective {
    switch self {
    case .dateTime(let dateTime): .dateTime(dateTime)
    case .period(let period): .period(period)
    }
  }
}

// MARK: Back

extension Restoration {
  /// A result; what it takes from its investigation is sorted out once all are read.
  func result(_ entry: Entry) -> CaseReport.Result {
    let (element, key) = (entry.element, entry.key)
    var result = CaseReport.Result(id: key.name, name: name(element.child("code"), of: entry))
    finding(element, into: &result)
    result.flag = flag(element)
    result.trend = trend(element)
    times(element.child("effective"), into: &result, of: key, inheritedBy: key.name)
    result.site = element.child("bodySite")?.words
    if let method = element.child("method") {
      if CaseSourceExtension.isMarked(method, .inherited) { inherited.insert("\(key.name).method") }
      result.method = method.words
    }
    result.about = ids(element.children("focus"))
    result.parts = element.children("component").compactMap { component in
      guard isReadable(component), let name = component.child("code")?.words else { return nil }
      var part = CaseReport.Part(name: name)
      self.part(component, into: &part)
      return completed(part, component)
    }
    CaseSourceExtension.read(element, into: &result)
    result.notes = notes(element)
    return completed(result, hasParts: !result.parts.isEmpty, element)
  }

  private func part(_ element: BundleElement, into part: inout CaseReport.Part) {
    finding(element, into: &part)
    part.flag = flag(element)
    part.trend = trend(element)
    CaseSourceExtension.read(element, into: &part)
    part.notes = notes(element)
  }

  /// A part of a stage.
  func stagePart(_ entry: Entry) -> CaseReport.Part {
    var part = CaseReport.Part(name: name(entry.element.child("code"), of: entry))
    self.part(entry.element, into: &part)
    return completed(part, entry.element)
  }

  /// The patient's age.
  func age() -> CaseReport.Age? {
    let key = ResourceKey.age
    guard let element = entry(key)?.element else { return nil }
    var age = CaseReport.Age()
    finding(element, into: &age)
    times(element.child("effective"), into: &age, of: key)
    CaseSourceExtension.read(element, into: &age)
    age.notes = notes(element)
    return completed(age, element)
  }

  /// The results about the whole course: those that belong to no investigation.
  func course(_ order: [ResourceKey: Int]) -> [CaseReport.Result] {
    let investigated = investigated.union(loose.flatMap(\.members))
    return ordered("Observation", order) { !investigated.contains($0.key) }.map(result)
  }

  /// The Observations that are examinations, and those that belong to an investigation.
  var investigated: Set<ResourceKey> {
    let panels = panels
    var keys = panels
    for entry in entries where entry.key.type == "DiagnosticReport" || panels.contains(entry.key) {
      for reference in entry.element.children("result") + entry.element.children("hasMember") {
        if let key = reference.child("reference")?.lexeme.flatMap(key(of:)) { keys.insert(key) }
      }
    }
    return keys
  }

  /// The Observations that are examinations: they have members, or stand among the investigations.
  var panels: Set<ResourceKey> {
    let section = sectionKeys("investigations")
    return Set(
      entries.filter {
        $0.key.type == "Observation" && ($0.element.child("hasMember") != nil || section.contains($0.key))
      }.map(\.key))
  }
}
