#include "ingest-service/text/closed_classes.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(ClosedClassesTest, NotIsContractedAtTheEndOnly) {
  EXPECT_TRUE(IsContractedWithNot("didn't"));
  EXPECT_TRUE(IsContractedWithNot("n't"));
  EXPECT_FALSE(IsContractedWithNot("not"));
  EXPECT_FALSE(IsContractedWithNot("n'ts"));
  EXPECT_FALSE(IsContractedWithNot("'t"));
}

TEST(ClosedClassesTest, OnlyFiniteAuxiliariesMakeASentence) {
  for (const std::string_view finite :
       {"is", "had", "does", "could", "won't", "mustn't", "hasn't"}) {
    EXPECT_TRUE(IsFiniteAuxiliary(finite)) << finite;
    EXPECT_TRUE(IsAuxiliaryVerb(finite)) << finite;
  }
  for (const std::string_view other : {"be", "been", "being", "having"}) {
    EXPECT_FALSE(IsFiniteAuxiliary(other)) << other;
    EXPECT_TRUE(IsAuxiliaryVerb(other)) << other;
  }
  EXPECT_FALSE(IsAuxiliaryVerb("harbour"));
}

TEST(ClosedClassesTest, ModalsAndFormsOfBeAreApart) {
  EXPECT_TRUE(IsModalVerb("mightn't"));
  EXPECT_FALSE(IsModalVerb("was"));
  EXPECT_TRUE(IsFormOfBe("be"));
  EXPECT_TRUE(IsFormOfBe("weren't"));
  EXPECT_FALSE(IsFormOfBe("will"));
}

TEST(ClosedClassesTest, WordOfTwoClassesIsInBoth) {
  EXPECT_TRUE(IsPreposition("since"));
  EXPECT_TRUE(IsConjunction("since"));
  EXPECT_TRUE(IsPreposition("throughout"));
  EXPECT_FALSE(IsConjunction("throughout"));
  EXPECT_TRUE(IsConjunction("nor"));
  EXPECT_FALSE(IsPreposition("nor"));
}

TEST(ClosedClassesTest, TakesOnlyWholeWordsInLowerCase) {
  EXPECT_FALSE(IsPreposition("Of"));
  EXPECT_FALSE(IsConjunction("becaus"));
  EXPECT_FALSE(IsFormOfBe("wasn’t"));  // look-up forms have straight apostrophes
}

TEST(ClosedClassesTest, EmptyWordIsInNone) {
  EXPECT_FALSE(IsContractedWithNot(""));
  EXPECT_FALSE(IsAuxiliaryVerb(""));
  EXPECT_FALSE(IsPreposition(""));
  EXPECT_FALSE(IsConjunction(""));
}

}  // namespace
}  // namespace onrecord::ingest
