#include "ingest-service/events/place_context.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace onrecord::ingest {
namespace {

GazetteerEntry EntryOf(std::string_view key, std::string_view country_code,
                       std::string_view region = "") {
  for (GazetteerEntry& entry : LookUpPlace(key)) {
    const bool in_region = region.empty() || entry.region == region;
    if (entry.country_code == country_code && in_region) return entry;
  }
  ADD_FAILURE() << key << " is not in " << country_code;
  return {};
}

double SupportIn(std::string_view text, std::string_view key, const GazetteerEntry& entry) {
  const std::vector<Word> words = ReadWords(text);
  return PlaceContext(text, words).Support(key, entry);
}

TEST(PlacePriorTest, PrefersLargerPlaces) {
  EXPECT_GT(PlacePrior(EntryOf("paris", "FR")), PlacePrior(EntryOf("paris", "US", "TX")));
  EXPECT_GT(PlacePrior(EntryOf("georgia", "GE")), PlacePrior(EntryOf("georgia", "US")));
}

TEST(ContainmentSupportTest, GrowsWithHowNarrowTheContainerIs) {
  const GazetteerEntry paris = EntryOf("paris", "US", "TX");
  EXPECT_EQ(ContainmentSupport(paris, EntryOf("texas", "US")), 9);
  EXPECT_EQ(ContainmentSupport(paris, *FindCountry("US")), 8);
  EXPECT_EQ(ContainmentSupport(paris, EntryOf("ohio", "US")), 2);
  EXPECT_EQ(ContainmentSupport(paris, *FindCountry("FR")), 0);
  EXPECT_EQ(ContainmentSupport(*FindCountry("US"), paris), 0);
}

TEST(PlaceContextTest, SupportsWhatOtherNamesAreNear) {
  const GazetteerEntry lebanon = EntryOf("tripoli", "LB");
  EXPECT_EQ(SupportIn("They met in Tripoli.", "tripoli", lebanon), 0);
  EXPECT_GT(SupportIn("Lebanese soldiers left Beirut for Tripoli.", "tripoli", lebanon), 3);
}

TEST(PlaceContextTest, SupportsRegionThatIsNamed) {
  constexpr std::string_view kText = "Ohio's governor went to Springfield.";
  EXPECT_GT(SupportIn(kText, "springfield", EntryOf("springfield", "US", "OH")),
            SupportIn(kText, "springfield", EntryOf("springfield", "US", "IL")));
}

TEST(PlaceContextTest, RemembersContainerNamedOnce) {
  constexpr std::string_view kText =
      "The mayor of London, Ontario, spoke. The police of London and the London hospitals agreed.";
  EXPECT_GT(SupportIn(kText, "london", EntryOf("london", "CA")), 5);
  EXPECT_LT(SupportIn(kText, "london", EntryOf("london", "GB")), 1);
}

TEST(PlaceContextTest, DoesNotCountPersons) {
  const GazetteerEntry jordan = *FindCountry("JO");
  EXPECT_EQ(SupportIn("Michael Jordan and Hashim Jordan", "amman", jordan), 0);
  EXPECT_GT(SupportIn("Into Jordan, out of Jordan", "amman", jordan), 0);
}

TEST(PlaceContextTest, TellsTheMainCountry) {
  constexpr std::string_view kText = "Peru, Lima, the Peruvian coast and Chile";
  const std::vector<Word> words = ReadWords(kText);
  EXPECT_EQ(PlaceContext(kText, words).MainCountry(), "PE");
  const std::vector<Word> none;
  EXPECT_EQ(PlaceContext("", none).MainCountry(), "");
}

}  // namespace
}  // namespace onrecord::ingest
