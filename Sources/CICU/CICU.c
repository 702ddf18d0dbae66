#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

struct cicu_segmenter {
    UBreakIterator *iterator;
    UText text;
};

cicu_segmenter *cicu_segmenter_open(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    cicu_segmenter *segmenter = calloc(1, sizeof *segmenter);
    if (!segmenter) return NULL;
    segmenter->text = (UText)UTEXT_INITIALIZER;
    segmenter->iterator = ubrk_open(UBRK_WORD, locale, NULL, 0, &status);
    if (U_FAILURE(status)) {
        free(segmenter);
        return NULL;
    }
    return segmenter;
}

void cicu_segmenter_close(cicu_segmenter *segmenter) {
    if (!segmenter) return;
    ubrk_close(segmenter->iterator);
    utext_close(&segmenter->text);
    free(segmenter);
}

int32_t cicu_segmenter_start(cicu_segmenter *segmenter, const uint8_t *text, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&segmenter->text, (const char *)text, length, &status);
    ubrk_setUText(segmenter->iterator, &segmenter->text, &status);
    return U_SUCCESS(status) ? 0 : -1;
}

int32_t cicu_segmenter_start_utf16(cicu_segmenter *segmenter, const uint16_t *text, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(segmenter->iterator, text, length, &status);
    return U_SUCCESS(status) ? 0 : -1;
}

uint8_t cicu_status_class(int32_t rule) {
    return rule >= UBRK_WORD_IDEO     ? CICU_STATUS_IDEOGRAPHIC
           : rule >= UBRK_WORD_KANA   ? CICU_STATUS_KANA
           : rule >= UBRK_WORD_NUMBER ? CICU_STATUS_WORD
                                      : CICU_STATUS_NONE;
}

int32_t cicu_segments(cicu_segmenter *segmenter, int32_t *ends, uint8_t *statuses, int32_t capacity) {
    int32_t count = 0;
    while (count < capacity) {
        int32_t end = ubrk_next(segmenter->iterator);
        if (end == UBRK_DONE) break;
        ends[count] = end;
        statuses[count] = cicu_status_class(ubrk_getRuleStatus(segmenter->iterator));
        count++;
    }
    return count;
}

int32_t cicu_normalize(const uint8_t *text, int32_t length, uint8_t *result, int32_t capacity) {
    enum { SMALL = 512 };
    UChar small_source[SMALL], small_folded[SMALL * 4];
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
    if (U_FAILURE(status)) return -1;

    // UTF-16 never has more units than UTF-8 has bytes.
    UChar *source = length <= SMALL ? small_source : malloc(sizeof(UChar) * (size_t)length);
    if (!source) return -1;
    int32_t source_length = 0;
    u_strFromUTF8WithSub(source, length <= SMALL ? SMALL : length, &source_length, (const char *)text, length, 0xFFFD,
                         NULL, &status);
    UChar *folded = small_folded;
    int32_t folded_capacity = SMALL * 4;
    int32_t folded_length = unorm2_normalize(normalizer, source, source_length, folded, folded_capacity, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        folded_capacity = folded_length;
        folded = malloc(sizeof(UChar) * (size_t)folded_capacity);
        if (folded) {
            folded_length = unorm2_normalize(normalizer, source, source_length, folded, folded_capacity, &status);
        } else {
            status = U_MEMORY_ALLOCATION_ERROR;
        }
    }
    int32_t result_length = 0;
    if (U_SUCCESS(status)) {
        u_strToUTF8WithSub((char *)result, capacity, &result_length, folded, folded_length, 0xFFFD, NULL, &status);
        if (status == U_BUFFER_OVERFLOW_ERROR || status == U_STRING_NOT_TERMINATED_WARNING) status = U_ZERO_ERROR;
    }
    if (source != small_source) free(source);
    if (folded != small_folded) free(folded);
    return U_SUCCESS(status) ? result_length : -1;
}

int32_t cicu_decode(
    const char *encoding, const uint8_t *text, int32_t length, uint8_t *result, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t needed = ucnv_convert("UTF-8", encoding, (char *)result, capacity, (const char *)text, length, &status);
    return U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR ? -1 : needed;
}

int32_t cicu_detect_encoding(const uint8_t *text, int32_t length, char *name, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    if (U_FAILURE(status)) return -1;
    ucsdet_enableInputFilter(detector, 1);
    ucsdet_setText(detector, (const char *)text, length, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    int32_t confidence = match ? ucsdet_getConfidence(match, &status) : -1;
    const char *found = match ? ucsdet_getName(match, &status) : NULL;
    if (U_FAILURE(status) || !found || strlen(found) >= (size_t)capacity) {
        confidence = -1;
    } else {
        strcpy(name, found);
    }
    ucsdet_close(detector);
    return confidence;
}

const char *cicu_script_name(int32_t script) {
    const char *name = uscript_getShortName((UScriptCode)script);
    return name ? name : "Zzzz";
}

const char *cicu_version(void) { return U_ICU_VERSION; }

const char *cicu_unicode_version(void) { return U_UNICODE_VERSION; }
