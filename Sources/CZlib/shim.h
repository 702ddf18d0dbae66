// zlib's gz* functions read gzip files, also of several members, and plain files alike.
#include <zlib.h>
