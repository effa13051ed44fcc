// The R4 definitions as bytes of the program: read-only pages, nothing is parsed or copied at start.
#ifndef TRANSFUSE_CDEFINITIONS_H
#define TRANSFUSE_CDEFINITIONS_H

#include <stddef.h>

/// Where the table of R4 definitions begins. Its layout is drawn in FHIRDefinitions/FlatLayout.swift.
const void *_Nonnull transfuse_r4_definitions(void);

/// How many bytes the table of R4 definitions has.
size_t transfuse_r4_definitions_length(void);

/// A definition of our own that was embedded when the program was built; its bytes live as long as the process.
typedef struct {
  /// The path below `Definitions/`, such as `extensions/case-note.json`.
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  size_t count;
} COwnDefinition;

/// The number of our own definitions.
size_t transfuse_own_definitions_count(void);

/// Our own definition at `index`, which must be less than the count.
COwnDefinition transfuse_own_definition(size_t index);

#endif
