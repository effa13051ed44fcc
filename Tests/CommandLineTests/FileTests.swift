// Files of the command line: what can be read and written, and what stays untouched when it cannot.

import Foundation
import Testing

struct FileTests {
  static let patient = ConvertTests.patient

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("p.json", Self.patient)
    return folder
  }

  // MARK: Reading

  static let unreadable: [(line: String, message: String)] = [
    ("transfuse convert none.json", "none.json: error: expected to read this file: there is no such file or folder"),
    ("transfuse convert p.json/x", "p.json/x: error: expected to read this file: a part of the path is no folder"),
    ("transfuse convert .", ".: error: expected a file, found a folder"),
    ("transfuse convert - < .", "-: error: expected a file, found a folder"),
    (
      "ln -s loop loop; transfuse convert loop",
      "loop: error: expected to read this file: symbolic links go round in a circle"
    ),
    ("transfuse convert - <&-", "-: error: expected to read this file: it is not open"),
  ]

  @Test(arguments: unreadable) func whatCannotBeReadIsSaid(line: String, message: String) throws {
    let outcome = try Program.shell(line, in: folder())
    #expect(outcome == Outcome(code: 2, output: "", messages: message + " [file.read]\n"))
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func whatMayNotBeReadIsSaid() throws {
    let outcome = try Program.shell("chmod 000 p.json; transfuse convert p.json", in: folder())
    #expect(
      outcome.messages == "p.json: error: expected to read this file: permission denied [file.read]\n")
    #expect(outcome.code == 2)
  }

  static let refused: [(content: [UInt8], message: String, code: Int32)] = [
    ([], "expected content, found an empty file [format.empty]", 1),
    ([0x00, 0x01, 0x02], "expected text, found binary data [format.unknown]", 1),
    (Array("hello".utf8), "expected a file of a format that is read [format.unknown]", 1),
    (
      Array("<lab/>".utf8),
      "expected a document of a dialect that is known, found one that begins with <lab> [format.foreign]", 2
    ),
    (Array("%PDF-1.7".utf8), "expected a format that is read, found PDF [format.foreign]", 2),
  ]

  @Test(arguments: refused) func whatIsNoKnownFormatIsRefused(content: [UInt8], message: String, code: Int32) throws {
    let folder = try TemporaryFolder()
    try folder.write("x", content)
    let outcome = try Program.run(["convert", "x", "-o", "out.json"], in: folder)
    #expect(outcome.messages.hasPrefix("x: error: \(message)\n  hint: "))
    #expect(outcome.code == code)
    #expect(outcome.output.isEmpty)
    #expect(folder.names == ["x"])
  }

  @Test func compressedFilesAreReadAsWhatTheyHold() throws {
    let folder = try folder()
    let line = """
      gzip -c p.json > p.json.gz; (gzip -c p.json; echo | gzip -c; gzip -c p.json) > two
      transfuse convert p.json.gz --compact | cmp - p.json
      cat two | transfuse convert - --to ndjson | wc -l
      transfuse validate p.json.gz > r; transfuse roundtrip p.json.gz >> r; tail -n 1 r
      head -c 40 p.json.gz > cut.gz; transfuse convert cut.gz -o out.json; echo $?
      gzip -c p.json.gz > twice.gz; transfuse convert twice.gz -o out.json; echo $?
      (head -c 40 p.json.gz; printf x; tail -c +42 p.json.gz) > bad.gz; transfuse validate bad.gz -q; echo $?
      ls out.json
      """
    let outcome = try Program.shell(line, in: folder)
    #expect(outcome.output.contains("2\n1 file: 1 equal, 0 not\n2\n2\n2\n"))
    #expect(
      outcome.messages.contains(
        "cut.gz: error: expected the rest of the compressed data, found their end [file.gzip]\n"))
    #expect(outcome.messages.contains("twice.gz: error: expected a format that is read, found gzip [format.foreign]"))
    #expect(
      outcome.messages.contains("bad.gz: error: expected gzip, found damaged data or something else [file.gzip]\n"))
  }

  @Test func whatCannotBeMeantIsWrongUsage() throws {
    for line in [
      "transfuse convert p.json -o out.json.gz", "transfuse convert p.json --encoding klingon -o out.json",
      "transfuse convert p.json --encoding UTF-16 -o out.json",
    ] {
      let folder = try folder()
      let outcome = try Program.shell(line, in: folder)
      #expect(outcome.code == 64, "\(line)")
      #expect(folder.names == ["p.json"])
    }
  }

  @Test func aFirstLineMayBeLong() throws {
    let folder = try folder()
    let text = String(repeating: "x", count: 1_500_000)
    let bundle =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Basic\",\"language\":\"\(text)\"}}]}"
    try folder.write("b.ndjson", bundle + "\n{\"resourceType\":\"Basic\"}\n")
    for command in ["convert b.ndjson --to ndjson -o out.ndjson", "validate b.ndjson"] {
      let outcome = try Program.shell("transfuse \(command) -v", in: folder)
      #expect(outcome.messages.contains("b.ndjson: FHIR R4 NDJSON\n"))
    }
    #expect(try folder.read("out.ndjson").split(separator: "\n").count == 2)
  }

  @Test func pipesAndLargeInputsAreReadWhole() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      "i=0; while [ $i -lt 2000 ]; do cat p.json; echo; i=$((i+1)); done | transfuse convert - --to ndjson | wc -l",
      in: folder)
    #expect(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines) == "2000")
    #expect(outcome.messages == "- → -   2000 resources (2000 Patient)\n")
  }

  @Test func namesNeedNotBeText() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      #"""
      cp p.json "$(printf 'a\377b\nc.json')"
      transfuse convert "$(printf 'a\377b\nc.json')" -o "$(printf 'x\200\033.json')" &&
      transfuse convert -o ./-o.json --compact -- "$(printf 'x\200\033.json')" &&
      cat ./-o.json
      """#, in: folder)
    #expect(
      outcome
        == Outcome(
          code: 0, output: Self.patient + "\n",
          messages: #"""
            a\xFFb\u{a}c.json → x\x80\u{1b}.json   1 resource (1 Patient)
            x\x80\u{1b}.json → ./-o.json   1 resource (1 Patient)

            """#))
  }

  // MARK: An output is never an input

  static let overInput = [
    "transfuse convert p.json -o p.json",
    "transfuse convert p.json -o ./p.json",
    #"transfuse convert p.json -o "$PWD/p.json""#,
    "mkdir d; transfuse convert d/../p.json -o p.json",
    "ln -s p.json link; transfuse convert p.json -o link",
    "ln -s p.json link; transfuse convert link -o p.json",
    "ln p.json link; transfuse convert p.json -o link",
    "transfuse convert - -o p.json < p.json",
    "transfuse convert p.json >> p.json",
    "transfuse convert p.json -o /dev/stdout >> p.json",
  ]

  @Test(arguments: overInput) func anInputIsNeverOverwritten(line: String) throws {
    let folder = try folder()
    let outcome = try Program.shell(line, in: folder)
    #expect(outcome.messages.hasPrefix("Error: '-o' names an input, which is never overwritten.\n"))
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(try folder.read("p.json") == Self.patient)
  }

  // MARK: Writing

  static let unwritable: [(line: String, message: String)] = [
    ("transfuse convert p.json -o .", ".: error: expected the name of a file, found a folder [file.write]\n"),
    (
      "transfuse convert p.json -o none/out.json",
      "none/out.json: error: expected to write this file: there is no such file or folder [file.write]\n"
    ),
    (
      "transfuse convert p.json -o p.json/out.json",
      "p.json/out.json: error: expected to write this file: a part of the path is no folder [file.write]\n"
    ),
    (
      "transfuse convert p.json -o out/",
      "out/: error: expected to write this file: there is no such file or folder [file.write]\n"
    ),
    (
      "ln -s none link; transfuse convert p.json -o link",
      "link: error: expected to write this file: there is no such file or folder [file.write]\n"
    ),
    (
      "transfuse convert p.json -o $(printf '%0300d' 0)",
      "\(String(repeating: "0", count: 300)): error: expected to write this file: the name is too long [file.write]\n"
    ),
    ("transfuse convert p.json >&-", "-: error: expected to write this file: it is not open [file.write]\n"),
    (
      "transfuse convert p.json -o /dev/fd/9",
      "/dev/fd/9: error: expected to write this file: it is not open [file.write]\n"
    ),
  ]

  @Test(arguments: unwritable) func whatCannotBeWrittenIsSaid(line: String, message: String) throws {
    let folder = try folder()
    let outcome = try Program.shell(line, in: folder)
    #expect(outcome == Outcome(code: 2, output: "", messages: message))
    #expect(folder.names == ["p.json"] || folder.names == ["link", "p.json"])
  }

  static let full: [(line: String, name: String)] = [
    ("transfuse convert p.json > /dev/full", "-"),
    ("transfuse convert p.json -o /dev/full", "/dev/full"),
    ("transfuse version > /dev/full", "-"),
  ]

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: full)
  func aFullDiskIsSaid(line: String, name: String) throws {
    let outcome = try Program.shell(line, in: folder())
    #expect(
      outcome
        == Outcome(
          code: 2, output: "", messages: "\(name): error: expected to write this file: no space left [file.write]\n"))
  }

  @Test func aLimitOnTheSizeOfFilesLeavesWhatWasThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.json", #"{"resourceType":"Patient","id":"\#(String(repeating: "x", count: 100_000))"}"#)
    try folder.write("out.json", "before")
    let outcome = try Program.shell(
      "ulimit -f 8; transfuse convert b.json -o out.json", in: folder)
    #expect(
      outcome
        == Outcome(
          code: 2, output: "",
          messages: "out.json: error: expected to write this file: the file would be too large [file.write]\n"))
    #expect(folder.names == ["b.json", "out.json"])
    #expect(try folder.read("out.json") == "before")
  }

  @Test func aReaderThatGoesAwayIsNoNews() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      "mkfifo pipe; { transfuse convert -q p.json > pipe; echo $? > code; } & exec 3< pipe; exec 3<&-; wait; cat code",
      in: folder)
    // The program may have written before the reader went, for the text fits into the pipe.
    #expect(outcome.output == "2\n" || outcome.output == "0\n")
    #expect(outcome.messages == "")
    let large = try Program.shell(
      "i=0; while [ $i -lt 2000 ]; do cat p.json; echo; i=$((i+1)); done > p.ndjson; { transfuse convert p.ndjson --to ndjson; echo $? > code; } | head -c 1; cat code",
      in: folder)
    #expect(large == Outcome(code: 0, output: "{2\n", messages: ""))
  }

  @Test func devicesAndPipesAreWrittenWhereTheyAre() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      """
      transfuse convert -q p.json --compact -o /dev/null && test -c /dev/null &&
      transfuse convert -q p.json --compact -o /dev/stdout | cat &&
      transfuse convert -q p.json --compact -o /dev/fd/3 3> three && cat three &&
      mkfifo pipe && { cat pipe & transfuse convert -q p.json --compact -o pipe; wait; test -p pipe; }
      """, in: folder)
    #expect(outcome == Outcome(code: 0, output: "\(Self.patient)\n\(Self.patient)\n\(Self.patient)\n", messages: ""))
    #expect(folder.names == ["p.json", "pipe", "three"])
  }

  @Test func aNewFileHasThePermissionsOfAnyNewFile() throws {
    let outcome = try Program.shell(
      """
      umask 027; transfuse convert -q p.json -o new.json && stat -c %a new.json
      umask 000; transfuse convert -q p.json -o open.json && stat -c %a open.json
      """, in: folder())
    #expect(outcome == Outcome(code: 0, output: "640\n666\n", messages: ""))
  }

  @Test func aReplacedFileKeepsItsPermissions() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      """
      umask 000; echo before > out.json; chmod 640 out.json
      transfuse convert -q p.json --compact -o out.json && stat -c %a out.json && cat out.json
      """, in: folder)
    #expect(outcome == Outcome(code: 0, output: "640\n\(Self.patient)\n", messages: ""))
  }

  @Test func aSymbolicLinkStaysAndItsFileIsReplaced() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      """
      mkdir d; echo before > d/real.json; ln -s d/real.json link
      transfuse convert -q p.json --compact -o link && test -L link && cat d/real.json && ls -A d
      """, in: folder)
    #expect(outcome == Outcome(code: 0, output: "\(Self.patient)\nreal.json\n", messages: ""))
  }

  @Test func aFailedConversionLeavesWhatWasThere() throws {
    let folder = try folder()
    try folder.write("out.json", "before")
    try folder.write("bad.json", #"{"resourceType":"Patient","id":}"#)
    let outcome = try Program.run(["convert", "bad.json", "-o", "out.json"], in: folder)
    #expect(outcome.code == 1)
    #expect(try folder.read("out.json") == "before")
    #expect(folder.names == ["bad.json", "out.json", "p.json"])
  }

  @Test(arguments: ["TERM", "HUP"]) func aStopEndsWithCodeTwo(signal: String) throws {
    let folder = try folder()
    // A shell lets its background jobs ignore SIGINT, and so they go on.
    let outcome = try Program.shell(
      """
      mkfifo pipe; exec 3<> pipe
      transfuse convert - -o out.json < pipe & child=$!
      sleep 0.3; kill -INT $child; sleep 0.1; kill -0 $child && kill -\(signal) $child; wait $child
      """, in: folder)
    #expect(outcome == Outcome(code: 2, output: "", messages: "stopped by a signal; what was not whole is removed\n"))
    #expect(folder.names == ["p.json", "pipe"])
  }
}
