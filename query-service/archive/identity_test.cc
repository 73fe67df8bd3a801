#include "query-service/archive/identity.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using testing::MatchesRegex;

TEST(IdentityTest, NormalizesCaseWidthAndSpace) {
  EXPECT_EQ(NormalizedName("  Angela\t\u00a0 MERKEL\n"), "angela merkel");
  EXPECT_EQ(NormalizedName("ＡＢＣ Straße"), "abc strasse");
  EXPECT_EQ(NormalizedName("Mu\u0308ller"), NormalizedName("Müller"));
  EXPECT_NE(NormalizedName("Müller"), NormalizedName("Muller"));
  EXPECT_EQ(NormalizedName(" \n "), "");
}

TEST(IdentityTest, NamedIdentityIsTypeAndName) {
  EXPECT_EQ(NamedIdentity("Angela Merkel", SpeakerType::kPerson),
            NamedIdentity("ANGELA  MERKEL", SpeakerType::kPerson));
  EXPECT_NE(NamedIdentity("Jörg Müller", SpeakerType::kPerson),
            NamedIdentity("Jorg Muller", SpeakerType::kPerson));
  EXPECT_NE(NamedIdentity("Georgia", SpeakerType::kGovernment),
            NamedIdentity("Georgia", SpeakerType::kOrganization));
}

TEST(IdentityTest, ArticleIdentityStaysInArticle) {
  const auto of = [](const std::string& article, int occurrence) {
    return ArticleIdentity("Merkel", SpeakerType::kPerson, article, occurrence);
  };
  EXPECT_EQ(of("a", 0), of("a", 0));
  EXPECT_NE(of("a", 0), of("b", 0));
  EXPECT_NE(of("a", 0), of("a", 1));
  EXPECT_NE(of("a", 0), NamedIdentity("Merkel", SpeakerType::kPerson));
}

TEST(IdentityTest, MakesReadableIds) {
  EXPECT_THAT(SpeakerId("Angela Merkel", "k", kIdDigits),
              MatchesRegex("angela-merkel-[0-9a-f]{8}"));
  EXPECT_THAT(SpeakerId("Öystein Ø. Łąć-Straße", "k", kIdDigits),
              MatchesRegex("oystein-o-lac-strasse-[0-9a-f]{8}"));
  EXPECT_THAT(SpeakerId("“O'Neil”", "k", kLongIdDigits), MatchesRegex("o-neil-[0-9a-f]{16}"));
  EXPECT_THAT(SpeakerId(std::string(200, 'x'), "k", kIdDigits), MatchesRegex("x{48}-[0-9a-f]{8}"));
}

TEST(IdentityTest, IdWithoutAsciiIsLongHash) {
  EXPECT_THAT(SpeakerId("習近平", "k", kIdDigits), MatchesRegex("[0-9a-f]{16}"));
}

TEST(IdentityTest, IdDependsOnIdentity) {
  EXPECT_EQ(SpeakerId("A B", "1/a b", kIdDigits), SpeakerId("A B", "1/a b", kIdDigits));
  EXPECT_NE(SpeakerId("A B", "1/a b", kIdDigits), SpeakerId("A B", "2/a b", kIdDigits));
}

}  // namespace
}  // namespace onrecord::query
