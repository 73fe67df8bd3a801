// One layer of the encoder: every token looks at all others of its window (self-attention), then
// goes through two dense layers; each of the two is added to what came in and normalised.
//
// A layer runs in one of two ways, from the same weights. In fp32 it is what torch computes. In
// int8 the dense layers, nine tenths of the arithmetic, multiply whole numbers of eight bits: the
// weights as they are stored, each token's values after rounding them to 256 steps of their own
// range. Sums of whole numbers are exact in any order, so int8 gives the same bits for a token
// whatever is multiplied along with it.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_ENCODER_LAYER_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_ENCODER_LAYER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

struct LayerWorkspace;

// Immutable: safe from any number of threads.
class EncoderLayer {
 public:
  static constexpr int64_t kHidden = 384;
  static constexpr int64_t kIntermediate = 4 * kHidden;

  virtual ~EncoderLayer() = default;

  // Takes `hidden` [tokens, kHidden] through the layer. The tokens are those of windows that lie
  // one after the other and have the given lengths. REQUIRES: `workspace` was made for at least as
  // many tokens and is no other thread's.
  virtual void Apply(absl::Span<const int64_t> lengths, LayerWorkspace& workspace,
                     float* hidden) const = 0;
};

enum class Precision { kFloat, kInt8 };

// int8 where bytes are multiplied exactly (MultipliesBytesExactly), else fp32: decided by the
// machine alone, so that a machine always gives the same results.
Precision DefaultPrecision();

// From the tensors `name`.*; errors as ModelFile::Floats and Quantized.
absl::StatusOr<std::unique_ptr<const EncoderLayer>> LoadLayer(const ModelFile& model,
                                                              const std::string& name,
                                                              Precision precision);

// The matrices between the parts of a layer, allocated once for many layers and batches and left
// uninitialised; what a precision doesn't use is never touched and so takes no memory.
struct LayerWorkspace {
  explicit LayerWorkspace(int64_t tokens);

  std::unique_ptr<float[]> query_key_value;  // [tokens, 3 * kHidden]
  std::unique_ptr<float[]> scores;           // of one head over one window
  std::unique_ptr<float[]> context;          // [tokens, kHidden]

  // Of kFloat.
  std::unique_ptr<float[]> intermediate;  // [tokens, kIntermediate]
  std::unique_ptr<float[]> output;        // [tokens, kHidden]; what a part adds to hidden

  // Of kInt8, which takes so many rows at a time: few enough for a processor's cache, enough for
  // reading the weights once for all of them.
  static constexpr int64_t kRows = 256;
  std::unique_ptr<int32_t[]> sums;                // [kRows, kIntermediate]
  std::unique_ptr<uint8_t[]> input_bytes;         // [kRows, kHidden]
  std::unique_ptr<uint8_t[]> intermediate_bytes;  // [kRows, kIntermediate]
  std::unique_ptr<float[]> row_scales;            // two of [kRows]
  std::unique_ptr<int32_t[]> row_zeros;           // two of [kRows]
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_ENCODER_LAYER_H_
