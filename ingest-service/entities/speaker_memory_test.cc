#include "ingest-service/entities/speaker_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SpeakerMemoryTest, HoldersAreNotWhomTheRoleIsOf) {
  const std::string text =
      "They met Ingrid Solheim, the mayor's daughter, and Karl Moe, owner of a club.";
  const Document document = ReadDocument(text);
  const SpeakerMemory memory(document, FindEntities(document));
  EXPECT_THAT(memory.HoldersOf("daughter"), ElementsAre(0));
  EXPECT_THAT(memory.HoldersOf("mayor"), IsEmpty());
  EXPECT_TRUE(memory.HasRoleWord(0, "mayor"));
}

TEST(SpeakerMemoryTest, KnowsWhoBearASurname) {
  const std::string text = "Ingrid Solheim met Karl Moe. Olav Solheim stayed away.";
  const Document document = ReadDocument(text);
  const SpeakerMemory memory(document, FindEntities(document));
  EXPECT_THAT(memory.BearersOf("solheim"), ElementsAre(0, 2));
  EXPECT_THAT(memory.BearersOf("ingrid"), IsEmpty());
}

TEST(SpeakerMemoryTest, RemembersAllOfOneHead) {
  const std::string text = "Nobody came.";
  const Document document = ReadDocument(text);
  SpeakerMemory memory(document, {});
  EXPECT_EQ(memory.LatestOfHead("poll"), -1);
  memory.NoteHead("poll", 3);
  memory.NoteHead("poll", 5);
  EXPECT_EQ(memory.LatestOfHead("poll"), 5);
  EXPECT_THAT(memory.AllOfHead("poll"), ElementsAre(3, 5));
}

}  // namespace
}  // namespace onrecord::ingest
