// Names as printed → CodeableConcepts: the text always, a code where a concept map has one.

internal import FHIRModels
internal import Terminology

extension Conversion {
  /// A name as a concept: its text as printed, and the codes that the concept maps have for it.
  ///
  /// A code that means less than the name, because it claims something that is not printed, is marked as assumed.
  ///
  /// - Parameters:
  ///   - name: The name as printed.
  ///   - kind: What it names.
  ///   - valueType: The type of the value that goes with it, for codes that depend on it.
  ///   - extensions: Extensions of the concept.
  /// - Returns: The concept.
  func concept(
    _ name: String, as kind: NameKind, valueType: String? = nil, extension extensions: [R4.Extension] = []
  ) -> R4.CodeableConcept {
    R4.CodeableConcept(
      extension: extensions, coding: codings(of: name, as: [kind], valueType: valueType), text: name)
  }

  /// Words that may name one of several kinds of things, as a concept; the first map that has them gives the codes.
  func concept(_ words: String, as kinds: [NameKind]) -> R4.CodeableConcept {
    R4.CodeableConcept(coding: codings(of: words, as: kinds, valueType: nil), text: words)
  }

  /// The codes that the concept maps have for a name; the report has it once, under the kind that has them.
  private func codings(of name: String, as kinds: [NameKind], valueType: String?) -> [R4.Coding] {
    var found: (kind: NameKind, translations: [Translation])?
    for kind in kinds where found == nil {
      let translations = vocabulary.translate(name, as: kind, valueType: valueType)
      if !translations.isEmpty { found = (kind, translations) }
    }
    if let kind = found?.kind ?? kinds.first { coding.record(name, as: kind, coded: found != nil) }
    return (found?.translations ?? []).map { translation in
      let claimsMore = translation.equivalence == .narrower || translation.equivalence == .specializes
      return R4.Coding(
        extension: claimsMore ? [CaseSourceExtension.assumed] : [], system: translation.system,
        code: translation.code, display: translation.display)
    }
  }

  /// A concept of which only the words are known.
  static func text(_ text: String) -> R4.CodeableConcept { R4.CodeableConcept(text: text) }

  /// A concept that is one code of ours, which is a word and its own display.
  static func ownCode(_ word: String, in system: String) -> R4.CodeableConcept { code(word, in: system, display: word) }

  /// A concept that is one code.
  static func code(_ code: String, in system: String, display: String? = nil) -> R4.CodeableConcept {
    R4.CodeableConcept(coding: [R4.Coding(system: system, code: code, display: display)])
  }
}
