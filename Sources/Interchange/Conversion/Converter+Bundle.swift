// A Bundle taken apart into one resource on a line, and the account of what a line has no place for.

internal import FHIRCore
internal import FHIRDefinitions

extension Converter {
  /// The resources of a Bundle, one on a line; what the Bundle says about itself and its entries is a loss.
  ///
  /// What is lost is listed by element, so it costs no more than the Bundle.
  func takeApart(_ bundle: Node, of format: Format, _ diagnostics: [Diagnostic]) -> Conversion {
    var conversion = Conversion(.whole, of: .format(format), diagnostics: diagnostics)
    var output: [UInt8] = []
    var lost: [(node: Node, path: String)] = []
    var index = 0
    do throws(Diagnostic) {
      for child in bundle.children {
        guard child.nameString == "entry" else {
          lost.append((child, "Bundle.\(child.nameString)"))
          continue
        }
        for part in child.children {
          if part.nameString == "resource" {
            try target.write(part, layout, to: &output)
            conversion.resources.add(part)
          } else {
            lost.append((part, "Bundle.entry[\(index)].\(part.nameString)"))
          }
        }
        index += 1
      }
    } catch {
      conversion.outcome = .refused
      conversion.diagnostics.append(error)
      return conversion
    }
    conversion.output = output
    conversion.losses = Self.findings(lost)
    if !conversion.losses.isEmpty { conversion.outcome = .incomplete }
    return conversion
  }

  private static func findings(_ lost: [(node: Node, path: String)]) -> [Diagnostic] {
    guard let source = lost.first?.node.tree.source else { return [] }
    // Elements of one name may stand apart, so they are put in the order of the text first.
    let sorted = lost.sorted { $0.node.record.source < $1.node.record.source }
    let places = source.places(of: sorted.map { Int($0.node.record.source) })
    return zip(sorted, places).map { item, place in
      var place = place
      place.path = item.path
      return Diagnostic(FormatRule.dropped, "expected only resources, which are what NDJSON has lines for", at: place)
    }
  }
}
