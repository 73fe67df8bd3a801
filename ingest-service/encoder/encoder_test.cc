#include "ingest-service/encoder/encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/encoder/tokenizer.h"

namespace onrecord::ingest {
namespace {

constexpr char kModel[] = "ingest-service/model/reader.safetensors";
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

class EncoderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto model = ModelFile::Open(kModel);
    ASSERT_TRUE(model.ok()) << model.status();
    auto tokenizer = Tokenizer::Load(*model);
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
    tokenizer_ = new Tokenizer(*std::move(tokenizer));
    auto encoder = Encoder::Load(*model);
    ASSERT_TRUE(encoder.ok()) << encoder.status();
    encoder_ = std::move(encoder)->release();
  }

  static void TearDownTestSuite() {
    delete encoder_;
    delete tokenizer_;
  }

  static std::vector<Window> Cut(std::string_view text) { return CutWindows(*tokenizer_, text); }

  // The hidden states of each window.
  static std::vector<std::vector<float>> Read(const std::vector<Window>& windows) {
    std::vector<std::vector<float>> hidden;
    const absl::Status status = encoder_->Encode(windows, Never, [&](const EncodedWindow& window) {
      EXPECT_EQ(window.index, static_cast<int>(hidden.size()));
      EXPECT_EQ(window.tokens.data(), windows[window.index].tokens.data());
      EXPECT_EQ(window.hidden.size(), window.tokens.size() * Encoder::kHidden);
      hidden.emplace_back(window.hidden.begin(), window.hidden.end());
    });
    EXPECT_TRUE(status.ok()) << status;
    return hidden;
  }

  // An article of many windows, short and long, in several batches.
  static std::vector<Window> ManyWindows() {
    std::string text;
    for (int paragraph = 0; paragraph < 40; ++paragraph) {
      for (int k = 0; k <= (paragraph * 7) % 40; ++k) text += "He said that it was late. ";
      text += '\n';
    }
    return Cut(text);
  }

  static const Tokenizer* tokenizer_;
  static const Encoder* encoder_;
};

const Tokenizer* EncoderTest::tokenizer_ = nullptr;
const Encoder* EncoderTest::encoder_ = nullptr;

TEST_F(EncoderTest, EqualsTheReferenceOnGoldenArticles) {
  std::ifstream file(kGolden, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto golden = ModelFile::Parse(kGolden, bytes.str());
  ASSERT_TRUE(golden.ok()) << golden.status();
  for (int article = 0; article < 4; ++article) {
    const std::string number = std::to_string(article);
    const auto text = golden->Bytes("text." + number);
    ASSERT_TRUE(text.ok()) << text.status();
    const std::vector<Window> windows = Cut(*text);
    ASSERT_EQ(windows.size(), 1U);
    const int64_t length = static_cast<int64_t>(windows[0].tokens.size());
    const auto expected = golden->Floats("hidden." + number, {length, Encoder::kHidden});
    ASSERT_TRUE(expected.ok()) << expected.status();
    const std::vector<float> found = Read(windows).front();
    for (int64_t token = 0; token < length; ++token) {
      const int64_t at = token * Encoder::kHidden;
      EXPECT_GT(Cosine(&found[at], &(*expected)[at]), 0.9999) << article << " token " << token;
      for (int64_t k = 0; k < Encoder::kHidden; ++k) {
        ASSERT_NEAR(found[at + k], (*expected)[at + k], 5e-3) << article << " token " << token;
      }
    }
  }
}

// Bit for bit: what else is in a batch must not show.
TEST_F(EncoderTest, ReadsWindowAloneAsInBatch) {
  const std::vector<Window> windows = ManyWindows();
  ASSERT_GT(windows.size(), 10U);
  const auto together = Read(windows);
  ASSERT_EQ(together.size(), windows.size());
  for (size_t k = 0; k < windows.size(); ++k) {
    EXPECT_EQ(Read({windows[k]}).front(), together[k]) << k;
  }
}

TEST_F(EncoderTest, ReadsTheSameInEveryThread) {
  const std::vector<Window> windows = Cut("The minister denied it.\nNobody else was asked.");
  const auto expected = Read(windows);
  std::vector<std::vector<std::vector<float>>> found(4);
  std::vector<std::thread> threads;
  for (auto& hidden : found) threads.emplace_back([&] { hidden = Read(windows); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& hidden : found) EXPECT_EQ(hidden, expected);
}

TEST_F(EncoderTest, SeesLetterCase) {
  EXPECT_NE(Read(Cut("may apple turkey")), Read(Cut("May Apple Turkey")));
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
  EXPECT_EQ(code({{tokenizer_->vocabulary_size()}}), absl::StatusCode::kInvalidArgument);
}

TEST_F(EncoderTest, NamesMissingWeights) {
  const auto model = ModelFile::Parse("empty", ModelBuilder::Assemble("{}", ""));
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(Encoder::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
