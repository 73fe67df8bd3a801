// exp is Cephes' expf, for arguments that aren't positive; kernels_test.cc compares it with libm.

#include "ingest-service/encoder/kernels.h"

#include <dnnl.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest-service/encoder/vector_loops.h"

// oneDNN's threads come from GNU's OpenMP. Declared here rather than through omp.h, which is the
// compiler's own and would bring a second runtime with another compiler.
extern "C" void omp_set_num_threads(int);

namespace onrecord::ingest {
namespace {

// Of valid sizes a multiplication only fails for want of memory, which ends the process elsewhere
// too.
void CheckMultiplied(dnnl_status_t status) {
  if (status == dnnl_success) return;
  std::fprintf(stderr, "Matrix multiplication failed with oneDNN status %d.\n", status);
  std::abort();
}

void Gemm(char transpose_b, int64_t rows, int64_t columns, int64_t depth, float scale,
          ConstMatrix a, ConstMatrix b, Matrix out) {
  if (rows == 0 || columns == 0) return;
  omp_set_num_threads(1);  // of the calling thread alone, and next to free
  CheckMultiplied(dnnl_sgemm('N', transpose_b, rows, columns, depth, scale, a.data, a.stride,
                             b.data, b.stride, 0.0F, out.data, out.stride));
}

// REQUIRES: x <= 0.
inline float ExpOf(float x) {
  x = std::max(x, -87.0F);
  const int32_t n = static_cast<int32_t>(x * 1.44269504088896341F - 0.5F);  // rounds to nearest
  const float k = static_cast<float>(n);
  const float r = (x - k * 0.693359375F) + k * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  const int32_t bits = (n + 127) << 23;
  float power;
  std::memcpy(&power, &bits, sizeof power);
  return p * power;
}

inline void NormalizeRow(int64_t size, const float* weight, const float* bias, float epsilon,
                         float* x) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t k = 0; k < size; ++k) sum += x[k];
  const float mean = sum / static_cast<float>(size);
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (int64_t k = 0; k < size; ++k) squares += (x[k] - mean) * (x[k] - mean);
  const float scale = 1.0F / std::sqrt(squares / static_cast<float>(size) + epsilon);
#pragma omp simd
  for (int64_t k = 0; k < size; ++k) x[k] = (x[k] - mean) * scale * weight[k] + bias[k];
}

ONRECORD_FOR_EACH_PROCESSOR
void NormalizeRows(int64_t rows, int64_t size, const float* weight, const float* bias,
                   float epsilon, float* x) {
  for (int64_t row = 0; row < rows; ++row) {
    NormalizeRow(size, weight, bias, epsilon, x + row * size);
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void NormalizeSums(int64_t rows, int64_t size, const float* weight, const float* bias,
                   float epsilon, const float* added_bias, const float* added, float* x) {
  for (int64_t row = 0; row < rows; ++row) {
    const float* const a = added + row * size;
    float* const y = x + row * size;
#pragma omp simd
    for (int64_t k = 0; k < size; ++k) y[k] += a[k] + added_bias[k];
    NormalizeRow(size, weight, bias, epsilon, y);
  }
}

}  // namespace

void Multiply(int64_t rows, int64_t columns, int64_t depth, float scale, ConstMatrix a,
              ConstMatrix b, Matrix out) {
  Gemm('N', rows, columns, depth, scale, a, b, out);
}

void MultiplyTransposed(int64_t rows, int64_t columns, int64_t depth, float scale, ConstMatrix a,
                        ConstMatrix b, Matrix out) {
  Gemm('T', rows, columns, depth, scale, a, b, out);
}

bool MultipliesBytesExactly() {
  return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_vnni) ==
         dnnl_cpu_isa_avx512_core_vnni;
}

void MultiplyBytes(int64_t rows, int64_t columns, int64_t depth, const uint8_t* a, const int8_t* b,
                   int32_t* out) {
  if (rows == 0 || columns == 0) return;
  omp_set_num_threads(1);
  const int32_t no_offset = 0;
  CheckMultiplied(dnnl_gemm_u8s8s32('N', 'T', 'F', rows, columns, depth, 1.0F, a, depth, 0, b,
                                    depth, 0, 0.0F, out, columns, &no_offset));
}

ONRECORD_FOR_EACH_PROCESSOR
void Gelu(int64_t size, float* x) {
#pragma omp simd
  for (int64_t k = 0; k < size; ++k) x[k] = GeluOf(x[k]);
}

ONRECORD_FOR_EACH_PROCESSOR
void AddBias(int64_t rows, int64_t columns, const float* bias, float* x) {
  for (int64_t row = 0; row < rows; ++row, x += columns) {
#pragma omp simd
    for (int64_t k = 0; k < columns; ++k) x[k] += bias[k];
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void AddBiasGelu(int64_t rows, int64_t columns, const float* bias, float* x) {
  for (int64_t row = 0; row < rows; ++row, x += columns) {
#pragma omp simd
    for (int64_t k = 0; k < columns; ++k) x[k] = GeluOf(x[k] + bias[k]);
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void Softmax(int64_t rows, int64_t columns, float* x) {
  for (int64_t row = 0; row < rows; ++row, x += columns) {
    float largest = x[0];
#pragma omp simd reduction(max : largest)
    for (int64_t k = 0; k < columns; ++k) largest = Larger(largest, x[k]);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t k = 0; k < columns; ++k) {
      x[k] = ExpOf(x[k] - largest);
      sum += x[k];
    }
    const float scale = 1.0F / sum;
#pragma omp simd
    for (int64_t k = 0; k < columns; ++k) x[k] *= scale;
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void SoftmaxUndivided(int64_t rows, int64_t columns, float* x, float* sums) {
  const int64_t padded = PaddedColumns(columns);
  for (int64_t row = 0; row < rows; ++row, x += padded) {
    for (int64_t k = columns; k < padded; ++k) x[k] = -1e30F;
    float largest = x[0];
#pragma omp simd reduction(max : largest)
    for (int64_t k = 0; k < padded; ++k) largest = Larger(largest, x[k]);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t k = 0; k < padded; ++k) {
      x[k] = ExpOf(x[k] - largest);
      sum += x[k];
    }
    sums[row] = sum;
  }
}

ONRECORD_FOR_EACH_PROCESSOR
void DivideRows(int64_t rows, int64_t columns, const float* divisors, Matrix x) {
  for (int64_t row = 0; row < rows; ++row, x.data += x.stride) {
    const float factor = 1.0F / divisors[row];
#pragma omp simd
    for (int64_t k = 0; k < columns; ++k) x.data[k] *= factor;
  }
}

absl::StatusOr<Linear> Linear::Load(const ModelFile& model, const std::string& name, int64_t inputs,
                                    int64_t outputs) {
  return LoadFused(model, {name}, inputs, outputs);
}

absl::StatusOr<Linear> Linear::LoadFused(const ModelFile& model,
                                         const std::vector<std::string>& names, int64_t inputs,
                                         int64_t outputs_each) {
  const int64_t outputs = outputs_each * static_cast<int64_t>(names.size());
  Linear linear;
  linear.inputs_ = inputs;
  linear.weight_.resize(inputs * outputs);
  for (size_t part = 0; part < names.size(); ++part) {
    auto weight = model.Floats(absl::StrCat(names[part], ".weight"), {outputs_each, inputs});
    if (!weight.ok()) return weight.status();
    auto bias = model.Floats(absl::StrCat(names[part], ".bias"), {outputs_each});
    if (!bias.ok()) return bias.status();
    const int64_t first = static_cast<int64_t>(part) * outputs_each;
    for (int64_t output = 0; output < outputs_each; ++output) {
      for (int64_t input = 0; input < inputs; ++input) {
        linear.weight_[input * outputs + first + output] = (*weight)[output * inputs + input];
      }
    }
    linear.bias_.insert(linear.bias_.end(), bias->begin(), bias->end());
  }
  return linear;
}

void Linear::ApplyWithoutBias(int64_t rows, const float* x, float* y) const {
  Multiply(rows, outputs(), inputs_, 1.0F, {x, inputs_}, {weight_.data(), outputs()},
           {y, outputs()});
}

void Linear::Apply(int64_t rows, const float* x, float* y) const {
  ApplyWithoutBias(rows, x, y);
  AddBias(rows, outputs(), bias_.data(), y);
}

void Linear::ApplyGelu(int64_t rows, const float* x, float* y) const {
  ApplyWithoutBias(rows, x, y);
  AddBiasGelu(rows, outputs(), bias_.data(), y);
}

absl::StatusOr<LayerNorm> LayerNorm::Load(const ModelFile& model, const std::string& name,
                                          int64_t size, float epsilon) {
  auto weight = model.Floats(absl::StrCat(name, ".weight"), {size});
  if (!weight.ok()) return weight.status();
  auto bias = model.Floats(absl::StrCat(name, ".bias"), {size});
  if (!bias.ok()) return bias.status();
  LayerNorm norm;
  norm.weight_ = *std::move(weight);
  norm.bias_ = *std::move(bias);
  norm.epsilon_ = epsilon;
  return norm;
}

void LayerNorm::Apply(int64_t rows, float* x) const {
  NormalizeRows(rows, size(), weight_.data(), bias_.data(), epsilon_, x);
}

void LayerNorm::ApplyToSum(int64_t rows, const float* bias, const float* added, float* x) const {
  NormalizeSums(rows, size(), weight_.data(), bias_.data(), epsilon_, bias, added, x);
}

}  // namespace onrecord::ingest
