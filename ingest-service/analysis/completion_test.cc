#include "ingest-service/analysis/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::SizeIs;

std::vector<Attribution> Complete(const std::string& text,
                                  const std::vector<Attribution>& network) {
  const Document document = ReadDocument(text);
  return CompleteAttributions(document, FindEntities(document), network);
}

TEST(CompletionTest, JoinsBeforeItLooksInside) {
  const std::string text = "“We knew,” she said. “The mayor promised to resign.”";
  const auto completed = Complete(text, {{{{15, 18}}, {{19, 23}}, {{0, 14}}, 0.9f}});
  ASSERT_THAT(completed, SizeIs(2));
  EXPECT_THAT(completed[0].content, SizeIs(2));
  EXPECT_EQ(Surface(text, completed[1].cue.front()), "promised");
}

TEST(CompletionTest, LooksInsideAnswers) {
  const std::string text = "Q: Why?\nA: The mayor promised to resign.";
  const auto completed = Complete(text, {});
  ASSERT_THAT(completed, SizeIs(3));
  EXPECT_EQ(Surface(text, completed[2].cue.front()), "promised");
  EXPECT_TRUE(completed[0].by_rule && completed[1].by_rule && completed[2].by_rule);
}

TEST(CompletionTest, WhatIsNotWorthTellingHasNothingInside) {
  const std::string text = "She said the mayor promised to resign.";
  EXPECT_THAT(Complete(text, {{{{0, 3}}, {{4, 8}}, {{9, 37}}, 0.2f}}), SizeIs(0));
}

}  // namespace
}  // namespace onrecord::ingest
