// What a machine can multiply at best: the measure that the encoder's speed is held against.

#ifndef ONRECORD_TESTS_BENCHMARKS_GEMM_PEAK_H_
#define ONRECORD_TESTS_BENCHMARKS_GEMM_PEAK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "ingest-service/encoder/encoder_layer.h"

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

// Multiplications and additions a second, in fp32 or by bytes, of `threads` threads that multiply
// at the same time, each its own matrices, by the same oneDNN as the encoder: the best of `rounds`
// rounds of some 100 ms. REQUIRES: threads > 0, rounds > 0, and for kInt8 MultipliesBytesExactly.
double MeasureGemm(const GemmShape& shape, ingest::Precision precision, int threads, int rounds);

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_GEMM_PEAK_H_
