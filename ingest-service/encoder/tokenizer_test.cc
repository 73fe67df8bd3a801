#include "ingest-service/encoder/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace onrecord::ingest {

bool operator==(const Piece& a, const Piece& b) {
  return a.id == b.id && a.span == b.span && a.continues == b.continues;
}

void PrintTo(const Piece& piece, std::ostream* out) {
  *out << piece.id << " [" << piece.span.begin << ", " << piece.span.end << ")"
       << (piece.continues ? " continues" : "");
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSpecial[] = "[PAD]\n[unused0]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
constexpr int32_t kUnknown = 2, kSep = 4;

// A tokenizer of the special tokens, 0 to 5, and these.
Tokenizer SmallTokenizer() {
  return *Tokenizer::FromVocabulary(std::string(kSpecial) + "un\n##aff\n##able\naff\n.\n[\n]\ns");
}

class ReleasedTokenizer : public ::testing::Test {
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

Tokenizer* ReleasedTokenizer::tokenizer_ = nullptr;

TEST(Tokenizer, CutsWordsIntoLongestPieces) {
  EXPECT_THAT(SmallTokenizer().Tokenize("Unaffable."),
              ElementsAre(Piece{6, {0, 2}, false}, Piece{7, {2, 5}, true}, Piece{8, {5, 9}, true},
                          Piece{10, {9, 10}, false}));
}

TEST(Tokenizer, TakesWordWithUnknownRestWhole) {
  EXPECT_THAT(SmallTokenizer().Tokenize("unaffx un"),
              ElementsAre(Piece{kUnknown, {0, 6}, false}, Piece{6, {7, 9}, false}));
}

TEST(Tokenizer, KnowsSpecialTokensWrittenOut) {
  EXPECT_THAT(
      SmallTokenizer().Tokenize("[[SEP]s [sep"),
      ElementsAre(Piece{11, {0, 1}, false}, Piece{kSep, {1, 6}, false}, Piece{13, {6, 7}, false},
                  Piece{11, {8, 9}, false}, Piece{kUnknown, {9, 12}, false}));
}

TEST(Tokenizer, FindsNothingInWhiteSpace) {
  EXPECT_THAT(SmallTokenizer().Tokenize(""), IsEmpty());
  EXPECT_THAT(SmallTokenizer().Tokenize(" \t\u2003\u200B"), IsEmpty());
}

TEST(Tokenizer, PassesOverBytesThatAreNotUtf8) {
  EXPECT_THAT(SmallTokenizer().Tokenize("un\xFF\xC3"), ElementsAre(Piece{6, {0, 2}, false}));
}

TEST(Tokenizer, RefusesIncompleteVocabulary) {
  for (const char* token : {"[PAD]\n", "[unused0]\n", "[UNK]\n", "[CLS]\n", "[SEP]\n"}) {
    std::string vocabulary = kSpecial;
    vocabulary.erase(vocabulary.find(token), std::string_view(token).size());
    EXPECT_EQ(Tokenizer::FromVocabulary(vocabulary).status().code(),
              absl::StatusCode::kInvalidArgument)
        << token;
  }
  EXPECT_EQ(Tokenizer::FromVocabulary("").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Tokenizer, RefusesRepeatedOrEmptyPiece) {
  EXPECT_EQ(Tokenizer::FromVocabulary(std::string(kSpecial) + "a\na\n").status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Tokenizer::FromVocabulary(std::string(kSpecial) + "\na\n").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(ReleasedTokenizer, HasTheIdsOfTheEncoder) {
  EXPECT_EQ(tokenizer_->vocabulary_size(), 30522);
  EXPECT_EQ(tokenizer_->cls_id(), 101);
  EXPECT_EQ(tokenizer_->sep_id(), 102);
  EXPECT_EQ(tokenizer_->paragraph_id(), 1);
}

TEST_F(ReleasedTokenizer, EqualsTheReferenceOnGoldenLines) {
  std::ifstream file("ingest-service/encoder/testdata/tokens.json");
  const auto golden = nlohmann::json::parse(file, nullptr, false);
  ASSERT_TRUE(golden.is_object());
  ASSERT_GE(golden["lines"].size(), 30U);
  for (const auto& line : golden["lines"]) {
    std::vector<Piece> expected;
    for (const auto& piece : line["pieces"]) {
      expected.push_back({piece[0], {piece[1], piece[2]}, piece[3] == 1});
    }
    EXPECT_EQ(tokenizer_->Tokenize(line["text"].get<std::string>()), expected) << line["text"];
  }
}

// Quadratic time would keep these past the test's time limit.
TEST_F(ReleasedTokenizer, TakesLinearTimeOnHugeLines) {
  constexpr int kMebibyte = 1 << 20;
  EXPECT_EQ(tokenizer_->Tokenize(std::string(kMebibyte, 'a')).size(), 1U);
  EXPECT_EQ(tokenizer_->Tokenize(std::string(kMebibyte, '[')).size(), 1U * kMebibyte);
  EXPECT_EQ(tokenizer_->Tokenize(std::string(100'000, '"')).size(), 100'000U);
  EXPECT_EQ(tokenizer_->Tokenize(std::string(kMebibyte, '\0')).size(), 0U);
  std::string accents;
  while (accents.size() < kMebibyte) accents += "\u0301";
  EXPECT_EQ(tokenizer_->Tokenize(accents).size(), 0U);
}

}  // namespace
}  // namespace onrecord::ingest
