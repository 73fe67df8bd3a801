#include "ingest-service/entities/name_edges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;

// The surfaces of `names` in `text` once their edges are mended; each is sought behind the last.
std::vector<std::string> Mended(std::string_view text, MentionType type,
                                const std::vector<std::string_view>& names) {
  std::vector<NameMention> mentions;
  size_t from = 0;
  for (const std::string_view name : names) {
    const auto begin = static_cast<int32_t>(text.find(name, from));
    mentions.push_back({{begin, begin + static_cast<int32_t>(name.size())}, type, 1});
    from = mentions.back().span.end;
  }
  std::vector<std::string> surfaces;
  for (const NameMention& mention : MendEdges(text, ReadWords(text), mentions)) {
    surfaces.emplace_back(Surface(text, mention.span));
  }
  return surfaces;
}

TEST(MendEdgesTest, JoinsGivenNameAndSurname) {
  EXPECT_THAT(Mended("Then Maria Lindqvist left.", MentionType::kPerson, {"Maria", "Lindqvist"}),
              ElementsAre("Maria Lindqvist"));
}

TEST(MendEdgesTest, KeepsNamesOfTwoParagraphsApart) {
  EXPECT_THAT(Mended("By Maria\n\nLindqvist left.", MentionType::kPerson, {"Maria", "Lindqvist"}),
              ElementsAre("Maria", "Lindqvist"));
}

TEST(MendEdgesTest, TakesInOverlookedGivenName) {
  EXPECT_THAT(Mended("This is Maria Lindqvist’s plan.", MentionType::kPerson, {"Lindqvist"}),
              ElementsAre("Maria Lindqvist"));
  EXPECT_THAT(Mended("This is President Lindqvist’s plan.", MentionType::kPerson, {"Lindqvist"}),
              ElementsAre("Lindqvist"));
}

TEST(MendEdgesTest, TakesInSuffix) {
  EXPECT_THAT(Mended("Karl Moe Jr. and Ove Dahl, Jr. left.", MentionType::kPerson,
                     {"Karl Moe", "Ove Dahl"}),
              ElementsAre("Karl Moe Jr.", "Ove Dahl, Jr."));
}

TEST(MendEdgesTest, LeavesAdjectiveOffOrganization) {
  EXPECT_THAT(Mended("The independent Harbour Institute and a trade council agree.",
                     MentionType::kOrganization, {"independent Harbour", "trade council"}),
              ElementsAre("Harbour", "trade council"));
}

TEST(MendEdgesTest, ReadsCommissionToItsEnd) {
  EXPECT_THAT(Mended("The Commission on Harbour Safety met the Council on Monday.",
                     MentionType::kOrganization, {"Commission", "Council"}),
              ElementsAre("Commission on Harbour Safety", "Council"));
}

}  // namespace
}  // namespace onrecord::ingest
