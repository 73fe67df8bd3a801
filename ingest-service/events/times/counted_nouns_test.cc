#include "ingest-service/events/times/counted_nouns.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(IsCountedNounTest, ArePluralsByTheirLooks) {
  for (const std::string_view word : {"ships", "troops", "people", "men", "police", "percent"}) {
    EXPECT_TRUE(IsCountedNoun(word)) << word;
  }
}

TEST(IsCountedNounTest, AreNoSmallWords) {
  for (const std::string_view word :
       {"this", "was", "does", "across", "as", "ship", "less", "bus", ""}) {
    EXPECT_FALSE(IsCountedNoun(word)) << word;
  }
}

}  // namespace
}  // namespace onrecord::ingest
