// `transfuse map check`, as a user types it.

import Testing

struct MapCommandTests {
  @Test func saysWhatIsWrongInAMapping() throws {
    let folder = try TemporaryFolder()
    try folder.write("good.map", "mapping a 1\nmap\n  R = new Patient\n    @b = birthDate\n")
    try folder.write("bad.map", "mapping a 1\nmap\n  R = new Patient\n    @b = birthdate\n")
    #expect(
      try Program.run(["map", "check", "good.map"], in: folder)
        == Outcome(code: 0, output: "", messages: "good.map: nothing found\n"))
    #expect(
      try Program.run(["map", "check", "bad.map"], in: folder)
        == Outcome(
          code: 1, output: "",
          messages: """
            bad.map:4:5: error: expected an element of Patient, found 'birthdate' [mapping.path]
              hint: did you mean 'birthDate'?
            bad.map: 1 error

            """))
    #expect(try Program.run(["map", "check", "none.map"], in: folder).code == 2)
    try folder.write("broken.map", "map")
    #expect(try Program.run(["map", "check", "broken.map"], in: folder).messages.contains("[mapping.syntax]"))
  }
}
