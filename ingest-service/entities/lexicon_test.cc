#include "ingest-service/entities/lexicon.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(LexiconTest, TellsGenderOfGivenName) {
  EXPECT_EQ(GivenNameGender("angela"), Gender::kFemale);
  EXPECT_EQ(GivenNameGender("emmanuel"), Gender::kMale);
  EXPECT_EQ(GivenNameGender("taylor"), Gender::kUnknown);
  EXPECT_EQ(GivenNameGender("harbour"), std::nullopt);
}

TEST(LexiconTest, TellsAddressFromOffice) {
  EXPECT_TRUE(IsHonorific("mrs."));
  EXPECT_FALSE(IsHonorific("chancellor"));
  EXPECT_TRUE(IsTitle("chancellor"));
  EXPECT_EQ(NounGender("mrs."), Gender::kFemale);
}

TEST(LexiconTest, KnowsCountriesCapitalsAndMetonyms) {
  EXPECT_TRUE(IsGovernmentName("germany"));
  EXPECT_TRUE(IsGovernmentName("tokyo"));
  EXPECT_TRUE(IsGovernmentName("white house"));
  EXPECT_FALSE(IsGovernmentName("harbour"));
  EXPECT_TRUE(IsDemonym("german"));
}

TEST(LexiconTest, DescribesNounsByWhoTheyMean) {
  EXPECT_EQ(DescribeNoun("official").type, SpeakerType::kPerson);
  EXPECT_EQ(DescribeNoun("officials").type, SpeakerType::kUnnamed);
  EXPECT_EQ(DescribeNoun("voters").type, SpeakerType::kGroup);
  EXPECT_EQ(DescribeNoun("ministry").type, SpeakerType::kOrganization);
  EXPECT_EQ(DescribeNoun("government").type, SpeakerType::kGovernment);
  EXPECT_EQ(DescribeNoun("study").type, SpeakerType::kOther);
}

TEST(LexiconTest, KnowsBusinessesInThePlural) {
  EXPECT_TRUE(IsBusinessWord("clinic"));
  EXPECT_TRUE(IsBusinessWord("clinics"));
  EXPECT_FALSE(IsBusinessWord("rivers"));
  EXPECT_FALSE(IsOrganizationWord("clinic"));
}

TEST(LexiconTest, JudgesUnknownNounByEnding) {
  EXPECT_EQ(DescribeNoun("harpooner").type, SpeakerType::kPerson);
  EXPECT_EQ(DescribeNoun("tide").type, SpeakerType::kOther);
}

TEST(LexiconTest, MakesSingulars) {
  EXPECT_EQ(Singular("officials"), "official");
  EXPECT_EQ(Singular("spokesmen"), "spokesman");
  EXPECT_EQ(Singular("parties"), "party");
  EXPECT_EQ(Singular("witnesses"), "witness");
  EXPECT_EQ(Singular("boss"), "boss");
}

TEST(LexiconTest, LengthensGivenNames) {
  EXPECT_EQ(FormalGivenName("bobby"), "robert");
  EXPECT_EQ(FormalGivenName("robert"), "robert");
}

}  // namespace
}  // namespace onrecord::ingest
