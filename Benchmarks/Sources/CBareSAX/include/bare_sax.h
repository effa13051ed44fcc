#include <stddef.h>
/* Parses a document with libxml2's own SAX2 interface and callbacks that only count; -1 if it is not well-formed. */
long bare_sax(const char *bytes, size_t count);
