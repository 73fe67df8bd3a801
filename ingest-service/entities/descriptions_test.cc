#include "ingest-service/entities/descriptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace onrecord::ingest {
namespace {

class FindDescribedTest : public ::testing::Test {
 protected:
  void Read(std::string text) {
    text_ = std::move(text);
    document_ = ReadDocument(text_);
    memory_ = std::make_unique<SpeakerMemory>(document_, FindEntities(document_));
  }

  Span Find(std::string_view words) const {
    const auto begin = static_cast<int32_t>(text_.find(words));
    return {begin, begin + static_cast<int32_t>(words.size())};
  }

  std::string NameOf(int entity) const {
    return entity < 0 ? "" : memory_->entities()[entity].display_name;
  }

  Reference Describe(std::string_view words) const {
    return ReadReferences(memory_->words(), memory_->names(), Find(words)).at(0);
  }

  std::string Described(std::string_view words) const {
    const std::vector<int> found = FindDescribed(*memory_, Describe(words), -1);
    return found.empty() ? "" : NameOf(found[0]);
  }

  std::string text_;
  Document document_;
  std::unique_ptr<SpeakerMemory> memory_;
};

TEST_F(FindDescribedTest, LeavesOutRelativesOfHolders) {
  Read(
      "Ingrid Solheim, the nominee's daughter, met nominee Karl Moe. Solheim left. The nominee "
      "slept.");
  EXPECT_EQ(Described("The nominee"), "Karl Moe");
}

TEST_F(FindDescribedTest, FindsWifeBySurname) {
  Read("Peter Moe slept. Ingrid Moe read. His wife said so.");
  const std::vector<int> found = FindDescribed(*memory_, Describe("His wife"), 0);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(NameOf(found[0]), "Ingrid Moe");
}

TEST_F(FindDescribedTest, KeepsPollsOfOtherNamesApart) {
  Read("The Lund poll rose. The Narvik poll fell. The poll ended.");
  const int lund = memory_->Describe("lund poll", "The Lund poll", SpeakerType::kOrganization);
  memory_->NoteHead("poll", lund);
  EXPECT_NE(Described("The Narvik poll"), "The Lund poll");
  EXPECT_EQ(Described("The poll"), "The Lund poll");
}

TEST_F(FindDescribedTest, FindsFullerDescriptionOfPoll) {
  Read("A new poll tells more. Voters sleep, the Harbour Institute poll says.");
  EXPECT_EQ(Surface(text_, FindFullerDescription(*memory_, Describe("A new poll"))),
            "the Harbour Institute poll");
}

}  // namespace
}  // namespace onrecord::ingest
