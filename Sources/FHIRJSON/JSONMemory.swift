// What a reader of many records keeps from one to the next.

/// Tables that grow with the names in use, and would cost more to make than a small record costs to read.
struct JSONMemory {
  var successors = Successors()
  var seenKeys = SeenKeys()
}
