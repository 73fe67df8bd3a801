#include "ingest-service/events/grammar.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(GrammarTest, CountsModalsAndPassivesAsAuxiliaries) {
  EXPECT_TRUE(IsAuxiliary("won't"));
  EXPECT_TRUE(IsAuxiliary("been"));
  EXPECT_TRUE(IsAuxiliary("getting"));
  EXPECT_TRUE(IsPassiveAuxiliary("wasn't"));
  EXPECT_FALSE(IsPassiveAuxiliary("had"));
  EXPECT_FALSE(IsAuxiliary("port"));
}

TEST(GrammarTest, TakesContractedNotForNegation) {
  EXPECT_TRUE(IsNegation("didn't"));
  EXPECT_TRUE(IsNegation("never"));
  EXPECT_FALSE(IsNegation("did"));
}

TEST(GrammarTest, ReadsNumbersInWords) {
  EXPECT_EQ(NumberWord("twelve"), 12);
  EXPECT_EQ(NumberWord("port"), std::nullopt);
}

TEST(GrammarTest, TellsDeterminersFromPronouns) {
  EXPECT_TRUE(IsDeterminer("their"));
  EXPECT_FALSE(IsDeterminer("them"));
  EXPECT_TRUE(IsPersonalPronoun("them"));
  EXPECT_TRUE(IsReportingVerb("said"));
}

}  // namespace
}  // namespace onrecord::ingest
