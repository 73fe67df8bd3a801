#include "ingest-service/events/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Place> Find(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindPlaces(text, words, 0, static_cast<int>(words.size()));
}

TEST(FindPlacesTest, GivesCountryOfCity) {
  const std::vector<Place> places = Find("They met in Geneva on Monday.");
  ASSERT_THAT(places, SizeIs(1));
  EXPECT_EQ(places[0].name, "Geneva");
  EXPECT_EQ(places[0].country_code, "CH");
  EXPECT_EQ(places[0].span, (Span{12, 18}));
  EXPECT_EQ(places[0].latitude, std::nullopt);
}

TEST(FindPlacesTest, GivesPositionOfCountry) {
  const std::vector<Place> places = Find("across South Korea");
  ASSERT_THAT(places, SizeIs(1));
  EXPECT_EQ(places[0].country_code, "KR");
  EXPECT_EQ(places[0].latitude, 37);
}

TEST(FindPlacesTest, TakesLongestName) {
  EXPECT_EQ(Find("in New York City today").at(0).name, "New York City");
}

TEST(FindPlacesTest, IgnoresPlaceInsideAnotherName) {
  EXPECT_THAT(Find("in Paris Hilton's house"), IsEmpty());
}

TEST(FindPlacesTest, NeedsPrepositionOfPlace) { EXPECT_THAT(Find("Geneva said no"), IsEmpty()); }

}  // namespace
}  // namespace onrecord::ingest
