// Decompresses gzip (RFC 1952) through the system's zlib. One of the few files with unsafe code: zlib takes pointers.

import CZlib

/// Why a compressed file could not be read.
enum GunzipError: Error, CustomStringConvertible {
  case damaged, truncated, tooLarge(limit: Int), outOfMemory

  var description: String {
    switch self {
    case .damaged: "expected gzip; the file is damaged or something else"
    case .truncated: "expected the whole of a gzip file"
    case .tooLarge(let limit): "expected at most \(limit) bytes after decompression"
    case .outOfMemory: "expected more memory"
    }
  }
}

/// Decompresses the only member of a gzip file.
enum Gunzip {
  /// The decompressed bytes; refused when there are more than `limit`, so that no small file fills the memory.
  static func decompress(_ input: [UInt8], limit: Int) throws(GunzipError) -> [UInt8] {
    var stream = unsafe z_stream()
    // 16 asks for gzip's header and checksum.
    let version = unsafe zlibVersion()
    guard unsafe inflateInit2_(&stream, 15 + 16, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .outOfMemory
    }
    defer { unsafe inflateEnd(&stream) }
    var input = input
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var status = Z_OK
    let fits = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe stream.next_in = source.baseAddress
      unsafe stream.avail_in = UInt32(source.count)
      repeat {
        let written = unsafe chunk.withUnsafeMutableBufferPointer { target in
          unsafe stream.next_out = target.baseAddress
          unsafe stream.avail_out = UInt32(target.count)
          status = unsafe inflate(&stream, Z_NO_FLUSH)
          return unsafe target.count - Int(stream.avail_out)
        }
        output += chunk[..<written]
        if output.count > limit { return false }
      } while status == Z_OK
      return true
    }
    guard fits else { throw .tooLarge(limit: limit) }
    switch status {
    case Z_STREAM_END: break
    case Z_BUF_ERROR: throw .truncated
    case Z_MEM_ERROR: throw .outOfMemory
    default: throw .damaged
    }
    guard unsafe stream.avail_in == 0 else { throw .damaged }
    return output
  }
}
