// Medians, and what machine they were measured on.

import Foundation

struct Table {
  let runs: Int
  private var lines: [String] = []

  init(runs: Int) { self.runs = runs }

  /// Measures both in turn, A B A B …, after a run of each to warm up.
  mutating func measure(
    _ name: String, bytes: Int, _ ours: Work, _ theirs: Work, named rival: String = "JSONSerialization"
  ) {
    var sink = ours() &+ theirs()
    var ourTimes: [Double] = []
    var theirTimes: [Double] = []
    for _ in 0..<runs {
      ourTimes.append(Self.seconds { sink &+= ours() })
      theirTimes.append(Self.seconds { sink &+= theirs() })
    }
    precondition(sink != 0)
    let ratio = zip(ourTimes, theirTimes).map { $1 / $0 }.sorted()[runs / 2]
    let line =
      "\(name): Transfuse \(Self.speed(bytes, ourTimes)) · \(rival) \(Self.speed(bytes, theirTimes)) · "
      + "\((ratio * 100).rounded() / 100) times"
    print(line)
    lines.append(line)
  }

  var text: String { "\nmedian of \(runs), MB/s (lowest to highest)\n" + lines.joined(separator: "\n") }

  static func seconds(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    let duration = clock.measure(work)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func speed(_ bytes: Int, _ times: [Double]) -> String {
    let speeds = times.map { Double(bytes) / 1e6 / $0 }.sorted()
    func shown(_ value: Double) -> String { String(Int(value.rounded())) }
    return "\(shown(speeds[speeds.count / 2])) (\(shown(speeds[0])) to \(shown(speeds[speeds.count - 1])))"
  }
}

enum Machine {
  static var description: String {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model =
      info.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown"
    return "\(model.trimmingCharacters(in: .whitespaces)), \(ProcessInfo.processInfo.activeProcessorCount) cores"
  }

  /// The largest resident size so far, in bytes.
  ///
  /// On Linux `ru_maxrss` outlives `exec`, so that of the parent would count.
  static var peakMemory: Int {
    #if os(Linux)
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
      return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
