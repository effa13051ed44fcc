// One way back from FHIR to a case: what the kinds of resources share while it runs.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

/// A way back that is under way; the counterpart of ``Conversion``.
///
/// Each kind of resource has a file of its own, which extends this. Everything is read twice: what a time is called
/// depends on which events the anchors are tied to, and on which element of an entry has its time, so the first reading
/// finds these and the second the times.
final class Restoration {
  /// A resource of the bundle.
  struct Entry {
    let element: BundleElement
    /// The entry of the bundle that holds it.
    let entry: BundleElement
    let key: ResourceKey
  }

  let bundle: BundleElement
  let vocabulary: Vocabulary
  private(set) var diagnostics: [Diagnostic] = []
  /// The resources that a case may hold, in the order of the bundle; the first of two with the same key.
  private(set) var entries: [Entry] = []
  private var entryOfKey: [ResourceKey: Int] = [:]
  private var keyOfAddress: [String: ResourceKey] = [:]
  /// Keys of resources by the entry of the bundle that holds them.
  private(set) var keyOfEntry: [UInt32: ResourceKey] = [:]
  /// The anchors and entries that were found at first; nil while they are being found.
  var chronology: Chronology?
  /// What is marked as a copy of what stands with another entry: entry and key.
  var inherited: Set<String> = []
  private(set) var caseID = ""

  /// The types of resources that a case becomes.
  private static let types: [TypeID: String] = [
    R4.Composition.typeID: "Composition", R4.Patient.typeID: "Patient", R4.Encounter.typeID: "Encounter",
    R4.DocumentReference.typeID: "DocumentReference", R4.Provenance.typeID: "Provenance",
    R4.Condition.typeID: "Condition", R4.Observation.typeID: "Observation",
    R4.DiagnosticReport.typeID: "DiagnosticReport", R4.Specimen.typeID: "Specimen",
    R4.Procedure.typeID: "Procedure", R4.MedicationStatement.typeID: "MedicationStatement",
    R4.AdverseEvent.typeID: "AdverseEvent",
  ]

  init(_ bundle: R4.Bundle, vocabulary: Vocabulary) {
    self.bundle = BundleElement(bundle.node, ReadMarks(bundle.node.tree))
    self.vocabulary = vocabulary
  }

  /// Reads the case; nil if there is none.
  func run() -> CaseReport? {
    guard let composition = findComposition() else { return nil }
    name(composition)
    guard hasOnePatient() else { return nil }
    let first = read()
    chronology = settledAnchors(graph(of: first), of: first)
    inherited = []
    var report = read()
    dropInherited(from: &report)
    return report
  }

  /// Reads everything once.
  private func read() -> CaseReport {
    let order = sections()
    var report = CaseReport(id: caseID)
    report.title = title()
    report.source = source()
    report.subject = subject()
    report.timeline = anchors()
    report.conditions = ordered("Condition", order).map(condition)
    report.investigations = investigations(order)
    report.treatments = treatments(order)
    report.adverseEvents = ordered("AdverseEvent", order).map(adverseEvent)
    report.course = course(order)
    return report
  }

  /// The anchors and entries of a case, as far as times depend on them.
  private func graph(of report: CaseReport) -> CaseGraph {
    CaseGraph(report) { !vocabulary.translate($0, as: .procedures).isEmpty }
  }

  // MARK: Resources

  private func findComposition() -> Node? {
    let compositions = bundle.children("entry").compactMap { $0.child("resource") }.filter {
      $0.is(R4.Composition.self)
    }
    guard let composition = compositions.first else {
      report(CaseBackRule.composition, "expected a Bundle with the Composition of a case", at: bundle)
      return nil
    }
    guard compositions.count == 1 else {
      report(CaseBackRule.composition, "expected one Composition", at: compositions[1])
      return nil
    }
    guard let id = composition.child("identifier")?.child("value")?.lexeme, Identifier.isEntryID(id) else {
      report(
        CaseBackRule.composition,
        "expected the id of the case in Composition.identifier, a lower-case word with hyphens",
        at: composition)
      return nil
    }
    caseID = id
    return composition.node
  }

  private func hasOnePatient() -> Bool {
    let patients = bundle.children("entry").compactMap { $0.child("resource") }.filter { $0.is(R4.Patient.self) }
    guard patients.count > 1 else { return true }
    report(CaseBackRule.patients, "expected one Patient", at: patients[1])
    return false
  }

  /// Finds out what each resource is called in the case: as its identifier says, else a name is made for it.
  private func name(_ composition: Node) {
    let system = CaseURLs.identifiers(ofCase: caseID)
    var names: Set<String> = []
    var unnamed: [(type: String, entry: BundleElement, resource: BundleElement)] = []
    for entry in bundle.children("entry") {
      guard let resource = entry.child("resource"), let type = Self.types[resource.node.type] else { continue }
      if let name = Self.names[type] {
        add(ResourceKey(type: type, name: name), entry, resource, system)
      } else if let name = resource.children("identifier").first(where: {
        $0.child("system")?.lexeme == system && $0.child("value")?.lexeme.map(Self.isName) == true
      })?.child("value")?.lexeme {
        names.insert(name)
        add(ResourceKey(type: type, name: name), entry, resource, system)
      } else {
        unnamed.append((type, entry, resource))
      }
    }
    var numbers: [String: Int] = [:]
    for (type, entry, resource) in unnamed {
      let base = Self.word(from: resource) ?? type.lowercased()
      var name = base
      while names.contains(name) {
        numbers[base, default: 1] += 1
        name = "\(base)-\(numbers[base, default: 1])"
      }
      names.insert(name)
      add(ResourceKey(type: type, name: name), entry, resource, system)
    }
  }

  private static let names = [
    ResourceKey.patient, .article, .composition, .provenance,
  ].reduce(into: [String: String]()) { $0[$1.type] = $1.name }

  /// Whether a text can be the name of a resource: the id of an entry or an anchor, perhaps with more after a slash.
  private static func isName(_ text: String) -> Bool {
    text.split(separator: "/", omittingEmptySubsequences: false).enumerated().allSatisfy { index, part in
      index == 0 ? Identifier.isWord(String(part)) : !part.isEmpty
    }
  }

  /// A word for the id of a resource that has none, from what it is called.
  private static func word(from resource: BundleElement) -> String? {
    let concept = ["code", "event", "medication"].lazy.compactMap { resource.child($0) }.first
    let text = concept?.child("text")?.lexeme ?? concept?.child("coding")?.child("display")?.lexeme ?? ""
    var word = ""
    for byte in text.lowercased().utf8.prefix(60) {
      if Identifier.isAlphanumeric(byte) {
        word.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !word.isEmpty, word.last != "-" {
        word += "-"
      }
    }
    while word.last == "-" { word.removeLast() }
    return Identifier.isEntryID(word) && word != "visit" ? word : nil
  }

  private func add(_ key: ResourceKey, _ entry: BundleElement, _ resource: BundleElement, _ system: String) {
    let address = entry.child("fullUrl")?.lexeme
    let id = resource.child("id")?.lexeme
    for address in [address, id.map { "\(key.type)/\($0)" }].compactMap(\.self) where keyOfAddress[address] == nil {
      keyOfAddress[address] = key
    }
    guard entryOfKey[key] == nil else { return }
    entryOfKey[key] = entries.count
    entries.append(Entry(element: resource, entry: entry, key: key))
    keyOfEntry[entry.node.id] = key
    // Ids and addresses have done their work when references are followed.
    _ = entry.take("fullUrl")
    _ = resource.take("id")
    for identifier in resource.children("identifier") where identifier.child("system")?.lexeme == system {
      guard identifier.child("value")?.lexeme == key.name else { continue }
      _ = identifier.take("value")
      _ = identifier.take("system")
    }
  }

  // MARK: For the kinds of resources

  func entry(_ key: ResourceKey) -> Entry? { entryOfKey[key].map { entries[$0] } }

  /// What a reference leads to.
  func key(of reference: String) -> ResourceKey? {
    if let key = keyOfAddress[reference] { return key }
    // An absolute address of a server ends in type and id.
    let steps = reference.split(separator: "/")
    return steps.count > 2 ? keyOfAddress[steps.suffix(2).joined(separator: "/")] : nil
  }

  /// Takes a reference; one that leads nowhere stays.
  func takeKey(_ reference: BundleElement?, where isWanted: (ResourceKey) -> Bool = { _ in true }) -> ResourceKey? {
    guard let target = reference?.child("reference"), let key = target.lexeme.flatMap(key(of:)), isWanted(key) else {
      return nil
    }
    target.take()
    return key
  }

  /// Takes references to entries; what is none stays.
  func ids(_ references: [BundleElement], _ types: Set<String>? = nil) -> [String] {
    references.compactMap { reference in
      takeKey(reference) { isEntry($0) && types?.contains($0.type) ?? true }?.name
    }
  }

  /// Whether a resource is an entry of the case, and not a part of one or something made from it.
  func isEntry(_ key: ResourceKey) -> Bool {
    let types: Set = [
      "Condition", "Observation", "DiagnosticReport", "Procedure", "MedicationStatement", "AdverseEvent",
    ]
    return types.contains(key.type) && Identifier.isEntryID(key.name)
  }

  /// The resources of a type, first those that the sections name, in their order, then the others in that of the
  /// bundle.
  func ordered(_ type: String, _ order: [ResourceKey: Int], where isWanted: (Entry) -> Bool = { _ in true }) -> [Entry]
  {
    entries.enumerated().filter { $0.element.key.type == type && isEntry($0.element.key) && isWanted($0.element) }
      .sorted { (order[$0.element.key] ?? .max, $0.offset) < (order[$1.element.key] ?? .max, $1.offset) }
      .map(\.element)
  }

  /// Says what was found, on the second reading, which finds the same as the first.
  func report(_ rule: Rule, _ message: String, at element: BundleElement, hint: String? = nil) {
    let finding = Diagnostic(rule, message, at: element.node.place, hint: hint)
    if !diagnostics.contains(finding) { diagnostics.append(finding) }
  }

  /// When the bundle was made: no part of the case, but what is made again is made for the same time.
  var recordedAt: FHIRInstant? {
    entry(.provenance)?.element.child("recorded")?.lexeme.flatMap { FHIRInstant(text: $0) }
  }
}
