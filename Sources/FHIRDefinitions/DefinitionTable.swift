// Definitions as a value that can be compiled, compared, printed and encoded; at run time `Definitions` reads the bytes.

/// What may stand where, as plain values, before it is encoded into the flat table.
///
/// Made from StructureDefinitions, ValueSets and CodeSystems by `DefinitionCompiler`, or from the reviewable table.
/// Facts only: descriptive prose stays behind.
package struct DefinitionTable: Sendable, Equatable {
  /// The version of FHIR, such as `4.0.1`.
  package var version: String
  /// The types, sorted by name; elements with elements of their own count as types, such as `Observation.component`.
  package var types: [TypeEntry] = []
  /// The code systems of which codes are known, sorted by URL.
  package var codeSystems: [CodeSystemEntry] = []
  /// The value sets, sorted by URL.
  package var valueSets: [ValueSetEntry] = []
  /// The definitions of extensions, sorted by URL.
  package var extensions: [ExtensionEntry] = []

  package init(version: String) { self.version = version }

  /// A type of elements.
  package struct TypeEntry: Sendable, Equatable {
    package var name: String
    package var kind: TypeKind
    package var isAbstract = false
    /// What a primitive's value is in JSON; `none` if the type is not primitive.
    package var valueKind = ValueKindEntry.none
    /// The name of the type that this one specialises; empty for Element and Resource.
    package var base = ""
    /// The children, inherited ones first, in the order of the definition.
    package var elements: [ElementEntry] = []
    /// The codes that every element of the type is bound to: units of Age, Distance and Duration.
    package var binding: BindingEntry?
    /// What must hold for every element of the type: the rules of its base, then its own.
    package var invariants: [InvariantEntry] = []

    package init(name: String, kind: TypeKind) {
      self.name = name
      self.kind = kind
    }
  }

  /// What the value of a primitive is in JSON.
  package enum ValueKindEntry: String, Sendable {
    case none, string, number, boolean
  }

  /// A child of a type.
  package struct ElementEntry: Sendable, Equatable {
    /// The name without `[x]`.
    package var name: String
    package var min = 0
    /// The most that may stand there; nil for any number.
    package var max: Int? = 1
    /// Written `[x]` in the definition: the JSON key carries the type.
    package var isChoice = false
    package var isModifier = false
    package var isSummary = false
    /// An attribute in XML.
    package var isAttribute = false
    package var types: [TypeUse] = []
    package var binding: BindingEntry?
    /// What must hold here beyond the invariants of the type.
    package var invariants: [InvariantEntry] = []

    package init(name: String) { self.name = name }
  }

  /// One type that an element may have.
  package struct TypeUse: Sendable, Equatable {
    package var type: String
    /// The profiles of which one must hold, as canonical URLs.
    package var profiles: [String] = []
    /// What a Reference or canonical may point at, as canonical URLs; empty for anything.
    package var targets: [String] = []

    package init(_ type: String, profiles: [String] = [], targets: [String] = []) {
      self.type = type
      self.profiles = profiles
      self.targets = targets
    }
  }

  /// The codes that an element is bound to.
  package struct BindingEntry: Sendable, Hashable {
    package var strength: BindingStrength
    /// The canonical URL, without the version where it is the table's own; empty if there is none.
    package var valueSet: String
    /// The name that the definition gives the set of codes, such as `ObservationStatus`.
    package var name: String
    /// The canonical URL of the codes that no extension of the set may leave; empty if there is none.
    package var maxValueSet: String

    package init(_ strength: BindingStrength, _ valueSet: String, name: String = "", maxValueSet: String = "") {
      self.strength = strength
      self.valueSet = valueSet
      self.name = name
      self.maxValueSet = maxValueSet
    }
  }

  /// A rule in FHIRPath.
  package struct InvariantEntry: Sendable, Hashable {
    package var key: String
    package var isWarning: Bool
    package var expression: String

    package init(_ key: String, isWarning: Bool, _ expression: String) {
      self.key = key
      self.isWarning = isWarning
      self.expression = expression
    }
  }

  /// The definition of an extension, or of one that stands inside of another.
  package struct ExtensionEntry: Sendable, Equatable {
    /// The canonical URL; inside of another extension that one's, `#` and the name.
    package var url: String
    /// Where it may stand, as paths of elements or names of types; empty inside of another extension.
    package var contexts: [String] = []
    /// The types that its value may have; empty if it holds extensions instead.
    package var types: [String] = []
    package var binding: BindingEntry?
    package var isModifier = false
    /// The fewest that must stand inside of the extension around it.
    package var min = 0
    /// The most that may stand there; nil for any number.
    package var max: Int?

    package init(url: String) { self.url = url }
  }

  /// A code system, whole or as far as its codes are known.
  package struct CodeSystemEntry: Sendable, Equatable {
    package var url: String
    package var name = ""
    /// Whether `concepts` are all there are.
    package var isComplete = false
    package var isCaseSensitive = true
    /// The concepts in the order of the definition; a parent stands before its children.
    package var concepts: [ConceptEntry] = []

    package init(url: String) { self.url = url }
  }

  /// One code.
  package struct ConceptEntry: Sendable, Equatable {
    package var code: String
    package var display = ""
    /// The position of the parent in the same system.
    package var parent: Int?
    /// Groups others and is not to be chosen itself.
    package var isAbstract = false
    /// Deprecated or retired.
    package var isInactive = false

    package init(_ code: String, display: String = "", parent: Int? = nil) {
      self.code = code
      self.display = display
      self.parent = parent
    }
  }

  /// A set of codes, resolved as far as the definitions tell.
  package struct ValueSetEntry: Sendable, Equatable {
    package var url: String
    package var name = ""
    package var parts: [PartEntry] = []

    package init(url: String) { self.url = url }
  }

  /// The codes that a value set takes from one system.
  package struct PartEntry: Sendable, Equatable {
    package var system: String
    package var codes: PartCodes

    package init(_ system: String, _ codes: PartCodes) {
      self.system = system
      self.codes = codes
    }
  }

  /// Which codes of a system.
  package enum PartCodes: Sendable, Equatable {
    /// All of a system that is known completely.
    case whole
    /// Those at these positions among the system's concepts.
    case some([Int])
    /// Codes that the definitions do not tell.
    case unknown
  }
}
