// Where something stands in a source: file, line, column and path.

/// A place in a source file.
///
/// Lines and columns count from 1; a column counts UTF-8 bytes, as compilers do. Zero means not known.
public struct Place: Sendable, Hashable {
  /// The file as the user named it; `-` is standard input.
  public var file: String
  /// The line, from 1; 0 where it is not known.
  public var line: Int
  /// The column in bytes, from 1; 0 where it is not known.
  public var column: Int
  /// The path of the element in the source's own terms, such as `Patient.name[0].family`.
  public var path: String?

  /// Names a place.
  public init(file: String, line: Int = 0, column: Int = 0, path: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
  }

  /// `file:line:column`, as far as it is known.
  public var filePosition: String {
    if line == 0 { return file }
    return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}
