// The views of FHIRModels as files. Nothing but the definitions goes in, so a test can make them again.

import FHIRCore
import FHIRDefinitions
import Foundation

/// Generates the Swift views of `FHIRModels/Generated`.
enum Views {
  /// Writes the files, removes those of types that are no longer listed, and says how many there are.
  static func write(below root: URL) throws -> String {
    let table = try Data(contentsOf: root.appending(path: "Sources/CDefinitions/r4.bin"))
    let list = try String(contentsOf: root.appending(path: "Definitions/models.txt"), encoding: .utf8)
    let files = try files(list: list, definitions: Definitions(table: ByteTable(copying: [UInt8](table))))
    let folder = root.appending(path: "Sources/FHIRModels/Generated")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for old in try FileManager.default.contentsOfDirectory(atPath: folder.path) where files[old] == nil {
      try FileManager.default.removeItem(at: folder.appending(path: old))
    }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return "\(files.count) files of views, \(files.values.reduce(0) { $0 + $1.utf8.count }) bytes"
  }

  /// The files by name.
  static func files(list: String, definitions: Definitions) throws(ViewsError) -> [String: String] {
    let selection = try ViewsSelection(list: list, definitions: definitions)
    let file = ViewsFile(definitions: definitions, selection: selection)
    var codes = ViewsCodes(definitions: definitions)
    var files: [String: String] = [:]
    for type in selection.types {
      files["\(definitions.typeName(type)).swift"] = try file.text(of: type, codes: &codes)
    }
    files["Codes.swift"] = try codes.text()
    files["Types.swift"] = types(definitions)
    return files
  }

  /// The numbers of the types that hand-written code names.
  private static func types(_ definitions: Definitions) -> String {
    var text = ViewsFile.header("The numbers of types.", imports: "\ninternal import FHIRCore\n")
    text += "\nextension R4 {\n  /// The numbers of primitive types, and of what any resource is.\n  enum Types {\n"
    for type in definitions.allTypes {
      let name = definitions.typeName(type)
      guard ViewsProperty.primitive(name) != nil || name == "Resource" else { continue }
      text += "    static var \(ViewsNames.choiceCase(name)): TypeID { TypeID(rawValue: \(type.rawValue)) }\n"
    }
    return text + "  }\n}\n"
  }
}
