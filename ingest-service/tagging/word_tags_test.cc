#include "ingest-service/tagging/word_tags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace onrecord::ingest {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// `count` words of one token each.
std::vector<WindowWord> Words(int count) {
  std::vector<WindowWord> words;
  for (int i = 0; i < count; ++i) words.push_back({{i, i + 1}, {3 * i, 3 * i + 2}});
  return words;
}

std::vector<uint8_t> Choose(int roles, const std::vector<std::vector<float>>& rows) {
  std::vector<float> logits;
  for (const std::vector<float>& row : rows) logits.insert(logits.end(), row.begin(), row.end());
  return ChooseTags(Words(static_cast<int>(rows.size())), roles, 0, logits).tag;
}

// What the scheme allows, said once more and as plainly as can be.
bool Closes(int tag) { return tag == 0 || (tag - 1) % 4 >= 2; }
bool Opens(int tag) { return tag == 0 || (tag - 1) % 4 == 0 || (tag - 1) % 4 == 3; }
bool Follows(int before, int tag) {
  if (Closes(before)) return Opens(tag);
  return !Opens(tag) && (before - 1) / 4 == (tag - 1) / 4;
}

TEST(WordTagsTest, LikeliestTagsStandWhereTheyObeyScheme) {
  EXPECT_THAT(Choose(1, {{0, 9, 0, 0, 0}, {0, 0, 9, 0, 0}, {0, 0, 0, 9, 0}, {0, 0, 0, 0, 9}}),
              ElementsAre(1, 2, 3, 4));
}

TEST(WordTagsTest, UnfinishedSpanBecomesBestThatIsOne) {
  // B alone: S is next best.
  EXPECT_THAT(Choose(1, {{0, 9, 0, 0, 8}}), ElementsAre(4));
  // B, then O by a little: the span is ended rather than dropped.
  EXPECT_THAT(Choose(1, {{0, 9, 0, 0, 0}, {3, 0, 0, 2, 0}}), ElementsAre(1, 3));
  // E of another role can't end it.
  EXPECT_THAT(Choose(2, {{0, 9, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 3, 0, 0, 0, 4, 0}}),
              ElementsAre(1, 3));
}

TEST(WordTagsTest, FirstOfEqualsIsChosen) {
  EXPECT_THAT(Choose(2, std::vector<std::vector<float>>(3, std::vector<float>(9, 1))), Each(0));
}

TEST(WordTagsTest, EqualsSearchThroughAllSequences) {
  std::mt19937 random(5);
  std::normal_distribution<float> values;
  constexpr int kWords = 4, kRoles = 2, kTags = TagsOf(kRoles);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::vector<float>> rows(kWords, std::vector<float>(kTags));
    for (std::vector<float>& row : rows) {
      for (float& value : row) value = values(random);
    }
    double best = -1e9;
    std::vector<uint8_t> expected;
    for (int code = 0; code < kTags * kTags * kTags * kTags; ++code) {
      std::vector<uint8_t> tags;
      double score = 0;
      for (int word = 0, rest = code; word < kWords; ++word, rest /= kTags) {
        tags.push_back(static_cast<uint8_t>(rest % kTags));
        score += rows[word][tags.back()];
      }
      bool obeys = Opens(tags.front()) && Closes(tags.back());
      for (int word = 1; word < kWords; ++word)
        obeys = obeys && Follows(tags[word - 1], tags[word]);
      if (obeys && score > best) {
        best = score;
        expected = tags;
      }
    }
    EXPECT_EQ(Choose(kRoles, rows), expected);
  }
}

TEST(WordTagsTest, OnlyFirstPieceOfWordCounts) {
  const std::vector<WindowWord> words = {{{11, 13}, {0, 5}}, {{13, 14}, {6, 9}}};
  const std::vector<float> logits = {0, 0, 0, 0, 5, 9, 0, 0, 0, 0, 5, 0, 0, 0, 0};
  const WordTags tags = ChooseTags(words, 1, 11, logits);
  EXPECT_THAT(tags.tag, ElementsAre(4, 0));
  EXPECT_NEAR(tags.probability[0], std::exp(5.0) / (std::exp(5.0) + 4), 1e-6);
}

TEST(WordTagsTest, NoWordHasNoTag) { EXPECT_THAT(ChooseTags({}, 2, 0, {}).tag, IsEmpty()); }

TEST(WordTagsTest, RunsAreFoundWithTheirRoles) {
  EXPECT_THAT(FindRuns(std::vector<uint8_t>{0, 1, 2, 3, 8, 5, 7, 4}),
              ElementsAre(WordRun{0, 1, 4}, WordRun{1, 4, 5}, WordRun{1, 5, 7}, WordRun{0, 7, 8}));
  EXPECT_THAT(FindRuns(std::vector<uint8_t>{0, 0}), IsEmpty());
}

TEST(WordTagsTest, RunCoversItsWords) {
  const std::vector<WindowWord> words = Words(4);
  EXPECT_EQ(TokensOf(words, {0, 1, 3}), (TokenRun{1, 3}));
  EXPECT_EQ(SpanOf(words, {0, 1, 3}), (Span{3, 8}));
}

}  // namespace
}  // namespace onrecord::ingest
