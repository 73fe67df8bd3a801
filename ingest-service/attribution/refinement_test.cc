#include "ingest-service/attribution/refinement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Attribution Reading(std::vector<Span> content, float confidence = 0.9f) {
  return {{{0, 2}}, {{3, 7}}, std::move(content), confidence};
}

TEST(RefinementTest, JoinsSpansWithoutWordBetween) {
  const auto refined = RefineAttributions("He said yes, no", {Reading({{8, 11}, {13, 15}})});
  ASSERT_THAT(refined, SizeIs(1));
  EXPECT_THAT(refined[0].content, ElementsAre(Span{8, 15}));
}

TEST(RefinementTest, KeepsSpansApartAtWordsAndLines) {
  const auto words = RefineAttributions("He said yes or no", {Reading({{8, 11}, {15, 17}})});
  EXPECT_THAT(words[0].content, ElementsAre(Span{8, 11}, Span{15, 17}));
  const auto lines = RefineAttributions("He said yes,\nno", {Reading({{8, 11}, {13, 15}})});
  EXPECT_THAT(lines[0].content, ElementsAre(Span{8, 11}, Span{13, 15}));
}

TEST(RefinementTest, JoinsOverlappingSpans) {
  const auto refined = RefineAttributions("He said yesterday", {Reading({{8, 11}, {8, 17}})});
  EXPECT_THAT(refined[0].content, ElementsAre(Span{8, 17}));
}

TEST(RefinementTest, DropsAttributionOfNothing) {
  EXPECT_THAT(RefineAttributions("He said.", {Reading({})}), IsEmpty());
}

TEST(RefinementTest, DropsWhatIsLeastSure) {
  EXPECT_THAT(RefineAttributions("He said yes", {Reading({{8, 11}}, 0.24f)}), IsEmpty());
  EXPECT_THAT(RefineAttributions("He said yes", {Reading({{8, 11}}, 0.25f)}), SizeIs(1));
}

class HostilePiecesTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostilePiecesTest, AreJoinedToTheirEnd) {
  const std::string text = HostileText(GetParam(), "Osei asked ");
  Attribution attribution = {{{0, 4}}, {{5, 10}}, {}, 0.9f};
  for (const Word& word : ReadWords(text)) attribution.content.push_back(word.span);
  EXPECT_EQ(RefineAttributions(text, {attribution}).size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Units, HostilePiecesTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
