#include "CUnicodeBreaks.h"

#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

double cunicode_processor_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int64_t count_breaks(UBreakIterator *iterator, uint64_t *check) {
    int64_t count = 0;
    for (int32_t end = ubrk_next(iterator); end != UBRK_DONE; end = ubrk_next(iterator)) {
        *check += (uint64_t)end + (uint64_t)ubrk_getRuleStatus(iterator);
        count++;
    }
    return count;
}

int64_t cunicode_breaks(const uint8_t *text, int64_t length, uint64_t *check, double *seconds) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_FAILURE(status)) return -1;
    double start = cunicode_processor_seconds();
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, (const char *)text, length, &status);
    ubrk_setUText(iterator, &utext, &status);
    int64_t count = count_breaks(iterator, check);
    *seconds = cunicode_processor_seconds() - start;
    ubrk_close(iterator);
    utext_close(&utext);
    return U_SUCCESS(status) ? count : -1;
}

int64_t cunicode_breaks_utf16(const uint8_t *text, int64_t length, uint64_t *check, double *seconds) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    UChar *units = malloc(sizeof(UChar) * (size_t)length);
    if (U_FAILURE(status) || !units) return -1;
    int32_t count_of_units = 0;
    u_strFromUTF8(units, (int32_t)length, &count_of_units, (const char *)text, (int32_t)length, &status);
    if (status == U_STRING_NOT_TERMINATED_WARNING) status = U_ZERO_ERROR;
    double start = cunicode_processor_seconds();
    ubrk_setText(iterator, units, count_of_units, &status);
    int64_t count = count_breaks(iterator, check);
    *seconds = cunicode_processor_seconds() - start;
    ubrk_close(iterator);
    free(units);
    return U_SUCCESS(status) ? count : -1;
}
