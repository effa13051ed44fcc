// Embeds the data types of HL7 v2.

#include "CHL7v2.h"

// #embed is C23; Clang takes it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char types[] = {
#embed "../../Definitions/hl7v2.tsv"
};

const unsigned char *transfuse_hl7v2_types(void) { return types; }

size_t transfuse_hl7v2_types_length(void) { return sizeof types; }
