// Where every leaf of a source went: one shape for case files, XML and HL7 v2.

/// The account of a conversion: one row for each leaf of the source, with what became of it.
///
/// A leaf is what holds a value: a scalar of YAML or JSON, an attribute or a text of XML, a component of HL7 v2. An inner node,
/// a statement and a whole source are in the worst state of their leaves.
///
/// ```swift
/// var ledger = Ledger()
/// ledger.append(
///   Ledger.Row(
///     .mapped, at: Place(file: "case.yaml", line: 12, column: 8, path: "patient.sex"), statements: ["S1"],
///     rule: "case.patient", targets: ["Patient.gender"]))
/// ledger.totals[.mapped]               // 1
/// ledger.statements(in: .natural)[0].state  // .mapped
/// print(ledger.table())
/// ```
///
/// No row holds a value of the source, for it may be a patient's: only places, ids, rules, and the reasons that rules give.
///
/// ## The format
///
/// `json(statements:)` writes the public format `ledger/1`: one object with these keys, in this order.
///
/// - `format`: the string `ledger/1`. A reader should refuse a number that it does not know.
/// - `totals`: how many leaves are in each state: `unmapped`, `kept`, `ignored`, `mapped`.
/// - `statements`: for each statement id its `id`, its `state` (the worst of its leaves), and `leaves`, totals as above.
/// - `rows`: one object for each leaf, in the order of the source.
///   - `statements`: the ids of the statements to which the leaf belongs; may be empty.
///   - `state`: `unmapped`, `kept`, `ignored` or `mapped`.
///   - `file`: the source as the user named it; `-` is standard input.
///   - `line`, `column`: from 1, the column in bytes of UTF-8. Absent where they are not known.
///   - `path`: the leaf in the source's own terms. Absent where it has none.
///   - `rule`: the mapping rule that decided. Absent where none did.
///   - `reason`: why it was not mapped, in the rule's words. Absent where none is given.
///   - `targets`: the FHIR paths that the leaf went to; may be empty.
///
/// Keys may be added within version 1; none will change its meaning or go.
public struct Ledger: Sendable, Hashable {
  /// The name and version of the format that is written.
  public static let format = "ledger/1"

  /// What became of a leaf.
  ///
  /// The order is from the worst to the best, so that `min()` finds the state of what has several leaves.
  public enum State: String, Sendable, Hashable, Comparable, CaseIterable {
    /// No rule speaks of it. Reported; carried verbatim where the kind of source has a way to.
    case unmapped
    /// A rule says to carry it verbatim.
    case kept
    /// A rule says to leave it out, and why.
    case ignored
    /// It went into elements of FHIR.
    case mapped

    /// Orders from the worst to the best.
    public static func < (left: State, right: State) -> Bool { left.rank < right.rank }

    /// The state of a node with leaves in these states; nil if there are none.
    public static func worst(of states: some Sequence<State>) -> State? { states.min() }

    private var rank: Int {
      switch self {
      case .unmapped: 0
      case .kept: 1
      case .ignored: 2
      case .mapped: 3
      }
    }
  }

  /// What became of one leaf of the source.
  public struct Row: Sendable, Hashable {
    /// Where the leaf stands in the source, with its path there.
    public var place: Place
    /// The ids of the statements to which it belongs.
    public var statements: [String]
    /// What became of it.
    public var state: State
    /// The mapping rule that decided, if one did.
    public var rule: String?
    /// Why it was not mapped, if a rule says so; never with a value of the source.
    public var reason: String?
    /// The FHIR paths that it went to.
    public var targets: [String]

    /// Makes a row.
    public init(
      _ state: State, at place: Place, statements: [String] = [], rule: String? = nil, reason: String? = nil,
      targets: [String] = []
    ) {
      self.place = place
      self.statements = statements
      self.state = state
      self.rule = rule
      self.reason = reason
      self.targets = targets
    }
  }

  /// One row for each leaf, in the order of the source.
  public var rows: [Row]

  /// Makes a ledger of rows.
  public init(rows: [Row] = []) { self.rows = rows }

  /// Adds the next leaf of the source.
  public mutating func append(_ row: Row) { rows.append(row) }

  /// The state of the whole source; nil if it has no leaves.
  public var state: State? { State.worst(of: rows.lazy.map(\.state)) }

  /// How many leaves are in each state.
  public var totals: Totals { Totals(rows.lazy.map(\.state)) }

  /// The state of an inner node: the worst of the leaves at its path and below it; nil if there are none.
  ///
  /// Below a path is what goes on after it with `.`, `/` or `[`, so that `drugs[1]` has nothing to do with `drugs[10]`.
  /// Costs one pass over all rows.
  public func state(ofNode path: String) -> State? {
    State.worst(of: rows.lazy.filter { $0.isBelow(path.utf8) }.map(\.state))
  }
}

extension Ledger.Row {
  fileprivate func isBelow(_ node: String.UTF8View) -> Bool {
    guard let path = place.path?.utf8, path.starts(with: node) else { return false }
    guard let next = path.dropFirst(node.count).first, !node.isEmpty else { return true }
    return next == UInt8(ascii: ".") || next == UInt8(ascii: "/") || next == UInt8(ascii: "[")
  }
}
