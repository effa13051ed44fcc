// The R4 definitions as bytes of the program: read-only pages, nothing is parsed or copied at start.
#ifndef TRANSFUSE_CDEFINITIONS_H
#define TRANSFUSE_CDEFINITIONS_H

#include <stddef.h>

/// Where the table of R4 definitions begins. Its layout is drawn in FHIRDefinitions/FlatLayout.swift.
const void *transfuse_r4_definitions(void);

/// How many bytes the table of R4 definitions has.
size_t transfuse_r4_definitions_length(void);

#endif
