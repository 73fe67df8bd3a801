#include "ingest-service/encoder/encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "ingest-service/encoder/drawn_model.h"
#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/encoder/tokenizer.h"

namespace onrecord::ingest {
namespace {

constexpr char kGolden[] = "ingest-service/encoder/testdata/hidden_states.safetensors";

bool Never() { return false; }

// How near hidden states are to others: the cosines of pairs of them.
class Nearness {
 public:
  // Takes in a pair of tokens.
  void Compare(const float* a, const float* b) {
    double ab = 0, aa = 0, bb = 0;
    for (int64_t k = 0; k < Encoder::kHidden; ++k) {
      ab += static_cast<double>(a[k]) * b[k];
      aa += static_cast<double>(a[k]) * a[k];
      bb += static_cast<double>(b[k]) * b[k];
    }
    const double cosine = ab / std::sqrt(aa * bb);
    worst_ = std::min(worst_, cosine);
    sum_ += cosine;
    ++count_;
  }

  double worst() const { return worst_; }
  double mean() const { return sum_ / count_; }

 private:
  double worst_ = 1;
  double sum_ = 0;
  int count_ = 0;
};

ModelFile Parsed(std::string bytes) { return *ModelFile::Parse("test", std::move(bytes)); }

// Of each window, those for events behind the others.
using HiddenStates = std::vector<std::vector<float>>;

HiddenStates ReadBy(const Encoder& encoder, const std::vector<Window>& windows) {
  HiddenStates hidden;
  const absl::Status status = encoder.Encode(windows, Never, [&](const EncodedWindow& window) {
    EXPECT_EQ(window.index, static_cast<int>(hidden.size()));
    EXPECT_EQ(window.tokens.data(), windows[window.index].tokens.data());
    EXPECT_EQ(window.hidden.size(), window.tokens.size() * Encoder::kHidden);
    EXPECT_EQ(window.event_hidden.size(), window.hidden.size());
    hidden.emplace_back(window.hidden.begin(), window.hidden.end());
    hidden.back().insert(hidden.back().end(), window.event_hidden.begin(),
                         window.event_hidden.end());
  });
  EXPECT_TRUE(status.ok()) << status;
  return hidden;
}

// With drawn weights, in both precisions.
class EncoderTest : public ::testing::TestWithParam<Precision> {
 protected:
  static void SetUpTestSuite() { model_ = new std::string(DrawnModel::Build()); }
  static void TearDownTestSuite() { delete model_; }

  void SetUp() override {
    if (GetParam() == Precision::kInt8 && !MultipliesBytesExactly()) {
      GTEST_SKIP() << "no AVX-512 VNNI here";
    }
    auto encoder = Encoder::Load(Parsed(*model_), GetParam());
    ASSERT_TRUE(encoder.ok()) << encoder.status();
    encoder_ = *std::move(encoder);
  }

  HiddenStates Read(const std::vector<Window>& windows) const { return ReadBy(*encoder_, windows); }
  // Windows short and long, in several batches; of three tokens at least, as all windows of texts.
  static std::vector<Window> ManyWindows() {
    std::vector<Window> windows;
    for (int k = 0; k < 16; ++k) windows.push_back(DrawnModel::DrawWindow(k, 3 + (k * 89) % 254));
    return windows;
  }

  static const std::string* model_;
  std::unique_ptr<const Encoder> encoder_;
};

const std::string* EncoderTest::model_ = nullptr;

INSTANTIATE_TEST_SUITE_P(Precisions, EncoderTest,
                         ::testing::Values(Precision::kFloat, Precision::kInt8),
                         [](const auto& info) {
                           return info.param == Precision::kFloat ? "Float" : "Int8";
                         });

// In fp32 every token is torch's; in int8, which torch knows nothing of, it points the same way.
TEST_P(EncoderTest, EqualsTorchOnGoldenWindows) {
  std::ifstream file(kGolden, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const ModelFile golden = Parsed(bytes.str());
  const std::vector<int> lengths = {1, 2, 17, 64, 256};
  Nearness nearness;
  for (int number = 0; number < static_cast<int>(lengths.size()); ++number) {
    const int length = lengths[number];
    const int64_t step = length < 64 ? 1 : 8;  // of long windows not every token is stored
    const std::vector<float> found = Read({DrawnModel::DrawWindow(number, length)}).front();
    const float* states = found.data();
    for (const std::string name : {"hidden.", "event_hidden."}) {
      const auto expected = golden.Floats(name + std::to_string(number),
                                          {(length + step - 1) / step, Encoder::kHidden});
      ASSERT_TRUE(expected.ok()) << expected.status();
      for (int64_t at = 0; at * step < length; ++at) {
        nearness.Compare(states + at * step * Encoder::kHidden,
                         &(*expected)[at * Encoder::kHidden]);
      }
      states += length * Encoder::kHidden;
    }
  }
  std::printf("cosines: worst %.6f, mean %.6f\n", nearness.worst(), nearness.mean());
  EXPECT_GT(nearness.worst(), GetParam() == Precision::kFloat ? 0.9999 : 0.97);
  EXPECT_GT(nearness.mean(), GetParam() == Precision::kFloat ? 0.9999 : 0.995);
}

// What else is in a batch must not show: in int8 bit for bit; in fp32 some processors add up in
// another order where a matrix has another number of rows.
TEST_P(EncoderTest, ReadsWindowAloneAsInBatch) {
  const std::vector<Window> windows = ManyWindows();
  const HiddenStates together = Read(windows);
  ASSERT_EQ(together.size(), windows.size());
  for (size_t k = 0; k < windows.size(); ++k) {
    const float tolerance = GetParam() == Precision::kInt8 ? 0 : 1e-3F;
    EXPECT_THAT(Read({windows[k]}).front(),
                ::testing::Pointwise(::testing::FloatNear(tolerance), together[k]))
        << k;
  }
}

TEST_P(EncoderTest, ReadsTheSameInEveryThread) {
  const std::vector<Window> windows = ManyWindows();
  const HiddenStates expected = Read(windows);
  std::vector<HiddenStates> found(4);
  std::vector<std::thread> threads;
  for (HiddenStates& hidden : found) threads.emplace_back([&] { hidden = Read(windows); });
  for (std::thread& thread : threads) thread.join();
  for (const HiddenStates& hidden : found) EXPECT_EQ(hidden, expected);
}

TEST_P(EncoderTest, SeesLetterCase) {
  Window other = DrawnModel::DrawWindow(0, 3);
  other.tokens[1].letter_case =
      other.tokens[1].letter_case == LetterCase::kUpper ? LetterCase::kLower : LetterCase::kUpper;
  EXPECT_NE(Read({DrawnModel::DrawWindow(0, 3)}), Read({other}));
}

TEST_P(EncoderTest, VisitsNothingWithoutWindows) { EXPECT_TRUE(Read({}).empty()); }

TEST_P(EncoderTest, StopsWhenCancelled) {
  const std::vector<Window> windows = ManyWindows();
  size_t visited = 0;
  const absl::Status status = encoder_->Encode(
      windows, [&] { return visited > 0; }, [&](const EncodedWindow&) { ++visited; });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_GT(visited, 0U);
  EXPECT_LT(visited, windows.size());
}

TEST_P(EncoderTest, RefusesWindowsThatItCannotRead) {
  const auto code = [&](std::vector<Token> tokens) {
    return encoder_
        ->Encode({Window{std::move(tokens)}}, Never, [](const EncodedWindow&) { FAIL(); })
        .code();
  };
  EXPECT_EQ(code({}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(std::vector<Token>(kMaxWindowTokens + 1)), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({{-1}}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({{DrawnModel::kVocabulary}}), absl::StatusCode::kInvalidArgument);
}

// The weights that are shipped have outliers that drawn ones lack.
TEST(EncoderOfReleasedModel, GivesNearlyTheSameInInt8) {
  if (!MultipliesBytesExactly()) GTEST_SKIP() << "no AVX-512 VNNI here";
  const auto model = ModelFile::Open("ingest-service/model/reader.safetensors");
  ASSERT_TRUE(model.ok()) << model.status();
  const auto tokenizer = Tokenizer::Load(*model);
  const auto exact = Encoder::Load(*model, Precision::kFloat);
  const auto rounded = Encoder::Load(*model, Precision::kInt8);
  ASSERT_TRUE(tokenizer.ok() && exact.ok() && rounded.ok());
  std::ifstream file("deploy/samples/river-talks.txt");
  std::ostringstream text;
  text << file.rdbuf();
  const std::vector<Window> windows = CutWindows(*tokenizer, text.str());
  ASSERT_FALSE(windows.empty());
  const HiddenStates expected = ReadBy(**exact, windows), found = ReadBy(**rounded, windows);
  Nearness nearness;
  for (size_t window = 0; window < windows.size(); ++window) {
    for (size_t at = 0; at < found[window].size(); at += Encoder::kHidden) {
      nearness.Compare(&found[window][at], &expected[window][at]);
    }
  }
  std::printf("cosines: worst %.6f, mean %.6f\n", nearness.worst(), nearness.mean());
  EXPECT_GT(nearness.mean(), 0.995);
  EXPECT_GT(nearness.worst(), 0.97);
}

TEST(EncoderLoad, NamesMissingWeights) {
  for (const std::string name : {"encoder.word.weight", "encoder.norm.bias",
                                 "encoder.layers.1.output.weight", "event_layers.1.output.bias"}) {
    const absl::Status status = Encoder::Load(Parsed(DrawnModel::Build(name))).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(name));
  }
}

absl::StatusCode LoadingWithMetadata(const std::map<std::string, std::string>& changed) {
  std::map<std::string, std::string> metadata = {
      {"layers", "2"}, {"frozen", "1"}, {"event_layers", "2"}};
  for (const auto& [key, value] : changed) {
    metadata[key] = value;
    if (value.empty()) metadata.erase(key);
  }
  return Encoder::Load(Parsed(DrawnModel::Build("", metadata))).status().code();
}

TEST(EncoderLoad, RefusesModelOfUnknownDepth) {
  EXPECT_EQ(LoadingWithMetadata({}), absl::StatusCode::kOk);
  for (const std::string key : {"layers", "event_layers"}) {
    for (const std::string layers : {"", "0", "25", "two", "-1"}) {
      EXPECT_EQ(LoadingWithMetadata({{key, layers}, {"frozen", "0"}}),
                absl::StatusCode::kInvalidArgument)
          << key << " " << layers;
    }
  }
  EXPECT_EQ(LoadingWithMetadata({{"frozen", "3"}}), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::ingest
