// Which file a name leads to, so that an output is never an input under another name.

/// Which file of the system a name leads to: the same through relative paths, symbolic links and hard links.
public enum FileIdentity: Sendable, Hashable {
  /// A file that exists, by device and number.
  case existing(device: UInt64, inode: UInt64)
  /// A file that does not exist yet, by its folder and its name in it.
  case new(device: UInt64, inode: UInt64, name: [UInt8])

  /// The identity of a file that exists; nil for devices and pipes, which hold nothing that could be overwritten.
  init?(existing name: FileName) {
    guard let status = try? SystemCalls.status(of: name) else { return nil }
    self.init(status)
  }

  /// The identity of a file that the program was started with; nil for devices and pipes.
  init?(openFile number: Int32) {
    guard let status = try? SystemCalls.status(of: Descriptor(standard: number)) else { return nil }
    self.init(status)
  }

  /// The identity that a new file will be known by; nil if its folder does not exist.
  init?(new name: FileName) {
    guard let folder = try? SystemCalls.status(of: name.folder) else { return nil }
    self = .new(device: folder.device, inode: folder.inode, name: Array(name.lastPart))
  }

  private init?(_ status: FileStatus) {
    guard status.kind == .regular else { return nil }
    self = .existing(device: status.device, inode: status.inode)
  }
}
