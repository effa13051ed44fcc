// Why a text is no JSON: small inside the reader, a full diagnostic only at its edge.

internal import FHIRCore

/// A fault after which no tree can be built, and where it is.
struct JSONFault: Error {
  enum Kind {
    case byteInString, encoding, escape, loneSurrogate, number, truncated, trailingContent, empty
    case expectedValue, expectedKey, expectedColon, expectedCommaOrBrace, expectedCommaOrBracket, leadingZero
    case limit(TreeLimit)
  }

  let kind: Kind
  let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  var rule: Rule {
    switch kind {
    case .byteInString: JSONRule.controlCharacter
    case .encoding: JSONRule.encoding
    case .escape: JSONRule.escape
    case .loneSurrogate: JSONRule.loneSurrogate
    case .number, .leadingZero: JSONRule.number
    case .truncated, .empty: JSONRule.truncated
    case .trailingContent: JSONRule.trailingContent
    case .expectedValue, .expectedKey, .expectedColon, .expectedCommaOrBrace, .expectedCommaOrBracket:
      JSONRule.syntax
    case .limit(let limit): limit.rule
    }
  }

  /// What was expected, by the limits of the reader.
  func message(_ limits: Limits) -> String {
    switch kind {
    case .byteInString: "expected a control character to be written as an escape"
    case .encoding: "expected UTF-8"
    case .escape: "expected one of `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` `\\uXXXX`"
    case .loneSurrogate: "expected both halves of a surrogate pair"
    case .number: "expected a number as JSON writes it"
    case .leadingZero: "expected a number without leading zeros"
    case .truncated: "expected more: the text ends inside a value"
    case .empty: "expected a JSON value: the input is empty"
    case .trailingContent: "expected the end of the file after the value"
    case .expectedValue: "expected a value"
    case .expectedKey: "expected a key in double quotes"
    case .expectedColon: "expected `:` after the key"
    case .expectedCommaOrBrace: "expected `,` or `}`"
    case .expectedCommaOrBracket: "expected `,` or `]`"
    case .limit(.depth): "expected at most \(limits.depth) levels of objects and lists"
    case .limit(.names): "expected at most 65,535 distinct names"
    case .limit(.size): "expected a smaller record"
    }
  }

  var hint: String? {
    switch kind {
    case .encoding: "save the file as UTF-8"
    case .byteInString: "a line break inside a string is `\\n`"
    case .trailingContent: "several records in one file are NDJSON, one in a line"
    default: nil
    }
  }
}
