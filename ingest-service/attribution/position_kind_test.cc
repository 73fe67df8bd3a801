#include "ingest-service/attribution/position_kind.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

// Reads "source <cue> content": what stands before, between and behind the angle brackets.
KindReading Read(const std::string& marked) {
  const size_t open = marked.find('<');
  const size_t close = marked.find('>');
  const std::string text =
      marked.substr(0, open) + marked.substr(open + 1, close - open - 1) + marked.substr(close + 1);
  const int32_t cue_begin = static_cast<int32_t>(open);
  const int32_t cue_end = static_cast<int32_t>(close) - 1;
  Attribution attribution;
  if (cue_begin > 0) attribution.source = {{0, cue_begin}};
  attribution.cue = {{cue_begin, cue_end}};
  if (cue_end < static_cast<int32_t>(text.size())) {
    attribution.content = {{cue_end, static_cast<int32_t>(text.size())}};
  }
  return ReadKind(ReadDocument(text), attribution);
}

PositionKind Kind(const std::string& marked) { return Read(marked).kind; }

TEST(PositionKindTest, TellingCueDecides) {
  EXPECT_EQ(Kind("Osei <denied> the charge"), PositionKind::kDenial);
  EXPECT_EQ(Kind("Osei <has vowed> to close the port"), PositionKind::kPromise);
  EXPECT_EQ(Kind("The union <accused> the port of fraud"), PositionKind::kAccusation);
  EXPECT_EQ(Kind("Brandt <warned> that the dam is old"), PositionKind::kWarning);
  EXPECT_EQ(Kind("Brandt <threatened> to sue"), PositionKind::kThreat);
  EXPECT_EQ(Kind("Brandt <agreed> to pay"), PositionKind::kAgreement);
}

TEST(PositionKindTest, DecliningToCommentIsRefusal) {
  EXPECT_EQ(Kind("The port <declined> to comment"), PositionKind::kRefusal);
  EXPECT_EQ(Kind("The port <did not respond to> requests"), PositionKind::kRefusal);
  EXPECT_EQ(Kind("Osei <wouldn’t say> when"), PositionKind::kRefusal);
}

TEST(PositionKindTest, AskingDependsOnWhatIsAsked) {
  EXPECT_EQ(Kind("She <asked> whether the dam was safe"), PositionKind::kQuestion);
  EXPECT_EQ(Kind("She <asked>, “Who built the dam?”"), PositionKind::kQuestion);
  EXPECT_EQ(Kind("She <asked> the city to pay"), PositionKind::kDemand);
}

TEST(PositionKindTest, WantingOthersToActIsDemand) {
  EXPECT_EQ(Kind("She <wants> to rebuild the dam"), PositionKind::kPromise);
  EXPECT_EQ(Kind("She <wants> the city to rebuild the dam"), PositionKind::kDemand);
}

TEST(PositionKindTest, NegatedSupportIsCriticism) {
  EXPECT_EQ(Kind("She <does not support> the plan"), PositionKind::kCriticism);
}

TEST(PositionKindTest, ContentDecidesForNeutralCue) {
  EXPECT_EQ(Kind("He <said> he would pay"), PositionKind::kPromise);
  EXPECT_EQ(Kind("He <said> he would never pay"), PositionKind::kRefusal);
  EXPECT_EQ(Kind("He <said> “We won't pay”"), PositionKind::kRefusal);
  EXPECT_EQ(Kind("He <said> “I did not pay”"), PositionKind::kDenial);
  EXPECT_EQ(Kind("He <said> the city must pay"), PositionKind::kDemand);
  EXPECT_EQ(Kind("He <said> prices will rise"), PositionKind::kPrediction);
  EXPECT_EQ(Kind("He <said> “Why now?”"), PositionKind::kQuestion);
  EXPECT_EQ(Kind("He <said> the plan was a disgrace"), PositionKind::kCriticism);
  EXPECT_EQ(Kind("He <said> he was grateful to the crew"), PositionKind::kSupport);
}

TEST(PositionKindTest, PlainReportIsStatementPlainQuotationOpinion) {
  EXPECT_EQ(Kind("He <said> the bridge opened on Friday"), PositionKind::kStatement);
  EXPECT_EQ(Kind("He <said>, “The bridge is what we are”"), PositionKind::kOpinion);
}

TEST(PositionKindTest, HedgeNearBeginningCounts) {
  EXPECT_TRUE(Read("He <said> the dam might break").hedged);
  EXPECT_TRUE(Read("He <said> perhaps the dam was old").hedged);
  EXPECT_FALSE(Read("He <said> the dam broke").hedged);
  EXPECT_FALSE(Read("He <said> one two three four five six seven eight nine ten one two three "
                    "four five six seven eight nine ten might")
                   .hedged);
}

TEST(PositionKindTest, NothingAttributedIsStatement) {
  EXPECT_EQ(Kind("He <said>"), PositionKind::kStatement);
}

class HostileKindTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileKindTest, IsReadToItsEnd) {
  const std::string text = HostileText(GetParam(), "Osei asked ");
  const Document document = ReadDocument(text);
  const Attribution attribution = {
      {{0, 4}}, {{5, 10}}, {{11, static_cast<int32_t>(text.size())}}, 0.9f};
  EXPECT_NE(ReadKind(document, attribution).kind, PositionKind::kUnspecified);
}

INSTANTIATE_TEST_SUITE_P(Units, HostileKindTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
