// With h, g and c the three projections, rel the embedding of the distance and cue the mean of c
// over the cue's tokens, a token's first state is
//     z = gelu(h + cue + g * tanh(cue) + rel)
// and each of the three convolutions (kernel 3, dilations 1, 2 and 4) makes it z = norm(z +
// gelu(conv(z))). Beyond the tokens seen z is 0. The same network stands in the training code;
// tests/accuracy compares the two.

#include "ingest-service/attribution/argument_head.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kSize = 160;
constexpr int64_t kTaps = 3;
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

// The first token of the `width` around `cue`, in a window of `length`.
int FirstAround(TokenRun cue, int length, int width) {
  const int middle = (cue.begin + cue.end - 1) / 2;
  return std::min(std::max(0, middle - width / 2), length - width);
}

}  // namespace

absl::StatusOr<ArgumentHead::Convolution> ArgumentHead::LoadConvolution(const ModelFile& model,
                                                                        int number, int dilation) {
  const std::string name = absl::StrCat("arguments.conv.", number);
  absl::StatusOr<std::vector<float>> weight = model.Floats(name + ".weight", {kSize, kSize, kTaps});
  if (!weight.ok()) return weight.status();
  absl::StatusOr<std::vector<float>> bias = model.Floats(name + ".bias", {kSize});
  if (!bias.ok()) return bias.status();
  absl::StatusOr<LayerNorm> norm =
      LayerNorm::Load(model, absl::StrCat("arguments.ln.", number), kSize, kNormEpsilon);
  if (!norm.ok()) return norm.status();
  Convolution convolution = {dilation, std::vector<float>(weight->size()), *std::move(bias),
                             *std::move(norm)};
  for (int64_t out = 0; out < kSize; ++out) {
    for (int64_t in = 0; in < kSize; ++in) {
      for (int64_t tap = 0; tap < kTaps; ++tap) {
        convolution.weight[(tap * kSize + in) * kSize + out] =
            (*weight)[(out * kSize + in) * kTaps + tap];
      }
    }
  }
  return convolution;
}

absl::StatusOr<ArgumentHead> ArgumentHead::Load(const ModelFile& model) {
  absl::StatusOr<Linear> projections = Linear::LoadFused(
      model, {"arguments.h", "arguments.g", "arguments.c"}, Encoder::kHidden, kSize);
  if (!projections.ok()) return projections.status();
  absl::StatusOr<std::vector<float>> distance =
      model.Floats("arguments.rel.weight", {kBuckets, kSize});
  if (!distance.ok()) return distance.status();
  absl::StatusOr<Linear> output = Linear::Load(model, "arguments.out", kSize, kArgumentTags);
  if (!output.ok()) return output.status();
  ArgumentHead head;
  head.projections_ = *std::move(projections);
  head.distance_ = *std::move(distance);
  head.output_ = *std::move(output);
  for (int number = 0; number < 3; ++number) {
    absl::StatusOr<Convolution> convolution = LoadConvolution(model, number, 1 << number);
    if (!convolution.ok()) return convolution.status();
    head.convolutions_.push_back(*std::move(convolution));
  }
  return head;
}

// Fills `state` [width, kSize] with what the convolutions start from. `projected` [window, 3 *
// kSize].
void ArgumentHead::Condition(absl::Span<const float> projected, TokenRun cue, int first, int width,
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
  for (int i = 0; i < width; ++i) {
    const int token = first + i;
    const int away = token < cue.begin ? token - cue.begin : std::max(0, token - cue.end + 1);
    const float* hidden = projected.data() + token * 3 * kSize;
    const float* gated = hidden + kSize;
    const float* distance = distance_.data() + Bucket(away) * kSize;
    float* out = state + i * kSize;
    for (int64_t k = 0; k < kSize; ++k) {
      out[k] = hidden[k] + shift[k] + gated[k] * gate[k] + distance[k];
    }
  }
  Gelu(width * kSize, state);
}

// state = norm(state + gelu(conv(state))) for `cues` sequences of `width` tokens, one after the
// other.
void ArgumentHead::Convolve(const Convolution& convolution, int cues, int width,
                            std::vector<float>& columns, std::vector<float>& added,
                            std::vector<float>& state) const {
  static const std::vector<float> kNoBias(kSize, 0.0f);
  float* column = columns.data();
  for (int cue = 0; cue < cues; ++cue) {
    const float* sequence = state.data() + cue * width * kSize;
    for (int i = 0; i < width; ++i) {
      for (int tap = -1; tap <= 1; ++tap, column += kSize) {
        const int from = i + tap * convolution.dilation;
        if (from < 0 || from >= width) {
          std::fill_n(column, kSize, 0.0f);
        } else {
          std::copy_n(sequence + from * kSize, kSize, column);
        }
      }
    }
  }
  const int64_t rows = static_cast<int64_t>(cues) * width;
  Multiply(rows, kSize, kTaps * kSize, 1.0f, {columns.data(), kTaps * kSize},
           {convolution.weight.data(), kSize}, {added.data(), kSize});
  AddBiasGelu(rows, kSize, convolution.bias.data(), added.data());
  convolution.norm.ApplyToSum(rows, kNoBias.data(), added.data(), state.data());
}

std::vector<Arguments> ArgumentHead::FindArguments(const EncodedWindow& window,
                                                   absl::Span<const TokenRun> cues) const {
  std::vector<Arguments> found;
  if (cues.empty()) return found;
  const int length = static_cast<int>(window.tokens.size());
  const int width = std::min(length, kArgumentTokens);
  std::vector<float> projected(length * 3 * kSize);
  projections_.Apply(length, window.hidden.data(), projected.data());

  const int most = std::min<int>(kCuesAtOnce, static_cast<int>(cues.size()));
  std::vector<float> state(most * width * kSize);
  std::vector<float> added(most * width * kSize);
  std::vector<float> columns(most * width * kTaps * kSize);
  std::vector<float> logits(most * width * kArgumentTags);
  for (size_t begin = 0; begin < cues.size(); begin += kCuesAtOnce) {
    const absl::Span<const TokenRun> batch = cues.subspan(begin, kCuesAtOnce);
    const int size = static_cast<int>(batch.size());
    for (int i = 0; i < size; ++i) {
      Condition(projected, batch[i], FirstAround(batch[i], length, width), width,
                state.data() + i * width * kSize);
    }
    for (const Convolution& convolution : convolutions_) {
      Convolve(convolution, size, width, columns, added, state);
    }
    output_.Apply(size * width, state.data(), logits.data());
    for (int i = 0; i < size; ++i) {
      const absl::Span<const float> own =
          absl::MakeConstSpan(logits).subspan(i * width * kArgumentTags, width * kArgumentTags);
      found.push_back(
          {FirstAround(batch[i], length, width), ChooseTags(width, kArgumentTags, own)});
    }
  }
  return found;
}

}  // namespace onrecord::ingest
