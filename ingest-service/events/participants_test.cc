#include "ingest-service/events/participants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Surfaces {
  std::vector<std::string> actors;
  std::vector<std::string> recipients;
};

// The participants of the first trigger of `text`.
Surfaces Find(std::string_view text, const std::vector<std::string_view>& names = {}) {
  const std::vector<Word> words = ReadWords(text);
  const int size = static_cast<int>(words.size());
  std::vector<Span> mentions;
  for (const std::string_view name : names) {
    const auto begin = static_cast<int32_t>(text.find(name));
    mentions.push_back({begin, begin + static_cast<int32_t>(name.size())});
  }
  const std::vector<Trigger> triggers = FindTriggers(words, 0, size);
  const auto phrases = FindNounPhrases(words, 0, size, mentions, triggers);
  const Participants found = FindParticipants(words, 0, size, phrases, triggers.at(0));
  const auto surfaces = [&](const std::vector<NounPhrase>& list) {
    std::vector<std::string> result;
    for (const NounPhrase& p : list) {
      result.emplace_back(Surface(text, {words[p.first].span.begin, words[p.last - 1].span.end}));
    }
    return result;
  };
  return {surfaces(found.actors), surfaces(found.recipients)};
}

TEST(FindParticipantsTest, TakesSubjectAndObject) {
  const Surfaces found = Find("The harbour police arrested two sailors in the bar.");
  EXPECT_THAT(found.actors, ElementsAre("The harbour police"));
  EXPECT_THAT(found.recipients, ElementsAre("two sailors"));
}

TEST(FindParticipantsTest, SwapsSidesOfPassive) {
  const Surfaces found = Find("Two sailors were arrested by the police.");
  EXPECT_THAT(found.actors, ElementsAre("the police"));
  EXPECT_THAT(found.recipients, ElementsAre("Two sailors"));
}

TEST(FindParticipantsTest, SkipsPhrasesOfPrepositions) {
  EXPECT_THAT(Find("The crew of the ferry in the port attacked him.").actors,
              ElementsAre("The crew"));
}

TEST(FindParticipantsTest, TakesBothOfCoordinatedNames) {
  EXPECT_THAT(Find("Solheim and Dahl met her.", {"Solheim", "Dahl"}).actors,
              ElementsAre("Solheim", "Dahl"));
}

TEST(FindParticipantsTest, ReadsPossessiveAndPrepositionOfNoun) {
  const Surfaces found = Find("It was Dahl's attack on the ferry.", {"Dahl"});
  EXPECT_THAT(found.actors, ElementsAre("Dahl"));
  EXPECT_THAT(found.recipients, ElementsAre("the ferry"));
}

TEST(FindParticipantsTest, StaysInsideQuotation) {
  EXPECT_THAT(Find("The mayor left: \"resigned at last\"").actors, IsEmpty());
}

}  // namespace
}  // namespace onrecord::ingest
