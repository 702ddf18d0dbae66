#include "CUnicodeBreaks.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

int64_t cunicode_breaks(const uint8_t *text, int64_t length, uint64_t *check) {
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, (const char *)text, length, &status);
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_FAILURE(status)) return -1;
    ubrk_setUText(iterator, &utext, &status);
    int64_t count = 0;
    for (int32_t end = ubrk_next(iterator); end != UBRK_DONE; end = ubrk_next(iterator)) {
        *check += (uint64_t)end + (uint64_t)ubrk_getRuleStatus(iterator);
        count++;
    }
    ubrk_close(iterator);
    utext_close(&utext);
    return count;
}
