#include "ingest-service/attribution/hedging.h"

#include <gtest/gtest.h>

#include <string>

namespace onrecord::ingest {
namespace {

bool WholeIsHedged(const std::string& text) {
  return IsHedged(text, {{0, static_cast<int32_t>(text.size())}});
}

TEST(Hedging, SeesWordsOfUncertainty) {
  EXPECT_TRUE(WholeIsHedged("that the ferry may sail again by June"));
  EXPECT_TRUE(WholeIsHedged("It couldn't be mended"));
  EXPECT_TRUE(WholeIsHedged("Perhaps it was a mistake"));
  EXPECT_TRUE(WholeIsHedged("that he would resign if the vote fails"));
}

TEST(Hedging, TakesPlainWordsAsCertain) {
  EXPECT_FALSE(WholeIsHedged("that the ferry sails again in May"));
  EXPECT_FALSE(WholeIsHedged(""));
  EXPECT_FALSE(IsHedged("said so", {}));
}

TEST(Hedging, LooksAtTheBeginningOnly) {
  const std::string certain = "one two three four five six seven eight nine ten ";
  EXPECT_TRUE(WholeIsHedged(certain + "maybe"));
  EXPECT_FALSE(WholeIsHedged(certain + certain + "maybe"));
}

TEST(Hedging, CountsWordsOverSpans) {
  const std::string text = "we knew, she said, that it could fail";
  EXPECT_TRUE(IsHedged(text, {{0, 7}, {19, static_cast<int32_t>(text.size())}}));
  EXPECT_FALSE(IsHedged(text, {{0, 7}}));
}

}  // namespace
}  // namespace onrecord::ingest
