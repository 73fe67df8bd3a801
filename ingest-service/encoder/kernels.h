// The arithmetic of the reader's networks: the few operations that the encoder and the heads on top
// of it share.
//
// All matrices are row-major and without gaps unless a stride is given, and fp32 but for
// MultiplyBytes (quantized_linear.h is what is built on it). Nothing here
// allocates; callers bring the memory. Everything runs on the calling thread alone (one article a
// thread is the rule of the service), so a result depends neither on how many threads there are nor
// on what they do. Matrix multiplication is oneDNN's; the element-wise loops are compiled for
// several instruction sets and chosen when the program starts.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_KERNELS_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_KERNELS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// A matrix inside a larger one: element (r, c) is data[r * stride + c].
struct ConstMatrix {
  const float* data;
  int64_t stride;
};
struct Matrix {
  float* data;
  int64_t stride;
};

// out[rows, columns] = scale * a[rows, depth] · b[depth, columns]; overwrites out.
void Multiply(int64_t rows, int64_t columns, int64_t depth, float scale, ConstMatrix a,
              ConstMatrix b, Matrix out);

// The same with b given as [columns, depth]: out = scale * a · bᵀ.
void MultiplyTransposed(int64_t rows, int64_t columns, int64_t depth, float scale, ConstMatrix a,
                        ConstMatrix b, Matrix out);

// Whether MultiplyBytes is exact here: on processors with AVX-512 VNNI. Others multiply bytes by an
// instruction that adds two products in sixteen bits and cuts off what doesn't fit. Depends on the
// machine alone (and on ONEDNN_MAX_CPU_ISA, which makes oneDNN take a machine for an older one).
bool MultipliesBytesExactly();

// out[rows, columns] = a[rows, depth] · bᵀ, b given as [columns, depth]; overwrites out.
void MultiplyBytes(int64_t rows, int64_t columns, int64_t depth, const uint8_t* a, const int8_t* b,
                   int32_t* out);

// x = gelu(x), the exact form x/2 (1 + erf(x / √2)); absolute error below 1e-6.
void Gelu(int64_t size, float* x);

// x[rows, columns] = x + bias, bias[columns] added to each row.
void AddBias(int64_t rows, int64_t columns, const float* bias, float* x);

// x = gelu(x + bias) in one pass.
void AddBiasGelu(int64_t rows, int64_t columns, const float* bias, float* x);

// Makes each row of x[rows, columns] a probability distribution: exp(x) / Σ exp(x). Absolute error
// below 1e-6.
void Softmax(int64_t rows, int64_t columns, float* x);

// The same but for the division: each row of x becomes exp(x - its largest), its sum goes to
// sums[rows], and who multiplies by x divides the product (DivideRows). Rows lie
// PaddedColumns(columns) apart; what lies between them is overwritten, so that every row is whole
// vectors.
void SoftmaxUndivided(int64_t rows, int64_t columns, float* x, float* sums);
constexpr int64_t PaddedColumns(int64_t columns) { return (columns + 15) / 16 * 16; }

// Divides row r of x[rows, columns] by divisors[r].
void DivideRows(int64_t rows, int64_t columns, const float* divisors, Matrix x);

// y = x Wᵀ + b, as torch.nn.Linear. Immutable: safe from any number of threads.
class Linear {
 public:
  Linear() = default;

  // From the tensors `name`.weight [outputs, inputs] and `name`.bias [outputs]; errors as
  // ModelFile::Floats.
  static absl::StatusOr<Linear> Load(const ModelFile& model, const std::string& name,
                                     int64_t inputs, int64_t outputs);

  // Several layers with the same input as one with their outputs side by side, in the order of
  // `names`: one large multiplication instead of some small ones.
  static absl::StatusOr<Linear> LoadFused(const ModelFile& model,
                                          const std::vector<std::string>& names, int64_t inputs,
                                          int64_t outputs_each);

  int64_t inputs() const { return inputs_; }
  int64_t outputs() const { return static_cast<int64_t>(bias_.size()); }
  const float* bias() const { return bias_.data(); }

  // y[rows, outputs] from x[rows, inputs]; overwrites y, which mustn't overlap x.
  void Apply(int64_t rows, const float* x, float* y) const;

  // The same followed by Gelu.
  void ApplyGelu(int64_t rows, const float* x, float* y) const;

  // Without the bias, for a caller that adds it in a later pass of its own.
  void ApplyWithoutBias(int64_t rows, const float* x, float* y) const;

 private:
  int64_t inputs_ = 0;
  std::vector<float> weight_;  // [inputs, outputs]: transposed once when loaded
  std::vector<float> bias_;
};

// Layer normalisation over the last dimension, as torch.nn.LayerNorm. Immutable: safe from any
// number of threads.
class LayerNorm {
 public:
  LayerNorm() = default;

  // From the tensors `name`.weight and `name`.bias, both [size]; errors as ModelFile::Floats.
  static absl::StatusOr<LayerNorm> Load(const ModelFile& model, const std::string& name,
                                        int64_t size, float epsilon);

  int64_t size() const { return static_cast<int64_t>(weight_.size()); }

  // x[rows, size] = norm(x).
  void Apply(int64_t rows, float* x) const;

  // x = norm(x + bias + added) in one pass; bias[size] is added to each row, added is [rows, size].
  void ApplyToSum(int64_t rows, const float* bias, const float* added, float* x) const;

 private:
  std::vector<float> weight_;
  std::vector<float> bias_;
  float epsilon_ = 0;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_KERNELS_H_
