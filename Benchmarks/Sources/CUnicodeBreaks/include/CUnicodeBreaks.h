#ifndef CUNICODEBREAKS_H
#define CUNICODEBREAKS_H

#include <stdint.h>

/// Walks over the words of UTF-8 text with ICU's `ubrk`, the plainest way there is: one iterator, one `UText`, no
/// conversion. Returns the number of segments; adds up their ends and rule statuses into `check`, so that nothing can be
/// left out. -1 on failure.
int64_t cunicode_breaks(const uint8_t *text, int64_t length, uint64_t *check);

#endif
