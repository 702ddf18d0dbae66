#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucptrie.h>
#include <unicode/uscript.h>

// The compiled rules of a break iterator, as `ubrk_getBinaryRules` hands them out in format 6 (ICU 68 and newer).
typedef struct {
    uint32_t magic;
    uint8_t format[4];
    uint32_t length;
    uint32_t category_count;
    uint32_t forward_start, forward_length;
    uint32_t reverse_start, reverse_length;
    uint32_t trie_start, trie_length;
    uint32_t source_start, source_length;
    uint32_t status_start, status_length;
} rules_header;

typedef struct {
    uint32_t state_count;
    uint32_t row_length;
    uint32_t first_dictionary_category;
    uint32_t lookahead_size;
    uint32_t flags;
} state_table_header;

enum {
    RULES_MAGIC = 0xB1A0,
    RULES_FORMAT = 6,
    START_OF_TEXT_FLAG = 2,
    BYTE_ROWS_FLAG = 4,
    // A row: whether text may end here, lookahead, index of the status, then the next states.
    ROW_HEAD = 3,
    END_OF_TEXT_CATEGORY = 1,
    BLOCK = 64
};

static uint8_t *compiled_rules(const char *locale, int32_t *length) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, locale, NULL, 0, &status);
    if (U_FAILURE(status)) return NULL;
    *length = ubrk_getBinaryRules(iterator, NULL, 0, &status);
    uint8_t *rules = U_SUCCESS(status) && *length > 0 ? malloc((size_t)*length) : NULL;
    if (rules) ubrk_getBinaryRules(iterator, rules, *length, &status);
    ubrk_close(iterator);
    if (U_SUCCESS(status)) return rules;
    free(rules);
    return NULL;
}

static uint16_t row_value(const uint8_t *row, int32_t index, int is_wide) {
    uint16_t value = row[index];
    if (is_wide) memcpy(&value, row + 2 * index, sizeof value);
    return value;
}

// 1 plus the class of a rule status: the last of the values that belong to the rules that matched.
static uint16_t status_of(const uint8_t *statuses, uint32_t index) {
    int32_t count, value;
    memcpy(&count, statuses + 4 * index, sizeof count);
    memcpy(&value, statuses + 4 * (index + (uint32_t)count), sizeof value);
    return (uint16_t)(1 + cicu_status_class(value));
}

// Whether everything that the walk over the rules relies on is there.
static int is_readable(const uint8_t *rules, int32_t length, rules_header *header, state_table_header *table) {
    if (length < (int32_t)sizeof *header) return 0;
    memcpy(header, rules, sizeof *header);
    if (header->magic != RULES_MAGIC || header->format[0] != RULES_FORMAT) return 0;
    if (header->forward_start + sizeof *table > (uint32_t)length) return 0;
    memcpy(table, rules + header->forward_start, sizeof *table);
    int width = table->flags & BYTE_ROWS_FLAG ? 1 : 2;
    return (table->flags & START_OF_TEXT_FLAG) == 0 && table->lookahead_size == 0 &&
           table->row_length == width * (ROW_HEAD + header->category_count) && header->category_count < 255 &&
           header->forward_start + sizeof *table + table->state_count * table->row_length <= (uint32_t)length &&
           header->trie_start + header->trie_length <= (uint32_t)length &&
           (header->category_count + 1) * table->state_count <= UINT16_MAX;
}

static int fill_states(
    cicu_word_table *result, const uint8_t *rules, const rules_header *header, const state_table_header *table) {
    int is_wide = (table->flags & BYTE_ROWS_FLAG) == 0;
    int32_t stride = (int32_t)header->category_count + 1;
    uint16_t *states = calloc((size_t)stride * table->state_count, sizeof *states);
    if (!states) return 0;
    const uint8_t *rows = rules + header->forward_start + sizeof *table;
    for (uint32_t state = 0; state < table->state_count; state++) {
        const uint8_t *row = rows + state * table->row_length;
        uint16_t *target = states + (int32_t)state * stride;
        if (row_value(row, 0, is_wide) == 1) {
            target[0] = status_of(rules + header->status_start, row_value(row, 2, is_wide));
        }
        for (uint32_t category = 0; category < header->category_count; category++) {
            target[1 + category] = (uint16_t)(row_value(row, ROW_HEAD + (int32_t)category, is_wide) * stride);
        }
        // A segment would depend on whether the text ends after it: no rule for words asks that.
        if (target[1 + END_OF_TEXT_CATEGORY] != 0) {
            free(states);
            return 0;
        }
    }
    result->states = states;
    result->start_state = stride;
    result->stride = stride;
    return 1;
}

static uint32_t kind_outside_words(UChar32 character, int8_t type) {
    if (u_isUWhiteSpace(character) || u_iscntrl(character)) return CICU_WHITESPACE;
    if (u_hasBinaryProperty(character, UCHAR_EMOJI_PRESENTATION)) return CICU_EMOJI;
    // Signs below U+2600 that may be drawn as pictures, such as ©, are signs unless they always are.
    if (u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC)) {
        return character >= 0x2600 ? CICU_EMOJI : CICU_SYMBOL;
    }
    switch (type) {
        case U_MATH_SYMBOL:
        case U_CURRENCY_SYMBOL:
        case U_MODIFIER_SYMBOL:
        case U_OTHER_SYMBOL:
            return CICU_SYMBOL;
        default:
            return CICU_PUNCTUATION;
    }
}

static uint32_t character_entry(UChar32 character, const UCPTrie *trie, uint32_t first_dictionary_category) {
    UErrorCode status = U_ZERO_ERROR;
    uint32_t category = trie ? ucptrie_get(trie, character) : 0;
    int32_t script = uscript_getScript(character, &status);
    if (U_FAILURE(status) || script == USCRIPT_INHERITED || script > 255 || script < 0) script = USCRIPT_COMMON;
    int8_t type = u_charType(character);
    uint32_t entry = (1 + category) | (uint32_t)script << CICU_SCRIPT_SHIFT;
    if (u_isalpha(character)) {
        entry |= CICU_LETTER;
    } else if (type == U_DECIMAL_DIGIT_NUMBER) {
        entry |= CICU_DIGIT;
    } else if (character >= 0x80 && type != U_CONNECTOR_PUNCTUATION) {
        entry |= CICU_WORD_SIGN;
    }
    entry |= (entry & CICU_LETTER ? CICU_PUNCTUATION : kind_outside_words(character, type)) << CICU_KIND_SHIFT;
    // No dictionary has Hangul words, so ICU leaves Hangul as the rules cut it.
    if (trie && category >= first_dictionary_category && script != USCRIPT_HANGUL) {
        entry |= CICU_DICTIONARY;
        int32_t line_break = u_getIntPropertyValue(character, UCHAR_LINE_BREAK);
        if (line_break == U_LB_COMPLEX_CONTEXT) entry |= CICU_COMPLEX;
    }
    if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) entry |= CICU_IS_KANA;
    return entry;
}

// Two stages, as Unicode tables usually are; neighbouring blocks with the same content are stored once.
static int fill_characters(cicu_word_table *result, const UCPTrie *trie, uint32_t first_dictionary_category) {
    enum { BLOCKS = 0x110000 / BLOCK };
    uint16_t *blocks = malloc(BLOCKS * sizeof *blocks);
    uint32_t *characters = malloc((size_t)0x110000 * sizeof *characters);
    if (!blocks || !characters) {
        free(blocks);
        free(characters);
        return 0;
    }
    int32_t used = 0;
    for (int32_t block = 0; block < BLOCKS; block++) {
        UChar32 first = block * BLOCK;
        // Whole planes without a character, and the private ones, are alike throughout.
        int is_empty_plane = (first > 0x40000 && first < 0xE0000) || (first > 0xF0000);
        if (!is_empty_plane) {
            uint32_t *target = characters + used * BLOCK;
            for (int32_t index = 0; index < BLOCK; index++) {
                target[index] = character_entry(first + index, trie, first_dictionary_category);
            }
            if (used == 0 || memcmp(target, target - BLOCK, BLOCK * sizeof *target) != 0) used++;
        }
        blocks[block] = (uint16_t)(used - 1);
    }
    uint32_t *fitted = realloc(characters, (size_t)used * BLOCK * sizeof *characters);
    result->blocks = blocks;
    result->characters = fitted ? fitted : characters;
    return 1;
}

int32_t cicu_word_table_open(const char *locale, cicu_word_table *result) {
    memset(result, 0, sizeof *result);
    int32_t length = 0;
    uint8_t *rules = compiled_rules(locale, &length);
    rules_header header;
    state_table_header table = {0};
    UCPTrie *trie = NULL;
    if (rules && is_readable(rules, length, &header, &table)) {
        UErrorCode status = U_ZERO_ERROR;
        trie = ucptrie_openFromBinary(UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_ANY, rules + header.trie_start,
                                      (int32_t)header.trie_length, NULL, &status);
        if (U_SUCCESS(status) && !fill_states(result, rules, &header, &table)) {
            ucptrie_close(trie);
            trie = NULL;
        }
    }
    int is_filled = fill_characters(result, trie, table.first_dictionary_category);
    if (trie) ucptrie_close(trie);
    free(rules);
    return is_filled ? 0 : -1;
}
