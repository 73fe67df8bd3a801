// Internal to kernels.cc, quantized_linear.cc and the heads: what their loops have in common.
//
// How fast code for every processor comes from one build: the loops are written so that the
// compiler can turn them into vector instructions, and ONRECORD_FOR_EACH_PROCESSOR has it do so
// three times, the best of which is chosen when the program starts. Only sums and maxima need to be
// told that their order is free (omp simd).

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_VECTOR_LOOPS_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_VECTOR_LOOPS_H_

#include <algorithm>
#include <cstdint>

// Clones are chosen by the dynamic linker, before ThreadSanitizer is ready.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define ONRECORD_FOR_EACH_PROCESSOR \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ONRECORD_FOR_EACH_PROCESSOR
#endif

namespace onrecord::ingest {

// std::max goes through references, which keeps the compiler from seeing a maximum.
inline float Larger(float a, float b) { return a > b ? a : b; }

// x/2 (1 + erf(x / √2)). erf is the rational approximation x P(x²)/Q(x²) on [-4, 4] that Eigen uses
// (generic_fast_erf_float, after XLA); kernels_test.cc compares it with libm.
inline float GeluOf(float x) {
  constexpr float kFlat = 5.5F;  // beyond it gelu is 0 or x to 1e-6
  const float z = std::min(std::max(x * 0.70710678118654752F, -4.0F), 4.0F);
  const float z2 = z * z;
  float p = -2.72614225801306e-10F;
  p = p * z2 + 2.77068142495902e-08F;
  p = p * z2 - 2.10102402082508e-06F;
  p = p * z2 - 5.69250639462346e-05F;
  p = p * z2 - 7.34990630326855e-04F;
  p = p * z2 - 2.95459980854025e-03F;
  p = p * z2 - 1.60960333262415e-02F;
  float q = -1.45660718464996e-05F;
  q = q * z2 - 2.13374055278905e-04F;
  q = q * z2 - 1.68282697438203e-03F;
  q = q * z2 - 7.37332916720468e-03F;
  q = q * z2 - 1.42647390514189e-02F;
  const float gelu = 0.5F * x * (1.0F + z * p / q);
  return x > kFlat ? x : x < -kFlat ? 0.0F : gelu;
}

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_VECTOR_LOOPS_H_
