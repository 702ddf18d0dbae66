// The part of oneDNN that Bowerbird calls, without its types: one matrix product, on the calling thread alone.
#ifndef BOWERBIRD_CONEDNN_H
#define BOWERBIRD_CONEDNN_H

#include <stdbool.h>
#include <stdint.h>

// Makes every later parallel region of the calling thread run on that thread alone. Two workers with one thread each
// are faster than one product on two threads, and a product summed by one thread has the same bits every time.
// Costs a thread-local read after the first call on a thread.
void conednn_use_one_thread(void);

// c = alpha · op(a) · op(b) + beta · c, all row-major, on the calling thread alone.
// op(a) is [rows × inner], op(b) is [inner × columns], c is [rows × columns]; op transposes when its flag is set.
// The strides are the distances between the starts of two rows as stored. With beta = 0, c is not read.
// Returns 0, or oneDNN's status when it refuses the shapes.
int conednn_sgemm(bool transpose_a, bool transpose_b, int64_t rows, int64_t columns, int64_t inner, float alpha,
                  const float *a, int64_t stride_a, const float *b, int64_t stride_b, float beta, float *c,
                  int64_t stride_c);

// oneDNN's version, as major · 10⁶ + minor · 10³ + patch.
int conednn_version(void);

#endif
