// What Bowerbird needs of ICU, in plain C types. ICU's own headers stay inside CICU.c: Foundation carries another
// version of ICU whose types have the same names, and a Swift module that sees both does not compile.
#ifndef CICU_H
#define CICU_H

#include <stdint.h>

/// Kinds of segments.
enum {
    CICU_WORD = 0,
    CICU_NUMBER = 1,
    CICU_KANA = 2,
    CICU_IDEOGRAPHIC = 3,
    CICU_SYMBOL = 4,
    CICU_PUNCTUATION = 5,
    CICU_WHITESPACE = 6,
    CICU_EMOJI = 7
};

/// What ICU's rules say of a segment.
enum {
    CICU_STATUS_NONE = 0,
    CICU_STATUS_WORD = 1,
    CICU_STATUS_KANA = 2,
    CICU_STATUS_IDEOGRAPHIC = 3
};

/// A word iterator with the text it walks over. Not for more than one thread at a time.
typedef struct cicu_segmenter cicu_segmenter;

/// A segmenter for the language `locale` (a BCP 47 tag; "" is the root locale), or NULL if ICU's data is missing.
cicu_segmenter *cicu_segmenter_open(const char *locale);

/// Releases a segmenter.
void cicu_segmenter_close(cicu_segmenter *segmenter);

/// Starts on `length` bytes of UTF-8, which must outlive the walk. Ill-formed bytes count as U+FFFD. 0, or -1 on failure.
int32_t cicu_segmenter_start(cicu_segmenter *segmenter, const uint8_t *text, int32_t length);

/// The same for UTF-16, `length` units.
int32_t cicu_segmenter_start_utf16(cicu_segmenter *segmenter, const uint16_t *text, int32_t length);

/// Writes the next segments, at most `capacity`: where each ends, in bytes (or UTF-16 units) from the start of the text,
/// and its status. Returns how many were written; 0 when the text is used up.
int32_t cicu_segments(cicu_segmenter *segmenter, int32_t *ends, uint8_t *statuses, int32_t capacity);

/// The class (`CICU_STATUS_…`) of one of ICU's rule statuses.
uint8_t cicu_status_class(int32_t rule);

/// Fields of an entry of `cicu_word_table.characters`.
enum {
    /// 1 plus the character's category in the rules: its column in a row of `states`.
    CICU_COLUMN_MASK = 0xFF,
    /// The kind of a segment that starts with the character and that the rules give no status.
    CICU_KIND_SHIFT = 8,
    CICU_KIND_MASK = 7 << CICU_KIND_SHIFT,
    CICU_LETTER = 1 << 11,
    CICU_DIGIT = 1 << 12,
    /// Neither letter nor digit, yet enough to make a word where the rules see one.
    CICU_WORD_SIGN = 1 << 13,
    /// Where such characters stand together, words are found by dictionary.
    CICU_DICTIONARY = 1 << 14,
    CICU_IS_KANA = 1 << 15,
    /// ICU's number of the character's script, 0 for what many scripts share; eight bits.
    CICU_SCRIPT_SHIFT = 16,
    /// Words of such characters (Thai, Lao, Khmer, Burmese) come from one of ICU's dictionaries for these scripts.
    CICU_COMPLEX = 1 << 24
};

/// ICU's word rules of a language as an automaton, and what it needs to know of every character.
typedef struct {
    /// Rows of `stride` numbers, one for each state: the status plus 1 of a segment that ends in it (0 if none may), then
    /// for each category where in `states` the next row starts. Row 0 means that no longer segment is possible. NULL when
    /// this version of ICU stores its rules in an unknown way.
    const uint16_t *states;
    int32_t stride;
    int32_t start_state;
    /// For each 64 code points, which 64 entries of `characters` are theirs.
    const uint16_t *blocks;
    const uint32_t *characters;
} cicu_word_table;

/// Fills `result` for the language `locale`. What it points to is never freed. 0, or -1 without memory.
int32_t cicu_word_table_open(const char *locale, cicu_word_table *result);

/// NFKC with case folding (Unicode NFKC_Casefold) of UTF-8 text. Returns the length of the result in bytes, of which at
/// most `capacity` were written, or -1 on failure. Ill-formed bytes become U+FFFD.
int32_t cicu_normalize(const uint8_t *text, int32_t length, uint8_t *result, int32_t capacity);

/// `length` bytes of text in the encoding that ICU knows as `encoding`, as UTF-8. Returns the length of the result in
/// bytes, of which at most `capacity` were written, or -1 when ICU does not know the encoding. Ill-formed bytes become
/// U+FFFD.
int32_t cicu_decode(
    const char *encoding, const uint8_t *text, int32_t length, uint8_t *result, int32_t capacity);

/// Writes the name of the encoding that `length` bytes of text, with or without tags, are most likely in, with a zero behind
/// it, where that takes at most `capacity` bytes. Returns how sure ICU is of it, 0...100, or -1 when it has no answer.
int32_t cicu_detect_encoding(const uint8_t *text, int32_t length, char *name, int32_t capacity);

/// The ISO 15924 short name ("Latn", "Hani", …) of a script by ICU's number.
const char *cicu_script_name(int32_t script);

/// Version of ICU, for example "72.1".
const char *cicu_version(void);

/// Version of Unicode that this ICU follows, for example "15.0".
const char *cicu_unicode_version(void);

#endif
