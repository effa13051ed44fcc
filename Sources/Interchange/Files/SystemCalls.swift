// The calls into the system that read and write files, and all of their unsafe code.

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A call into the system that failed.
struct SystemFailure: Error, Sendable, Hashable {
  /// The system's number for the reason (`errno`).
  let number: Int32

  static let brokenPipe = SystemFailure(number: EPIPE)
  static let denied = SystemFailure(number: EACCES)
  static let exists = SystemFailure(number: EEXIST)
  static let interrupted = SystemFailure(number: EINTR)
  static let isFolder = SystemFailure(number: EISDIR)
  static let missing = SystemFailure(number: ENOENT)
  static let tooLarge = SystemFailure(number: EFBIG)

  /// The reason in words; the system's own depend on its language.
  var reason: String {
    switch number {
    case EACCES, EPERM, EROFS: "permission denied"
    case EBADF: "it is not open"
    case EDQUOT: "the quota is used up"
    case EEXIST: "there is a file of this name"
    case EFBIG: "the file would be too large"
    case EINTR: "the program was told to stop"
    case EIO: "input or output failed"
    case EISDIR: "it is a folder"
    case ELOOP: "symbolic links go round in a circle"
    case EMFILE, ENFILE: "too many open files"
    case ENAMETOOLONG: "the name is too long"
    case ENOENT: "there is no such file or folder"
    case ENOMEM: "not enough memory"
    case ENOSPC: "no space left"
    case ENOTDIR: "a part of the path is no folder"
    case ENXIO: "there is nobody at the other end"
    case EPIPE: "the reader has gone"
    default: "system error \(number)"
    }
  }
}

/// What the system knows about a file.
struct FileStatus: Sendable {
  enum Kind: Sendable { case regular, folder, symbolicLink, other }

  let kind: Kind
  let device: UInt64
  let inode: UInt64
  let size: Int
  /// The permission bits.
  let mode: UInt32
  let owner: UInt32
  let group: UInt32

  fileprivate init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .other
      }
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    inode = UInt64(raw.st_ino)
    size = Int(raw.st_size)
    mode = UInt32(raw.st_mode & 0o777)
    owner = raw.st_uid
    group = raw.st_gid
  }
}

/// An open file, closed when it is no longer used.
struct Descriptor: ~Copyable {
  let number: Int32
  private let isOwned: Bool

  /// A stream that the program was started with; it stays open.
  init(standard number: Int32) {
    self.number = number
    isOwned = false
  }

  fileprivate init(owned number: Int32) {
    self.number = number
    isOwned = true
  }

  deinit { if isOwned { _ = close(number) } }

  /// Closes the file; some systems say only now that it could not be written.
  consuming func closed() throws(SystemFailure) {
    let number = number
    discard self
    // After an interruption the number is closed all the same.
    if close(number) != 0, errno != EINTR { throw SystemFailure(number: errno) }
  }
}

/// The system's calls with Swift's types; interrupted calls are made again.
enum SystemCalls {
  /// What a file is opened for.
  enum Access: Sendable {
    /// An existing file is read.
    case read
    /// An existing device or pipe is written.
    case write
    /// A folder is looked at, or flushed.
    case folder
    /// A file that must not exist yet is written; the user's mask may lower the permission bits.
    case create(mode: UInt32)
  }

  static func openFile(_ name: FileName, for access: Access) throws(SystemFailure) -> Descriptor {
    var flags = O_CLOEXEC | O_NOCTTY
    var mode: mode_t = 0
    switch access {
    case .read: flags |= O_RDONLY
    case .write: flags |= O_WRONLY
    case .folder: flags |= O_RDONLY | O_DIRECTORY
    case .create(let bits):
      flags |= O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
      mode = mode_t(bits)
    }
    let path = name.cString
    let number = try repeated { unsafe open(path, flags, mode) }
    return Descriptor(owned: number)
  }

  /// A second number for an open file, so that closing one leaves the other open.
  static func duplicate(_ number: Int32) throws(SystemFailure) -> Descriptor {
    Descriptor(owned: try repeated { dup(number) })
  }

  /// What is known about a file; of a symbolic link, about what it leads to.
  static func status(of name: FileName) throws(SystemFailure) -> FileStatus {
    let path = name.cString
    var raw = stat()
    _ = try repeated { unsafe stat(path, &raw) }
    return FileStatus(raw)
  }

  /// The names in a folder, but for `.` and `..`, in the order of the system.
  static func names(in folder: FileName) throws(SystemFailure) -> [[UInt8]] {
    let path = folder.cString
    guard let stream = unsafe opendir(path) else { throw SystemFailure(number: errno) }
    defer { _ = unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      // The name may end before its field does, and the field before what is allocated.
      let name: [UInt8] = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        let text = unsafe UnsafeRawPointer(field).assumingMemoryBound(to: UInt8.self)
        var name: [UInt8] = []
        while unsafe text[name.count] != 0 { unsafe name.append(text[name.count]) }
        return name
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names
  }

  /// What is known about a file; of a symbolic link, about the link.
  static func statusOfLink(_ name: FileName) throws(SystemFailure) -> FileStatus {
    let path = name.cString
    var raw = stat()
    _ = try repeated { unsafe lstat(path, &raw) }
    return FileStatus(raw)
  }

  static func status(of descriptor: borrowing Descriptor) throws(SystemFailure) -> FileStatus {
    let number = descriptor.number
    var raw = stat()
    _ = try repeated { unsafe fstat(number, &raw) }
    return FileStatus(raw)
  }

  /// Whether the file may be written by this user.
  static func isWritable(_ name: FileName) -> Bool {
    let path = name.cString
    return unsafe access(path, W_OK) == 0
  }

  /// The path without symbolic links.
  static func resolved(_ name: FileName) throws(SystemFailure) -> FileName {
    let path = name.cString
    guard let real = unsafe realpath(path, nil) else { throw SystemFailure(number: errno) }
    defer { unsafe free(real) }
    return FileName(bytes: unsafe bytes(of: real))
  }

  /// Appends what can be read at once, at most so many bytes; false at the end of the file.
  static func readSome(
    _ descriptor: borrowing Descriptor, atMost count: Int, to bytes: inout [UInt8]
  ) throws(SystemFailure) -> Bool {
    let number = descriptor.number
    let before = bytes.count
    try bytes.append(addingCapacity: count) { output throws(SystemFailure) in
      try unsafe output.withUnsafeMutableBufferPointer { buffer, filled throws(SystemFailure) in
        filled += try repeated { unsafe read(number, buffer.baseAddress, min(count, largestTransfer)) }
      }
    }
    return bytes.count > before
  }

  /// Writes everything; waits where the other end is slow.
  static func writeAll(_ bytes: [UInt8], to descriptor: borrowing Descriptor) throws(SystemFailure) {
    let number = descriptor.number
    var done = 0
    while done < bytes.count {
      let start = done
      do {
        done += try repeated {
          unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(
              number, buffer.baseAddress.map { unsafe $0 + start }, min(buffer.count - start, largestTransfer))
          }
        }
      } catch {
        guard error.number == EAGAIN else { throw error }
        var wait = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = try repeated { unsafe poll(&wait, 1, -1) }
      }
    }
  }

  /// Waits until the file is on the disk.
  static func flush(_ descriptor: borrowing Descriptor) throws(SystemFailure) {
    let number = descriptor.number
    do {
      _ = try repeated { fsync(number) }
    } catch {
      // Some file systems cannot; then there is nothing more that a program can do.
      guard error.number == EINVAL || error.number == ENOTSUP || error.number == ENOSYS else { throw error }
    }
  }

  /// Gives a file the permission bits, and if possible the owner, of the one that it will replace.
  ///
  /// A group that cannot be kept loses its permissions, for the file would be open to another group.
  static func adopt(_ status: FileStatus, for descriptor: borrowing Descriptor) throws(SystemFailure) {
    let number = descriptor.number
    let own = try self.status(of: descriptor)
    var mode = status.mode
    if own.owner != status.owner || own.group != status.group {
      let isKept = fchown(number, status.owner, status.group) == 0 || fchown(number, uid_t.max, status.group) == 0
      if !isKept, own.group != status.group { mode &= ~0o070 }
    }
    _ = try repeated { fchmod(number, mode_t(mode)) }
  }

  static func renameFile(_ old: FileName, to new: FileName) throws(SystemFailure) {
    let from = old.cString
    let to = new.cString
    _ = try repeated { unsafe rename(from, to) }
  }

  /// Removes a file, if it is there.
  static func remove(_ name: FileName) {
    let path = name.cString
    _ = unsafe unlink(path)
  }

  /// The arguments of the program as the system handed them over.
  static var arguments: [[UInt8]] {
    (0..<Int(CommandLine.argc)).compactMap { index in
      unsafe CommandLine.unsafeArgv[index].map { unsafe bytes(of: $0) }
    }
  }

  /// A variable of the environment.
  static func variable(_ name: String) -> [UInt8]? { unsafe getenv(name).map { unsafe bytes(of: $0) } }

  static func isTerminal(_ descriptor: borrowing Descriptor) -> Bool { isatty(descriptor.number) == 1 }

  /// How many processors there are; 1 if the system does not tell.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  static var processNumber: Int { Int(getpid()) }

  /// Lets writing fail, where a signal would end the program without a word and leave temporary files.
  static func letWritingFail() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// More than this is not taken at once by every system.
  private static let largestTransfer = 1 << 30

  private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    (0..<(unsafe strlen(text))).map { unsafe UInt8(bitPattern: text[$0]) }
  }

  private static func repeated<Result: SignedInteger>(
    _ call: () -> Result
  ) throws(SystemFailure) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let number = errno
      if number != EINTR { throw SystemFailure(number: number) }
    }
  }
}
