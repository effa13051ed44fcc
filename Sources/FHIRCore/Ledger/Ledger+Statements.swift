// Sums over the rows: by state, and by statement in natural order or that of the source.

extension Ledger {
  /// How many leaves are in each state.
  public struct Totals: Sendable, Hashable, CustomStringConvertible {
    /// Leaves of which no rule speaks.
    public var unmapped = 0
    /// Leaves that a rule carries verbatim.
    public var kept = 0
    /// Leaves that a rule leaves out.
    public var ignored = 0
    /// Leaves that went into elements of FHIR.
    public var mapped = 0

    /// Counts states.
    public init(_ states: some Sequence<State> = []) {
      for state in states { self[state] += 1 }
    }

    /// The number in one state.
    public subscript(state: State) -> Int {
      get {
        switch state {
        case .unmapped: unmapped
        case .kept: kept
        case .ignored: ignored
        case .mapped: mapped
        }
      }
      set {
        switch state {
        case .unmapped: unmapped = newValue
        case .kept: kept = newValue
        case .ignored: ignored = newValue
        case .mapped: mapped = newValue
        }
      }
    }

    /// The counts of two sources together.
    public static func + (one: Totals, other: Totals) -> Totals {
      var sum = one
      for state in State.allCases { sum[state] += other[state] }
      return sum
    }

    /// The number in all states together.
    public var count: Int { unmapped + kept + ignored + mapped }

    /// The worst state in which there are any; nil if there are none.
    public var worst: State? { State.allCases.first { self[$0] > 0 } }

    /// The best first: `85 mapped, 0 kept, 0 ignored, 0 unmapped`.
    public var description: String { "\(mapped) mapped, \(kept) kept, \(ignored) ignored, \(unmapped) unmapped" }
  }

  /// What became of a statement: the worst of its leaves.
  public struct Statement: Sendable, Hashable {
    /// The statement's id.
    public let id: String
    /// The worst state of its leaves.
    public var state: State { leaves.worst ?? .unmapped }
    /// How many of its leaves are in each state.
    public internal(set) var leaves: Totals
    /// The places of its rows in `Ledger.rows`.
    public internal(set) var rows: [Int]
  }

  /// An order of statements.
  public enum StatementOrder: Sendable, Hashable, CaseIterable {
    /// By id, where digits count as numbers: S2 before S10.
    case natural
    /// By the first leaf in the source.
    case source
  }

  /// All statements that rows belong to; a row with two statements counts for both.
  public func statements(in order: StatementOrder = .natural) -> [Statement] {
    var places: [String: Int] = [:]
    var statements: [Statement] = []
    for (index, row) in rows.enumerated() {
      for id in row.statements {
        if let place = places[id] {
          // A row may name a statement twice by mistake; it is still one leaf.
          if statements[place].rows.last == index { continue }
          statements[place].leaves[row.state] += 1
          statements[place].rows.append(index)
        } else {
          places[id] = statements.count
          statements.append(Statement(id: id, leaves: Totals([row.state]), rows: [index]))
        }
      }
    }
    if order == .natural { statements.sort { naturallyPrecedes($0.id, $1.id) } }
    return statements
  }

  /// Whether leaves belong to statements, as those of a case do.
  public var hasStatements: Bool { rows.contains { !$0.statements.isEmpty } }

  /// How many statements are in each state.
  public var statementTotals: Totals { Totals(statements(in: .source).lazy.map(\.state)) }
}

/// Whether one id comes before another where runs of digits are compared as numbers, of any length.
func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
  var (a, b) = (Substring(left).utf8, Substring(right).utf8)
  while let first = a.first, let second = b.first {
    if isDigit(first), isDigit(second) {
      let (x, y) = (takeNumber(&a), takeNumber(&b))
      if x.count != y.count { return x.count < y.count }
      if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
    } else {
      if first != second { return first < second }
      a.removeFirst()
      b.removeFirst()
    }
  }
  if a.isEmpty != b.isEmpty { return a.isEmpty }
  // Alike but for leading zeros: any order that is always the same.
  return left < right
}

/// Takes a run of digits off the front; without its leading zeros.
private func takeNumber(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
  let digits = text.prefix(while: isDigit)
  text = text[digits.endIndex...]
  return digits.drop { $0 == UInt8(ascii: "0") }
}
