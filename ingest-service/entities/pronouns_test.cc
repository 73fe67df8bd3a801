#include "ingest-service/entities/pronouns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/entities/speaker_memory_fixture.h"

namespace onrecord::ingest {
namespace {

class FindAntecedentsTest : public SpeakerMemoryFixture {
 protected:
  // Whom `words`, a pronoun with what surrounds it, means.
  std::string Meant(PronounClass pronoun, std::string_view words,
                    std::vector<int> named = {}) const {
    const std::vector<int> found = FindAntecedents(*memory_, pronoun, Find(words), {}, named);
    return found.empty() ? "" : NameOf(found[0]);
  }
};

TEST_F(FindAntecedentsTest, PassesOverWhomItNames) {
  Read("Karl Moe said no. Peter Dahl said no. People like Dahl, he said.");
  EXPECT_EQ(Meant(PronounClass::kMale, "he said"), "Peter Dahl");
  EXPECT_EQ(Meant(PronounClass::kMale, "he said", {1}), "Karl Moe");
}

TEST_F(FindAntecedentsTest, PrefersSubjectBehindItsTitles) {
  Read(
      "Peter Dahl said so to Karl Moe. The harbour's new senior colleague Ove Lund faced shouts "
      "after he "
      "left.");
  memory_->NoteTurn(0, {0}, /*speaks=*/true);
  EXPECT_EQ(Meant(PronounClass::kMale, "he left"), "Ove Lund");
}

TEST_F(FindAntecedentsTest, TakesSpeakerOfUnknownGender) {
  Read("Ingrid Solheim met Qixi Moe. Moe said Solheim slept. \"All day,\" she said.");
  memory_->NoteTurn(Find("Moe said").begin, {1}, /*speaks=*/true);
  EXPECT_EQ(Meant(PronounClass::kFemale, "she said"), "Qixi Moe");
}

}  // namespace
}  // namespace onrecord::ingest
