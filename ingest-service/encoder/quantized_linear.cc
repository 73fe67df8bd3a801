#include "ingest-service/encoder/quantized_linear.h"

#include <numeric>
#include <utility>

#include "ingest-service/encoder/vector_loops.h"

namespace onrecord::ingest {
namespace {

using Products = QuantizedLinear::Products;

constexpr float kSteps = 255;

inline float Smaller(float a, float b) { return a < b ? a : b; }

// The range always has 0 in it, so 0 stays 0 to the last bit.
inline void QuantizeRow(int64_t size, const float* x, uint8_t* values, float* scale,
                        int32_t* zero) {
  float least = 0, largest = 0;
#pragma omp simd reduction(min : least) reduction(max : largest)
  for (int64_t k = 0; k < size; ++k) {
    least = Smaller(x[k], least);
    largest = Larger(x[k], largest);
  }
  const float range = largest - least;
  const float steps = range > 0 ? kSteps / range : 0.0F;
  *scale = range / kSteps;
  *zero = static_cast<int32_t>(Smaller(-least * steps + 0.5F, kSteps));
  const float offset = static_cast<float>(*zero) + 0.5F;  // 0.5 makes cutting off rounding
#pragma omp simd
  for (int64_t k = 0; k < size; ++k) {
    const float step = Smaller(Larger(x[k] * steps + offset, 0.0F), kSteps);
    values[k] = static_cast<uint8_t>(static_cast<int32_t>(step));
  }
}

// Output k of `row`.
inline float OutputOf(const Products& products, int64_t row, int64_t size, int64_t k) {
  const int32_t sum =
      products.values[row * size + k] - products.row_zeros[row] * products.weight_sums[k];
  return static_cast<float>(sum) * (products.row_scales[row] * products.weight_scales[k]) +
         products.bias[k];
}

ONRECORD_FOR_EACH_PROCESSOR
void QuantizeEachRow(int64_t rows, int64_t size, const float* x, QuantizedRows quantized) {
  for (int64_t row = 0; row < rows; ++row) {
    QuantizeRow(size, x + row * size, quantized.values + row * size, quantized.scales + row,
                quantized.zeros + row);
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void OutputRows(int64_t rows, int64_t size, const Products& products, float* y) {
  for (int64_t row = 0; row < rows; ++row) {
#pragma omp simd
    for (int64_t k = 0; k < size; ++k) y[row * size + k] = OutputOf(products, row, size, k);
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void QuantizeGeluOfRows(int64_t rows, int64_t size, const Products& products, QuantizedRows y) {
  float of_row[QuantizedLinear::kMostOutputs];  // goes no further than the first cache
  for (int64_t row = 0; row < rows; ++row) {
#pragma omp simd
    for (int64_t k = 0; k < size; ++k) of_row[k] = GeluOf(OutputOf(products, row, size, k));
    QuantizeRow(size, of_row, y.values + row * size, y.scales + row, y.zeros + row);
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void AddRow(int64_t row, int64_t size, const Products& products, float* y) {
#pragma omp simd
  for (int64_t k = 0; k < size; ++k) y[k] += OutputOf(products, row, size, k);
}

}  // namespace

void QuantizeRows(int64_t rows, int64_t size, const float* x, QuantizedRows quantized) {
  QuantizeEachRow(rows, size, x, quantized);
}

absl::StatusOr<QuantizedLinear> QuantizedLinear::Load(const ModelFile& model,
                                                      const std::string& name, int64_t inputs,
                                                      int64_t outputs) {
  auto weight = model.Quantized(name + ".weight", {outputs, inputs});
  if (!weight.ok()) return weight.status();
  auto bias = model.Floats(name + ".bias", {outputs});
  if (!bias.ok()) return bias.status();
  QuantizedLinear linear;
  linear.weight_.assign(weight->values.begin(), weight->values.end());
  linear.weight_scales_ = std::move(weight->scales);
  linear.bias_ = *std::move(bias);
  for (auto row = linear.weight_.begin(); row != linear.weight_.end(); row += inputs) {
    linear.weight_sums_.push_back(std::accumulate(row, row + inputs, int32_t{0}));
  }
  return linear;
}

Products QuantizedLinear::Multiply(int64_t rows, QuantizedRows x, int32_t* sums) const {
  MultiplyBytes(rows, outputs(), inputs(), x.values, weight_.data(), sums);
  return {sums, x.scales, x.zeros, weight_scales_.data(), weight_sums_.data(), bias_.data()};
}

void QuantizedLinear::Apply(int64_t rows, QuantizedRows x, int32_t* sums, float* y) const {
  OutputRows(rows, outputs(), Multiply(rows, x, sums), y);
}

void QuantizedLinear::ApplyGelu(int64_t rows, QuantizedRows x, int32_t* sums,
                                QuantizedRows y) const {
  QuantizeGeluOfRows(rows, outputs(), Multiply(rows, x, sums), y);
}

void QuantizedLinear::ApplyToSum(int64_t rows, QuantizedRows x, int32_t* sums,
                                 const LayerNorm& norm, float* residual) const {
  const Products products = Multiply(rows, x, sums);
  for (int64_t row = 0; row < rows; ++row, residual += outputs()) {
    AddRow(row, outputs(), products, residual);
    norm.Apply(1, residual);
  }
}

}  // namespace onrecord::ingest
