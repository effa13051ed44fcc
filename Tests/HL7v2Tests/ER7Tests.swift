// Messages with delimiters come back byte for byte, and say what they say.

import FHIRCore
import HL7v2
import SourceTree
import Testing

@Suite struct ER7Tests {
  private func read(_ message: String) throws -> SourceTree { try .read(hl7v2: Array(message.utf8), file: "m.hl7") }

  private func comesBack(_ message: String) throws -> Bool { try read(message).hl7v2() == Array(message.utf8) }

  /// The tree as canonical XML, on one line.
  private func xml(_ message: String) throws -> String {
    String(decoding: try read(message).xml(), as: UTF8.self)
      .split(separator: "\n", maxSplits: 1).last.map(String.init) ?? ""
  }

  private static let header = #"MSH|^~\&|LAB||||||ORU^R01^ORU_R01|1|P|2.5.1"#

  @Test(arguments: [
    #"PID|1||A1^^^NORD&1.2&ISO^MR~B2||Holm^Kai"#, #"PID|1||~B2~"#, #"PID|||^^^|"#, "PID|", "PID", "PID||||",
    #"OBX|1|ST|A^a^L||x\T\y\.br\z \H\bold\N\ \X41\ \X0D\ lone\ ||"#, #"OBX|1|ST|A||""|||"#, #"OBX|1|NM|A||""&^x&|"#,
    #"ZPI|a^b&c~d|e"#, #"OBX|1|ED|A||^application^pdf^Base64^JVBERi0="#, "OBX|1||A||a^b~c", #"PID|||a&b^c&&"#,
    #"PID||||||||F&x^y"#, #"NTE|1||  blanks  "#,
  ])
  func anyFieldComesBack(_ segment: String) throws {
    for end in ["\r", "\n", "\r\n", "\r\r", ""] {
      for (before, after) in [("", ""), ("\u{FEFF}", ""), ("\u{0B}", "\u{1C}\r")] {
        let message = before + Self.header + "\r" + segment + end + after
        #expect(try comesBack(message), "\(segment.debugDescription) \(end.debugDescription)")
      }
    }
  }

  @Test func partsAreCalledByTheNewestTypes() throws {
    let tree = try xml(
      Self.header + "\rPID|||A1^^^NORD&1.2&ISO~B2||||||||^^Ulm\rOBR|1|||||20240102\rOBX|1|CE|A^a^L||P^positive^L")
    #expect(
      tree.contains("<PID.3><CX.1>A1</CX.1><CX.4><HD.1>NORD</HD.1><HD.2>1.2</HD.2><HD.3>ISO</HD.3></CX.4></PID.3>"))
    #expect(tree.contains("<PID.11><XAD.3>Ulm</XAD.3></PID.11>"))
    #expect(tree.contains("<OBX.5><CWE.1>P</CWE.1><CWE.2>positive</CWE.2><CWE.3>L</CWE.3></OBX.5>"))
  }

  @Test func groupsAreToldFromTheOrder() throws {
    let tree = try xml(
      Self.header + "\rPID|1\rNTE|1\rPV1|1\rORC|RE\rOBR|1\rNTE|1\rOBX|1\rNTE|1\rOBX|2\rSPM|1\rOBR|2\rOBX|1")
    #expect(
      tree.replacing(/<[A-Z0-9]{3}\.[^>]*>[^<]*<\/[^>]*>/, with: "").replacing(#/ end=""/#, with: "").contains(
        "<PATIENT_RESULT><PATIENT><PID></PID><NTE></NTE><VISIT><PV1></PV1></VISIT></PATIENT>"
          + "<ORDER_OBSERVATION><ORC></ORC><OBR></OBR><NTE></NTE><OBSERVATION><OBX></OBX><NTE></NTE></OBSERVATION>"
          + "<OBSERVATION><OBX></OBX></OBSERVATION><SPECIMEN><SPM></SPM></SPECIMEN></ORDER_OBSERVATION>"
          + "<ORDER_OBSERVATION><OBR></OBR><OBSERVATION><OBX></OBX></OBSERVATION></ORDER_OBSERVATION></PATIENT_RESULT>"
      ), "\(tree)")
  }

  @Test func linesThatAreNoSegmentsBelongToTheTextBefore() throws {
    let message = Self.header + "\rNTE|1||first\nOBX looks like one\nthird\rOBX|1"
    #expect(try comesBack(message))
    #expect(try read(message).findings.map(\.rule.id) == ["message.line", "message.line"])
  }

  @Test(arguments: ["", "MSH", "MSH|", "MSHABCDEFGH|", "MSH|^^^^|A|B|C", "PID|1||2", "MSH|||||||||"])
  func whatHasNoHeaderIsRefused(_ message: String) {
    #expect(throws: Diagnostic.self) { try read(message) }
  }

  @Test func textIsInTheCharacterSetOfTheMessage() throws {
    let latin =
      Array(#"MSH|^~\&|L||||||ORU^R01||P|2.5.1||||||8859/1"#.utf8) + [0x0D] + Array("NTE|||µ".utf8.dropLast(2)) + [0xB5]
    let tree = try SourceTree.read(hl7v2: latin)
    #expect(try tree.hl7v2() == latin)
    #expect(String(decoding: try tree.hl7v2(encoding: "UTF-8"), as: UTF8.self).hasSuffix("µ"))
    #expect { try tree.hl7v2(encoding: "US-ASCII") } throws: { ($0 as? Diagnostic)?.rule.id == "message.unencodable" }
    #expect { try SourceTree.read(hl7v2: Array(Self.header.utf8) + [0x0D, 0xB5]) } throws: {
      ($0 as? Diagnostic)?.rule.id == "message.encoding"
    }
    #expect { try read("MSH") } throws: { ($0 as? Diagnostic)?.rule.id == "message.header" }
  }

  /// `µ` and `山` in the bytes of character sets, which MSH-18 names.
  @Test(
    arguments: [
      ("8859/1", [0xB5], "µ"), ("GB 18030-2000", [0xC9, 0xBD], "山"),
      ("~ISO IR87", [0x1B, 0x24, 0x42, 0x3B, 0x33, 0x1B, 0x28, 0x42], "山"), ("UNICODE UTF-8", [0xC2, 0xB5], "µ"),
    ] as [(String, [UInt8], String)])
  func theHeaderNamesTheCharacterSet(set: String, bytes: [UInt8], text: String) throws {
    let message = Array((Self.header + "||||||" + set + "\rNTE|||").utf8) + bytes + [0x0D]
    let tree = try SourceTree.read(hl7v2: message)
    #expect(try tree.hl7v2() == message)
    let again = try tree.hl7v2(encoding: "UTF-8")
    #expect(String(decoding: again, as: UTF8.self).hasSuffix("|UNICODE UTF-8\rNTE|||\(text)\r"))
    #expect(try SourceTree.read(hl7v2: again).hl7v2() == again)
  }

  @Test func xmlIsWrittenInTheCharacterSetOfTheHeader() throws {
    let xml =
      "<ACK><MSH><MSH.9><MSG.1>ACK</MSG.1></MSH.9><MSH.18>8859/1</MSH.18></MSH><NTE><NTE.3>µ</NTE.3></NTE></ACK>"
    let tree = try #require(try SourceTree.read(xml: Array(xml.replacing("ACK", with: "ORU_R01").utf8)).message())
    #expect(try tree.hl7v2().suffix(2) == [0xB5, 0x0D])
  }

  @Test(arguments: ["", "<x>", "a b", "1", "ORU^R01^a:b", "é", "ADT^A01"]) func theRootIsNamedByNoText(kind: String)
    throws
  {
    let message = Array(#"MSH|^~\&|LAB||||||\#(kind)|1|P|2.5.1"#.utf8) + [0x0D]
    let xml = try SourceTree.read(hl7v2: message).messageXML().xml()
    let tree = try #require(try SourceTree.read(xml: xml).message())
    #expect(try tree.hl7v2() == message)
    #expect(tree.findings.isEmpty)
  }

  @Test func partsOfXMLInAnyOrderAreReadAndTheRestIsTold() throws {
    let xml =
      "<ORU_R01><MSH><MSH.10>1</MSH.10></MSH><PID><PID.5><XPN.2>Kai</XPN.2></PID.5><PID.3><CX.1>42</CX.1></PID.3>"
      + "<PID.7><TS.1>2024</TS.1><odd>x</odd></PID.7><PID.8 note='n'>M</PID.8></PID></ORU_R01>"
    let tree = try #require(try SourceTree.read(xml: Array(xml.utf8)).message())
    #expect(String(decoding: try tree.hl7v2(), as: UTF8.self) == #"MSH|^~\&||||||||1\#rPID|||42||^Kai||2024|M\#r"#)
    #expect(tree.findings.map(\.rule.id) == ["message.place", "message.place"])
    #expect(try tree.messageXML().canonical == SourceTree.read(xml: Array(xml.utf8)).canonical)
  }

  @Test(arguments: ["a\u{0}b", "a\u{1}", "a\u{B}b", "a\u{1C}\rb", "\u{FFFF}"]) func whatNobodyCanCarryIsRefused(
    text: String
  ) {
    #expect { try read(Self.header + "\rNTE|||" + text) } throws: {
      ($0 as? Diagnostic)?.rule.id == "message.character"
    }
  }

  @Test func whatIsTooMuchIsRefusedOrToldShortly() throws {
    let wide = Self.header + "\rOBX|1|ST|||" + String(repeating: "^", count: 70_000) + "x"
    #expect { try read(wide) } throws: { ($0 as? Diagnostic)?.rule.id == "tree.size" }
    #expect { try read(Self.header + "\rOBX" + String(repeating: "|", count: 70_000) + "x") } throws: {
      ($0 as? Diagnostic)?.rule.id == "tree.size"
    }
    let odd = Self.header + "\rNTE|1||" + String(repeating: "x\n", count: 50_000)
    #expect(try read(odd).findings.count == 100)
    #expect(try comesBack(odd))
  }

  @Test func aFileHasManyMessages() {
    let message = Self.header + "\rPID|1\r"
    let file = MessageFile(Array("FHS|^~\\&\rBHS|^~\\&\r\(message)\(message)BTS|2\rFTS|2\r".utf8), file: "b.hl7")
    #expect(file.parts.map(\.firstLine) == [1, 5])
    #expect(file.findings.map(\.rule.id) == ["message.batch-count"])
  }
}
