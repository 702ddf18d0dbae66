#ifndef CUNICODEBREAKS_H
#define CUNICODEBREAKS_H

#include <stdint.h>

/// Walks ICU's word iterator over UTF-8 text and returns the number of segments; `check` keeps the loop honest, `seconds`
/// are those of the processor, without opening the iterator. −1 on failure.
int64_t cunicode_breaks(const uint8_t *text, int64_t length, uint64_t *check, double *seconds);

/// The same over UTF-16, into which the text is turned before time is taken.
int64_t cunicode_breaks_utf16(const uint8_t *text, int64_t length, uint64_t *check, double *seconds);

/// Processor seconds of the calling thread so far.
double cunicode_processor_seconds(void);

#endif
