// What Bowerbird needs of ICU, in plain C types. ICU's own headers stay inside CICU.c: Foundation carries another
// version of ICU whose types have the same names, and a Swift module that sees both does not compile.
#ifndef CICU_H
#define CICU_H

#include <stdint.h>

/// Kinds of segments, as numbered in `cicu_segments`.
enum {
    CICU_WORD = 0,
    CICU_NUMBER = 1,
    CICU_KANA = 2,
    CICU_IDEOGRAPHIC = 3,
    CICU_SYMBOL = 4,
    CICU_PUNCTUATION = 5,
    CICU_WHITESPACE = 6
};

/// A word iterator with the text it walks over. Not for more than one thread at a time.
typedef struct cicu_segmenter cicu_segmenter;

/// A segmenter for the language `locale` (a BCP 47 tag; "" is the root locale), or NULL if ICU's data is missing.
cicu_segmenter *cicu_segmenter_open(const char *locale);

/// Releases a segmenter.
void cicu_segmenter_close(cicu_segmenter *segmenter);

/// Starts on `length` bytes of UTF-8, which must outlive the walk. Ill-formed bytes count as U+FFFD. 0, or -1 on failure.
int32_t cicu_segmenter_start(cicu_segmenter *segmenter, const uint8_t *text, int32_t length);

/// Writes the next segments, at most `capacity`: where each ends, in bytes from the start of the text, and its kind.
/// Returns how many were written; 0 when the text is used up.
int32_t cicu_segments(cicu_segmenter *segmenter, int32_t *ends, uint8_t *kinds, int32_t capacity);

/// NFKC with case folding (Unicode NFKC_Casefold) of UTF-8 text. Returns the length of the result in bytes, of which at
/// most `capacity` were written, or -1 on failure. Ill-formed bytes become U+FFFD.
int32_t cicu_normalize(const uint8_t *text, int32_t length, uint8_t *result, int32_t capacity);

/// `length` bytes of text in the encoding that ICU knows as `encoding`, as UTF-8. Returns the length of the result in
/// bytes, of which at most `capacity` were written, or -1 when ICU does not know the encoding. Ill-formed bytes become
/// U+FFFD.
int32_t cicu_decode(
    const char *encoding, const uint8_t *text, int32_t length, uint8_t *result, int32_t capacity);

/// The ISO 15924 short name of the script of a code point ("Latn", "Hani", …).
const char *cicu_script(uint32_t code_point);

/// Version of ICU, for example "72.1".
const char *cicu_version(void);

/// Version of Unicode that this ICU follows, for example "15.0".
const char *cicu_unicode_version(void);

#endif
