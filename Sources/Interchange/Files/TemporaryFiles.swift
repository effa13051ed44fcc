// The temporary files that exist now, so that a stop by a signal removes them.

internal import Synchronization

/// The files that are being written under temporary names.
///
/// A program that is told to stop calls ``removeAll()`` and ends; what was not whole is then gone, and nothing else is.
public enum TemporaryFiles {
  private struct State {
    var names: Set<FileName> = []
    var count = 0
    var isClosed = false
  }

  private static let state = Mutex(State())

  /// Removes all temporary files and lets no new one be made or put in its place.
  public static func removeAll() {
    state.withLock { state in
      state.isClosed = true
      for name in state.names { SystemCalls.remove(name) }
      state.names = []
    }
  }

  /// Makes a file beside the one that it is going to replace.
  static func create(beside target: FileName, mode: UInt32) throws(SystemFailure) -> TemporaryFile {
    try state.withLock { state throws(SystemFailure) in
      guard !state.isClosed else { throw .interrupted }
      while true {
        state.count += 1
        let name = target.sibling(".transfuse-\(SystemCalls.processNumber)-\(state.count).part")
        do throws(SystemFailure) {
          let descriptor = try SystemCalls.openFile(name, for: .create(mode: mode))
          state.names.insert(name)
          return TemporaryFile(name: name, descriptor: descriptor)
        } catch {
          // A file of an earlier process with our number that was killed; the user may want to see it.
          guard error == .exists, state.count < 1_000 else { throw error }
        }
      }
    }
  }

  /// Gives a temporary file its final name, replacing what is there.
  static func rename(_ name: FileName, to target: FileName) throws(SystemFailure) {
    try state.withLock { state throws(SystemFailure) in
      guard !state.isClosed else { throw .interrupted }
      try SystemCalls.renameFile(name, to: target)
      state.names.remove(name)
    }
  }

  /// Removes a temporary file.
  static func remove(_ name: FileName) {
    state.withLock { state in
      if state.names.remove(name) != nil { SystemCalls.remove(name) }
    }
  }
}

/// A file that is being written.
struct TemporaryFile: ~Copyable {
  let name: FileName
  let descriptor: Descriptor

  consuming func closed() throws(SystemFailure) { try descriptor.closed() }
}
