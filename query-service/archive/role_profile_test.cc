#include "query-service/archive/role_profile.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/role_words.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RoleProfile Profile(const std::vector<std::string>& roles) {
  RoleProfile profile;
  for (const std::string& role : roles) profile.Add(role, "Ilse Brandt");
  return profile;
}

Likeness Compared(const std::string& a, const std::string& b) {
  const Likeness likeness = Compare(Profile({a}), Profile({b})).likeness;
  EXPECT_EQ(Compare(Profile({b}), Profile({a})).likeness, likeness) << a << " / " << b;
  return likeness;
}

TEST(RoleProfileTest, TakesRolesApart) {
  const RoleProfile profile = Profile({"former German goalkeeper of Leeds United", "ferry owner"});
  EXPECT_EQ(profile.fields,
            static_cast<unsigned>(Field::kSport) | static_cast<unsigned>(Field::kBusiness));
  EXPECT_THAT(profile.occupations, ElementsAre("goalkeeper", "owner"));
  EXPECT_THAT(profile.countries, ElementsAre("DE"));
  EXPECT_THAT(profile.names, ElementsAre("leeds"));
  EXPECT_THAT(profile.topics, ElementsAre("ferry"));
  EXPECT_THAT(profile.offices, IsEmpty());
}

TEST(RoleProfileTest, OfficesHaveTheirPlaces) {
  const RoleProfile profile = Profile({"mayor of Sundholm", "chairwoman, Harbour Trust"});
  EXPECT_THAT(profile.offices, ElementsAre(testing::Pair("chairman", ElementsAre("harbour")),
                                           testing::Pair("mayor", ElementsAre("sundholm"))));
  EXPECT_THAT(Profile({"former mayor of Sundholm"}).offices, IsEmpty());
}

TEST(RoleProfileTest, GenericWordsAndOwnNameTellNothing) {
  EXPECT_TRUE(Profile({"senior official", "the Brandt chairman", "president"}).IsEmpty());
  EXPECT_FALSE(Profile({"nurse"}).IsEmpty());
}

TEST(RoleProfileTest, FieldsCountriesAndPlacesExclude) {
  EXPECT_EQ(Compared("senator, Ohio", "footballer, Leeds"), Likeness::kContradicted);
  EXPECT_EQ(Compared("Dutch economist", "Belgian economist"), Likeness::kContradicted);
  EXPECT_EQ(Compared("mayor of Leeds", "mayor of Bristol"), Likeness::kContradicted);
  EXPECT_EQ(Compared("retired general", "midfielder"), Likeness::kContradicted);
}

TEST(RoleProfileTest, CareersDoNotExclude) {
  EXPECT_EQ(Compared("German Chancellor", "leader, Christian Democratic Union"),
            Likeness::kUnsettled);
  EXPECT_EQ(Compared("lawyer", "senator"), Likeness::kUnsettled);
  EXPECT_EQ(Compared("mayor of London", "foreign secretary"), Likeness::kUnsettled);
  EXPECT_EQ(Compared("director, Harbour Trust", "former director, Ferry Museum"),
            Likeness::kUnsettled);
}

TEST(RoleProfileTest, SharedWordsSupport) {
  EXPECT_EQ(Compared("mayor of Sundholm", "Sundholm mayor"), Likeness::kSupported);
  EXPECT_EQ(Compared("striker, Leeds United", "Leeds striker"), Likeness::kSupported);
  EXPECT_EQ(Compared("director, Federal Bureau of Investigation", "former FBI director"),
            Likeness::kSupported);
  EXPECT_EQ(Compared("spokesman, Swedish Coast Guard", "coast guard spokesman"),
            Likeness::kSupported);
  EXPECT_EQ(Compared("chairman", "chairman"), Likeness::kUnsettled);
}

TEST(RoleProfileTest, SharesMoreWithTheRightOne) {
  const RoleProfile wanted = Profile({"judge, Prague"});
  EXPECT_GT(Compare(wanted, Profile({"judge in Prague"})).shared,
            Compare(wanted, Profile({"judge"})).shared);
}

}  // namespace
}  // namespace onrecord::query
