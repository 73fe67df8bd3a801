#include "ingest-service/analysis/word_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(WordIdsTest, DependsOnWordsNotOnPlaces) {
  WordIds first;
  WordIds second;
  EXPECT_EQ(first.Next("p-", "She said yes.", {{{0, 3}}, {{4, 8}}}),
            second.Next("p-", "Why? She said yes.", {{{5, 8}}, {{9, 13}}}));
}

TEST(WordIdsTest, IsTheSameOnEveryMachine) {
  WordIds ids;
  EXPECT_EQ(ids.Next("p-", "She said yes.", {{{0, 3}}, {{4, 8}}, {{9, 12}}}), "p-e7978779");
}

TEST(WordIdsTest, RolesAndPiecesCount) {
  WordIds ids;
  const std::string text = "She said yes";
  const std::string whole = ids.Next("p-", text, {{{0, 8}}});
  EXPECT_NE(ids.Next("p-", text, {{{0, 4}, {4, 8}}}), whole);
  EXPECT_NE(ids.Next("p-", text, {{{0, 4}}, {{4, 8}}}), whole);
}

TEST(WordIdsTest, RepeatedWordsGetIdsOfTheirOwn) {
  WordIds ids;
  WordIds again;
  const std::string first = ids.Next("e-", "war", {{{0, 3}}});
  const std::string second = ids.Next("e-", "war", {{{0, 3}}});
  EXPECT_NE(first, second);
  EXPECT_EQ(again.Next("e-", "war", {{{0, 3}}}), first);
  EXPECT_EQ(again.Next("e-", "war", {{{0, 3}}}), second);
}

TEST(WordIdsTest, ManyRepetitionsStayFast) {
  WordIds ids;
  absl::flat_hash_set<std::string> given;
  for (int i = 0; i < 200000; ++i) given.insert(ids.Next("e-", "war", {{{0, 3}}}));
  EXPECT_EQ(given.size(), 200000u);
}

}  // namespace
}  // namespace onrecord::ingest
