/// What libFuzzer is started with by a program that has a main function of its own (LLVM, "libFuzzer: using libFuzzer as a library").
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*read)(const uint8_t *bytes, size_t count));
