#define _GNU_SOURCE
#include "COneDNN.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>

void conednn_use_one_thread(void) {
    static _Thread_local bool is_done = false;
    if (is_done) return;
    is_done = true;
    // oneDNN brings its OpenMP runtime along. It is looked up in the running process, because the file to link it by
    // lies in a folder of the compiler that only GCC searches, and because a oneDNN without OpenMP needs no call.
    void (*set_thread_count)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    if (set_thread_count != NULL) set_thread_count(1);
}

int conednn_sgemm(bool transpose_a, bool transpose_b, int64_t rows, int64_t columns, int64_t inner, float alpha,
                  const float *a, int64_t stride_a, const float *b, int64_t stride_b, float beta, float *c,
                  int64_t stride_c) {
    conednn_use_one_thread();
    return (int)dnnl_sgemm(transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', rows, columns, inner, alpha, a, stride_a,
                           b, stride_b, beta, c, stride_c);
}

int conednn_version(void) {
    const dnnl_version_t *version = dnnl_version();
    return version->major * 1000000 + version->minor * 1000 + version->patch;
}
