#include "ingest-service/encoder/windows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace onrecord::ingest {

bool operator==(const Token& a, const Token& b) {
  return a.id == b.id && a.span == b.span && a.letter_case == b.letter_case;
}

void PrintTo(const Token& token, std::ostream* out) {
  *out << token.id << " [" << token.span.begin << ", " << token.span.end << ") "
       << static_cast<int>(token.letter_case);
}

namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class Windows : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto model = ModelFile::Open("ingest-service/model/reader.safetensors");
    ASSERT_TRUE(model.ok()) << model.status();
    auto loaded = Tokenizer::Load(*model);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    tokenizer_ = new Tokenizer(*std::move(loaded));
  }

  static void TearDownTestSuite() { delete tokenizer_; }

  static Tokenizer* tokenizer_;
};

Tokenizer* Windows::tokenizer_ = nullptr;

std::string Repeat(std::string_view word, int times) {
  std::string text;
  for (int k = 0; k < times; ++k) text += word;
  return text;
}

TEST_F(Windows, EqualTheReferenceOnGoldenArticles) {
  std::ifstream file("ingest-service/encoder/testdata/tokens.json");
  const auto golden = nlohmann::json::parse(file, nullptr, false);
  ASSERT_TRUE(golden.is_object());
  ASSERT_GE(golden["articles"].size(), 6U);
  for (const auto& article : golden["articles"]) {
    const std::string text = article["text"];
    const std::vector<Window> windows = CutWindows(*tokenizer_, text);
    ASSERT_EQ(windows.size(), article["windows"].size()) << text;
    for (size_t k = 0; k < windows.size(); ++k) {
      std::vector<Token> expected;
      for (const auto& token : article["windows"][k]) {
        expected.push_back({token[0], {token[1], token[2]}, static_cast<LetterCase>(token[3])});
      }
      EXPECT_EQ(windows[k].tokens, expected) << text << " window " << k;
    }
  }
}

TEST_F(Windows, AreNoneWithoutWords) {
  EXPECT_THAT(CutWindows(*tokenizer_, ""), IsEmpty());
  EXPECT_THAT(CutWindows(*tokenizer_, "\n \n\u200B\n"), IsEmpty());
}

TEST_F(Windows, PointIntoTheText) {
  const std::string text = "Hello.\n\nÉmile agrees.";
  const std::vector<Window> windows = CutWindows(*tokenizer_, text);
  ASSERT_THAT(windows, SizeIs(1));
  std::string surfaces;
  for (const Token& token : windows[0].tokens) {
    surfaces += token.special() ? "|" : std::string(Surface(text, token.span));
  }
  EXPECT_EQ(surfaces, "|Hello.|Émileagrees.|");
}

TEST_F(Windows, HoldAtMostTheirLimit) {
  const std::string text = Repeat("word ", 1000) + "\n" + Repeat("Some words here.\n", 300);
  for (const Window& window : CutWindows(*tokenizer_, text)) {
    EXPECT_GE(window.tokens.size(), 3U);
    EXPECT_LE(window.tokens.size(), static_cast<size_t>(kMaxWindowTokens));
  }
}

TEST_F(Windows, RepeatShortLastParagraph) {
  const std::string text = Repeat("word ", 200) + "\nShort one.\n" + Repeat("more ", 200);
  const std::vector<Window> windows = CutWindows(*tokenizer_, text);
  ASSERT_THAT(windows, SizeIs(2));
  EXPECT_EQ(Surface(text, windows[1].tokens[1].span), "Short");
}

TEST_F(Windows, CutLongParagraphAfterSentence) {
  const std::string text = Repeat("word ", 150) + "end. " + Repeat("more ", 150);
  const std::vector<Window> windows = CutWindows(*tokenizer_, text);
  ASSERT_THAT(windows, SizeIs(2));
  EXPECT_EQ(Surface(text, windows[0].tokens[152].span), ".");
  EXPECT_TRUE(windows[0].tokens[153].special());
}

// Quadratic time would keep these past the test's time limit.
TEST_F(Windows, TakeLinearTimeOnHugeText) {
  constexpr int kMebibyte = 1 << 20;
  EXPECT_THAT(CutWindows(*tokenizer_, std::string(kMebibyte, 'a')), SizeIs(1));
  EXPECT_THAT(CutWindows(*tokenizer_, std::string(kMebibyte, '\n')), IsEmpty());
  EXPECT_THAT(CutWindows(*tokenizer_, std::string(100'000, '"')),
              SizeIs((100'000 + kMaxWindowTokens - 5) / (kMaxWindowTokens - 4)));
}

TEST(LetterCaseOf, ReadsTheFirstLetterAndTheRest) {
  EXPECT_EQ(LetterCaseOf("paris", false), LetterCase::kLower);
  EXPECT_EQ(LetterCaseOf("Paris", false), LetterCase::kCapital);
  EXPECT_EQ(LetterCaseOf("NATO", false), LetterCase::kUpper);
  EXPECT_EQ(LetterCaseOf("I", false), LetterCase::kCapital);
  EXPECT_EQ(LetterCaseOf("iPhone", false), LetterCase::kMixed);
  EXPECT_EQ(LetterCaseOf("McDonald", false), LetterCase::kCapital);
}

TEST(LetterCaseOf, CallsLettersWithoutCaseMixed) {
  EXPECT_EQ(LetterCaseOf("中", false), LetterCase::kMixed);
  EXPECT_EQ(LetterCaseOf("ب", false), LetterCase::kMixed);
}

TEST(LetterCaseOf, IgnoresWhatIsNoLetter) {
  EXPECT_EQ(LetterCaseOf("a1", false), LetterCase::kLower);
  EXPECT_EQ(LetterCaseOf("G20", false), LetterCase::kUpper);
  EXPECT_EQ(LetterCaseOf("1st", false), LetterCase::kNoLetter);
  EXPECT_EQ(LetterCaseOf("\"", false), LetterCase::kNoLetter);
  EXPECT_EQ(LetterCaseOf("", false), LetterCase::kNoLetter);
}

TEST(LetterCaseOf, TakesTitleCaseForNeither) {
  EXPECT_EQ(LetterCaseOf("ǅ", false), LetterCase::kMixed);
  EXPECT_EQ(LetterCaseOf("ª", false), LetterCase::kLower);
}

TEST(LetterCaseOf, MarksContinuations) {
  EXPECT_EQ(LetterCaseOf("TO", true), LetterCase::kContinuation);
}

}  // namespace
}  // namespace onrecord::ingest
