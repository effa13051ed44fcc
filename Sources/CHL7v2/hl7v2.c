// Embeds the data types and the groups of HL7 v2.

#include "CHL7v2.h"

// #embed is C23; Clang takes it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char types[] = {
#embed "../../Definitions/hl7v2.tsv"
};

static const unsigned char groups[] = {
#embed "../../Definitions/hl7v2-groups.tsv"
};

const unsigned char *transfuse_hl7v2_types(void) { return types; }

size_t transfuse_hl7v2_types_length(void) { return sizeof types; }

const unsigned char *transfuse_hl7v2_groups(void) { return groups; }

size_t transfuse_hl7v2_groups_length(void) { return sizeof groups; }
