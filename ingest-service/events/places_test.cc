#include "ingest-service/events/places.h"

#include <gtest/gtest.h>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

// The place that all of `text` means.
std::optional<Place> Resolve(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return ResolvePlace(PlaceContext(text, words), Span{0, static_cast<int32_t>(text.size())});
}

TEST(ResolvePlaceTest, GivesCountryAndPositionOfCity) {
  const std::optional<Place> place = Resolve("Geneva");
  ASSERT_NE(place, std::nullopt);
  EXPECT_EQ(place->name, "Geneva");
  EXPECT_EQ(place->country_code, "CH");
  EXPECT_NEAR(*place->latitude, 46.2, 0.1);
}

TEST(ResolvePlaceTest, GivesPositionOfCountry) {
  const std::optional<Place> place = Resolve("South Korea");
  ASSERT_NE(place, std::nullopt);
  EXPECT_EQ(place->country_code, "KR");
  EXPECT_EQ(place->latitude, 37);
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

TEST(ResolvePlaceTest, TakesHostileTexts) {
  for (const std::string_view unit : {"in the ", "in the Syrian ", "in Kenya's ", "CAIRO, "}) {
    Resolve(HostileText(unit));
  }
}

}  // namespace
}  // namespace onrecord::ingest
