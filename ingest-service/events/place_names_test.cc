#include "ingest-service/events/place_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAreArray;

std::vector<PlaceName> Find(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindPlaceNames(text, words, 0, static_cast<int>(words.size()));
}

std::vector<std::string> Keys(std::string_view text) {
  std::vector<std::string> keys;
  for (const PlaceName& name : Find(text)) keys.push_back(name.key);
  return keys;
}

TEST(FindPlaceNamesTest, TakesTheLongestNames) {
  const std::pair<std::string_view, std::vector<std::string>> kCases[] = {
      {"from New York City to Equatorial Guinea", {"new york city", "equatorial guinea"}},
      {"Guinea, Guinea-Bissau, Papua New Guinea", {"guinea", "guinea bissau", "papua new guinea"}},
      {"PORT-AU-PRINCE, Haiti", {"port au prince", "haiti"}},
      {"Sao Paulo and São Paulo", {"sao paulo", "sao paulo"}},
      {"the U.S. and the US", {"us", "us"}},
      {"the Syrian army", {"syrian"}},
      {"along the Gaza-Egypt fence", {"gaza"}},
      {"Us and them. In or out. He came in march", {}},
      {"near paris and in turkey", {}},
      {"Ferguson, Mo.", {"ferguson", "mo"}},
      {"", {}},
  };
  for (const auto& [text, keys] : kCases) EXPECT_THAT(Keys(text), ElementsAreArray(keys)) << text;
}

TEST(FindPlaceNamesTest, TellsPartsOfOtherNames) {
  EXPECT_TRUE(Find("Michael Jordan").at(0).beside_name);
  EXPECT_TRUE(Find("Paris Hilton").at(0).beside_name);
  EXPECT_FALSE(Find("In Jordan, on Monday").at(0).beside_name);
  EXPECT_FALSE(Find("Northern Syria").at(0).beside_name);
}

TEST(FindPlaceNamesTest, TellsWhatStandsBehindAComma) {
  const std::vector<PlaceName> names = Find("Santa Monica, Calif.");
  ASSERT_EQ(names.size(), 2);
  EXPECT_FALSE(names[0].behind_comma);
  EXPECT_TRUE(names[1].behind_comma);
}

TEST(FindPlaceNamesTest, TakesHostileTexts) {
  for (const std::string_view unit : {"San ", "Papua New "}) Find(HostileText(unit));
}

}  // namespace
}  // namespace onrecord::ingest
