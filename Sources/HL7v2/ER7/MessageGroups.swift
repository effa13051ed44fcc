// Which groups a segment stands in, told from the order of the segments alone.

/// The groups that are open while the segments of a message come.
///
/// The groups are those of the results messages, by the names of the standard, for messages of all events and versions:
///
/// ```
/// HL7v2
///   MSH SFT NTE …
///   PATIENT_RESULT*
///     PATIENT           PID PD1 NTE NK1 …  VISIT(PV1 PV2)  OBSERVATION*(OBX NTE)
///     SPECIMEN_RESULT*  SPECIMEN  ORDER_OBSERVATION*        where the specimen comes first, as in OUL^R22
///     ORDER_OBSERVATION*
///       ORC OBR NTE …  TIMING*(TQ1 TQ2)
///       OBSERVATION*    OBX NTE
///       SPECIMEN*       SPM  OBSERVATION*(OBX NTE)  CONTAINER*(SAC)
/// ```
///
/// Nothing is demanded: whatever order the segments come in, each finds a place, and reading the places in order gives
/// the order of the message again.
struct MessageGroups {
  /// A group.
  enum Group: String {
    case patientResult = "PATIENT_RESULT"
    case patient = "PATIENT"
    case visit = "VISIT"
    case specimenResult = "SPECIMEN_RESULT"
    case order = "ORDER_OBSERVATION"
    case timing = "TIMING"
    case observation = "OBSERVATION"
    case specimen = "SPECIMEN"
    case container = "CONTAINER"
  }

  /// What to do before a segment is added.
  struct Step {
    /// How many of the open groups end.
    var closing = 0
    /// The groups that begin.
    var opening: [Group] = []
  }

  private var open: [Group] = []
  private var hasORC = false
  private var hasOBR = false
  private var hasResults = false
  /// In the unsolicited messages of automated laboratories ORC follows OBR.
  private let hasOrderAfterRequest: Bool

  /// Begins a message.
  ///
  /// - Parameter structure: what MSH-9 says, such as `ORU^R01^ORU_R01`.
  init(structure: String) { hasOrderAfterRequest = structure.hasPrefix("OUL") }

  /// The groups that are open.
  var depth: Int { open.count }

  /// Finds the place of a segment.
  mutating func enter(_ segment: String) -> Step {
    var step = Step()
    switch segment {
    case "MSH", "SFT", "UAC", "EVN", "FHS", "BHS", "BTS", "FTS", "DSC": close(to: nil, &step)
    case "PID":
      close(to: nil, &step)
      begin(.patientResult, &step)
      begin(.patient, &step)
    case "PD1", "NK1", "ARV", "AL1", "GT1", "IN1":
      if open.contains(.patient) { close(to: .patient, &step) }
    case "PV1", "PV2": visit(segment, &step)
    case "ORC":
      if hasOrderAfterRequest, open.contains(.order), hasOBR, !hasORC, !hasResults {
        close(to: .order, &step)
      } else {
        order(&step)
      }
      hasORC = true
    case "OBR":
      if open.contains(.order), !hasOBR, !hasResults { close(to: .order, &step) } else { order(&step) }
      hasOBR = true
    case "RXA", "RXO", "RXE", "RXD", "RXG", "CTI", "FT1":
      if open.contains(.order) { close(to: .order, &step) }
    case "TQ1":
      guard open.contains(.order), !hasResults else { break }
      close(to: .order, &step)
      begin(.timing, &step)
    case "OBX": observation(&step)
    case "SPM": specimen(&step)
    case "SAC":
      if open.contains(.specimen) {
        close(to: .specimen, &step)
        begin(.container, &step)
      }
    case "NTE":
      // What is noted is the result, the specimen, the order or the patient, and not a visit, a time or a tube.
      if let last = open.last, [.visit, .timing, .container].contains(last) { close(to: open[open.count - 2], &step) }
    default: break
    }
    return step
  }

  private mutating func visit(_ segment: String, _ step: inout Step) {
    if segment == "PV2", open.contains(.visit) { return close(to: .visit, &step) }
    if !open.contains(.patientResult) {
      begin(.patientResult, &step)
      begin(.patient, &step)
    }
    guard open.contains(.patient) else { return }
    close(to: .patient, &step)
    begin(.visit, &step)
  }

  private mutating func order(_ step: inout Step) {
    if open.contains(.specimenResult) { close(to: .specimenResult, &step) } else { patientResult(&step) }
    begin(.order, &step)
    (hasORC, hasOBR, hasResults) = (false, false, false)
  }

  private mutating func patientResult(_ step: inout Step) {
    if open.contains(.patientResult) { close(to: .patientResult, &step) } else { begin(.patientResult, &step) }
  }

  private mutating func observation(_ step: inout Step) {
    if open.contains(.specimen) {
      close(to: .specimen, &step)
    } else if open.contains(.order) {
      close(to: .order, &step)
      hasResults = true
    } else if open.contains(.patient) {
      close(to: .patient, &step)
    } else {
      order(&step)
      hasResults = true
    }
    begin(.observation, &step)
  }

  private mutating func specimen(_ step: inout Step) {
    if !open.contains(.specimenResult), open.contains(.order) {
      close(to: .order, &step)
    } else {
      patientResult(&step)
      begin(.specimenResult, &step)
    }
    begin(.specimen, &step)
  }

  private mutating func begin(_ group: Group, _ step: inout Step) {
    open.append(group)
    step.opening.append(group)
  }

  /// Ends the groups inside of one; of nil, all.
  private mutating func close(to group: Group?, _ step: inout Step) {
    while let last = open.last, last != group {
      open.removeLast()
      step.closing += 1
    }
  }
}
