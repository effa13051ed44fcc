// The law of printed text: it is carried only where what FHIR says does not print as it again.

internal import FHIRCore
internal import FHIRModels

/// R4's extension for the text that a value was made of.
enum OriginalText {
  /// The extension, if the form that comes back does not print as the text.
  static func carrying(_ text: String, unlessPrinted printed: String?) -> [R4.Extension] {
    if text == printed { return [] }
    return [R4.Extension(url: CoreExtension.originalText, value: .string(R4.Primitive(text)))]
  }

  /// The text that an element carries.
  static func carried(by extensions: [R4.Extension]) -> String? {
    extensions.first { $0.url == CoreExtension.originalText }?.value?.node.string
  }

  /// The text to print: what is carried, as long as it still says what the element says, else what the element prints.
  ///
  /// - Parameters:
  ///   - carried: The text that the element carries.
  ///   - form: What the element says.
  ///   - type: The kind of text.
  ///   - meaning: What a form says, as far as the element can say it.
  /// - Returns: The text as printed or as edited; nil if the element says nothing that can be printed.
  static func text<Text: CaseText, Meaning: Equatable>(
    _ carried: String?, of form: Text.Form?, as type: Text.Type, meaning: (Text.Form) -> Meaning
  ) -> Text? {
    if let carried, let text = try? Text(carried) {
      if let form { return meaning(text.form) == meaning(form) ? text : Text(form) }
      return text
    }
    return form.map { Text($0) }
  }
}
