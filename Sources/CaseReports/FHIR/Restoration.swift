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
  /// The resources that a case became, and nobody added since.
  private var ours: Set<ResourceKey> = []
  /// The anchors and entries that were found at first; nil while they are being found.
  var chronology: Chronology?
  /// What is marked as a copy of what stands with another entry: entry and key.
  var inherited: Set<String> = []
  private(set) var caseID = ""
  /// The names that resources have, and those given to what has none.
  var names: Set<String> = []
  private var numbers: [String: Int] = [:]
  /// The dates of entries, found at first, and the anchors made for those on which no anchor lies.
  var dates: Set<String> = []
  private var datedAnchors: [CaseReport.Anchor] = []
  /// Results that no report holds, by what will hold them.
  private(set) lazy var loose = looseResults()

  /// The types of resources that a case becomes.
  private static let types: [TypeID: String] = [
    R4.Composition.typeID: "Composition", R4.Patient.typeID: "Patient", R4.Encounter.typeID: "Encounter",
    R4.DocumentReference.typeID: "DocumentReference", R4.Provenance.typeID: "Provenance",
    R4.Condition.typeID: "Condition", R4.Observation.typeID: "Observation",
    R4.DiagnosticReport.typeID: "DiagnosticReport", R4.Specimen.typeID: "Specimen",
    R4.Procedure.typeID: "Procedure", R4.MedicationStatement.typeID: "MedicationStatement",
    R4.AdverseEvent.typeID: "AdverseEvent", R4.Medication.typeID: "Medication",
  ]

  init(_ bundle: R4.Bundle, vocabulary: Vocabulary) {
    self.bundle = BundleElement(bundle.node, ReadMarks(bundle.node.tree))
    self.vocabulary = vocabulary
  }

  /// Reads the case; nil if there is none.
  func run() -> CaseReport? {
    guard identify(), hasOnePatient() else { return nil }
    name()
    guard hasContent() else { return nil }
    var first = read()
    datedAnchors = anchors(forDatesBeside: first.timeline)
    first.timeline += datedAnchors
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
    report.timeline = anchors() + datedAnchors
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

  /// Finds out what the case is called; false if that cannot be.
  private func identify() -> Bool {
    guard bundle.is(R4.Bundle.self) else {
      report(CaseBackRule.bundle, "expected a Bundle", at: bundle)
      return false
    }
    let compositions = bundle.children("entry").compactMap { $0.child("resource") }.filter {
      $0.is(R4.Composition.self)
    }
    guard compositions.count < 2 else {
      report(CaseBackRule.composition, "expected one Composition", at: compositions[1])
      return false
    }
    if let id = compositions.first?.child("identifier")?.child("value")?.lexeme, Identifier.isEntryID(id) {
      caseID = id
    } else {
      caseID = bundle.child("id")?.lexeme.flatMap { Identifier.isEntryID($0) ? $0 : nil } ?? "bundle"
      report(
        CaseBackRule.assumed, "expected a Composition with the id of a case; the case is called '\(caseID)'",
        at: compositions.first ?? bundle, hint: "change it in the case file")
    }
    return true
  }

  private func hasContent() -> Bool {
    let others: Set = ["Composition", "Provenance", "DocumentReference", "Medication", "Encounter", "Specimen"]
    if entries.contains(where: { !others.contains($0.key.type) }) { return true }
    report(CaseBackRule.bundle, "expected a Bundle with something that a case has a place for", at: bundle)
    return false
  }

  private func hasOnePatient() -> Bool {
    let patients = bundle.children("entry").compactMap { $0.child("resource") }.filter { $0.is(R4.Patient.self) }
    guard patients.count > 1 else { return true }
    report(CaseBackRule.patients, "expected one Patient", at: patients[1])
    return false
  }

  /// Finds out what each resource is called in the case: as its identifier says, else a name is made for it.
  private func name() {
    let system = CaseURLs.identifiers(ofCase: caseID)
    var unnamed: [(type: String, entry: BundleElement, resource: BundleElement)] = []
    for entry in bundle.children("entry") {
      guard let resource = entry.child("resource"), let type = Self.types[resource.node.type] else { continue }
      if let name = Self.fixedNames[type] {
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
    // A drug may be called by a Medication, which is no entry and is found first.
    let medications = unnamed.filter { $0.type == "Medication" }
    for (index, (type, entry, resource)) in medications.enumerated() {
      add(ResourceKey(type: type, name: "medication/\(index + 1)"), entry, resource, system)
    }
    for (type, entry, resource) in unnamed where type != "Medication" {
      let name = newName(word(from: resource) ?? type.lowercased())
      add(ResourceKey(type: type, name: name), entry, resource, system)
    }
  }

  /// A name that nothing has yet, made of a word.
  func newName(_ word: String) -> String {
    var name = word
    while !names.insert(name).inserted {
      numbers[word, default: 1] += 1
      name = "\(word)-\(numbers[word, default: 1])"
    }
    return name
  }

  private static let fixedNames = [
    ResourceKey.patient, .article, .composition, .provenance,
  ].reduce(into: [String: String]()) { $0[$1.type] = $1.name }

  /// Whether a text can be the name of a resource: the id of an entry or an anchor, perhaps with more after a slash.
  private static func isName(_ text: String) -> Bool {
    text.split(separator: "/", omittingEmptySubsequences: false).enumerated().allSatisfy { index, part in
      index == 0 ? Identifier.isWord(String(part)) : !part.isEmpty
    }
  }

  /// A word for the id of a resource that has none, from what it is called.
  private func word(from resource: BundleElement) -> String? {
    let concept = medicationConcept(of: resource) ?? resource.child("code") ?? resource.child("event")
    let display = resource.child("medication")?.child("display")?.lexeme
    return Self.word(
      of: concept?.child("text")?.lexeme ?? concept?.child("coding")?.child("display")?.lexeme ?? display ?? "")
  }

  /// A text as the id of an entry; nil if there is too little in it.
  static func word(of text: String) -> String? {
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
    if resource.children("identifier").contains(where: { $0.child("system")?.lexeme == system }) { ours.insert(key) }
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

  /// What an entry is called; its id, which is reported, if nothing says it.
  func name(_ concept: BundleElement?, of entry: Entry) -> String { concept?.words ?? unnamed(entry) }

  /// The id of an entry as its name.
  func unnamed(_ entry: Entry) -> String {
    report(CaseBackRule.assumed, "expected a name; it is called by its id", at: entry.element)
    return entry.key.name
  }

  /// Whether a resource was made from a case, as its identifier says.
  func isOurs(_ key: ResourceKey) -> Bool { ours.contains(key) }

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
    guard types.contains(key.type), Identifier.isEntryID(key.name) else { return false }
    return key.type != "Observation" || entry(key).map { isReadable($0.element) } ?? true
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
