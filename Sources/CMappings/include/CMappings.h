// The files of Mappings/ that are inside the binary.
#ifndef TRANSFUSE_CMAPPINGS_H
#define TRANSFUSE_CMAPPINGS_H

#include <stddef.h>

/// A file that was embedded when the program was built; its bytes live as long as the process.
typedef struct {
  /// The path below `Mappings/`, such as `case/drugs.json`.
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  size_t count;
} CEmbeddedFile;

/// The number of embedded files.
size_t transfuse_mappings_count(void);

/// The embedded file at `index`, which must be less than the count.
CEmbeddedFile transfuse_mappings_file(size_t index);

#endif
