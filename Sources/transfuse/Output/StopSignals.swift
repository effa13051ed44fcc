// Told to stop (SIGHUP, SIGINT, SIGTERM), the program removes what is not whole, and then ends.

import Interchange

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The signals that tell the program to stop.
enum StopSignals {
  /// From now on a stop removes all temporary files, says so, and ends the program with code 2.
  ///
  /// A thread waits for the signals, for in a signal handler almost nothing may be done. Call this before other threads
  /// begin: they take over which signals are held back. A signal that was ignored at the start, as in a background job,
  /// stays so.
  static func watch() {
    var signals = signalSet()
    guard unsafe pthread_sigmask(SIG_BLOCK, &signals, nil) == 0 else { return }
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let result = unsafe pthread_create(&thread, nil, { _ in StopSignals.wait() }, nil)
    if result != 0 { unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  private static func wait() -> Never {
    var signals = signalSet()
    var number: Int32 = 0
    while unsafe sigwait(&signals, &number) != 0 {}
    TemporaryFiles.removeAll()
    StandardError.write("stopped by a signal; what was not whole is removed")
    _exit(2)
  }

  private static func signalSet() -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in [SIGHUP, SIGINT, SIGTERM] where !isIgnored(number) { unsafe sigaddset(&set, number) }
    return set
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    // Functions cannot be compared; SIG_IGN is the number 1 in place of one.
    return unsafe unsafeBitCast(handler, to: Int.self) == 1
  }
}
