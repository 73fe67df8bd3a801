#include "ingest-service/text/stemmer.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(StemmerTest, FormsOfAWordShareTheirStem) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer.Stem("arrested"), stemmer.Stem("arrests"));
  EXPECT_EQ(stemmer.Stem("resigned"), stemmer.Stem("resignation"));
  EXPECT_NE(stemmer.Stem("attack"), stemmer.Stem("attorney"));
}

TEST(StemmerTest, TakesAnything) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer.Stem(""), "");
  EXPECT_EQ(stemmer.Stem("проголосовали"), "проголосовали");
  EXPECT_FALSE(stemmer.Stem(std::string(100000, 's')).empty());
}

}  // namespace
}  // namespace onrecord::ingest
