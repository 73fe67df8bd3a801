#include "ingest-service/analysis/position_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// An attribution of the given words, each taken at its first occurrence in `text`; "" for none.
Attribution Find(const std::string& text, const std::string& source, const std::string& cue,
                 const std::string& content) {
  const auto span = [&text](const std::string& words) {
    std::vector<Span> spans;
    const size_t at = text.find(words);
    EXPECT_NE(at, text.npos) << words;
    if (!words.empty()) {
      spans.push_back({static_cast<int32_t>(at), static_cast<int32_t>(at + words.size())});
    }
    return spans;
  };
  return {span(source), span(cue), span(content), 0.9f};
}

struct Reading {
  std::vector<Position> positions;
  std::vector<Entity> speakers;

  std::vector<std::string> Names(const std::vector<int>& indices) const {
    std::vector<std::string> names;
    for (const int index : indices) names.push_back(speakers[index].display_name);
    return names;
  }
};

Reading Read(const std::string& text, const std::vector<Attribution>& attributions) {
  const Document document = ReadDocument(text);
  SpeakerResolver resolver(document, FindEntities(document));
  Reading reading;
  reading.positions =
      ReadPositions(document, attributions, Containment(attributions), resolver, [] {
        return false;
      }).value();
  reading.speakers = resolver.TakeEntities();
  return reading;
}

TEST(PositionReaderTest, NamesSpeakerAndKind) {
  const std::string text = "Mayor Lena Osei denied that it might leak. “It did not,” she said.";
  Attribution denial = Find(text, "Mayor Lena Osei", "denied", "that it might leak");
  denial.reading = {PositionKind::kDenial, /*hedged=*/true, 0.8f};
  const Reading reading = Read(text, {denial, Find(text, "she", "said", "“It did not,”")});
  ASSERT_THAT(reading.positions, SizeIs(2));
  EXPECT_EQ(reading.positions[0].kind, PositionKind::kDenial);
  EXPECT_TRUE(reading.positions[0].hedged);
  EXPECT_FALSE(reading.positions[1].hedged);
  EXPECT_EQ(reading.positions[0].quotation, QuotationForm::kIndirect);
  EXPECT_EQ(reading.positions[1].quotation, QuotationForm::kDirect);
  EXPECT_THAT(reading.Names(reading.positions[0].speakers), ElementsAre("Lena Osei"));
  EXPECT_THAT(reading.Names(reading.positions[1].speakers), ElementsAre("Lena Osei"));
  EXPECT_NE(reading.positions[0].id, reading.positions[1].id);
}

TEST(PositionReaderTest, InnerPositionIsViaOuterSpeaker) {
  const std::string text = "Lena Osei said on Monday that Karl Brandt had promised new berths.";
  const Reading reading =
      Read(text, {Find(text, "Lena Osei", "said", "that Karl Brandt had promised new berths"),
                  Find(text, "Karl Brandt", "promised", "new berths")});
  EXPECT_THAT(reading.positions[0].via, IsEmpty());
  EXPECT_THAT(reading.Names(reading.positions[1].via), ElementsAre("Lena Osei"));
}

TEST(PositionReaderTest, OwnWordsAreNotViaOneself) {
  const std::string text = "Lena Osei said that Lena Osei had promised new berths.";
  Attribution inner = Find(text, "Lena Osei", "promised", "new berths");
  inner.source = {{20, 29}};
  const Reading reading = Read(
      text, {Find(text, "Lena Osei", "said", "that Lena Osei had promised new berths"), inner});
  EXPECT_THAT(reading.positions[1].via, IsEmpty());
}

TEST(PositionReaderTest, QuotedFirstPersonIsTheOneQuoted) {
  const std::string text = "“I believe the dam will hold,” Lena Osei said.";
  const Reading reading =
      Read(text, {Find(text, "I", "believe", "the dam will hold"),
                  Find(text, "Lena Osei", "said", "“I believe the dam will hold,”")});
  EXPECT_THAT(reading.Names(reading.positions[0].speakers), ElementsAre("Lena Osei"));
}

TEST(PositionReaderTest, AddresseeOfQuotedWordsMayBeTheOneQuoted) {
  const std::string text = "“The manager told me to go,” Rosa Alvarez said.";
  const Reading reading =
      Read(text, {Find(text, "The manager", "told", "to go"),
                  Find(text, "Rosa Alvarez", "said", "“The manager told me to go,”")});
  EXPECT_THAT(reading.Names(reading.positions[0].addressees), ElementsAre("Rosa Alvarez"));
}

TEST(PositionReaderTest, NegatedCueMakesNegatedPosition) {
  const std::string text = "Lena Osei did not say whether it would open.";
  const Reading reading = Read(text, {Find(text, "Lena Osei", "say", "whether it would open")});
  EXPECT_TRUE(reading.positions[0].negated);
}

TEST(PositionReaderTest, NoSourceHasNoSpeaker) {
  const std::string text = "The dam is said to hold.";
  const Reading reading = Read(text, {Find(text, "", "is said", "to hold")});
  EXPECT_THAT(reading.positions[0].speakers, IsEmpty());
}

TEST(PositionReaderTest, GivesUpWhereCancelled) {
  const std::string text = "Osei said the port was shut.";
  const Document document = ReadDocument(text);
  const std::vector<Attribution> attributions(3, Find(text, "Osei", "said", "the port was shut"));
  const Containment containment(attributions);
  for (const int stop : {2, 5}) {  // while looking for nesting, while reading
    SpeakerResolver resolver(document, FindEntities(document));
    int asked = 0;
    const auto cancelled = [&asked, stop] { return ++asked == stop; };
    EXPECT_FALSE(ReadPositions(document, attributions, containment, resolver, cancelled));
    EXPECT_EQ(asked, stop);
  }
}

class HostilePositionsTest : public ::testing::TestWithParam<std::string_view> {};

// Every 20th word is a cue, the word before it its source and 150 words behind it its content, so
// that attributions are nested as deep as a window lets them.
TEST_P(HostilePositionsTest, AreReadToTheirEnd) {
  const std::string text =
      HostileText(GetParam(), "Ingrid Solheim and Peter Dahl said so. ", kHostileSize / 2);
  const std::vector<Word> words = ReadWords(text);
  std::vector<Attribution> attributions;
  for (size_t i = 1; i + 151 < words.size(); i += 20) {
    attributions.push_back({{words[i - 1].span},
                            {words[i].span},
                            {{words[i + 1].span.begin, words[i + 150].span.end}},
                            0.9f});
  }
  EXPECT_THAT(Read(text, attributions).positions, SizeIs(attributions.size()));
}

INSTANTIATE_TEST_SUITE_P(Units, HostilePositionsTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
