#include "ingest-service/attribution/argument_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <string>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kSize = 160;
constexpr int kHidden = Encoder::kHidden;

// Random weights, and the network computed from them one number after the other: the oracle.
class PlainArguments {
 public:
  PlainArguments() {
    for (const std::string name : {"arguments.h", "arguments.g", "arguments.c"}) {
      Fill(name + ".weight", {kSize, kHidden}, 0.1);
      Fill(name + ".bias", {kSize}, 0.5);
    }
    Fill("arguments.rel.weight", {66, kSize}, 1);
    for (const std::string number : {"0", "1", "2"}) {
      Fill("arguments.conv." + number + ".weight", {kSize, kSize, 3}, 0.1);
      Fill("arguments.conv." + number + ".bias", {kSize}, 0.5);
      Fill("arguments.ln." + number + ".weight", {kSize}, 1);
      Fill("arguments.ln." + number + ".bias", {kSize}, 1);
    }
    Fill("arguments.out.weight", {kArgumentTags, kSize}, 0.2);
    Fill("arguments.out.bias", {kArgumentTags}, 0.2);
  }

  ModelFile Model(const std::string& without = "") const {
    ModelBuilder builder;
    for (const auto& [name, tensor] : tensors_) {
      if (name != without) builder.AddFloats(name, tensor.shape, tensor.values);
    }
    return *ModelFile::Parse("test", builder.Build());
  }

  // The logits of `width` tokens from `first` on, one row a token.
  std::vector<std::vector<double>> Logits(const EncodedWindow& window, TokenRun cue, int first,
                                          int width) const {
    std::vector<double> about(kSize);
    for (int token = cue.begin; token < cue.end; ++token) {
      const std::vector<double> one = Project("arguments.c", window, token);
      for (int k = 0; k < kSize; ++k) about[k] += one[k] / (cue.end - cue.begin);
    }
    std::vector<std::vector<double>> z(width, std::vector<double>(kSize));
    for (int i = 0; i < width; ++i) {
      const std::vector<double> h = Project("arguments.h", window, first + i);
      const std::vector<double> g = Project("arguments.g", window, first + i);
      const int row = Row(first + i, cue);
      for (int k = 0; k < kSize; ++k) {
        z[i][k] = GeluOf(h[k] + about[k] + g[k] * std::tanh(about[k]) +
                         At("arguments.rel.weight", row * kSize + k));
      }
    }
    for (int layer = 0; layer < 3; ++layer) z = Convolve(z, layer);
    std::vector<std::vector<double>> logits(width, std::vector<double>(kArgumentTags));
    for (int i = 0; i < width; ++i) {
      for (int tag = 0; tag < kArgumentTags; ++tag) {
        logits[i][tag] = At("arguments.out.bias", tag);
        for (int k = 0; k < kSize; ++k) {
          logits[i][tag] += z[i][k] * At("arguments.out.weight", tag * kSize + k);
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
    const std::vector<float>& weight = tensors_.at("arguments.conv." + number + ".weight").values;
    const int width = static_cast<int>(z.size());
    std::vector<std::vector<double>> next = z;
    for (int i = 0; i < width; ++i) {
      for (int out = 0; out < kSize; ++out) {
        double sum = At("arguments.conv." + number + ".bias", out);
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
                   At("arguments.ln." + number + ".weight", k) +
               At("arguments.ln." + number + ".bias", k);
    }
  }

  std::mt19937 random_{7};
  std::map<std::string, Tensor> tensors_;
};

// A window of `length` tokens with random hidden states.
struct RandomWindow {
  explicit RandomWindow(int length) : tokens(length), hidden(length * kHidden) {
    std::mt19937 random(11);
    std::normal_distribution<float> values;
    for (float& value : hidden) value = values(random);
  }

  EncodedWindow View() const { return {0, tokens, hidden}; }

  std::vector<Token> tokens;
  std::vector<float> hidden;
};

void ExpectEqualsPlain(int length, const std::vector<TokenRun>& cues,
                       const std::vector<int>& firsts) {
  const PlainArguments plain;
  const absl::StatusOr<ArgumentHead> head = ArgumentHead::Load(plain.Model());
  ASSERT_TRUE(head.ok()) << head.status();
  const RandomWindow window(length);
  const std::vector<Arguments> found = head->FindArguments(window.View(), cues);
  ASSERT_THAT(found, SizeIs(cues.size()));
  const int width = std::min(length, kArgumentTokens);
  for (size_t c = 0; c < cues.size(); ++c) {
    EXPECT_EQ(found[c].first, firsts[c]);
    ASSERT_THAT(found[c].tags.tag, SizeIs(width));
    const auto logits = plain.Logits(window.View(), cues[c], firsts[c], width);
    for (int i = 0; i < width; ++i) {
      double sum = 0;
      for (const double logit : logits[i]) sum += std::exp(logit);
      const double best = *std::max_element(logits[i].begin(), logits[i].end());
      EXPECT_NEAR(found[c].tags.probability[i], std::exp(best) / sum, 1e-3);
      EXPECT_NEAR(logits[i][found[c].tags.tag[i]], best, 1e-3);
    }
  }
}

TEST(ArgumentHeadTest, EqualsPlainReadingOfNetwork) {
  ExpectEqualsPlain(23, {{3, 4}, {10, 13}, {22, 23}, {0, 1}, {5, 7}}, {0, 0, 0, 0, 0});
}

TEST(ArgumentHeadTest, LongWindowIsReadAroundCue) {
  // 200 of 230 tokens: from the beginning, from half a width before the cue, up to the end.
  ExpectEqualsPlain(230, {{20, 22}, {115, 116}, {228, 229}}, {0, 15, 30});
}

TEST(ArgumentHeadTest, NoCueHasNoArguments) {
  const absl::StatusOr<ArgumentHead> head = ArgumentHead::Load(PlainArguments().Model());
  ASSERT_TRUE(head.ok());
  EXPECT_THAT(head->FindArguments(RandomWindow(5).View(), {}), IsEmpty());
}

TEST(ArgumentHeadTest, MissingTensorIsNotFound) {
  const PlainArguments plain;
  for (const std::string name :
       {"arguments.g.weight", "arguments.rel.weight", "arguments.conv.1.bias",
        "arguments.ln.2.weight", "arguments.out.bias"}) {
    EXPECT_EQ(ArgumentHead::Load(plain.Model(name)).status().code(), absl::StatusCode::kNotFound)
        << name;
  }
}

}  // namespace
}  // namespace onrecord::ingest
