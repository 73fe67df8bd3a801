#include "ingest-service/tagging/argument_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <string>

#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/tagging/cue_head.h"

namespace onrecord::ingest {
namespace {

using ::testing::FloatNear;
using ::testing::IsEmpty;
using ::testing::Pointwise;
using ::testing::SizeIs;

constexpr int kSize = 160;
constexpr int kHidden = Encoder::kHidden;
constexpr int kRoles = 2;
constexpr int kTags = TagsOf(kRoles);

// Random weights, and the network computed from them one number after the other: the oracle.
class PlainArguments {
 public:
  PlainArguments() {
    for (const std::string name : {"arguments.hidden", "arguments.gated", "arguments.cue"}) {
      Fill(name + ".weight", {kSize, kHidden}, 0.1);
      Fill(name + ".bias", {kSize}, 0.5);
    }
    Fill("arguments.others.weight", {kSize, kCueTags}, 1);
    Fill("arguments.distance.weight", {66, kSize}, 1);
    for (const std::string number : {"0", "1", "2", "3"}) {
      Fill("arguments.convolutions." + number + ".weight", {kSize, kSize, 3}, 0.1);
      Fill("arguments.convolutions." + number + ".bias", {kSize}, 0.5);
      Fill("arguments.norms." + number + ".weight", {kSize}, 1);
      Fill("arguments.norms." + number + ".bias", {kSize}, 1);
    }
    Fill("arguments.output.weight", {kTags, kSize}, 0.2);
    Fill("arguments.output.bias", {kTags}, 0.2);
  }

  ModelFile Model(const std::string& without = "") const {
    ModelBuilder builder;
    for (const auto& [name, tensor] : tensors_) {
      if (name != without) builder.AddFloats(name, tensor.shape, tensor.values);
    }
    return *ModelFile::Parse("test", builder.Build());
  }

  // The logits of `width` tokens from `first` on, one row a token.
  std::vector<std::vector<double>> Logits(const EncodedWindow& window,
                                          const std::vector<float>& cue_probabilities, TokenRun cue,
                                          int first, int width) const {
    std::vector<double> about(kSize);
    for (int token = cue.begin; token < cue.end; ++token) {
      const std::vector<double> one = Project("arguments.cue", window, token);
      for (int k = 0; k < kSize; ++k) about[k] += one[k] / (cue.end - cue.begin);
    }
    std::vector<std::vector<double>> z(width, std::vector<double>(kSize));
    for (int i = 0; i < width; ++i) {
      const std::vector<double> h = Project("arguments.hidden", window, first + i);
      const std::vector<double> g = Project("arguments.gated", window, first + i);
      const int row = Row(first + i, cue);
      for (int k = 0; k < kSize; ++k) {
        z[i][k] = GeluOf(h[k] + about[k] + g[k] * std::tanh(about[k]) +
                         At("arguments.distance.weight", row * kSize + k) +
                         Others(cue_probabilities, first + i, k));
      }
    }
    for (int layer = 0; layer < 4; ++layer) z = Convolve(z, layer);
    std::vector<std::vector<double>> logits(width, std::vector<double>(kTags));
    for (int i = 0; i < width; ++i) {
      for (int tag = 0; tag < kTags; ++tag) {
        logits[i][tag] = At("arguments.output.bias", tag);
        for (int k = 0; k < kSize; ++k) {
          logits[i][tag] += z[i][k] * At("arguments.output.weight", tag * kSize + k);
        }
      }
    }
    return logits;
  }

 private:
  struct Tensor {
    std::vector<int64_t> shape;
    std::vector<float> values;
  };

  static double GeluOf(double x) { return x / 2 * (1 + std::erf(x / std::sqrt(2.0))); }

  // The distance's row, step by step as the training code has it.
  static int Row(int token, TokenRun cue) {
    const int away =
        token < cue.begin ? token - cue.begin : (token >= cue.end ? token - (cue.end - 1) : 0);
    const int far = std::abs(away);
    int bucket = 8 + static_cast<int>(std::log2(std::max(far, 8) / 8.0f) * 5);
    bucket = std::min(std::min(far, bucket), 32);
    return 32 + (away < 0 ? -bucket : bucket);
  }

  void Fill(const std::string& name, std::vector<int64_t> shape, double scale) {
    int64_t size = 1;
    for (const int64_t length : shape) size *= length;
    std::uniform_real_distribution<float> values(-scale, scale);
    Tensor& tensor = tensors_[name];
    tensor.shape = std::move(shape);
    for (int64_t k = 0; k < size; ++k) tensor.values.push_back(values(random_));
  }

  double At(const std::string& name, int64_t index) const {
    return tensors_.at(name).values[index];
  }

  double Others(const std::vector<float>& cue_probabilities, int token, int k) const {
    double sum = 0;
    for (int tag = 0; tag < kCueTags; ++tag) {
      sum += At("arguments.others.weight", k * kCueTags + tag) *
             cue_probabilities[token * kCueTags + tag];
    }
    return sum;
  }

  std::vector<double> Project(const std::string& name, const EncodedWindow& window,
                              int token) const {
    std::vector<double> projected(kSize);
    const std::vector<float>& weight = tensors_.at(name + ".weight").values;
    for (int k = 0; k < kSize; ++k) {
      projected[k] = At(name + ".bias", k);
      for (int j = 0; j < kHidden; ++j) {
        projected[k] += weight[k * kHidden + j] * window.hidden[token * kHidden + j];
      }
    }
    return projected;
  }

  std::vector<std::vector<double>> Convolve(const std::vector<std::vector<double>>& z,
                                            int layer) const {
    const std::string number = std::to_string(layer);
    const std::vector<float>& weight =
        tensors_.at("arguments.convolutions." + number + ".weight").values;
    const int width = static_cast<int>(z.size());
    std::vector<std::vector<double>> next = z;
    for (int i = 0; i < width; ++i) {
      for (int out = 0; out < kSize; ++out) {
        double sum = At("arguments.convolutions." + number + ".bias", out);
        for (int tap = 0; tap < 3; ++tap) {
          const int from = i + (tap - 1) * (1 << layer);
          if (from < 0 || from >= width) continue;
          for (int in = 0; in < kSize; ++in) {
            sum += weight[(out * kSize + in) * 3 + tap] * z[from][in];
          }
        }
        next[i][out] += GeluOf(sum);
      }
      Normalize(number, next[i]);
    }
    return next;
  }

  void Normalize(const std::string& number, std::vector<double>& row) const {
    double mean = 0;
    double variance = 0;
    for (const double x : row) mean += x / kSize;
    for (const double x : row) variance += (x - mean) * (x - mean) / kSize;
    for (int k = 0; k < kSize; ++k) {
      row[k] = (row[k] - mean) / std::sqrt(variance + 1e-5) *
                   At("arguments.norms." + number + ".weight", k) +
               At("arguments.norms." + number + ".bias", k);
    }
  }

  std::mt19937 random_{7};
  std::map<std::string, Tensor> tensors_;
};

// A window of `length` tokens with random hidden states and probabilities, every token a word.
struct RandomWindow {
  explicit RandomWindow(int length)
      : tokens(length), hidden(length * kHidden), cue_probabilities(length * kCueTags) {
    std::mt19937 random(11);
    std::normal_distribution<float> values;
    for (float& value : hidden) value = values(random);
    for (float& value : cue_probabilities) value = std::abs(values(random));
    for (int i = 0; i < length; ++i) tokens[i].span = {2 * i, 2 * i + 1};
    words = FindWindowWords(tokens);
  }

  EncodedWindow View() const { return {0, tokens, hidden}; }

  std::vector<Token> tokens;
  std::vector<float> hidden;
  std::vector<float> cue_probabilities;
  std::vector<WindowWord> words;
};

std::vector<Arguments> Find(const ArgumentHead& head, const RandomWindow& window,
                            const std::vector<TokenRun>& cues) {
  return head.FindArguments(window.View(), window.words, window.cue_probabilities, cues);
}

void ExpectEqualsPlain(int length, const std::vector<TokenRun>& cues,
                       const std::vector<int>& firsts) {
  const PlainArguments plain;
  const absl::StatusOr<ArgumentHead> head = ArgumentHead::Load(plain.Model(), "arguments", kRoles);
  ASSERT_TRUE(head.ok()) << head.status();
  const RandomWindow window(length);
  const std::vector<Arguments> found = Find(*head, window, cues);
  ASSERT_THAT(found, SizeIs(cues.size()));
  const int width = std::min(length, kArgumentTokens);
  for (size_t c = 0; c < cues.size(); ++c) {
    EXPECT_EQ(TokensAround(cues[c], length), (TokenRun{firsts[c], firsts[c] + width}));
    ASSERT_THAT(found[c].words, SizeIs(width));
    EXPECT_EQ(found[c].words.front().tokens.begin, firsts[c]);
    const TokenRun seen = Intersection(cues[c], TokensAround(cues[c], length));
    const auto rows = plain.Logits(window.View(), window.cue_probabilities, seen, firsts[c], width);
    std::vector<float> logits;
    for (const std::vector<double>& row : rows) logits.insert(logits.end(), row.begin(), row.end());
    const WordTags expected = ChooseTags(found[c].words, kRoles, firsts[c], logits);
    EXPECT_EQ(found[c].tags.tag, expected.tag);
    EXPECT_THAT(found[c].tags.probability, Pointwise(FloatNear(1e-3f), expected.probability));
  }
}

TEST(ArgumentHeadTest, EqualsPlainReadingOfNetwork) {
  ExpectEqualsPlain(23, {{3, 4}, {10, 13}, {22, 23}, {0, 1}, {5, 7}}, {0, 0, 0, 0, 0});
}

TEST(ArgumentHeadTest, LongWindowIsReadAroundCue) {
  // 160 of 200 tokens: from the beginning, from half a width before the cue, up to the end.
  ExpectEqualsPlain(200, {{20, 22}, {105, 106}, {198, 199}}, {0, 25, 40});
}

TEST(ArgumentHeadTest, CueLongerThanWhatIsSeenIsReadAsFarAsSeen) {
  ExpectEqualsPlain(200, {{5, 195}}, {19});
}

TEST(ArgumentHeadTest, OnlyWordsThatBeginAmongTokensSeenAreTagged) {
  const absl::StatusOr<ArgumentHead> head =
      ArgumentHead::Load(PlainArguments().Model(), "arguments", kRoles);
  ASSERT_TRUE(head.ok()) << head.status();
  RandomWindow window(200);
  // What is seen of the last cue begins amid a word.
  for (const int token : {39, 40, 41}) window.tokens[token].letter_case = LetterCase::kContinuation;
  window.words = FindWindowWords(window.tokens);
  const std::vector<Arguments> found = Find(*head, window, {{198, 199}});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].words.front().tokens.begin, 42);
  EXPECT_THAT(found[0].tags.tag, SizeIs(158));
}

TEST(ArgumentHeadTest, NoCueHasNoArguments) {
  const absl::StatusOr<ArgumentHead> head =
      ArgumentHead::Load(PlainArguments().Model(), "arguments", kRoles);
  ASSERT_TRUE(head.ok());
  EXPECT_THAT(Find(*head, RandomWindow(5), {}), IsEmpty());
}

TEST(ArgumentHeadTest, MissingTensorIsNotFound) {
  const PlainArguments plain;
  for (const std::string name :
       {"arguments.gated.weight", "arguments.others.weight", "arguments.distance.weight",
        "arguments.convolutions.3.bias", "arguments.norms.2.weight", "arguments.output.bias"}) {
    EXPECT_EQ(ArgumentHead::Load(plain.Model(name), "arguments", kRoles).status().code(),
              absl::StatusCode::kNotFound)
        << name;
  }
}

}  // namespace
}  // namespace onrecord::ingest
