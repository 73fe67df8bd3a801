// The argument head: which words around a given cue belong to it, and in which role: an
// attribution's source and content, an event's participants.
//
// It sees the hidden states of up to kArgumentTokens tokens around the cue, what the cue itself
// says, how far each token is from it, and how likely each belongs to a cue: contents end where
// another attribution begins. Dilated convolutions let neighbours agree. What does not depend on
// the cue is computed once a window, and several cues are multiplied at once.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_ARGUMENT_HEAD_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_ARGUMENT_HEAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/dilated_convolution.h"
#include "ingest-service/tagging/window_words.h"
#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {

inline constexpr int kArgumentTokens = 160;

// The words around a cue and their tags, one each. Valid as long as the words they were read from.
struct Arguments {
  absl::Span<const WindowWord> words;
  WordTags tags;
};

// The tokens around `cue` that are looked at, in a window of `length` tokens.
TokenRun TokensAround(TokenRun cue, int length);

// Immutable: safe from any number of threads. Movable.
class ArgumentHead {
 public:
  // For arguments of `roles` roles, from the tensors `name`.*; errors as ModelFile::Floats.
  static absl::StatusOr<ArgumentHead> Load(const ModelFile& model, const std::string& name,
                                           int roles);

  // The arguments of each of `cues`, in their order. `words` are those of `window`;
  // `cue_probabilities` [tokens, kCueTags] as CueReading has them. REQUIRES: cues lie within the
  // window and aren't empty.
  std::vector<Arguments> FindArguments(const EncodedWindow& window,
                                       absl::Span<const WindowWord> words,
                                       absl::Span<const float> cue_probabilities,
                                       absl::Span<const TokenRun> cues) const;

 private:
  struct Layer {
    DilatedConvolution convolution;
    LayerNorm norm;
  };
  struct Workspace;

  explicit ArgumentHead(int roles) : roles_(roles) {}

  static absl::StatusOr<Layer> LoadLayer(const ModelFile& model, const std::string& name,
                                         int number);
  std::vector<float> Project(const EncodedWindow& window,
                             absl::Span<const float> cue_probabilities) const;
  void Condition(absl::Span<const float> projected, TokenRun cue, TokenRun around,
                 float* state) const;
  void Convolve(const Layer& layer, int cues, int width, Workspace& workspace) const;

  int roles_;
  Linear projections_;           // hidden, gated and cue projections side by side
  std::vector<float> others_;    // [size, kCueTags]
  std::vector<float> distance_;  // [buckets, size]
  std::vector<Layer> layers_;
  Linear output_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_ARGUMENT_HEAD_H_
