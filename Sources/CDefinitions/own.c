// Embeds our own definitions: extensions, code systems and systems of identifiers, as FHIR resources.

#include "CDefinitions.h"

// #embed is C23; Clang takes it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char code_systems_case_basis[] = {
#embed "../../Definitions/code-systems/case-basis.json"
};
static const unsigned char code_systems_case_kind[] = {
#embed "../../Definitions/code-systems/case-kind.json"
};
static const unsigned char code_systems_case_trend[] = {
#embed "../../Definitions/code-systems/case-trend.json"
};
static const unsigned char extensions_case_because[] = {
#embed "../../Definitions/extensions/case-because.json"
};
static const unsigned char extensions_case_dose[] = {
#embed "../../Definitions/extensions/case-dose.json"
};
static const unsigned char extensions_case_grade[] = {
#embed "../../Definitions/extensions/case-grade.json"
};
static const unsigned char extensions_case_licence[] = {
#embed "../../Definitions/extensions/case-licence.json"
};
static const unsigned char extensions_case_note[] = {
#embed "../../Definitions/extensions/case-note.json"
};
static const unsigned char extensions_case_period[] = {
#embed "../../Definitions/extensions/case-period.json"
};
static const unsigned char extensions_case_source[] = {
#embed "../../Definitions/extensions/case-source.json"
};
static const unsigned char extensions_source_document[] = {
#embed "../../Definitions/extensions/source-document.json"
};
static const unsigned char extensions_source_node[] = {
#embed "../../Definitions/extensions/source-node.json"
};
static const unsigned char extensions_source_position[] = {
#embed "../../Definitions/extensions/source-position.json"
};
static const unsigned char naming_systems_case[] = {
#embed "../../Definitions/naming-systems/case.json"
};
static const unsigned char naming_systems_cases[] = {
#embed "../../Definitions/naming-systems/cases.json"
};
static const unsigned char naming_systems_dialects[] = {
#embed "../../Definitions/naming-systems/dialects.json"
};
static const unsigned char naming_systems_documents[] = {
#embed "../../Definitions/naming-systems/documents.json"
};

#define EMBEDDED(path, array) {path, array, sizeof array}

// A test compares this list with the folders.
static const COwnDefinition definitions[] = {
  EMBEDDED("code-systems/case-basis.json", code_systems_case_basis),
  EMBEDDED("code-systems/case-kind.json", code_systems_case_kind),
  EMBEDDED("code-systems/case-trend.json", code_systems_case_trend),
  EMBEDDED("extensions/case-because.json", extensions_case_because),
  EMBEDDED("extensions/case-dose.json", extensions_case_dose),
  EMBEDDED("extensions/case-grade.json", extensions_case_grade),
  EMBEDDED("extensions/case-licence.json", extensions_case_licence),
  EMBEDDED("extensions/case-note.json", extensions_case_note),
  EMBEDDED("extensions/case-period.json", extensions_case_period),
  EMBEDDED("extensions/case-source.json", extensions_case_source),
  EMBEDDED("extensions/source-document.json", extensions_source_document),
  EMBEDDED("extensions/source-node.json", extensions_source_node),
  EMBEDDED("extensions/source-position.json", extensions_source_position),
  EMBEDDED("naming-systems/case.json", naming_systems_case),
  EMBEDDED("naming-systems/cases.json", naming_systems_cases),
  EMBEDDED("naming-systems/dialects.json", naming_systems_dialects),
  EMBEDDED("naming-systems/documents.json", naming_systems_documents),
};

size_t transfuse_own_definitions_count(void) { return sizeof definitions / sizeof definitions[0]; }

COwnDefinition transfuse_own_definition(size_t index) { return definitions[index]; }
