#include "query-service/archive/full_name.h"

#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

TEST(FullNameTest, PersonsNeedTwoWords) {
  EXPECT_TRUE(IsFullName("Angela Merkel", SpeakerType::kPerson));
  EXPECT_FALSE(IsFullName("Merkel", SpeakerType::kPerson));
  EXPECT_TRUE(IsFullName("Kremlin", SpeakerType::kGovernment));
  EXPECT_FALSE(IsFullName("two officials", SpeakerType::kUnnamed));
  EXPECT_FALSE(IsFullName("we the editors", SpeakerType::kAuthor));
  EXPECT_FALSE(IsFullName(" ", SpeakerType::kGroup));
}

TEST(FullNameTest, KeyLeavesOutCaseDiacriticsAndInitials) {
  const auto key = [](std::string_view name) { return NameKey(name, SpeakerType::kPerson); };
  EXPECT_EQ(key("John R. Smith"), key("JOHN SMITH"));
  EXPECT_EQ(key("Helena Brandão"), key("Helena Brandao"));
  EXPECT_EQ(key("Mei-Ling Zhou"), key("Mei Ling Zhou"));
  EXPECT_NE(key("John Smith"), key("John Smyth"));
  EXPECT_NE(key("J. Smith"), key("R. Smith"));
  EXPECT_NE(key("John Smith"), NameKey("John Smith", SpeakerType::kOrganization));
}

TEST(FullNameTest, TellsVariantsFromOthers) {
  EXPECT_EQ(MatchNames("Angela Merkel", "ANGELA  MERKEL"), NameMatch::kSame);
  EXPECT_EQ(MatchNames("John R. Smith", "John Smith"), NameMatch::kVariant);
  EXPECT_EQ(MatchNames("Jörg Müller", "Jorg Muller"), NameMatch::kVariant);
  EXPECT_EQ(MatchNames("John R. Smith", "John B. Smith"), NameMatch::kOther);
}

TEST(FullNameTest, KnowsCommonNames) {
  EXPECT_TRUE(IsCommonName("John Smith"));
  EXPECT_TRUE(IsCommonName("John Q. Smith"));
  EXPECT_TRUE(IsCommonName("Kim Min-jun"));
  EXPECT_TRUE(IsCommonName("María García"));
  EXPECT_FALSE(IsCommonName("Angela Merkel"));
  EXPECT_FALSE(IsCommonName("Tobias Smith"));
}

}  // namespace
}  // namespace onrecord::query
