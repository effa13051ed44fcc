// What libxml2's error numbers mean, in words of ours: its own quote the document.

internal import CLibXML2
internal import FHIRCore

enum XMLProblem {
  /// What is said where the document ends too early.
  static let ended = "expected the end of the element, found the end of the document"

  /// The fault of a fatal error.
  static func fault(code: Int32, at offset: Int) -> XMLFault {
    let problem = table.first { Int32($0.code.rawValue) == code }
    return XMLFault(
      problem?.rule ?? XMLRule.syntax, problem?.message ?? "expected well-formed XML", at: offset, hint: problem?.hint)
  }

  private static let table: [(code: xmlParserErrors, rule: Rule, message: String, hint: String?)] = [
    (XML_ERR_DOCUMENT_EMPTY, XMLRule.empty, "expected an element, found nothing", nil),
    (XML_ERR_DOCUMENT_END, XMLRule.truncated, ended, nil),
    (
      XML_ERR_TAG_NOT_FINISHED, XMLRule.truncated, ended, nil
    ),
    (XML_ERR_TAG_NAME_MISMATCH, XMLRule.syntax, "expected the end tag of the element that is open", nil),
    (XML_ERR_GT_REQUIRED, XMLRule.syntax, "expected '>'", nil),
    (XML_ERR_LTSLASH_REQUIRED, XMLRule.truncated, "expected an end tag", nil),
    (XML_ERR_ATTRIBUTE_NOT_STARTED, XMLRule.syntax, "expected a quote before the value of the attribute", nil),
    (XML_ERR_ATTRIBUTE_NOT_FINISHED, XMLRule.syntax, "expected a quote behind the value of the attribute", nil),
    (XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XMLRule.syntax, "expected '=' and a value in quotes behind the name", nil),
    (XML_ERR_ATTRIBUTE_REDEFINED, XMLRule.syntax, "expected each attribute once", nil),
    (XML_ERR_LT_IN_ATTRIBUTE, XMLRule.syntax, "expected no '<' in the value of an attribute", "write &lt;"),
    (XML_ERR_SPACE_REQUIRED, XMLRule.syntax, "expected a blank between attributes", nil),
    (XML_ERR_NAME_REQUIRED, XMLRule.syntax, "expected a name", "a '<' or '&' that is meant is written &lt; or &amp;"),
    (
      XML_ERR_ENTITYREF_SEMICOL_MISSING, XMLRule.syntax, "expected ';' behind the name of an entity",
      "an '&' that is meant is written &amp;"
    ),
    (
      XML_ERR_UNDECLARED_ENTITY, XMLRule.entity, "expected no entity but the five of XML",
      "write the character itself, or its number: &#160; for &nbsp;"
    ),
    (
      XML_WAR_UNDECLARED_ENTITY, XMLRule.entity, "expected no entity but the five of XML",
      "write the character itself, or its number: &#160; for &nbsp;"
    ),
    (
      XML_ERR_INVALID_CHAR, XMLRule.syntax, "expected a character that XML allows",
      "of the control characters only tab and line breaks"
    ),
    (XML_ERR_INVALID_CHARREF, XMLRule.syntax, "expected the number of a character that XML allows", nil),
    (XML_ERR_INVALID_HEX_CHARREF, XMLRule.syntax, "expected the number of a character that XML allows", nil),
    (XML_ERR_INVALID_DEC_CHARREF, XMLRule.syntax, "expected the number of a character that XML allows", nil),
    (XML_ERR_INVALID_ENCODING, XMLRule.encoding, "expected UTF-8", nil),
    (XML_ERR_COMMENT_NOT_FINISHED, XMLRule.truncated, "expected the end of the comment", nil),
    (XML_ERR_HYPHEN_IN_COMMENT, XMLRule.syntax, "expected no '--' in a comment", nil),
    (XML_ERR_CDATA_NOT_FINISHED, XMLRule.truncated, "expected the end of the CDATA section", nil),
    (XML_ERR_PI_NOT_FINISHED, XMLRule.truncated, "expected the end of the processing instruction", nil),
    (
      XML_ERR_RESERVED_XML_NAME, XMLRule.syntax, "expected the XML declaration only at the very beginning",
      "nothing may stand before '<?xml', not even a blank line"
    ),
    (XML_ERR_VERSION_MISSING, XMLRule.syntax, "expected a version in the XML declaration", nil),
    (XML_ERR_UNKNOWN_VERSION, XMLRule.syntax, "expected version 1.0 in the XML declaration", nil),
    (
      XML_NS_ERR_UNDEFINED_NAMESPACE, XMLRule.syntax, "expected a declaration of the prefix",
      "xmlns:prefix=… declares it"
    ),
    (XML_ERR_EXTRA_CONTENT, XMLRule.syntax, "expected nothing behind the document's element", nil),
  ]
}
