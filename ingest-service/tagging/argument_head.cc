// With h, g and c the three projections, rel the embedding of the distance, o the projection of the
// cue head's probabilities and cue the mean of c over the cue's tokens, a token's first state is
//     z = gelu(h + cue + g * tanh(cue) + rel + o)
// and each of the convolutions (kernel 3, dilations 1, 2, 4 and 8) makes it
//     z = norm(z + gelu(conv(z)))
// Beyond the tokens seen z is 0. training/network.py has the same network; argument_head_test.cc
// compares this one with a plain reading of it, analysis/heads_golden_test.cc with what torch
// computes.

#include "ingest-service/tagging/argument_head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest-service/tagging/cue_head.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kSize = 160;
constexpr int kLayers = 4;
constexpr int kFarthest = 32;  // buckets on either side of the cue
constexpr int64_t kBuckets = 2 * kFarthest + 2;
constexpr float kNormEpsilon = 1e-5f;
// Cues whose convolutions are multiplied at once: what they need stays within a second-level
// cache's reach.
constexpr int kCuesAtOnce = 4;

// The row of the distance embedding for a token `away` tokens from the cue: exact up to 8, then
// ever coarser.
int Bucket(int away) {
  const int far = std::abs(away);
  const float doublings = std::log2(static_cast<float>(std::max(far, 8)) / 8);
  const int bucket = std::min({far, 8 + static_cast<int>(doublings * 5), kFarthest});
  return kFarthest + (away < 0 ? -bucket : bucket);
}

// The tags of the words that begin in `around`; row 0 of `logits` is that of its first token.
Arguments Decode(absl::Span<const WindowWord> words, int roles, TokenRun around,
                 absl::Span<const float> logits) {
  const auto begins_before = [](const WindowWord& word, int token) {
    return word.tokens.begin < token;
  };
  const auto begin = std::lower_bound(words.begin(), words.end(), around.begin, begins_before);
  const auto end = std::lower_bound(begin, words.end(), around.end, begins_before);
  const absl::Span<const WindowWord> own = words.subspan(begin - words.begin(), end - begin);
  return {own, ChooseTags(own, roles, around.begin, logits)};
}

}  // namespace

TokenRun TokensAround(TokenRun cue, int length) {
  const int width = std::min(length, kArgumentTokens);
  const int middle = (cue.begin + cue.end - 1) / 2;
  const int first = std::min(std::max(0, middle - width / 2), length - width);
  return {first, first + width};
}

// What the reading of some cues needs at a time.
struct ArgumentHead::Workspace {
  Workspace(int64_t cues, int64_t width, int tags)
      : state(new float[cues * width * kSize]),
        added(new float[cues * width * kSize]),
        logits(cues * width * tags),
        convolution(cues, width, kSize) {}

  std::unique_ptr<float[]> state;  // [cues, width, kSize], as is `added`
  std::unique_ptr<float[]> added;
  std::vector<float> logits;
  DilatedConvolution::Workspace convolution;
};

absl::StatusOr<ArgumentHead::Layer> ArgumentHead::LoadLayer(const ModelFile& model,
                                                            const std::string& name, int number) {
  absl::StatusOr<DilatedConvolution> convolution = DilatedConvolution::Load(
      model, absl::StrCat(name, ".convolutions.", number), kSize, 1 << number);
  if (!convolution.ok()) return convolution.status();
  absl::StatusOr<LayerNorm> norm =
      LayerNorm::Load(model, absl::StrCat(name, ".norms.", number), kSize, kNormEpsilon);
  if (!norm.ok()) return norm.status();
  return Layer{*std::move(convolution), *std::move(norm)};
}

absl::StatusOr<ArgumentHead> ArgumentHead::Load(const ModelFile& model, const std::string& name,
                                                int roles) {
  absl::StatusOr<Linear> projections = Linear::LoadFused(
      model, {name + ".hidden", name + ".gated", name + ".cue"}, Encoder::kHidden, kSize);
  if (!projections.ok()) return projections.status();
  absl::StatusOr<std::vector<float>> others =
      model.Floats(name + ".others.weight", {kSize, kCueTags});
  if (!others.ok()) return others.status();
  absl::StatusOr<std::vector<float>> distance =
      model.Floats(name + ".distance.weight", {kBuckets, kSize});
  if (!distance.ok()) return distance.status();
  absl::StatusOr<Linear> output = Linear::Load(model, name + ".output", kSize, TagsOf(roles));
  if (!output.ok()) return output.status();
  ArgumentHead head(roles);
  head.projections_ = *std::move(projections);
  head.others_ = *std::move(others);
  head.distance_ = *std::move(distance);
  head.output_ = *std::move(output);
  for (int number = 0; number < kLayers; ++number) {
    absl::StatusOr<Layer> layer = LoadLayer(model, name, number);
    if (!layer.ok()) return layer.status();
    head.layers_.push_back(*std::move(layer));
  }
  return head;
}

// What does not depend on the cue: [tokens, 3 * kSize], for each token h + o, g and c.
std::vector<float> ArgumentHead::Project(const EncodedWindow& window,
                                         absl::Span<const float> cue_probabilities) const {
  const int64_t length = static_cast<int64_t>(window.tokens.size());
  std::vector<float> projected(length * 3 * kSize);
  std::vector<float> others(length * kSize);
  projections_.Apply(length, window.hidden.data(), projected.data());
  MultiplyTransposed(length, kSize, kCueTags, 1.0f, {cue_probabilities.data(), kCueTags},
                     {others_.data(), kCueTags}, {others.data(), kSize});
  for (int64_t token = 0; token < length; ++token) {
    float* const hidden = projected.data() + token * 3 * kSize;
    for (int64_t k = 0; k < kSize; ++k) hidden[k] += others[token * kSize + k];
  }
  return projected;
}

// Fills `state` [tokens around the cue, kSize] with what the convolutions start from. `projected`
// as Project gives it.
void ArgumentHead::Condition(absl::Span<const float> projected, TokenRun cue, TokenRun around,
                             float* state) const {
  std::array<float, kSize> shift = {};  // cue
  std::array<float, kSize> gate = {};   // tanh(cue)
  for (int token = cue.begin; token < cue.end; ++token) {
    const float* row = projected.data() + (token * 3 + 2) * kSize;
    for (int64_t k = 0; k < kSize; ++k) shift[k] += row[k];
  }
  for (int64_t k = 0; k < kSize; ++k) {
    shift[k] /= static_cast<float>(cue.end - cue.begin);
    gate[k] = std::tanh(shift[k]);
  }
  for (int token = around.begin; token < around.end; ++token) {
    const int away = token < cue.begin ? token - cue.begin : std::max(0, token - cue.end + 1);
    const float* hidden = projected.data() + token * 3 * kSize;
    const float* gated = hidden + kSize;
    const float* distance = distance_.data() + Bucket(away) * kSize;
    float* const out = state + (token - around.begin) * kSize;
    for (int64_t k = 0; k < kSize; ++k) {
      out[k] = hidden[k] + shift[k] + gated[k] * gate[k] + distance[k];
    }
  }
  Gelu((around.end - around.begin) * kSize, state);
}

// state = norm(state + gelu(conv(state))) for `cues` sequences of `width` tokens.
void ArgumentHead::Convolve(const Layer& layer, int cues, int width, Workspace& workspace) const {
  static const std::vector<float> kNoBias(kSize, 0.0f);
  float* const state = workspace.state.get();
  float* const added = workspace.added.get();
  const int64_t rows = static_cast<int64_t>(cues) * width;
  layer.convolution.ApplyWithoutBias(cues, width, state, workspace.convolution, added);
  AddBiasGelu(rows, kSize, layer.convolution.bias(), added);
  layer.norm.ApplyToSum(rows, kNoBias.data(), added, state);
}

std::vector<Arguments> ArgumentHead::FindArguments(const EncodedWindow& window,
                                                   absl::Span<const WindowWord> words,
                                                   absl::Span<const float> cue_probabilities,
                                                   absl::Span<const TokenRun> cues) const {
  std::vector<Arguments> found;
  if (cues.empty()) return found;
  found.reserve(cues.size());
  const int length = static_cast<int>(window.tokens.size());
  const int width = std::min(length, kArgumentTokens);
  const std::vector<float> projected = Project(window, cue_probabilities);

  const int tags = TagsOf(roles_);
  Workspace workspace(std::min<int64_t>(kCuesAtOnce, static_cast<int64_t>(cues.size())), width,
                      tags);
  for (size_t begin = 0; begin < cues.size(); begin += kCuesAtOnce) {
    const absl::Span<const TokenRun> batch = cues.subspan(begin, kCuesAtOnce);
    const int size = static_cast<int>(batch.size());
    for (int i = 0; i < size; ++i) {
      const TokenRun around = TokensAround(batch[i], length);
      Condition(projected, Intersection(batch[i], around), around,
                workspace.state.get() + i * width * kSize);
    }
    for (const Layer& layer : layers_) Convolve(layer, size, width, workspace);
    output_.Apply(size * width, workspace.state.get(), workspace.logits.data());
    for (int i = 0; i < size; ++i) {
      found.push_back(Decode(words, roles_, TokensAround(batch[i], length),
                             absl::MakeConstSpan(workspace.logits).subspan(i * width * tags)));
    }
  }
  return found;
}

}  // namespace onrecord::ingest
