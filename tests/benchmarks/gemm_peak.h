// What a machine can multiply at best: the measure that the encoder's speed is held against.

#ifndef ONRECORD_TESTS_BENCHMARKS_GEMM_PEAK_H_
#define ONRECORD_TESTS_BENCHMARKS_GEMM_PEAK_H_

#include <cstdint>
#include <string>
#include <vector>

namespace onrecord::benchmarks {

// out[rows, columns] = a[rows, depth] · b[depth, columns]
struct GemmShape {
  std::string name;
  int64_t rows;
  int64_t columns;
  int64_t depth;
};

// The encoder's multiplications by weights in a batch of 512 tokens, and 1024³ for comparison with
// other machines.
std::vector<GemmShape> EncoderShapes();

// Floating-point operations a second of `threads` threads that multiply at the same time, each its
// own matrices, by the same oneDNN as the encoder: the best of `rounds` rounds of some 100 ms.
// REQUIRES: threads > 0, rounds > 0.
double MeasureGemm(const GemmShape& shape, int threads, int rounds);

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_GEMM_PEAK_H_
