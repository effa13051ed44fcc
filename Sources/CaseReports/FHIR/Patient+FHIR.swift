// Subject ↔ Patient: the sex and nothing more, for a published case names nobody and no birth date.

internal import FHIRModels

extension Conversion {
  /// Adds the patient, also when the article says nothing about him, for everything else refers to him.
  func addPatient() {
    let key = ResourceKey.patient
    let scribe = scribe(for: key, at: "subject")
    let subject = report.subject
    add(
      R4.Patient(
        id: identity.id(of: key),
        extension: subject.map {
          CaseSourceExtension.extensions(for: $0, scribe) + noteExtensions($0.notes, scribe)
        } ?? [],
        identifier: [identity.identifier(key.name)],
        gender: scribe.take(subject?.sex, "sex", as: "gender").flatMap {
          R4.AdministrativeGender(rawValue: $0.rawValue)
        }
      ), as: key)
    if let age = subject?.age { add(age, at: "subject.age") }
  }
}

// MARK: Back

extension Restoration {
  /// The patient; nil if nothing is said about him.
  func subject() -> CaseReport.Subject? {
    var subject = CaseReport.Subject()
    if let patient = entry(.patient)?.element {
      subject.sex = patient.child("gender")?.take(as: CaseReport.Sex.self)
      CaseSourceExtension.read(patient, into: &subject)
      subject.notes = notes(patient)
    }
    subject.age = age()
    return subject == CaseReport.Subject() ? nil : subject
  }
}
