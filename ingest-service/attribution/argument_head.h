// The argument head: which tokens around a given cue are its source, which its content.
//
// It sees the hidden states of up to kArgumentTokens tokens around the cue, what the cue itself
// says, and how far each token is from it; three dilated convolutions let neighbours agree. What
// does not depend on the cue (the projections of the hidden states) is computed once a window, and
// the convolutions of several cues are one matrix multiplication.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_ARGUMENT_HEAD_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_ARGUMENT_HEAD_H_

#include <array>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/attribution/tag_runs.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

inline constexpr int kArgumentTokens = 200;

// What a token is to a cue.
enum ArgumentTag : uint8_t {
  kOutside = 0,
  kBeginSource = 1,
  kInsideSource = 2,
  kBeginContent = 3,
  kInsideContent = 4,
};
inline constexpr int kArgumentTags = 5;

// Tags of the tokens from `first` on, tokens counted in the window.
struct Arguments {
  int first = 0;
  Tags tags;  // ArgumentTag
};

// Immutable: safe from any number of threads. Movable.
class ArgumentHead {
 public:
  // From the tensors `arguments.*`; errors as ModelFile::Floats.
  static absl::StatusOr<ArgumentHead> Load(const ModelFile& model);

  // The arguments of each of `cues`, in their order. REQUIRES: cues lie within the window and
  // aren't empty.
  std::vector<Arguments> FindArguments(const EncodedWindow& window,
                                       absl::Span<const TokenRun> cues) const;

 private:
  struct Convolution {
    int dilation;
    std::vector<float> weight;  // [3 * size, size]: taps of all inputs, tap by tap
    std::vector<float> bias;
    LayerNorm norm;
  };

  ArgumentHead() = default;

  static absl::StatusOr<Convolution> LoadConvolution(const ModelFile& model, int number,
                                                     int dilation);
  void Condition(absl::Span<const float> projected, TokenRun cue, int first, int width,
                 float* state) const;
  void Convolve(const Convolution& convolution, int cues, int width, std::vector<float>& columns,
                std::vector<float>& added, std::vector<float>& state) const;

  Linear projections_;           // hidden, gated and cue projections side by side
  std::vector<float> distance_;  // [buckets, size]
  std::vector<Convolution> convolutions_;
  Linear output_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_ARGUMENT_HEAD_H_
