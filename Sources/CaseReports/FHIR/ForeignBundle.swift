// What a bundle that no case made does not say, and a case needs: names for dates, and what holds loose results.

internal import FHIRCore
internal import FHIRModels

/// Results that no report holds, with what a case puts them in.
struct LooseResults {
  /// The id of the investigation.
  let id: String
  let kind: CaseReport.Investigation.Kind
  /// What their category is called.
  let name: String
  /// The Observations, in the order of the bundle.
  var members: [ResourceKey]
}

extension Restoration {
  /// An anchor for each date of an entry that no anchor has, from the earliest on, called by its date.
  func anchors(forDatesBeside timeline: [CaseReport.Anchor]) -> [CaseReport.Anchor] {
    let known = timeline.compactMap { anchor -> String? in
      if case .date(let date)? = anchor.at?.form { return date }
      return nil
    }
    var ids = Set(timeline.map(\.id))
    var number = 0
    // Dates as they are written sort by time, but for zones, which do not matter here.
    return dates.subtracting(known).sorted().map { date in
      repeat { number += 1 } while !ids.insert("D\(number)").inserted
      return CaseReport.Anchor(id: "D\(number)", name: date, at: AnchorTime(.date(date)))
    }
  }

  /// The Observations that no report and no panel holds, and whose category says what kind of investigation they are.
  ///
  /// Those of one category and one time are one investigation, which is called what the category is called.
  func looseResults() -> [LooseResults] {
    let held = investigated.union(sectionKeys("course"))
    var groups: [LooseResults] = []
    var groupOfKey: [[String]: Int] = [:]
    for entry in ordered("Observation", [:], where: { !held.contains($0.key) }) {
      guard let (kind, name) = kind(ofResult: entry.element) else { continue }
      let effective = entry.element.child("effective")
      let key = [name, effective?.lexeme ?? effective?.child("start")?.lexeme ?? ""]
      if let group = groupOfKey[key] {
        groups[group].members.append(entry.key)
      } else {
        groupOfKey[key] = groups.count
        let word = Self.word(of: name) ?? kind.rawValue
        groups.append(LooseResults(id: newName(word), kind: kind, name: name, members: [entry.key]))
        report(
          CaseBackRule.assumed, "expected a report that holds this result; results of this category are taken together",
          at: entry.element)
      }
    }
    return groups
  }

  /// The kind of investigation that the category of an Observation tells, and what the category is called.
  func kind(ofResult element: BundleElement) -> (kind: CaseReport.Investigation.Kind, name: String)? {
    for concept in element.children("category") {
      for coding in concept.children("coding") where coding.child("system")?.lexeme == CodeSystems.observationCategory {
        let kind: CaseReport.Investigation.Kind? =
          switch coding.child("code")?.lexeme {
          case "laboratory": .laboratory
          case "imaging": .imaging
          case "exam", "vital-signs": .examination
          default: nil
          }
        guard let kind else { continue }
        let name = concept.child("text")?.lexeme ?? coding.child("display")?.lexeme ?? coding.child("code")?.lexeme
        return (kind, name ?? kind.rawValue)
      }
    }
    return nil
  }

  /// Loose results as an investigation.
  func investigation(_ loose: LooseResults) -> CaseReport.Investigation {
    var investigation = CaseReport.Investigation(id: loose.id, kind: loose.kind, name: loose.name)
    investigation.results = loose.members.compactMap(entry).map(result)
    guard let first = investigation.results.first else { return investigation }
    (investigation.at, investigation.from, investigation.until) = (first.at, first.from, first.until)
    for index in investigation.results.indices {
      let result = investigation.results[index]
      guard (result.at, result.from, result.until) == (first.at, first.from, first.until) else { continue }
      (investigation.results[index].at, investigation.results[index].from) = (nil, nil)
      investigation.results[index].until = nil
    }
    return investigation
  }

  /// What a drug is called: by a concept, by the Medication that a reference leads to, or by what the reference shows.
  func medication(_ element: BundleElement) -> String? {
    if let words = medicationConcept(of: element)?.words {
      _ = element.child("medication")?.take("reference")
      return words
    }
    return element.child("medication")?.take("display")
  }

  /// The concept of a drug, its own or that of the Medication it refers to.
  func medicationConcept(of element: BundleElement) -> BundleElement? {
    guard let medication = element.child("medication") else { return nil }
    guard medication.is(R4.Reference.self) else { return medication }
    guard let address = medication.child("reference")?.lexeme else { return nil }
    if address.hasPrefix("#") {
      let contained = element.children("contained").first { "#" + ($0.child("id")?.lexeme ?? "") == address }
      return contained?.child("code")
    }
    return key(of: address).flatMap { $0.type == "Medication" ? entry($0)?.element.child("code") : nil }
  }
}
