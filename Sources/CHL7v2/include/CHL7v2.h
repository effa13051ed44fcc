// The data types and groups of HL7 v2, as bytes of the program.
#ifndef TRANSFUSE_CHL7V2_H
#define TRANSFUSE_CHL7V2_H

#include <stddef.h>

/// The text of `Definitions/hl7v2.tsv`.
const unsigned char *_Nonnull transfuse_hl7v2_types(void);

/// How many bytes the text has.
size_t transfuse_hl7v2_types_length(void);

/// The text of `Definitions/hl7v2-groups.tsv`.
const unsigned char *_Nonnull transfuse_hl7v2_groups(void);

/// How many bytes the text has.
size_t transfuse_hl7v2_groups_length(void);

#endif
