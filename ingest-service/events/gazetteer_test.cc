#include "ingest-service/events/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace onrecord::ingest {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kTable[] =
#include "ingest-service/events/gazetteer/gazetteer.inc"
    ;

TEST(FoldPlaceNameTest, FoldsWritingsOfOneName) {
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"São Paulo", "sao paulo"},
      {"SAO PAULO", "sao paulo"},
      {"Tromsø", "tromso"},
      {"Łódź", "lodz"},
      {"İstanbul", "istanbul"},
      {"N’Djamena", "ndjamena"},
      {"N'Djamena", "ndjamena"},
      {"Port-au-Prince", "port au prince"},
      {"U.S.", "us"},
      {"Saint Petersburg", "st petersburg"},
      {"St. Petersburg", "st petersburg"},
      {"  Cox's   Bazar ", "coxs bazar"},
      {"", ""},
      {"—", ""},
  };
  for (const auto& [name, key] : kCases) EXPECT_EQ(FoldPlaceName(name), key) << name;
}

TEST(FoldPlaceNameTest, TakesAnyBytes) { EXPECT_EQ(FoldPlaceName("\xff\xfe Paris \xc3"), "paris"); }

TEST(GazetteerTest, KeysAreInOrder) {
  std::string_view table(kTable);
  std::string previous;
  table.remove_prefix(1);
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    const std::string key(line.substr(0, line.find('\t')));
    ASSERT_LT(previous, key);
    previous = key;
    table.remove_prefix(line.size() + 1);
  }
}

TEST(GazetteerTest, FindsEveryKeyWithItsOwnFold) {
  std::string_view table(kTable);
  table.remove_prefix(1);
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    const std::string_view key = line.substr(0, line.find('\t'));
    ASSERT_TRUE(MatchPlaceKey(key).is_key) << key;
    ASSERT_THAT(LookUpPlace(key), Not(IsEmpty())) << key;
    if (key.front() != '#') {
      ASSERT_EQ(FoldPlaceName(key), key);
    }
    table.remove_prefix(line.size() + 1);
  }
}

TEST(GazetteerTest, EntriesAreWithinTheWorld) {
  for (const std::string_view key : {"springfield", "georgia", "#de", "tahrir square", "sahel"}) {
    for (const GazetteerEntry& entry : LookUpPlace(key)) {
      EXPECT_FALSE(entry.name.empty());
      EXPECT_LE(std::abs(entry.latitude.value_or(0)), 90);
      EXPECT_LE(std::abs(entry.longitude.value_or(0)), 180);
    }
  }
}

TEST(LookUpPlaceTest, GivesAllOfOneName) {
  const std::vector<GazetteerEntry> georgia = LookUpPlace("georgia");
  EXPECT_THAT(georgia, Contains(Field(&GazetteerEntry::kind, PlaceKind::kCountry)));
  EXPECT_THAT(georgia, Contains(Field(&GazetteerEntry::region, "GA")));
}

TEST(LookUpPlaceTest, FollowsOtherNames) {
  const std::vector<GazetteerEntry> cologne = LookUpPlace("cologne");
  ASSERT_EQ(cologne.size(), 1);
  EXPECT_EQ(cologne[0].name, "Cologne");
  EXPECT_FALSE(cologne[0].by_rare_name);
  EXPECT_EQ(LookUpPlace("koln").at(0).name, "Cologne");
  EXPECT_THAT(LookUpPlace("halab"), Contains(Field(&GazetteerEntry::by_rare_name, true)));
}

TEST(LookUpPlaceTest, FindsNothingForWhatIsNoKey) {
  for (const std::string_view key : {"", "zzzz", "Paris", "par", "\t", "paris\t", "#", "~"}) {
    EXPECT_THAT(LookUpPlace(key), IsEmpty()) << key;
    EXPECT_FALSE(MatchPlaceKey(key).is_key) << key;
  }
}

TEST(MatchPlaceKeyTest, KnowsWordsThatGoOn) {
  EXPECT_TRUE(MatchPlaceKey("port au").is_beginning);
  EXPECT_TRUE(MatchPlaceKey("san").is_beginning);
  EXPECT_TRUE(MatchPlaceKey("paris").is_key);
  EXPECT_FALSE(MatchPlaceKey("port au prince").is_beginning);
  EXPECT_FALSE(MatchPlaceKey("port-").is_beginning);
  EXPECT_FALSE(MatchPlaceKey("zzzz").is_beginning);
  EXPECT_FALSE(MatchPlaceKey("").is_beginning);
}

TEST(FindCountryTest, KnowsCountryAndCapital) {
  EXPECT_EQ(FindCountry("PE")->name, "Peru");
  EXPECT_EQ(FindCapital("PE")->name, "Lima");
  EXPECT_EQ(FindCapital("US")->name, "Washington");
  EXPECT_EQ(FindCountry("ZZ"), std::nullopt);
  EXPECT_EQ(FindCapital(""), std::nullopt);
}

}  // namespace
}  // namespace onrecord::ingest
