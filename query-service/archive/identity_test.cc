#include "query-service/archive/identity.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using testing::MatchesRegex;

std::string Person(const std::string& name, const std::string& article = "a", int occurrence = 0) {
  return SpeakerIdentity(name, SpeakerType::kPerson, article, occurrence);
}

TEST(IdentityTest, NormalizesCaseWidthAndSpace) {
  EXPECT_EQ(NormalizedName("  Angela\t\u00a0 MERKEL\n"), "angela merkel");
  EXPECT_EQ(NormalizedName("ＡＢＣ Straße"), "abc strasse");
  EXPECT_EQ(NormalizedName("Mu\u0308ller"), NormalizedName("Müller"));
  EXPECT_NE(NormalizedName("Müller"), NormalizedName("Muller"));
  EXPECT_EQ(NormalizedName(" \n "), "");
}

TEST(IdentityTest, FullNameIsSameInAllArticles) {
  EXPECT_EQ(Person("Angela Merkel", "a"), Person("ANGELA  MERKEL", "b", 3));
  EXPECT_NE(Person("Angela Merkel"), Person("Angela Merkle"));
  EXPECT_NE(Person("Jörg Müller"), Person("Jorg Muller"));
}

TEST(IdentityTest, SingleNameWordStaysInArticle) {
  EXPECT_NE(Person("Merkel", "a"), Person("Merkel", "b"));
  EXPECT_NE(Person("Merkel", "a", 0), Person("Merkel", "a", 1));
}

TEST(IdentityTest, TypeTellsSameNamesApart) {
  EXPECT_NE(SpeakerIdentity("Georgia", SpeakerType::kGovernment, "a", 0),
            SpeakerIdentity("Georgia", SpeakerType::kOrganization, "a", 0));
  EXPECT_EQ(SpeakerIdentity("Kremlin", SpeakerType::kGovernment, "a", 0),
            SpeakerIdentity("Kremlin", SpeakerType::kGovernment, "b", 0));
}

TEST(IdentityTest, UnnamedAndAuthorsStayInArticle) {
  for (const SpeakerType type : {SpeakerType::kUnnamed, SpeakerType::kAuthor}) {
    EXPECT_NE(SpeakerIdentity("two officials", type, "a", 0),
              SpeakerIdentity("two officials", type, "b", 0));
  }
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
