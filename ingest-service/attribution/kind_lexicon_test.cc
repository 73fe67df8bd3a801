#include "ingest-service/attribution/kind_lexicon.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(KindLexiconTest, KnowsInflections) {
  for (const char* word : {"deny", "denies", "denied", "denying"}) {
    EXPECT_EQ(KindOfCueWord(word), PositionKind::kDenial) << word;
  }
  for (const char* word : {"accuse", "accuses", "accused", "accusing"}) {
    EXPECT_EQ(KindOfCueWord(word), PositionKind::kAccusation) << word;
  }
  EXPECT_EQ(KindOfCueWord("planned"), PositionKind::kPromise);
  EXPECT_EQ(KindOfCueWord("pledged"), PositionKind::kPromise);
}

TEST(KindLexiconTest, NeutralAndUnknownWordsHaveNoKind) {
  for (const char* word : {"said", "says", "told", "", "s", "ed", "zzz"}) {
    EXPECT_EQ(KindOfCueWord(word), PositionKind::kUnspecified) << word;
  }
}

TEST(KindLexiconTest, ContentWordsJudge) {
  EXPECT_EQ(KindOfContentWord("disgraceful"), PositionKind::kCriticism);
  EXPECT_EQ(KindOfContentWord("proud"), PositionKind::kSupport);
  EXPECT_EQ(KindOfContentWord("harbour"), PositionKind::kUnspecified);
}

TEST(KindLexiconTest, HedgesMakeUncertain) {
  EXPECT_TRUE(IsHedge("might"));
  EXPECT_FALSE(IsHedge("must"));
}

}  // namespace
}  // namespace onrecord::ingest
