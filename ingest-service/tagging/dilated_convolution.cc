// A tile is four outputs `dilation` apart and the six inputs that they need. The outputs of a
// sequence are covered by blocks of 4 * dilation neighbours, each of which is `dilation` tiles.
// Inputs d0 to d5, taps g0 to g2 and outputs y0 to y3 go by
//     y = Aᵀ [(G g) (Bᵀ d)]
// with the matrices for the points 0, 1, -1, 2 and -2, written out below as sums.

#include "ingest-service/tagging/dilated_convolution.h"

#include <algorithm>
#include <array>

#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/vector_loops.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kTaps = 3;
constexpr int64_t kOutputs = 4;  // of a tile
constexpr int64_t kProducts = 6;
constexpr int64_t kLargestDilation = 8;

constexpr float kTapTransform[kProducts][kTaps] = {
    {1.0f / 4, 0, 0},
    {-1.0f / 6, -1.0f / 6, -1.0f / 6},
    {-1.0f / 6, 1.0f / 6, -1.0f / 6},
    {1.0f / 24, 1.0f / 12, 1.0f / 6},
    {1.0f / 24, -1.0f / 12, 1.0f / 6},
    {0, 0, 1},
};

// Bᵀ of one tile: its six inputs to what the six products multiply, `plane` apart.
ONRECORD_FOR_EACH_PROCESSOR
void TransformTile(const std::array<const float*, kProducts>& d, int64_t size, int64_t plane,
                   float* out) {
#pragma omp simd
  for (int64_t k = 0; k < size; ++k) {
    const float even = d[4][k] - 4 * d[2][k], odd = d[3][k] - 4 * d[1][k];
    const float far = d[4][k] - d[2][k], twice = 2 * (d[3][k] - d[1][k]);
    out[k] = 4 * d[0][k] - 5 * d[2][k] + d[4][k];
    out[plane + k] = even + odd;
    out[2 * plane + k] = even - odd;
    out[3 * plane + k] = far + twice;
    out[4 * plane + k] = far - twice;
    out[5 * plane + k] = 4 * d[1][k] - 5 * d[3][k] + d[5][k];
  }
}

// Aᵀ of one tile: its six products, `plane` apart, to its four outputs.
ONRECORD_FOR_EACH_PROCESSOR
void CombineTile(const float* m, int64_t size, int64_t plane,
                 const std::array<float*, kOutputs>& y) {
#pragma omp simd
  for (int64_t k = 0; k < size; ++k) {
    const float sum1 = m[plane + k] + m[2 * plane + k], less1 = m[plane + k] - m[2 * plane + k];
    const float sum2 = m[3 * plane + k] + m[4 * plane + k];
    const float less2 = m[3 * plane + k] - m[4 * plane + k];
    y[0][k] = m[k] + sum1 + sum2;
    y[1][k] = less1 + 2 * less2;
    y[2][k] = sum1 + 4 * sum2;
    y[3][k] = less1 + 8 * less2 + m[5 * plane + k];
  }
}

// Tiles of a sequence of `width` tokens.
int64_t CountTiles(int64_t width, int64_t dilation) {
  const int64_t block = kOutputs * dilation;
  return (width + block - 1) / block * dilation;
}

}  // namespace

DilatedConvolution::Workspace::Workspace(int64_t sequences, int64_t width, int64_t size) {
  const int64_t most = kProducts * sequences * CountTiles(width, kLargestDilation) * size;
  inputs_.reset(new float[most]);
  products_.reset(new float[most]);
}

absl::StatusOr<DilatedConvolution> DilatedConvolution::Load(const ModelFile& model,
                                                            const std::string& name, int64_t size,
                                                            int dilation) {
  absl::StatusOr<std::vector<float>> weight = model.Floats(name + ".weight", {size, size, kTaps});
  if (!weight.ok()) return weight.status();
  absl::StatusOr<std::vector<float>> bias = model.Floats(name + ".bias", {size});
  if (!bias.ok()) return bias.status();
  DilatedConvolution convolution;
  convolution.size_ = size;
  convolution.dilation_ = dilation;
  convolution.bias_ = *std::move(bias);
  convolution.weight_.resize(kProducts * size * size);
  for (int64_t product = 0; product < kProducts; ++product) {
    for (int64_t out = 0; out < size; ++out) {
      for (int64_t in = 0; in < size; ++in) {
        const float* const taps = weight->data() + (out * size + in) * kTaps;
        float& value = convolution.weight_[(product * size + in) * size + out];
        for (int64_t tap = 0; tap < kTaps; ++tap) value += kTapTransform[product][tap] * taps[tap];
      }
    }
  }
  return convolution;
}

int64_t DilatedConvolution::TilesOf(int64_t width) const { return CountTiles(width, dilation_); }

// One sequence's tiles.
void DilatedConvolution::TransformInputs(int64_t width, const float* x, int64_t plane,
                                         float* inputs) const {
  const std::vector<float> zeros(size_);
  for (int64_t tile = 0; tile < TilesOf(width); ++tile) {
    const int64_t first = tile / dilation_ * kOutputs * dilation_ + tile % dilation_ - dilation_;
    std::array<const float*, kProducts> rows;
    for (int64_t i = 0; i < kProducts; ++i) {
      const int64_t at = first + i * dilation_;
      rows[i] = at < 0 || at >= width ? zeros.data() : x + at * size_;
    }
    TransformTile(rows, size_, plane, inputs + tile * size_);
  }
}

void DilatedConvolution::TransformProducts(int64_t width, const float* products, int64_t plane,
                                           float* y) const {
  std::vector<float> beyond(size_);  // for what would lie behind the sequence
  for (int64_t tile = 0; tile < TilesOf(width); ++tile) {
    const int64_t first = tile / dilation_ * kOutputs * dilation_ + tile % dilation_;
    std::array<float*, kOutputs> rows;
    for (int64_t i = 0; i < kOutputs; ++i) {
      const int64_t at = first + i * dilation_;
      rows[i] = at >= width ? beyond.data() : y + at * size_;
    }
    CombineTile(products + tile * size_, size_, plane, rows);
  }
}

void DilatedConvolution::ApplyWithoutBias(int64_t sequences, int64_t width, const float* x,
                                          Workspace& workspace, float* y) const {
  const int64_t tiles = TilesOf(width);
  const int64_t plane = sequences * tiles * size_;
  float* const inputs = workspace.inputs_.get();
  float* const products = workspace.products_.get();
  for (int64_t i = 0; i < sequences; ++i) {
    TransformInputs(width, x + i * width * size_, plane, inputs + i * tiles * size_);
  }
  for (int64_t product = 0; product < kProducts; ++product) {
    Multiply(sequences * tiles, size_, size_, 1.0f, {inputs + product * plane, size_},
             {weight_.data() + product * size_ * size_, size_},
             {products + product * plane, size_});
  }
  for (int64_t i = 0; i < sequences; ++i) {
    TransformProducts(width, products + i * tiles * size_, plane, y + i * width * size_);
  }
}

}  // namespace onrecord::ingest
