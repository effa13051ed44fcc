// Functions, not a variable: Swift does not import an array of unknown length.
#include "CDefinitions.h"

// #embed is C23; Clang takes it in every mode and says so.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"
_Alignas(8) static const unsigned char r4[] = {
#embed "r4.bin"
};
#pragma clang diagnostic pop

const void *transfuse_r4_definitions(void) { return r4; }

size_t transfuse_r4_definitions_length(void) { return sizeof r4; }
