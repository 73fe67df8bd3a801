#include "ingest-service/entities/roles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The roles beside the first name of `text`.
std::vector<std::string> Roles(std::string_view text) {
  const Document document = ReadDocument(text);
  const std::vector<Word> words = ReadWords(text);
  const std::vector<Name> names = FindNames(document, words);
  std::vector<std::string> roles;
  for (const Span role : FindRoles(words, names.at(0), document.sentences.at(0))) {
    roles.emplace_back(Surface(text, role));
  }
  return roles;
}

TEST(FindRolesTest, ReadsOfficeBeforeName) {
  EXPECT_THAT(Roles("Then retired navy general Maria Lindqvist spoke."),
              ElementsAre("retired navy general"));
  EXPECT_THAT(Roles("Then Chancellor Angela Merkel spoke."), ElementsAre("Chancellor"));
}

TEST(FindRolesTest, ReadsAppositionBehindName) {
  EXPECT_THAT(Roles("Maria Lindqvist, the port's director, gave in."),
              ElementsAre("port's director"));
  EXPECT_THAT(Roles("Maria Lindqvist, a former pilot who now writes, gave in."),
              ElementsAre("former pilot"));
}

TEST(FindRolesTest, ReadsAppositionBeforeName) {
  EXPECT_THAT(Roles("On the quay the port's director, Maria Lindqvist, gave in."),
              ElementsAre("port's director"));
}

TEST(FindRolesTest, ReadsBothRolesOfRelativeClause) {
  EXPECT_THAT(Roles("Maria Lindqvist, a former pilot who's now an analyst at the port, spoke."),
              ElementsAre("former pilot", "analyst at the port"));
}

TEST(FindRolesTest, ReadsRoleBehindCopula) {
  EXPECT_THAT(Roles("Maria Lindqvist is a lawyer who lives there."), ElementsAre("lawyer"));
}

TEST(FindRolesTest, ReadsRelationBehindPossessive) {
  EXPECT_THAT(Roles("Then his wife, Maria Lindqvist, spoke."), ElementsAre("wife"));
}

TEST(FindRolesTest, FindsNoRoleInOtherClause) {
  EXPECT_THAT(Roles("Then Maria Lindqvist, after the rain, met a director."), IsEmpty());
}

}  // namespace
}  // namespace onrecord::ingest
