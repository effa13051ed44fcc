// Lessons about narrative and content that a viewer could run.

internal import FHIRValidation

extension Lesson {
  static let narrative = [
    Lesson(
      ValidationRule.narrativeSyntax,
      why: "A viewer shows narrative as XHTML; what is not well-formed is not shown at all (FHIR R4, 2.5.0).",
      wrong: Snippet.narrative("Fever<br>since Monday"), right: Snippet.narrative("Fever<br/>since Monday")),
    Lesson(
      ValidationRule.narrativeContent,
      why: "Scripts, forms and frames would run in the viewer of whoever reads the record (FHIR R4, 2.5.0).",
      wrong: Snippet.narrative("<p onclick=\\\"a()\\\">Fever</p>"), right: Snippet.narrative("<p>Fever</p>")),
    Lesson(
      ValidationRule.narrativeEmpty,
      why: "Narrative is there for people to read (FHIR R4, txt-2); an empty one hides that there is none.",
      wrong: Snippet.narrative(" "), right: Snippet.narrative("Fever since Monday")),
    Lesson(
      ValidationRule.embeddedHTML,
      why: "Where a text is put into a page without care, a tag in it takes effect; perhaps only a < was meant.",
      wrong: Snippet.patient(#""name":[{"text":"A <script>b()</script>"}]"#),
      right: Snippet.patient(#""name":[{"text":"A"}]"#)),
    Lesson(
      ValidationRule.activeScheme, why: "A viewer that follows such a link runs what it says.",
      wrong: Snippet.patient(#""photo":[{"url":"javascript:a()"}]"#),
      right: Snippet.patient(#""photo":[{"url":"https://fhir.invalid/photo.png"}]"#)),
  ]
}
