#include "ingest-service/entities/pronouns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace onrecord::ingest {
namespace {

class FindAntecedentsTest : public ::testing::Test {
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

  // Whom `words`, a pronoun with what surrounds it, means.
  std::string Meant(PronounClass pronoun, std::string_view words,
                    std::vector<int> named = {}) const {
    const std::vector<int> found = FindAntecedents(*memory_, pronoun, Find(words), {}, named);
    return found.empty() ? "" : NameOf(found[0]);
  }

  std::string text_;
  Document document_;
  std::unique_ptr<SpeakerMemory> memory_;
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
