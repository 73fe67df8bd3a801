#include "ingest-service/encoder/encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "ingest-service/encoder/drawn_model.h"
#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

constexpr char kGolden[] = "ingest-service/encoder/testdata/hidden_states.safetensors";

bool Never() { return false; }

double Cosine(const float* a, const float* b) {
  double ab = 0, aa = 0, bb = 0;
  for (int64_t k = 0; k < Encoder::kHidden; ++k) {
    ab += static_cast<double>(a[k]) * b[k];
    aa += static_cast<double>(a[k]) * a[k];
    bb += static_cast<double>(b[k]) * b[k];
  }
  return ab / std::sqrt(aa * bb);
}

ModelFile Parsed(std::string bytes) { return *ModelFile::Parse("test", std::move(bytes)); }

using HiddenStates = std::vector<std::vector<float>>;  // of each window

class EncoderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto encoder = Encoder::Load(Parsed(DrawnModel::Build()));
    ASSERT_TRUE(encoder.ok()) << encoder.status();
    encoder_ = std::move(encoder)->release();
  }

  static void TearDownTestSuite() { delete encoder_; }

  static HiddenStates Read(const std::vector<Window>& windows) {
    HiddenStates hidden;
    const absl::Status status = encoder_->Encode(windows, Never, [&](const EncodedWindow& window) {
      EXPECT_EQ(window.index, static_cast<int>(hidden.size()));
      EXPECT_EQ(window.tokens.data(), windows[window.index].tokens.data());
      EXPECT_EQ(window.hidden.size(), window.tokens.size() * Encoder::kHidden);
      hidden.emplace_back(window.hidden.begin(), window.hidden.end());
    });
    EXPECT_TRUE(status.ok()) << status;
    return hidden;
  }

  // Windows short and long, in several batches; of three tokens at least, as all windows of texts.
  static std::vector<Window> ManyWindows() {
    std::vector<Window> windows;
    for (int k = 0; k < 16; ++k) windows.push_back(DrawnModel::DrawWindow(k, 3 + (k * 89) % 254));
    return windows;
  }

  static const Encoder* encoder_;
};

const Encoder* EncoderTest::encoder_ = nullptr;

TEST_F(EncoderTest, EqualsTorchOnGoldenWindows) {
  std::ifstream file(kGolden, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const ModelFile golden = Parsed(bytes.str());
  const std::vector<int> lengths = {1, 2, 17, 64, 256};
  for (size_t number = 0; number < lengths.size(); ++number) {
    const int length = lengths[number];
    const int64_t step = length < 64 ? 1 : 8;  // of long windows not every token is stored
    const auto expected = golden.Floats("hidden." + std::to_string(number),
                                        {(length + step - 1) / step, Encoder::kHidden});
    ASSERT_TRUE(expected.ok()) << expected.status();
    const std::vector<float> found =
        Read({DrawnModel::DrawWindow(static_cast<int>(number), length)}).front();
    for (int64_t at = 0; at * step < length; ++at) {
      EXPECT_GT(Cosine(&found[at * step * Encoder::kHidden], &(*expected)[at * Encoder::kHidden]),
                0.9999)
          << "window " << number << " token " << at * step;
      for (int64_t k = 0; k < Encoder::kHidden; ++k) {
        ASSERT_NEAR(found[at * step * Encoder::kHidden + k], (*expected)[at * Encoder::kHidden + k],
                    5e-3)
            << "window " << number << " token " << at * step;
      }
    }
  }
}

// Bit for bit: what else is in a batch must not show.
TEST_F(EncoderTest, ReadsWindowAloneAsInBatch) {
  const std::vector<Window> windows = ManyWindows();
  const HiddenStates together = Read(windows);
  ASSERT_EQ(together.size(), windows.size());
  for (size_t k = 0; k < windows.size(); ++k) {
    EXPECT_EQ(Read({windows[k]}).front(), together[k]) << k;
  }
}

TEST_F(EncoderTest, ReadsTheSameInEveryThread) {
  const std::vector<Window> windows = ManyWindows();
  const HiddenStates expected = Read(windows);
  std::vector<HiddenStates> found(4);
  std::vector<std::thread> threads;
  for (HiddenStates& hidden : found) threads.emplace_back([&] { hidden = Read(windows); });
  for (std::thread& thread : threads) thread.join();
  for (const HiddenStates& hidden : found) EXPECT_EQ(hidden, expected);
}

TEST_F(EncoderTest, SeesLetterCase) {
  Window other = DrawnModel::DrawWindow(0, 3);
  other.tokens[1].letter_case =
      other.tokens[1].letter_case == LetterCase::kUpper ? LetterCase::kLower : LetterCase::kUpper;
  EXPECT_NE(Read({DrawnModel::DrawWindow(0, 3)}), Read({other}));
}

TEST_F(EncoderTest, VisitsNothingWithoutWindows) { EXPECT_TRUE(Read({}).empty()); }

TEST_F(EncoderTest, StopsWhenCancelled) {
  const std::vector<Window> windows = ManyWindows();
  size_t visited = 0;
  const absl::Status status = encoder_->Encode(
      windows, [&] { return visited > 0; }, [&](const EncodedWindow&) { ++visited; });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_GT(visited, 0U);
  EXPECT_LT(visited, windows.size());
}

TEST_F(EncoderTest, RefusesWindowsThatItCannotRead) {
  const auto code = [](std::vector<Token> tokens) {
    return encoder_
        ->Encode({Window{std::move(tokens)}}, Never, [](const EncodedWindow&) { FAIL(); })
        .code();
  };
  EXPECT_EQ(code({}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(std::vector<Token>(kMaxWindowTokens + 1)), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({{-1}}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({{DrawnModel::kVocabulary}}), absl::StatusCode::kInvalidArgument);
}

TEST(EncoderLoad, NamesMissingWeights) {
  for (const std::string name :
       {"encoder.word.weight", "encoder.norm.bias", "encoder.layers.1.output.weight"}) {
    const absl::Status status = Encoder::Load(Parsed(DrawnModel::Build(name))).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(name));
  }
}

TEST(EncoderLoad, RefusesModelOfUnknownDepth) {
  EXPECT_EQ(Encoder::Load(Parsed(DrawnModel::Build("", {{"frozen", "1"}}))).status().code(),
            absl::StatusCode::kInvalidArgument);
  for (const std::string layers : {"0", "25", "two", "-1"}) {
    EXPECT_EQ(Encoder::Load(Parsed(DrawnModel::Build("", {{"layers", layers}, {"frozen", "0"}})))
                  .status()
                  .code(),
              absl::StatusCode::kInvalidArgument)
        << layers;
  }
  EXPECT_EQ(Encoder::Load(Parsed(DrawnModel::Build("", {{"layers", "2"}, {"frozen", "3"}})))
                .status()
                .code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::ingest
