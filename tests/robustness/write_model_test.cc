#include "tests/robustness/write_model.h"

#include <map>
#include <utility>

#include "gtest/gtest.h"

namespace onrecord::tests {
namespace {

ArticleState Present(const std::string& text, std::optional<int> revision = std::nullopt) {
  ArticleState state;
  state.exists = true;
  state.text = text;
  state.revision = revision;
  return state;
}

TEST(WriteModel, AcknowledgedWriteMustBeThere) {
  WriteModel model;
  model.Attempt("a", Present("first"));
  model.Acknowledge("a", Present("first", 1));
  EXPECT_EQ(model.Judge("a", Present("first", 1)), Verdict::kAsAcknowledged);
  EXPECT_EQ(model.Judge("a", Present("first", 2)), Verdict::kContradicted);
  EXPECT_EQ(model.Judge("a", {}), Verdict::kContradicted);
}

TEST(WriteModel, AttemptMayHaveHappenedOrNot) {
  WriteModel model;
  model.Acknowledge("a", Present("first", 1));
  model.Attempt("a", Present("second"));
  EXPECT_EQ(model.Judge("a", Present("first", 1)), Verdict::kAsAcknowledged);
  EXPECT_EQ(model.Judge("a", Present("second", 2)), Verdict::kAsAttempted);
  EXPECT_EQ(model.Judge("a", Present("first", 2)), Verdict::kContradicted);
  EXPECT_EQ(model.Judge("a", Present("third", 2)), Verdict::kContradicted);
}

TEST(WriteModel, NewArticleIsAbsentUntilAcknowledged) {
  WriteModel model;
  model.Attempt("a", Present("first"));
  EXPECT_EQ(model.Judge("a", {}), Verdict::kAsAcknowledged);
  EXPECT_EQ(model.Judge("a", Present("first", 1)), Verdict::kAsAttempted);
}

TEST(WriteModel, AcknowledgedRetractionStays) {
  WriteModel model;
  model.Acknowledge("a", Present("first", 1));
  model.Attempt("a", {});
  EXPECT_EQ(model.Judge("a", Present("first", 1)), Verdict::kAsAcknowledged);
  EXPECT_EQ(model.Judge("a", {}), Verdict::kAsAttempted);
  model.Acknowledge("a", {});
  EXPECT_EQ(model.Judge("a", Present("first", 1)), Verdict::kContradicted);
}

TEST(Matches, ComparesCountsWhereTheyAreKnown) {
  ArticleState expected = Present("text");
  ArticleState found = Present("text", 1);
  found.position_count = 3;
  EXPECT_TRUE(Matches(expected, found));
  expected.position_count = 4;
  EXPECT_FALSE(Matches(expected, found));
}

CastState Cast(std::map<std::string, std::string> speakers,
               std::map<std::string, std::string> answers) {
  return {std::move(speakers), std::move(answers)};
}

TEST(Matches, ComparesWhoSpeaksAndWhoAnswers) {
  const CastState merged = Cast({{"1", "a"}, {"2", "a"}}, {{"a", "a"}, {"b", "a"}});
  EXPECT_TRUE(Matches(merged, merged));
  EXPECT_FALSE(Matches(merged, Cast({{"1", "a"}, {"2", "b"}}, merged.answers)));
  EXPECT_FALSE(Matches(merged, Cast(merged.speakers, {{"a", "a"}, {"b", "b"}})));
  EXPECT_FALSE(Matches(merged, Cast({{"1", "a"}}, merged.answers)));
}

TEST(Matches, TakesOneNewSpeakerOfAnyName) {
  const CastState split = Cast({{"1", "a"}, {"2", ""}, {"3", ""}}, {{"a", "a"}});
  EXPECT_TRUE(Matches(split, Cast({{"1", "a"}, {"2", "new"}, {"3", "new"}}, split.answers)));
  EXPECT_FALSE(Matches(split, Cast({{"1", "a"}, {"2", "new"}, {"3", "newer"}}, split.answers)));
  EXPECT_FALSE(Matches(split, Cast({{"1", "a"}, {"2", "new"}, {"3", "a"}}, split.answers)));
  EXPECT_FALSE(Matches(split, Cast({{"1", "a"}, {"2", ""}, {"3", ""}}, split.answers)));
}

}  // namespace
}  // namespace onrecord::tests
