#include "ingest-service/analysis/negation.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

// Whether the attribution with the given source and cue, each at its first occurrence, is negated.
bool Negated(const std::string& text, const std::string& source, const std::string& cue) {
  const auto span = [&text](const std::string& words) -> std::vector<Span> {
    if (words.empty()) return {};
    const auto at = static_cast<int32_t>(text.find(words));
    return {{at, at + static_cast<int32_t>(words.size())}};
  };
  return IsNegated(ReadDocument(text), {span(source), span(cue), {}, 1.0f});
}

TEST(NegationTest, NegationStandsBeforeCue) {
  EXPECT_TRUE(Negated("Osei did not say whether it would close.", "Osei", "say"));
  EXPECT_TRUE(Negated("Osei never claimed that it was safe.", "Osei", "claimed"));
  EXPECT_TRUE(Negated("Osei hasn't yet said when.", "Osei", "said"));
  EXPECT_TRUE(Negated("Osei left without saying why.", "Osei", "saying"));
  EXPECT_TRUE(Negated("Nor did Osei promise new berths.", "Osei", "promise"));
  EXPECT_TRUE(Negated("Osei no longer says it is safe.", "Osei", "says"));
}

TEST(NegationTest, NegationStandsWithinCue) {
  EXPECT_TRUE(Negated("Osei did not say whether it would close.", "Osei", "did not say"));
  EXPECT_TRUE(Negated("Osei has never said so.", "Osei", "has never said"));
}

TEST(NegationTest, NobodySaysNothing) {
  EXPECT_TRUE(Negated("No one said the dam was safe.", "No one", "said"));
  EXPECT_TRUE(Negated("Neither side said who won.", "Neither side", "said"));
  EXPECT_FALSE(Negated("No. 10 said the vote would stand.", "No. 10", "said"));
}

TEST(NegationTest, PlainCuesAreNot) {
  EXPECT_FALSE(Negated("Osei said it was not safe.", "Osei", "said"));
  EXPECT_FALSE(Negated("It was not Dahl. Osei said so.", "Osei", "said"));
  EXPECT_FALSE(Negated("Those who did not vote, Osei said, were few.", "Osei", "said"));
  EXPECT_FALSE(Negated("Osei told them not to leave.", "Osei", "told"));
  EXPECT_FALSE(Negated("Osei not only said it was safe.", "Osei", "said"));
}

TEST(NegationTest, StancesAndRefusalsAreNot) {
  EXPECT_FALSE(Negated("Osei does not believe that it is safe.", "Osei", "believe"));
  EXPECT_FALSE(Negated("Osei did not respond to a request.", "Osei", "did not respond"));
}

class HostileNegationTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileNegationTest, IsReadToItsEnd) {
  const std::string text = HostileText(GetParam());
  const Document document = ReadDocument(text);
  const auto size = static_cast<int32_t>(text.size());
  const Attribution everywhere = {{{0, size}}, {{size / 2, size}}, {}, 1.0f};
  for (int i = 0; i < 1000; ++i) IsNegated(document, everywhere);
}

INSTANTIATE_TEST_SUITE_P(Units, HostileNegationTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
