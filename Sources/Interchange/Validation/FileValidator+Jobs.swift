// Many files at once, with the results of one after another.

internal import Dispatch
public import FHIRCore
internal import Synchronization

extension FileValidator {
  /// Validates files, several at once.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - jobs: how many are validated at once; on a machine with fewer processors, as many as it has.
  /// - Returns: for each file, in the same order, what was found, or why it could not be read.
  public func validate(_ files: [FileName], jobs: Int) -> [Result<FileValidation, Diagnostic>] {
    let next = Atomic(0)
    let results = Mutex([Result<FileValidation, Diagnostic>?](repeating: nil, count: files.count))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, files.count))) { _ in
      var validator = self
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < files.count else { return }
        let result = Result { () throws(Diagnostic) in try validator.validate(InputFile(files[index])) }
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0 }.compactMap { $0 }
  }
}
