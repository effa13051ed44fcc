// When two JSON texts count as the same.

import Testing

@testable import conformance

@Suite struct JSONEqualityTests {
  @Test(
    arguments: [
      (#"{"a":1,"b":[true,null]}"#, #" { "b" : [ true , null ] , "a" : 1 } "#, nil),
      (#"{"a":"\u0041\/"}"#, #"{"a":"A/"}"#, nil),
      (#"{"a":1.0}"#, #"{"a":1.00}"#, "another value at $.a[0]"),
      (#"{"a":1}"#, #"{"a":"1"}"#, "another value at $.a[0]"),
      (#"{"a":1e2}"#, #"{"a":1E2}"#, "another value at $.a[0]"),
      (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#, "another value at $.a[0]"),
      (#"{"a":[1]}"#, #"{"a":1}"#, "another kind of value at $.a[0]"),
      (#"{"a":[]}"#, #"{"a":{}}"#, "another kind of value at $.a[0]"),
      (#"{"a":[1,2]}"#, #"{"a":[1]}"#, "another number of items: $.a"),
      (#"{"a":1,"b":2}"#, #"{"a":1}"#, "missing: $.b"),
      (#"{"a":1}"#, #"{"a":1,"b":2}"#, "added: $.b"),
      (#"{"a":{"b":[{"c":1},{"c":2}]}}"#, #"{"a":{"b":[{"c":1},{"c":3}]}}"#, "another value at $.a[0].b[1].c[0]"),
      ("\"\u{E9}\"", "\"e\u{301}\"", "another value at $"),
      ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}", "missing: $.\u{E9}"),
    ] as [(String, String, String?)]) func namesTheFirstDifference(left: String, right: String, difference: String?)
    throws
  {
    #expect(try JSONEquality.difference(Array(left.utf8), Array(right.utf8)) == difference)
  }
}
