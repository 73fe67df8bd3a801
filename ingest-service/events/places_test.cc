#include "ingest-service/events/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAreArray;
using ::testing::SizeIs;

std::vector<Place> Find(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindPlaces(PlaceContext(text, words), 0, static_cast<int>(words.size()));
}

// The surfaces of the places with their countries: "Paris, France FR".
std::vector<std::string> Surfaces(std::string_view text) {
  std::vector<std::string> surfaces;
  for (const Place& place : Find(text)) {
    surfaces.push_back(std::string(Surface(text, place.span)) + " " + place.country_code);
  }
  return surfaces;
}

std::optional<Place> FindDateline(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindDatelinePlace(PlaceContext(text, words));
}

TEST(FindPlacesTest, GivesCountryAndPositionOfCity) {
  const std::vector<Place> places = Find("They met in Geneva on Monday.");
  ASSERT_THAT(places, SizeIs(1));
  EXPECT_EQ(places[0].name, "Geneva");
  EXPECT_EQ(places[0].country_code, "CH");
  EXPECT_EQ(places[0].span, (Span{12, 18}));
  EXPECT_NEAR(*places[0].latitude, 46.2, 0.1);
}

TEST(FindPlacesTest, GivesPositionOfCountry) {
  const std::vector<Place> places = Find("across South Korea");
  ASSERT_THAT(places, SizeIs(1));
  EXPECT_EQ(places[0].country_code, "KR");
  EXPECT_EQ(places[0].latitude, 37);
}

TEST(FindPlacesTest, ReadsWhatPrepositionsIntroduce) {
  const std::pair<std::string_view, std::vector<std::string>> kCases[] = {
      {"in New York City today", {"New York City US"}},
      {"in Paris, France, and near Lyon", {"Paris, France FR", "Lyon FR"}},
      {"in Paris Hilton's house", {}},
      {"Geneva said no", {}},
      {"on Russia, but on Capitol Hill", {"Capitol Hill US"}},
      {"on the outskirts of Kano", {"Kano NG"}},
      {"in the German capital", {"German capital DE"}},
      {"in the German press", {}},
      {"in the Syrian city of Homs", {"Syrian city of Homs SY"}},
      {"in Kenya's capital, Nairobi", {"Kenya's capital KE"}},
      {"in Clinton's view", {}},
      {"in March, in Congress, in", {}},
      {"off the coast of", {}},
  };
  for (const auto& [text, places] : kCases) {
    EXPECT_THAT(Surfaces(text), ElementsAreArray(places)) << text;
  }
}

TEST(FindPlacesTest, StaysWithinItsWords) {
  constexpr std::string_view kText = "in New York City";
  const std::vector<Word> words = ReadWords(kText);
  const PlaceContext context(kText, words);
  EXPECT_EQ(FindPlaces(context, 0, 3).at(0).span, (Span{3, 11}));
  EXPECT_THAT(FindPlaces(context, 0, 1), SizeIs(0));
  EXPECT_THAT(FindPlaces(context, 2, 2), SizeIs(0));
}

// events_test.cc reads the units of hostile_texts.h.
TEST(FindPlacesTest, TakesHostileTexts) {
  for (const std::string_view unit : {"in the ", "in the Syrian ", "in Kenya's ", "CAIRO, "}) {
    const std::string text = HostileText(unit);
    const std::vector<Word> words = ReadWords(text);
    const PlaceContext context(text, words);
    FindPlaces(context, 0, static_cast<int>(words.size()));
    FindDatelinePlace(context);
  }
}

TEST(ResolvePlaceTest, KeepsTheGivenSpan) {
  constexpr std::string_view kText = "A bomb went off in the city of Hyderabad, Pakistan.";
  const std::vector<Word> words = ReadWords(kText);
  const Span span = {19, 50};
  const std::optional<Place> place = ResolvePlace(PlaceContext(kText, words), span);
  ASSERT_NE(place, std::nullopt);
  EXPECT_EQ(place->span, span);
  EXPECT_EQ(place->country_code, "PK");
  EXPECT_EQ(ResolvePlace(PlaceContext(kText, words), Span{2, 6}), std::nullopt);
  EXPECT_EQ(ResolvePlace(PlaceContext(kText, words), Span{50, 50}), std::nullopt);
}

TEST(FindDatelinePlaceTest, ReadsDatelines) {
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"CAIRO (AP) — Police said", "EG"},
      {"WASHINGTON - The Senate", "US"},
      {"SANTA ROSA, Calif. (AP) -- Fires", "US"},
      {"KYIV, Ukraine, March 3 (Reuters) – Drones", "UA"},
      {"LONDON, Ont. — A fire", "CA"},
      {"Talks fail\nBy A. Writer\nGENEVA — The envoy left", "CH"},
      {"HONG KONG/BEIJING (Reuters) - Stocks", "HK"},
      {"In Cairo they met - and left", ""},
      {"Paris is well-known - for cheese", ""},
      {"Cairo said no", ""},
      {"— ", ""},
      {"", ""},
  };
  for (const auto& [text, country] : kCases) {
    EXPECT_EQ(FindDateline(text).value_or(Place()).country_code, country) << text;
  }
}

}  // namespace
}  // namespace onrecord::ingest
