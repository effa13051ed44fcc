// The names that checks ask for, looked up once for a tree.

internal import FHIRCore
internal import FHIRDefinitions

/// Interned names of elements that have rules of their own.
struct WalkNames {
  let id, url, value, `extension`, modifierExtension, reference, type, system, code, coding, display, unit: Name
  let contained, entry, fullUrl, resource, request, response, search, link, relation, method, meta, text, div: Name
  let data, size, contentType, identifier, timestamp, status, total, lastUpdated, versionId, security, mode,
    profile, enableWhen, enableBehavior: Name

  init(_ table: NameTable) {
    func name(_ spelling: String) -> Name { table.name(spelling) ?? Name(rawValue: .max) }
    id = name("id")
    url = name("url")
    value = name("value")
    `extension` = name("extension")
    modifierExtension = name("modifierExtension")
    reference = name("reference")
    type = name("type")
    system = name("system")
    code = name("code")
    coding = name("coding")
    display = name("display")
    unit = name("unit")
    contained = name("contained")
    entry = name("entry")
    fullUrl = name("fullUrl")
    resource = name("resource")
    request = name("request")
    response = name("response")
    search = name("search")
    link = name("link")
    relation = name("relation")
    method = name("method")
    meta = name("meta")
    text = name("text")
    div = name("div")
    data = name("data")
    size = name("size")
    contentType = name("contentType")
    identifier = name("identifier")
    timestamp = name("timestamp")
    status = name("status")
    total = name("total")
    lastUpdated = name("lastUpdated")
    versionId = name("versionId")
    security = name("security")
    mode = name("mode")
    profile = name("profile")
    enableWhen = name("enableWhen")
    enableBehavior = name("enableBehavior")
  }
}
