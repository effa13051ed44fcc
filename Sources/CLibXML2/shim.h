#include <iconv.h>
#include <libxml/xmlversion.h>
// libxml2 may bring the headers of the system's ICU, which contradict those of Swift's Foundation. Nothing here needs them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
