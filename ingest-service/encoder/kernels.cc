// How fast code for every processor comes from one build: the loops are written so that the
// compiler can turn them into vector instructions, and ONRECORD_FOR_EACH_PROCESSOR has it do so
// three times, the best of which is chosen when the program starts. Only sums and maxima need to be
// told that their order is free (omp simd).
//
// erf is the rational approximation x P(x²)/Q(x²) on [-4, 4] that Eigen uses
// (generic_fast_erf_float, after XLA); exp is Cephes' expf, for arguments that aren't positive.
// kernels_test.cc compares both with libm.

#include "ingest-service/encoder/kernels.h"

#include <dnnl.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

// oneDNN's threads come from GNU's OpenMP. Declared here rather than through omp.h, which is the
// compiler's own and would bring a second runtime with another compiler.
extern "C" void omp_set_num_threads(int);

// Clones are chosen by the dynamic linker, before ThreadSanitizer is ready.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define ONRECORD_FOR_EACH_PROCESSOR \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ONRECORD_FOR_EACH_PROCESSOR
#endif

namespace onrecord::ingest {
namespace {

void Gemm(char transpose_b, int64_t rows, int64_t columns, int64_t depth, float scale,
          ConstMatrix a, ConstMatrix b, Matrix out) {
  if (rows == 0 || columns == 0) return;
  omp_set_num_threads(1);  // of the calling thread alone, and next to free
  const dnnl_status_t status = dnnl_sgemm('N', transpose_b, rows, columns, depth, scale, a.data,
                                          a.stride, b.data, b.stride, 0.0F, out.data, out.stride);
  if (status != dnnl_success) {
    // Of valid sizes it only fails for want of memory, which ends the process elsewhere too.
    std::fprintf(stderr, "Matrix multiplication failed with oneDNN status %d.\n", status);
    std::abort();
  }
}

// std::max goes through references, which keeps the compiler from seeing a maximum.
inline float Larger(float a, float b) { return a > b ? a : b; }

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
