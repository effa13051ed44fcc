// libxml2's SAX2 push parser, tamed. Only this folder touches libxml2: no network, no DTD, no entities,
// no messages of a third party, and every limit ours.
// One of the few files with unsafe code: pointers of libxml2 become spans, which live as long as the callback.

internal import CLibXML2
internal import FHIRCore

/// Parses documents that are UTF-8, in one piece or in chunks.
///
/// The options, and why (Docs/Decisions/0013): entities are not replaced (`NOENT` would read local files), nothing is
/// loaded (`NONET`, no `DTDLOAD`), the declared encoding is ignored for the bytes are UTF-8 by now, and `HUGE` is on, for
/// without it libxml2 refuses attributes over 10 MB; what it protects from is guarded by our limits and by having no
/// entities.
@safe
package struct XMLParser: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let state: State
  private var fed = 0
  private var attributes: AttributeGuard

  /// Makes a parser that tells `handler` what it finds.
  package init(_ handler: any XMLHandler, limits: XMLLimits = XMLLimits()) {
    let state = State(handler, limits)
    var sax = unsafe Self.callbacks()
    xmlInitParser()
    guard
      let context = unsafe xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(state).toOpaque(), nil, 0, nil)
    else { preconditionFailure("out of memory") }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    unsafe self.context = context
    self.state = state
    attributes = AttributeGuard(limit: limits.attributes)
    unsafe state.context = context
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
  }

  /// Parses more of the document.
  ///
  /// - Throws: a fault with its place when the document is not well-formed or exceeds a limit, or the handler has had enough.
  package mutating func feed(_ bytes: Span<UInt8>) throws(XMLFault) {
    let most = 1 << 20
    var start = 0
    while start < bytes.count {
      let end = min(start + most, bytes.count)
      guard fed + (end - start) <= state.limits.size else {
        throw XMLFault(XMLRule.limit, "expected at most \(state.limits.size) bytes", at: state.limits.size)
      }
      let chunk = bytes.extracting(start..<end)
      if let tag = attributes.excess(in: chunk, at: fed) { throw Self.tooManyAttributes(state.limits, at: tag) }
      let code = unsafe chunk.withUnsafeBytes { chunk in
        unsafe xmlParseChunk(context, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(chunk.count), 0)
      }
      fed += end - start
      start = end
      try check(code)
    }
  }

  /// Says that the document has ended.
  package mutating func finish() throws(XMLFault) {
    let code = unsafe xmlParseChunk(context, nil, 0, 1)
    try check(code, isEnd: true)
  }

  fileprivate static func tooManyAttributes(_ limits: XMLLimits, at offset: Int) -> XMLFault {
    XMLFault(XMLRule.limit, "expected at most \(limits.attributes) attributes", at: offset)
  }

  /// A fault as we see it: libxml2 has one number for too little and for too much.
  private func settled(_ fault: XMLFault, isEnd: Bool) -> XMLFault {
    if isEnd, fault.rule == XMLRule.truncated, !state.hasBegun {
      return XMLFault(XMLRule.empty, "expected an element, found none", at: fed)
    }
    if fault.rule == XMLRule.truncated, state.depth == 0, state.hasEnded, fault.message == XMLProblem.ended {
      return XMLFault(XMLRule.syntax, "expected nothing behind the document's element", at: fault.offset)
    }
    if isEnd, fault.rule == XMLRule.syntax, fault.offset >= fed {
      return XMLFault(XMLRule.truncated, fault.message, at: fed, hint: fault.hint)
    }
    return fault
  }

  private func check(_ code: Int32, isEnd: Bool = false) throws(XMLFault) {
    if let fault = state.fault { throw settled(fault, isEnd: isEnd) }
    // The last part of what a document declares about itself may be warned of; only what is fatal counts.
    if code != 0, unsafe context.pointee.wellFormed == 0 {
      throw XMLFault(XMLRule.syntax, "expected well-formed XML", at: state.offset)
    }
  }

  /// What the callbacks share.
  @safe
  fileprivate final class State {
    let handler: any XMLHandler
    let limits: XMLLimits
    var context: xmlParserCtxtPtr?
    var depth = 0
    /// Whether the document's element has begun.
    var hasBegun = false
    /// Whether it has ended.
    var hasEnded = false
    var fault: XMLFault?

    init(_ handler: any XMLHandler, _ limits: XMLLimits) {
      self.handler = handler
      self.limits = limits
    }

    /// How many bytes have been read.
    var offset: Int {
      guard let input = unsafe context?.pointee.input else { return 0 }
      return unsafe Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    /// Where a text begins: it lies in what has been read, or was copied from right before.
    func offset(of text: UnsafePointer<UInt8>?, _ count: Int) -> Int {
      guard let text = unsafe text, let input = unsafe context?.pointee.input else { return 0 }
      if unsafe input.pointee.base <= text, unsafe text < input.pointee.end {
        return unsafe Int(input.pointee.consumed) + (text - input.pointee.base)
      }
      return offset - count
    }

    /// Where the tag that has just been read begins: no `<` stands in one but its own.
    var tagOffset: Int {
      guard let input = unsafe context?.pointee.input else { return 0 }
      var at = unsafe input.pointee.cur - input.pointee.base
      while at > 0 {
        at -= 1
        if unsafe input.pointee.base[at] == UInt8(ascii: "<") { break }
      }
      return unsafe Int(input.pointee.consumed) + at
    }

    /// Where the comment or processing instruction that has just been read begins; `<` may stand in it.
    func offset(of kind: UInt8) -> Int {
      guard let input = unsafe context?.pointee.input else { return 0 }
      var at = unsafe input.pointee.cur - input.pointee.base - 1
      while at > 0 {
        at -= 1
        if unsafe input.pointee.base[at] == UInt8(ascii: "<"), unsafe input.pointee.base[at + 1] == kind { break }
      }
      return unsafe Int(input.pointee.consumed) + max(at, 0)
    }

    /// Ends the parse.
    func stop(_ fault: XMLFault) {
      guard self.fault == nil else { return }
      self.fault = fault
      unsafe xmlStopParser(context)
    }
  }
}

// MARK: Callbacks

extension XMLParser {
  private static func callbacks() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = XML_SAX2_MAGIC
    unsafe sax.startElementNs = { data, name, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes in
      unsafe XMLParser.start(
        shared(data), name, prefix, uri, Int(namespaceCount), namespaces, Int(attributeCount), attributes)
    }
    unsafe sax.endElementNs = { data, _, _, _ in
      let state = unsafe shared(data)
      state.depth -= 1
      state.hasEnded = state.depth == 0
      state.handler.end(at: state.offset)
    }
    unsafe sax.characters = { data, text, count in
      let state = unsafe shared(data)
      unsafe state.handler.text(span(text, Int(count)), isCDATA: false, at: state.offset(of: text, Int(count)))
    }
    unsafe sax.ignorableWhitespace = sax.characters
    unsafe sax.cdataBlock = { data, text, count in
      let state = unsafe shared(data)
      unsafe state.handler.text(span(text, Int(count)), isCDATA: true, at: state.offset)
    }
    unsafe sax.comment = { data, text in
      let state = unsafe shared(data)
      unsafe state.handler.comment(span(text), at: state.offset(of: UInt8(ascii: "!")))
    }
    unsafe sax.processingInstruction = { data, target, content in
      let state = unsafe shared(data)
      unsafe state.handler.processingInstruction(span(target), span(content), at: state.offset(of: UInt8(ascii: "?")))
    }
    unsafe sax.internalSubset = { data, name, publicID, systemID in
      let state = unsafe shared(data)
      let offset = state.offset
      if unsafe !state.handler.doctype(span(name), publicID: span(publicID), systemID: span(systemID), at: offset) {
        state.stop(
          XMLFault(
            XMLRule.doctype, "expected no document type declaration", at: offset,
            hint: "leave '<!DOCTYPE …>' out; entities are written as characters"))
      }
    }
    unsafe sax.reference = { data, _ in
      let state = unsafe shared(data)
      state.stop(XMLFault(XMLRule.entity, "expected no entity but the five of XML", at: state.offset))
    }
    unsafe sax.serror = { data, error in
      guard let error = unsafe error else { return }
      let state = unsafe shared(data)
      // A break of the rules of namespaces leaves a document well-formed, and its names without meaning.
      let isNamespace = unsafe error.pointee.domain == Int32(XML_FROM_NAMESPACE.rawValue)
      guard unsafe error.pointee.level == XML_ERR_FATAL || isNamespace && error.pointee.level == XML_ERR_ERROR else {
        return
      }
      unsafe state.stop(XMLProblem.fault(code: error.pointee.code, at: state.offset))
    }
    return unsafe sax
  }

  fileprivate static func start(
    _ state: State, _ name: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
    _ namespaceCount: Int, _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ attributeCount: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    let offset = state.tagOffset
    state.depth += 1
    state.hasBegun = true
    let limits = state.limits
    let nameSpan = unsafe span(name)
    if state.depth > limits.depth {
      return state.stop(XMLFault(XMLRule.limit, "expected at most \(limits.depth) levels of elements", at: offset))
    }
    if namespaceCount + attributeCount > limits.attributes {
      return state.stop(tooManyAttributes(limits, at: offset))
    }
    if nameSpan.count > limits.name {
      return state.stop(XMLFault(XMLRule.limit, "expected names of at most \(limits.name) bytes", at: offset))
    }
    let handler = state.handler
    unsafe handler.start(
      nameSpan, key: UInt(bitPattern: name), prefix: span(prefix), namespace: span(uri), at: offset)
    for index in 0..<namespaceCount {
      guard let namespaces = unsafe namespaces else { break }
      unsafe handler.declare(prefix: span(namespaces[2 * index]), namespace: span(namespaces[2 * index + 1]))
    }
    for index in 0..<attributeCount {
      guard let attributes = unsafe attributes, let begin = unsafe attributes[5 * index + 3],
        let end = unsafe attributes[5 * index + 4]
      else { break }
      let raw = unsafe span(begin, end - begin)
      let (name, prefix, uri) = unsafe (attributes[5 * index], attributes[5 * index + 1], attributes[5 * index + 2])
      if let value = decoded(raw) {
        unsafe handler.attribute(span(name), prefix: span(prefix), namespace: span(uri), value: value.span)
      } else {
        unsafe handler.attribute(span(name), prefix: span(prefix), namespace: span(uri), value: raw)
      }
    }
    handler.attributesEnd()
    if handler.hasFault, let fault = handler.fault { state.stop(fault) }
  }

  /// The value of an attribute with `&` for libxml2's `&#38;`; nil if there is none, which is nearly always.
  private static func decoded(_ raw: Span<UInt8>) -> [UInt8]? {
    var index = 0
    while index < raw.count, raw[index] != UInt8(ascii: "&") { index &+= 1 }
    guard index < raw.count else { return nil }
    let mark = Array("&#38;".utf8)
    var value: [UInt8] = []
    value.reserveCapacity(raw.count)
    index = 0
    while index < raw.count {
      value.append(raw[index])
      let isMark =
        raw[index] == UInt8(ascii: "&") && index + mark.count <= raw.count
        && mark.indices.allSatisfy { raw[index + $0] == mark[$0] }
      index += isMark ? mark.count : 1
    }
    return value
  }
}

/// What the callbacks of a parse share.
private func shared(_ data: UnsafeMutableRawPointer?) -> XMLParser.State {
  guard let data = unsafe data else { preconditionFailure("the parser has lost its state") }
  return unsafe Unmanaged<XMLParser.State>.fromOpaque(data).takeUnretainedValue()
}

/// A text of libxml2 that ends with a zero byte; empty if there is none.
@_lifetime(immortal)
private func span(_ text: UnsafePointer<UInt8>?) -> Span<UInt8> {
  guard let text = unsafe text else { return Span() }
  return unsafe span(text, xmlStrlenOf(text))
}

private func xmlStrlenOf(_ text: UnsafePointer<UInt8>) -> Int {
  var count = 0
  while unsafe text[count] != 0 { count += 1 }
  return count
}

@_lifetime(immortal)
private func span(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Span<UInt8> {
  let span = unsafe Span(_unsafeElements: UnsafeBufferPointer(start: start, count: count))
  return unsafe _overrideLifetime(span, borrowing: ())
}
