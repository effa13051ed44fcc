// Embeds the files of Mappings/: nothing is looked for at run time, and no time is spent on compiling literals.
// A function hands them out, for Swift does not import an array of unknown length.

#include "CMappings.h"

// #embed is C23; Swift's package manager has no supported way to ask for C23 in one target.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char units[] = {
#embed "../../Mappings/units.json"
};
static const unsigned char case_conditions[] = {
#embed "../../Mappings/case/conditions.json"
};
static const unsigned char case_drugs[] = {
#embed "../../Mappings/case/drugs.json"
};
static const unsigned char case_interpretations[] = {
#embed "../../Mappings/case/interpretations.json"
};
static const unsigned char case_laboratory[] = {
#embed "../../Mappings/case/laboratory.json"
};
static const unsigned char case_methods[] = {
#embed "../../Mappings/case/methods.json"
};
static const unsigned char case_observations[] = {
#embed "../../Mappings/case/observations.json"
};
static const unsigned char case_pathology[] = {
#embed "../../Mappings/case/pathology.json"
};
static const unsigned char case_procedures[] = {
#embed "../../Mappings/case/procedures.json"
};
static const unsigned char case_reports[] = {
#embed "../../Mappings/case/reports.json"
};
static const unsigned char case_results[] = {
#embed "../../Mappings/case/results.json"
};
static const unsigned char case_routes[] = {
#embed "../../Mappings/case/routes.json"
};
static const unsigned char case_severities[] = {
#embed "../../Mappings/case/severities.json"
};
static const unsigned char case_staging[] = {
#embed "../../Mappings/case/staging.json"
};
static const unsigned char flat_eu[] = {
#embed "../../Mappings/flat-eu/flat-eu.map"
};
static const unsigned char flat_jp[] = {
#embed "../../Mappings/flat-jp/flat-jp.map"
};
static const unsigned char hl7v2[] = {
#embed "../../Mappings/hl7v2/hl7v2.map"
};
static const unsigned char small_lab[] = {
#embed "../../Mappings/small-lab/small-lab.map"
};

#define EMBEDDED(path, array) {path, array, sizeof array}

// A test compares this list with the folder.
static const CEmbeddedFile files[] = {
  EMBEDDED("units.json", units),
  EMBEDDED("case/conditions.json", case_conditions),
  EMBEDDED("case/drugs.json", case_drugs),
  EMBEDDED("case/interpretations.json", case_interpretations),
  EMBEDDED("case/laboratory.json", case_laboratory),
  EMBEDDED("case/methods.json", case_methods),
  EMBEDDED("case/observations.json", case_observations),
  EMBEDDED("case/pathology.json", case_pathology),
  EMBEDDED("case/procedures.json", case_procedures),
  EMBEDDED("case/reports.json", case_reports),
  EMBEDDED("case/results.json", case_results),
  EMBEDDED("case/routes.json", case_routes),
  EMBEDDED("case/severities.json", case_severities),
  EMBEDDED("case/staging.json", case_staging),
  EMBEDDED("flat-eu/flat-eu.map", flat_eu),
  EMBEDDED("flat-jp/flat-jp.map", flat_jp),
  EMBEDDED("hl7v2/hl7v2.map", hl7v2),
  EMBEDDED("small-lab/small-lab.map", small_lab),
};

size_t transfuse_mappings_count(void) { return sizeof files / sizeof files[0]; }

CEmbeddedFile transfuse_mappings_file(size_t index) { return files[index]; }
