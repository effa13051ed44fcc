// Codecs with their tables, and the texts of the mapping.

internal import FHIRCore

extension PlanCompiler {
  mutating func codecs(_ codecs: [CodecUse]) -> PlanPart {
    let start = plan.codecs.count
    if codecs.isEmpty { add(.text, nil) }
    for codec in codecs {
      let isLookUp = codec.name == "table" || codec.name == "coded"
      add(self.codec(codec), isLookUp ? "\(codec.name) \(codec.argument)" : nil)
    }
    return PlanPart(start..<plan.codecs.count)
  }

  mutating func add(_ codec: Codec, _ kind: String?) {
    plan.codecs.append(codec)
    plan.kinds.append(kind)
  }

  func codec(_ use: CodecUse) -> Codec {
    let words = use.argument.split(separator: " ").map(String.init)
    switch use.name {
    case "text", "base64": return .text
    case "number":
      var format = numbers
      format.isWide = words.contains("wide")
      return .number(format)
    case "comparison": return .comparison(numbers)
    case "titer": return .titer(isJapanese: words.contains("ja"))
    case "local": return .local(LocalFormat(use.argument.trimming("\""), pivot: pivot))
    case "iso": return .iso(nil)
    case "table": return .table(table(words)?.rows ?? [])
    case "coded":
      let table = table(words)
      return .coded(table?.rows ?? [], local: table?.local.flatMap(system), standard: table?.standard.flatMap(system))
    case "member": return .member(words.first.flatMap(system) ?? "")
    case "ts": return .ts(nil)
    case "range": return .range(numbers)
    case "prefix": return .prefix(use.argument.trimming("\""))
    case "uri": return .uri
    // The check has refused all others.
    default: return .text
    }
  }

  func table(_ words: [String]) -> CodeTable? {
    mapping.tables.first { $0.name == words.first }?.content
  }

  func system(_ name: String) -> String? { mapping.systems.first { $0.name == name }?.content }

  mutating func text(_ text: String) -> Int {
    plan.texts.append(text)
    return plan.texts.count - 1
  }

  mutating func texts(_ texts: [String]) -> PlanPart {
    let start = plan.texts.count
    plan.texts += texts
    return PlanPart(start..<plan.texts.count)
  }

  func fault(_ rule: Rule, _ message: String, _ position: MappingPosition, _ hint: String? = nil) -> Diagnostic {
    Diagnostic(rule, message, at: Place(file: file, line: position.line, column: position.column), hint: hint)
  }
}

extension String {
  fileprivate func trimming(_ sign: Character) -> String {
    count >= 2 && first == sign && last == sign ? String(dropFirst().dropLast()) : self
  }
}
