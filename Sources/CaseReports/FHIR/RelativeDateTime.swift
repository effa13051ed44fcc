// A time of a case ↔ a FHIR date, which may have no value and R4's extension cqf-relativeDateTime instead.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// A time as a dateTime: a printed date, a relation to an event, or neither and the words alone.
  ///
  /// Never is a date made up: a dateTime has a value only if the anchor at which it stands prints one.
  ///
  /// - Parameters:
  ///   - time: The time and where it stands in the case.
  ///   - owner: Whose time it is; nil if nothing counts from it.
  ///   - scribe: Writes down where the texts go.
  ///   - element: The element.
  /// - Returns: The dateTime, with or without a value.
  func dateTime(
    _ time: Piece<RelativeTime>, for owner: Chronology.Owner? = nil, _ scribe: Scribe, as element: String
  ) -> R4.Primitive<FHIRDateTime> {
    let resolution = chronology.resolve(time.value.form, for: owner)
    scribe.record(path: time.path, as: element, isDerived: time.isInherited)
    for path in resolution.followed { scribe.record(path: path, as: element, isDerived: true) }
    var extensions: [R4.Extension] = []
    var date: String?
    switch resolution.moment {
    case .date(let text): date = text
    case .relative(let moment): extensions.append(relativeDateTime(moment))
    case .unknown: extensions.append(.dataAbsentReason("unknown"))
    }
    let printed = chronology.form(of: resolution.moment)?.printed
    extensions += OriginalText.carrying(time.value.text, unlessPrinted: printed)
    if time.isInherited { extensions.append(CaseSourceExtension.inherited) }
    return R4.Primitive(lexeme: date, extension: extensions)
  }

  /// A moment as R4's extension.
  func relativeDateTime(_ moment: RelativeMoment) -> R4.Extension {
    R4.Extension(
      extension: [
        R4.Extension(url: "target", value: .reference(identity.reference(to: moment.target.resource))),
        R4.Extension(url: "targetPath", value: .string(R4.Primitive(moment.target.path))),
        R4.Extension(url: "relationship", value: .code(R4.Primitive(moment.relationship.rawValue))),
        R4.Extension(url: "offset", value: Self.offset(moment.offset)),
      ],
      url: CoreExtension.relativeDateTime)
  }

  private static func offset(_ offset: RelativeMoment.Offset) -> R4.Extension.Value {
    switch offset {
    case .exactly(let number, let unit): .duration(duration(number, unit))
    case .range(let low, let high, let unit):
      .range(R4.Range(low: low.map { quantity($0, unit) }, high: high.map { quantity($0, unit) }))
    }
  }

  /// A length of time.
  static func duration(_ number: String, _ unit: TimeUnit) -> R4.Duration {
    R4.Duration(
      value: FHIRDecimal(lexeme: number), unit: unit.printed(for: number), system: CodeSystems.units, code: unit.code)
  }

  /// A length of time where FHIR wants a Quantity.
  static func quantity(_ number: String, _ unit: TimeUnit) -> R4.Quantity {
    R4.Quantity(
      value: FHIRDecimal(lexeme: number), unit: unit.printed(for: number), system: CodeSystems.units, code: unit.code)
  }
}

extension RelativeMoment {
  /// Reads R4's extension.
  ///
  /// - Parameters:
  ///   - relative: The extension.
  ///   - resource: What a reference points at.
  init?(_ relative: R4.Extension, resource: (R4.Reference) -> ResourceKey?) {
    func part(_ url: String) -> R4.Extension.Value? { relative.extension.first { $0.url == url }?.value }
    guard case .reference(let reference)? = part("target"), let key = resource(reference),
      case .string(let path)? = part("targetPath"), let path = path.value,
      case .code(let code)? = part("relationship"),
      let relationship = code.value.flatMap(Relationship.init(rawValue:)),
      let offset = part("offset").flatMap(Offset.init)
    else { return nil }
    self.init(
      target: CaseGraph.TimeElement(resource: key, path: path), relationship: relationship, offset: offset)
  }
}

extension RelativeMoment.Offset {
  fileprivate init?(_ value: R4.Extension.Value) {
    switch value {
    case .duration(let duration):
      guard let number = duration.value?.lexeme, let unit = duration.code.flatMap(TimeUnit.init(code:)) else {
        return nil
      }
      self = .exactly(number, unit)
    case .range(let range):
      guard let unit = (range.low ?? range.high)?.code.flatMap(TimeUnit.init(code:)),
        [range.low, range.high].allSatisfy({ $0 == nil || $0?.code == unit.code })
      else { return nil }
      self = .range(low: range.low?.value?.lexeme, high: range.high?.value?.lexeme, unit)
    default: return nil
    }
  }
}

extension TimeUnit {
  /// The unit as it is printed after a number.
  func printed(for number: String) -> String { number == "1" ? rawValue : rawValue + "s" }
}
