#include "ingest-service/entities/introductions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/entities/speaker_memory_fixture.h"

namespace onrecord::ingest {
namespace {

class FindIntroducedTest : public SpeakerMemoryFixture {
 protected:
  // Whom `words`, described by `nouns`, are named as.
  std::string Introduced(std::string_view words, const std::vector<std::string>& nouns) const {
    const std::vector<Reference> found =
        ReadReferences(memory_->words(), memory_->names(), Find(words));
    return found.empty() ? "" : NameOf(FindIntroduced(*memory_, found[0], nouns));
  }
};

TEST_F(FindIntroducedTest, FindsFirstNamedActor) {
  Read("A harbour judge has stopped the ships. Justice Ingrid Solheim rejected the plea.");
  EXPECT_EQ(Introduced("A harbour judge", {"judge", "justice"}), "Ingrid Solheim");
}

TEST_F(FindIntroducedTest, LeavesOutOtherRoles) {
  Read("A harbour judge has stopped the ships. Mayor Ingrid Solheim rejected the ruling.");
  EXPECT_EQ(Introduced("A harbour judge", {"judge", "justice"}), "");
}

TEST_F(FindIntroducedTest, StopsAtKnownActor) {
  Read("Peter Dahl lost. A pilot stopped the ships. Dahl said so. Ingrid Solheim said no.");
  EXPECT_EQ(Introduced("A pilot", {"pilot"}), "");
}

TEST_F(FindIntroducedTest, WhoIsSpokenOfInAQuotationIsNotWhoSpeaks) {
  Read("“The manager told me to leave,” Rosa Alvarez said.");
  EXPECT_EQ(Introduced("The manager", {"manager"}), "");
}

}  // namespace
}  // namespace onrecord::ingest
