#include "ingest-service/entities/references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

// The references of `source` within its own text, where `names` are the entities 0, 1, ...
std::vector<Reference> Read(std::string_view source, const std::vector<std::string_view>& names) {
  std::vector<NamedSpan> spans;
  for (size_t i = 0; i < names.size(); ++i) {
    const int32_t begin = static_cast<int32_t>(source.find(names[i]));
    spans.push_back({{begin, begin + static_cast<int32_t>(names[i].size())}, static_cast<int>(i)});
  }
  return ReadReferences(ReadWords(source), spans, {0, static_cast<int32_t>(source.size())});
}

TEST(ReadReferencesTest, FindsNameBehindItsOffice) {
  const auto references = Read("port director Maria Lindqvist", {"Maria Lindqvist"});
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].form, MentionForm::kName);
  EXPECT_EQ(references[0].entity, 0);
}

TEST(ReadReferencesTest, IgnoresNamesInRelativeClause) {
  const auto references =
      Read("Maria Lindqvist, who beat Ove Dahl", {"Maria Lindqvist", "Ove Dahl"});
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].entity, 0);
}

TEST(ReadReferencesTest, SplitsCoordinatedNames) {
  const auto references = Read("Dahl, Moe and Lind", {"Dahl", "Moe", "Lind"});
  ASSERT_EQ(references.size(), 3u);
  EXPECT_EQ(references[2].entity, 2);
}

TEST(ReadReferencesTest, KeepsTwoOfficesOfOnePerson) {
  const auto references = Read("the former senator and governor", {});
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].form, MentionForm::kNominal);
}

TEST(ReadReferencesTest, TakesOwnerFromNameAndPronoun) {
  const auto by_name = Read("the Lindqvist campaign", {"Lindqvist"});
  ASSERT_EQ(by_name.size(), 1u);
  EXPECT_EQ(by_name[0].head, "campaign");
  EXPECT_EQ(by_name[0].owner, 0);
  EXPECT_EQ(Read("his aides", {})[0].owner_pronoun, "his");
}

TEST(ReadReferencesTest, PrefersNameSetInApposition) {
  const auto references = Read("A lawyer for the port, Ove Dahl,", {"Ove Dahl"});
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].form, MentionForm::kName);
}

TEST(ReadReferencesTest, DescribesByHeadBeforePreposition) {
  const auto references = Read("two officials from the port", {});
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].head, "officials");
  EXPECT_EQ(references[0].determiner, Determiner::kIndefinite);
}

TEST(ReadReferencesTest, StaysLinearOnSourceWithoutEnd) {
  std::string source;
  for (int i = 0; i < 100000; ++i) source += "an official, and ";
  EXPECT_FALSE(Read(source, {}).empty());
}

TEST(ReadReferencesTest, FindsNothingWithoutWords) { EXPECT_TRUE(Read(", \"", {}).empty()); }

}  // namespace
}  // namespace onrecord::ingest
