// Whether a code is one of UCUM: its grammar and the symbols that it defines. Knows nothing of FHIR.

/// The Unified Code for Units of Measure (UCUM 2.2), case sensitive.
///
/// ```swift
/// UCUM.isValid("10*9/L")            // true
/// UCUM.isValid("IU/L")              // false
/// UCUM.fault(in: "IU/L")?.nearest   // "[IU]"
/// ```
public enum UCUM {
  /// Why a code is none of UCUM.
  public struct Fault: Error, Sendable, Hashable {
    /// The byte at which the code is wrong, from 0.
    public let offset: Int
    /// The symbol that is most likely meant there; nil if none is near.
    public let nearest: String?
  }

  /// Whether a code is formed as UCUM demands, of symbols that it defines.
  public static func isValid(_ code: String) -> Bool { fault(in: code) == nil }

  /// Why a code is none of UCUM; nil if it is one.
  ///
  /// Takes time in proportion to the length of the code; brackets inside each other are refused beyond 100.
  public static func fault(in code: String) -> Fault? {
    var parser = Parser(code)
    do throws(Fault) {
      try parser.parse()
      return nil
    } catch {
      return error
    }
  }
}

private struct Parser {
  private let code: String
  private var rest: Substring
  private var depth = 0

  init(_ code: String) {
    self.code = code
    rest = code[...]
  }

  mutating func parse() throws(UCUM.Fault) {
    if rest.first == "/" { rest = rest.dropFirst() }
    try term()
    if !rest.isEmpty { throw fault() }
  }

  private func fault(nearest: String? = nil) -> UCUM.Fault {
    UCUM.Fault(offset: code.utf8.distance(from: code.startIndex, to: rest.startIndex), nearest: nearest)
  }

  private mutating func term() throws(UCUM.Fault) {
    try component()
    while let operation = rest.first, operation == "." || operation == "/" {
      rest = rest.dropFirst()
      try component()
    }
  }

  private mutating func component() throws(UCUM.Fault) {
    if rest.first == "(" {
      guard depth < 100 else { throw fault() }
      depth += 1
      rest = rest.dropFirst()
      try term()
      guard rest.first == ")" else { throw fault() }
      rest = rest.dropFirst()
      depth -= 1
      return
    }
    if rest.first == "{" { return try annotation() }
    let symbol = symbol()
    guard Self.isFactor(symbol) || Self.isUnit(symbol) else {
      throw fault(nearest: symbol.utf8.count <= 20 ? UCUMSymbols.nearest(symbol) : nil)
    }
    rest = rest[symbol.endIndex...]
    if rest.first == "{" { try annotation() }
  }

  private mutating func annotation() throws(UCUM.Fault) {
    guard let end = rest.firstIndex(of: "}") else { throw fault() }
    let text = rest[..<end].dropFirst()
    guard text.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "{") }) else { throw fault() }
    rest = rest[rest.index(after: end)...]
  }

  /// What stands before the next operator, bracket or annotation; square brackets belong to a symbol.
  private func symbol() -> Substring {
    var isInBrackets = false
    return rest.prefix { character in
      if character == "[" { isInBrackets = true }
      if character == "]" { isInBrackets = false }
      return isInBrackets || !"./(){}".contains(character)
    }
  }

  private static func isFactor(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isUnit(_ text: Substring) -> Bool {
    // Some symbols end in digits themselves: `10*`, `m[H2O]`; so the symbol is tried first, then it and an exponent.
    if UCUMSymbols.contains(text) { return true }
    let digits = text.utf8.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    guard digits > 0 else { return false }
    var symbol = text.dropLast(digits)
    if symbol.last == "+" || symbol.last == "-" { symbol = symbol.dropLast() }
    return UCUMSymbols.contains(symbol)
  }
}
