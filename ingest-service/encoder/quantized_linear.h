// Dense layers in whole numbers of eight bits: a quarter of the memory of fp32, and three to four
// times as fast.
//
// Weights are stored as -127..127 times a scale of their output. What comes in is rounded here,
// each row to 256 steps between its own least and largest value:
//     x = scale (q - zero),  so  x Wᵀ = scale · weight_scale ((Σ q w) - zero Σ w)
// The sums are whole numbers and exact, so a row gives the same bits whatever other rows are
// multiplied along with it. What follows a multiplication (bias, gelu, adding and normalising,
// rounding for the next one) happens in the pass that turns its sums into fp32.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_QUANTIZED_LINEAR_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_QUANTIZED_LINEAR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// Rows rounded to bytes. Points into memory of the caller's.
struct QuantizedRows {
  uint8_t* values;  // [rows, size]
  float* scales;    // [rows]
  int32_t* zeros;   // [rows]: the value that stands for 0
};

// Rounds x[rows, size] into `quantized`; 0 stays 0. Rows with values that aren't finite do no harm
// but stand for nothing.
void QuantizeRows(int64_t rows, int64_t size, const float* x, QuantizedRows quantized);

// y = x Wᵀ + b of rows rounded to bytes. Each method takes `sums`, room for [rows, outputs].
// Immutable: safe from any number of threads. Movable. What it gives is of use only where
// MultipliesBytesExactly.
class QuantizedLinear {
 public:
  static constexpr int64_t kMostOutputs = 4096;

  // Sums of products of bytes, and what turns them into outputs. Of no use to others.
  struct Products {
    const int32_t* values;  // [rows, outputs]
    const float* row_scales;
    const int32_t* row_zeros;
    const float* weight_scales;
    const int32_t* weight_sums;
    const float* bias;
  };

  QuantizedLinear() = default;

  // From the tensors `name`.weight (I8) [outputs, inputs] and `name`.bias [outputs]; errors as
  // ModelFile::Quantized and ModelFile::Floats. REQUIRES: inputs <= 2^15 (so that sums fit 32
  // bits), outputs <= kMostOutputs.
  static absl::StatusOr<QuantizedLinear> Load(const ModelFile& model, const std::string& name,
                                              int64_t inputs, int64_t outputs);

  // y[rows, outputs], overwritten.
  void Apply(int64_t rows, QuantizedRows x, int32_t* sums, float* y) const;

  // gelu(y), rounded for the layer that follows.
  void ApplyGelu(int64_t rows, QuantizedRows x, int32_t* sums, QuantizedRows y) const;

  // residual[rows, outputs] = norm(residual + y).
  void ApplyToSum(int64_t rows, QuantizedRows x, int32_t* sums, const LayerNorm& norm,
                  float* residual) const;

 private:
  Products Multiply(int64_t rows, QuantizedRows x, int32_t* sums) const;
  int64_t inputs() const { return static_cast<int64_t>(weight_.size()) / outputs(); }
  int64_t outputs() const { return static_cast<int64_t>(bias_.size()); }

  std::vector<int8_t> weight_;        // [outputs, inputs]
  std::vector<float> weight_scales_;  // [outputs]
  std::vector<int32_t> weight_sums_;  // [outputs]: over all inputs
  std::vector<float> bias_;           // [outputs]
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_QUANTIZED_LINEAR_H_
