// A cursor on an element of a bundle that becomes a case; what it hands out is written down as read.

internal import FHIRCore
internal import FHIRModels

/// Which values of a bundle were read: one mark for each element of its tree.
final class ReadMarks {
  private var isRead: [Bool]

  init(_ tree: ElementTree) { isRead = Array(repeating: false, count: tree.count) }

  subscript(node: Node) -> Bool {
    get { isRead[Int(node.id)] }
    set { isRead[Int(node.id)] = newValue }
  }
}

/// An element of a bundle; the counterpart of the ``Scribe``.
///
/// Nothing is presumed: a value that nobody takes is not read, and reported unless it is made again from the case.
struct BundleElement {
  let node: Node
  let marks: ReadMarks

  init(_ node: Node, _ marks: ReadMarks) {
    self.node = node
    self.marks = marks
  }

  // MARK: Looking

  func child(_ name: String) -> BundleElement? { node.child(name).map { BundleElement($0, marks) } }

  func children(_ name: String) -> [BundleElement] { node.children(name).map { BundleElement($0, marks) } }

  /// The value as it is written, without taking it.
  var lexeme: String? { node.string }

  func `is`<View: ElementView>(_ type: View.Type) -> Bool { node.type == View.typeID }

  /// The extensions with a URL.
  func extensions(_ url: String) -> [BundleElement] {
    children("extension").filter { $0.child("url")?.lexeme == url }
  }

  /// The values of the extensions with a URL.
  func extensionValues(_ url: String) -> [BundleElement] { extensions(url).compactMap { $0.child("value") } }

  // MARK: Taking

  /// Takes the value of this element.
  @discardableResult
  func take() -> String? {
    guard let string = node.string else { return nil }
    marks[node] = true
    return string
  }

  /// Takes the value of a child.
  func take(_ name: String) -> String? { child(name)?.take() }

  /// Takes the value of this element as one of a few words; another word is left.
  func take<Word: RawRepresentable>(as type: Word.Type) -> Word? where Word.RawValue == String {
    guard let word = lexeme.flatMap(Word.init(rawValue:)) else { return nil }
    take()
    return word
  }

  /// Takes all values of this element and below.
  func takeAll() {
    take()
    for child in node.children { BundleElement(child, marks).takeAll() }
  }

  /// Takes the text of an extension.
  func takeExtension(_ url: String) -> String? { extensionValues(url).first?.take() }

  // MARK: Codes

  /// The words of a concept: its text, else the name that its first code has, else that code.
  var words: String? {
    if let text = take("text") { return text }
    guard let coding = child("coding") else { return nil }
    return coding.take("display") ?? coding.take("code")
  }

  /// The codes of a concept in a system.
  func codes(in system: String) -> [BundleElement] {
    children("coding").filter { $0.child("system")?.lexeme == system }.compactMap { $0.child("code") }
  }

  /// Takes the code of a concept as one of a few words.
  func takeCode<Word: RawRepresentable>(in system: String, as type: Word.Type) -> Word?
  where Word.RawValue == String {
    codes(in: system).lazy.compactMap { $0.take(as: type) }.first
  }
}
