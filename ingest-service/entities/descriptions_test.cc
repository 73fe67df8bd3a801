#include "ingest-service/entities/descriptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/entities/speaker_memory_fixture.h"

namespace onrecord::ingest {
namespace {

class FindDescribedTest : public SpeakerMemoryFixture {
 protected:
  Reference Describe(std::string_view words) const {
    return ReadReferences(memory_->words(), memory_->names(), Find(words)).at(0);
  }

  std::string Described(std::string_view words) const {
    const std::vector<int> found = FindDescribed(*memory_, Describe(words), -1);
    return found.empty() ? "" : NameOf(found[0]);
  }
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
