// A convolution of kernel 3 whose taps lie some tokens apart.
//
// The argument head's time goes here, so it is computed by Winograd's minimal filtering F(4, 3): of
// each four outputs that share inputs, six products instead of twelve (Lavin and Gray 2015,
// "Fast Algorithms for Convolutional Neural Networks", in one dimension). In fp32 the result is
// that of the plain sum to about 1e-6 of its terms.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_DILATED_CONVOLUTION_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_DILATED_CONVOLUTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// As many outputs as inputs, `size` of each. Immutable: safe from any number of threads. Movable.
class DilatedConvolution {
 public:
  // What Apply needs beside its result, for that many sequences of that width at most; whatever the
  // dilation up to 8.
  class Workspace {
   public:
    Workspace(int64_t sequences, int64_t width, int64_t size);

   private:
    friend class DilatedConvolution;
    std::unique_ptr<float[]> inputs_;
    std::unique_ptr<float[]> products_;
  };

  // From the tensors `name`.weight [size, size, 3] and `name`.bias [size]; errors as
  // ModelFile::Floats.
  static absl::StatusOr<DilatedConvolution> Load(const ModelFile& model, const std::string& name,
                                                 int64_t size, int dilation);

  const float* bias() const { return bias_.data(); }

  // y[sequences, width, size] from x of the same shape, without the bias, each sequence by itself
  // and zeros beyond its ends; overwrites y, which mustn't overlap x.
  void ApplyWithoutBias(int64_t sequences, int64_t width, const float* x, Workspace& workspace,
                        float* y) const;

 private:
  DilatedConvolution() = default;

  int64_t TilesOf(int64_t width) const;
  void TransformInputs(int64_t width, const float* x, int64_t plane, float* inputs) const;
  void TransformProducts(int64_t width, const float* products, int64_t plane, float* y) const;

  int64_t size_ = 0;
  int64_t dilation_ = 0;
  std::vector<float> weight_;  // six times [inputs, outputs]
  std::vector<float> bias_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_DILATED_CONVOLUTION_H_
