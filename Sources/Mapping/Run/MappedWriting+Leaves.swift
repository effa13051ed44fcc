// Leaves of a document: the text that is printed for a value, and what is accounted for by it.

internal import FHIRCore

extension MappedWriting {
  /// The key of the resource that a reference leads to, else its words; and what of the reference says it.
  func key(of reference: Draft, _ rule: MappedReference) -> (text: String, part: Draft)? {
    if let link = reference.child("reference"), !link.isWritten, let target = resource(link.lexeme),
      target.type == rule.type, let key = target.find(rule.key.steps), key.hasValue
    {
      return (key.lexeme, link)
    }
    guard let words = reference.child("display"), words.hasValue, !words.isWritten else { return nil }
    return (words.lexeme, words)
  }

  /// The text for the value at the first of the places; copies that agree are written with it.
  func text(_ places: [MappedPlace], _ codecs: [Codec], _ focus: Draft?, _ scope: Scope) -> String? {
    guard let place = places.first, let element = scope.base(of: place, focus)?.find(place.steps),
      let text = text(of: element, place.typeName, codecs)
    else { return nil }
    mark(place, focus, scope)
    for copy in places.dropFirst() {
      guard let other = scope.base(of: copy, focus)?.find(copy.steps), let value = Codec.text.load(other),
        case .primitive(text, _) = value.value
      else { continue }
      for part in value.parts { part.isWritten = true }
      mark(copy, focus, scope)
    }
    return text
  }

  func text(of element: Draft, _ type: String, _ codecs: [Codec]) -> String? {
    let stored = element.extensions(MappingURLs.sourceText).first
    let printed = stored?.text("value")
    let read = printed.flatMap { text in
      codecs.lazy.compactMap { codec in codec.parse(text, for: type).map { (codec: codec, value: $0) } }.first
    }
    if let printed, let read, let parts = read.codec.parts(of: element, saying: read.value) {
      stored?.markAll()
      for part in parts { part.isWritten = true }
      return printed
    }
    for (index, codec) in codecs.enumerated() {
      guard let (value, _) = codec.load(element), let text = codec.written(value),
        // Another codec must not take the text for something else on the way back.
        codecs.firstIndex(where: { $0.parse(text, for: type) != nil }) == index,
        let again = codec.parse(text, for: type), let parts = codec.parts(of: element, saying: again)
      else { continue }
      for part in parts { part.isWritten = true }
      // An edit takes the place of the printed text, unless that said more than its value, such as the time of a day.
      if let stored, let printed, let read, read.codec.isAll(read.value, of: printed) {
        stored.markAll()
        superseded.append(stored)
      }
      return text
    }
    return nil
  }

  func joined(_ texts: [String], _ places: [MappedPlace], _ focus: Draft?, _ scope: Scope) -> String? {
    let elements = places.compactMap { scope.base(of: $0, focus)?.find($0.steps) }.filter(\.hasValue)
    guard elements.count == places.count else { return nil }
    var text = texts[0]
    for (element, next) in zip(elements, texts.dropFirst()) { text += element.lexeme + next }
    guard SplitText.parts(of: text, between: texts) == elements.map(\.lexeme) else { return nil }
    for element in elements { element.isWritten = true }
    for place in places { mark(place, focus, scope) }
    return text
  }

  /// Marks what a path says by itself: the systems of the items that it names.
  func mark(_ place: MappedPlace, _ focus: Draft?, _ scope: Scope) {
    var element = scope.base(of: place, focus)
    for step in place.steps {
      element = element?.find(step)
      if case .named = step.item { element?.child(step.name == "extension" ? "url" : "system")?.isWritten = true }
    }
  }
}

extension Codec {
  /// The elements that a value is made of, if the element says this value; nil if it says another.
  ///
  /// Of a concept it is enough that the codes of the value are among its own: others are not printed.
  fileprivate func parts(of element: Draft, saying value: CodecValue) -> [Draft]? {
    if value == .textOnly { return element.hasValue ? nil : [] }
    guard let (present, parts) = load(element) else { return nil }
    guard case .concept(let wanted) = value, case .concept(let codes) = present else {
      return present == value || present.isSame(as: value) ? parts : nil
    }
    let own = zip(codes, parts).filter { wanted.contains($0.0) }.map(\.1)
    return own.isEmpty ? nil : own.flatMap { [$0.child("system"), $0.child("code")].compactMap { $0 } }
  }
}

extension CodecValue {
  /// Whether two primitives have one value, whatever type the one that parsed it had in mind.
  fileprivate func isSame(as other: CodecValue) -> Bool {
    guard case .primitive(let left, _) = self, case .primitive(let right, _) = other else { return false }
    return left == right
  }
}
