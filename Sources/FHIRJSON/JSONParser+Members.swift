// From a key to the element it names.

internal import FHIRCore
internal import FHIRDefinitions

extension JSONParser {
  /// Reads a key and its colon, and finds out where the value belongs.
  ///
  /// False if the key and its value have been dealt with: `resourceType`.
  @inline(__always)
  mutating func member(
    _ bytes: borrowing Span<UInt8>, _ at: inout Int, into slot: inout Slot
  ) throws(JSONFault) -> Bool {
    guard at < bytes.count else { throw JSONFault(.truncated, at: at) }
    guard bytes[at] == ASCII.quote else { throw JSONFault(.expectedKey, at: at) }
    if let definitions {
      let guess = memory.successors.guess(after: frame.previous, in: frame.type)
      if guess != Successors.none {
        let member = definitions.member(Int(guess))
        let start = at &+ 1
        if let length = definitions.keyLength(Int(guess), in: bytes, at: start),
          start &+ length < bytes.count, bytes[start &+ length] == ASCII.quote
        {
          let keyAt = at
          at = try colon(bytes, start &+ length &+ 1)
          frame.previous = guess
          expect(member, isTwin: false, at: keyAt, into: &slot)
          return true
        }
      }
    }
    return try memberLookedUp(bytes, &at, into: &slot)
  }

  /// A key that was not the one guessed.
  @inline(never)
  private mutating func memberLookedUp(
    _ bytes: borrowing Span<UInt8>, _ at: inout Int, into slot: inout Slot
  ) throws(JSONFault) -> Bool {
    let keyAt = at
    let start = at &+ 1
    let (end, hasEscapes) = try JSONScanner.string(bytes, start)
    at = try colon(bytes, end &+ 1)
    let isMember: Bool
    if hasEscapes {
      var key: [UInt8] = []
      try JSONUnescape.append(bytes, from: start, to: end, to: &key)
      isMember = try find(key.span, 0, key.count, at: keyAt, into: &slot)
    } else {
      isMember = try find(bytes, start, end &- start, at: keyAt, into: &slot)
    }
    if isMember { return true }
    // `resourceType` was read ahead: its value is a string.
    at = try JSONScanner.string(bytes, at &+ 1).end &+ 1
    return false
  }

  /// Finds the member that a key names; false for the `resourceType` that has been read ahead.
  private mutating func find(
    _ key: borrowing Span<UInt8>, _ start: Int, _ count: Int, at keyAt: Int, into slot: inout Slot
  ) throws(JSONFault) -> Bool {
    let type = frame.type
    if type != .unknown, let definitions {
      let isTwin = count > 1 && key[start] == ASCII.underscore
      let skipped = isTwin ? 1 : 0
      if let name = definitions.names.name(key, start &+ skipped, count &- skipped),
        let row = definitions.member(key: name, in: type)
      {
        let member = definitions.member(row)
        if !isTwin || member.flags.contains(.primitive) {
          if !isTwin {
            let learnt = UInt32(truncatingIfNeeded: row)
            memory.successors.learn(learnt, after: frame.previous, in: type)
            frame.previous = learnt
          }
          expect(member, isTwin: isTwin, at: keyAt, into: &slot)
          return true
        }
      }
    }
    let spelling = Self.string(key, start, count)
    let isResourceType = frame.hasResourceType && spelling == "resourceType"
    if isResourceType, !frame.resourceTypePassed {
      frame.resourceTypePassed = true
      return false
    }
    let name: Name
    do { name = try builder.intern(spelling) } catch { throw JSONFault(.limit(error), at: keyAt) }
    slot = Slot(parent: frame.element, name: name, type: .unknown)
    if !memory.seenKeys.insert(.key, of: name, in: frame.keys) || isResourceType {
      reportDuplicate(at: keyAt)
    } else if type != .unknown {
      reportUnknown(spelling, at: keyAt)
    }
    return true
  }

  /// A member that the type has: notes that it was seen, and says where its value belongs.
  @inline(__always)
  private mutating func expect(
    _ member: Member, isTwin: Bool, at keyAt: Int, into slot: inout Slot
  ) {
    let isChoice = member.flags.contains(.choice)
    slot = Slot(
      parent: frame.element, name: member.name, type: member.type, flags: isChoice ? .choice : [],
      isPrimitive: member.flags.contains(.primitive), valueKind: member.valueKind,
      isResource: member.flags.contains(.resource),
      isList: member.flags.contains(.repeats), isTwin: isTwin)
    let isDuplicate: Bool
    let hasTwin: Bool
    if !isChoice, member.ordinal < 64 {
      let bit: UInt64 = 1 &<< UInt64(member.ordinal)
      if isTwin {
        isDuplicate = frame.seenTwins & bit != 0
        hasTwin = frame.seen & bit != 0
        frame.seenTwins |= bit
      } else {
        isDuplicate = frame.seen & bit != 0
        hasTwin = frame.seenTwins & bit != 0
        frame.seen |= bit
      }
    } else {
      // The types of a choice share an ordinal, so they are told apart by key.
      isDuplicate = !memory.seenKeys.insert(isTwin ? .twin : .key, of: member.key, in: frame.keys)
      hasTwin = memory.seenKeys.contains(isTwin ? .key : .twin, of: member.key, in: frame.keys)
      if isChoice, !isDuplicate, !hasTwin, !memory.seenKeys.insert(.choice, of: member.name, in: frame.keys) {
        report(
          JSONRule.secondChoice,
          "expected one of the types of `\(builder.names.string(member.name))[x]`, found a second one", at: keyAt, slot)
      }
    }
    if isDuplicate {
      reportDuplicate(at: keyAt)
    } else if hasTwin {
      pair(&slot)
    }
  }

  /// Finds the element that one half of a primitive, `x` or `_x`, has made when the other half comes.
  @inline(never)
  private mutating func pair(_ slot: inout Slot) {
    slot.existing = otherHalf(from: builder.records[Int(slot.parent)].firstChild, of: slot)
    // If the halves are lists and the second one is longer, its last items are added behind other elements.
    if frame.lastChild != slot.existing { builder.records[Int(slot.parent)].flags.insert(.scattered) }
  }

  /// The first element from `sibling` on that the other half has made.
  ///
  /// What should be a primitive and is not has no type, but keeps its place in a list.
  @inline(never)
  func otherHalf(from sibling: UInt32, of slot: Slot) -> UInt32 {
    var child = sibling
    while child != ElementRecord.none {
      let record = builder.records[Int(child)]
      if record.name == slot.name,
        record.type == slot.type || (record.type == .unknown && !slot.flags.contains(.choice))
      {
        break
      }
      child = record.nextSibling
    }
    return child
  }

  /// Behind a colon and the white space around it.
  @inline(__always)
  private func colon(_ bytes: borrowing Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
    var at = JSONScanner.skipWhiteSpace(bytes, start)
    guard at < bytes.count else { throw JSONFault(.truncated, at: at) }
    guard bytes[at] == ASCII.colon else { throw JSONFault(.expectedColon, at: at) }
    at = JSONScanner.skipWhiteSpace(bytes, at &+ 1)
    guard at < bytes.count else { throw JSONFault(.truncated, at: at) }
    return at
  }

  static func string(_ bytes: borrowing Span<UInt8>, _ start: Int, _ count: Int) -> String {
    var copy: [UInt8] = []
    copy.reserveCapacity(count)
    for index in start..<(start + count) { copy.append(bytes[index]) }
    return String(decoding: copy, as: UTF8.self)
  }
}
