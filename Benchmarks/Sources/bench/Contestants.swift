// The same work, done by both.

import CBareSAX
import FHIRCore
import FHIRJSON
import FHIRXML
import Foundation

/// A run to be measured; gives a number that depends on all of the work, so that none of it can be left out.
typealias Work = () -> Int

enum Ours {
  static func read(lines: [UInt8]) -> Work {
    {
      var reader = JSONReader()
      var count = 0
      for line in NDJSONLines(lines) { count += tree(Array(lines[line.range]), &reader).count }
      return count
    }
  }

  static func read(_ text: [UInt8]) -> Work { { tree(text).count } }

  static func write(_ trees: [ElementTree]) -> Work {
    {
      let writer = JSONWriter()
      var output: [UInt8] = []
      var size = 0
      for tree in trees {
        output.removeAll(keepingCapacity: true)
        writer.write(tree.root, to: &output)
        size += output.count
      }
      return size
    }
  }

  static func trees(_ lines: [UInt8]) -> [ElementTree] {
    var reader = JSONReader()
    return NDJSONLines(lines).map { tree(Array(lines[$0.range]), &reader) }
  }

  static func tree(_ text: [UInt8]) -> ElementTree {
    var reader = JSONReader()
    return tree(text, &reader)
  }

  static func count(_ text: consuming [UInt8]) -> Int { tree(text).count }

  static func xml(_ tree: ElementTree) -> [UInt8] {
    do { return try XMLWriter().write(tree.root) } catch { fatalError("the input can be written: \(error)") }
  }

  static func writeXML(_ tree: ElementTree) -> Work { { xml(tree).count } }

  static func read(xml text: [UInt8]) -> Work {
    {
      var reader = XMLReader()
      do { return try reader.read(text).count } catch { fatalError("the input is valid: \(error)") }
    }
  }

  private static func tree(_ text: [UInt8], _ reader: inout JSONReader) -> ElementTree {
    do { return try reader.read(text) } catch { fatalError("the input is valid: \(error)") }
  }
}

enum Bare {
  static func parse(_ text: [UInt8]) -> Work {
    { text.withUnsafeBytes { bare_sax($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) } }
  }
}

enum Theirs {
  static func read(lines: [UInt8]) -> Work {
    {
      var count = 0
      for line in NDJSONLines(lines) { count += (object(Array(lines[line.range])) as? [String: Any])?.count ?? 0 }
      return count
    }
  }

  static func read(_ text: [UInt8]) -> Work { { (object(text) as? [String: Any])?.count ?? 0 } }

  static func write(_ objects: [Any]) -> Work {
    {
      var size = 0
      for object in objects {
        do { size += try JSONSerialization.data(withJSONObject: object).count } catch { fatalError("\(error)") }
      }
      return size
    }
  }

  static func objects(_ lines: [UInt8]) -> [Any] { NDJSONLines(lines).map { object(Array(lines[$0.range])) } }

  static func object(_ text: [UInt8]) -> Any {
    do { return try JSONSerialization.jsonObject(with: Data(text)) } catch {
      fatalError("the input is valid: \(error)")
    }
  }

  static func count(_ text: consuming [UInt8]) -> Int { (object(text) as? [String: Any])?.count ?? 0 }
}
