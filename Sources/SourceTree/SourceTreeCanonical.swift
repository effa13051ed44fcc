// The form in which two documents are compared.

internal import FHIRCore

extension SourceTree {
  /// The form in which two documents are compared: white space between elements is dropped, attributes are sorted, CDATA is
  /// text, comments and declarations of unused form do not count (Canonical XML 1.0, without comments).
  public var canonical: String { String(decoding: canonicalBytes, as: UTF8.self) }

  /// The SHA-256 of that form, which is the same whatever the encoding was.
  package var canonicalHash: [UInt8] { SHA256.hash(canonicalBytes) }

  private var canonicalBytes: [UInt8] {
    var writing = CanonicalWriting(self)
    if let root { writing.write(root.id) }
    return writing.output
  }
}

private struct CanonicalWriting {
  private let tree: SourceTree
  private let records: [SourceRecord]
  private let values: [UInt8]
  private let names: [[UInt8]]
  var output: [UInt8] = []

  init(_ tree: SourceTree) {
    self.tree = tree
    records = tree.records
    values = tree.values
    names = tree.names.map { Array($0.qualified.utf8) }
    output.reserveCapacity(values.count * 2)
  }

  mutating func write(_ id: UInt32) {
    let name = Int(records[Int(id)].name)
    output.append(UInt8(ascii: "<"))
    output += names[name]
    var attributes: [UInt32] = []
    var hasElements = false
    var next = records[Int(id)].firstChild
    while next != SourceRecord.none {
      switch records[Int(next)].kind {
      case .attribute: attributes.append(next)
      case .element: hasElements = true
      default: break
      }
      next = records[Int(next)].nextSibling
    }
    if attributes.count > 1 { attributes.sort { order(of: $0) < order(of: $1) } }
    for attribute in attributes {
      output.append(UInt8(ascii: " "))
      output += names[Int(records[Int(attribute)].name)]
      output += "=\"".utf8
      escape(attribute, isAttribute: true)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
    next = records[Int(id)].firstChild
    while next != SourceRecord.none {
      switch records[Int(next)].kind {
      case .element: write(next)
      case .text, .cdata: if !hasElements || !tree.isBlank(next) { escape(next, isAttribute: false) }
      case .processingInstruction:
        output += "<?\(tree.names[Int(records[Int(next)].name)].local) ".utf8
        output += values[tree.range(next)]
        output += "?>".utf8
      default: break
      }
      next = records[Int(next)].nextSibling
    }
    output += "</".utf8
    output += names[name]
    output.append(UInt8(ascii: ">"))
  }

  private func order(of attribute: UInt32) -> (Int, String, String) {
    let name = tree.names[Int(records[Int(attribute)].name)]
    return (name.isDeclaration ? 0 : 1, name.namespace, name.local)
  }

  private mutating func escape(_ id: UInt32, isAttribute: Bool) {
    for byte in values[tree.range(id)] {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">") where !isAttribute: output += "&gt;".utf8
      case UInt8(ascii: "\"") where isAttribute: output += "&quot;".utf8
      case 0x09 where isAttribute: output += "&#9;".utf8
      case 0x0A where isAttribute: output += "&#10;".utf8
      case 0x0D: output += "&#13;".utf8
      default: output.append(byte)
      }
    }
  }
}

extension SourceTree {
  /// Where the value of a node lies.
  func range(_ id: UInt32) -> Range<Int> {
    let record = records[Int(id)]
    return Int(record.valueStart)..<Int(record.valueStart) + Int(record.valueCount)
  }

  /// Whether a node is white space alone.
  func isBlank(_ id: UInt32) -> Bool {
    values[range(id)].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }
}
