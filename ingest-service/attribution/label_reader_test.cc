#include "ingest-service/attribution/label_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "source: content" of each label, its paragraphs parted by " / ".
std::vector<std::string> Labels(const std::string& text) {
  std::vector<std::string> labels;
  for (const Attribution& attribution : AddLabelAttributions(ReadDocument(text), {})) {
    EXPECT_TRUE(IsLabel(text, attribution));
    std::string label(Surface(text, attribution.source.front()));
    for (const Span& span : attribution.content) {
      label += (label.find(": ") == label.npos ? ": " : " / ") + std::string(Surface(text, span));
    }
    labels.push_back(label);
  }
  return labels;
}

TEST(LabelReaderTest, QuestionsAndAnswersAreSpeech) {
  EXPECT_THAT(Labels("We met.\nQ: Will it reopen?\nA: Not before June.\n"),
              ElementsAre("Q: Will it reopen?", "A: Not before June."));
  EXPECT_THAT(Labels("Interviewer: Will it?\nAnna Berg: No.\n"),
              ElementsAre("Interviewer: Will it?", "Anna Berg: No."));
}

TEST(LabelReaderTest, WordsHedgeAnAnswer) {
  const std::vector<Attribution> found =
      AddLabelAttributions(ReadDocument("Q: Will it reopen?\nA: It may, in June.\n"), {});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_FALSE(found[0].reading.hedged);
  EXPECT_TRUE(found[1].reading.hedged);
}

TEST(LabelReaderTest, NamesInCapitalsAreSpeech) {
  EXPECT_THAT(Labels("SMITH: We did not know.\nMR. JONES: You did."),
              ElementsAre("SMITH: We did not know.", "MR. JONES: You did."));
}

TEST(LabelReaderTest, OtherNamesMustReturn) {
  EXPECT_THAT(Labels("Anna Smith: We knew.\nThen she left."), IsEmpty());
  EXPECT_THAT(Labels("Anna Smith: We knew.\nKarl Brandt: When?\nAnna Smith: In May.\n"),
              ElementsAre("Anna Smith: We knew.", "Karl Brandt: When?", "Anna Smith: In May."));
}

TEST(LabelReaderTest, SpeechGoesOnToTheNextLabel) {
  EXPECT_THAT(Labels("Q: Why?\nA: Because.\nIt was late.\nQ: And?\nA: That is all.\nWe left."),
              ElementsAre("Q: Why?", "A: Because. / It was late.", "Q: And?", "A: That is all."));
}

TEST(LabelReaderTest, TimesNotesAndSalutationsAreNoLabels) {
  EXPECT_THAT(Labels("14:32 Police arrive.\n14:35: They leave.\n14:40 GMT: All is quiet."),
              IsEmpty());
  EXPECT_THAT(Labels("Update: It is over.\nUpdate: It is not.\nNOTE: See below.\nNOTE: Here."),
              IsEmpty());
  EXPECT_THAT(Labels("Dear editor: The dam is old.\nYours, Ann Smith\nPS: Very old."), IsEmpty());
}

TEST(LabelReaderTest, QuestionsAreOfTheirKind) {
  const std::string text = "Q: Will it reopen?\nA: Not before June.";
  const auto labels = AddLabelAttributions(ReadDocument(text), {});
  ASSERT_THAT(labels, SizeIs(2));
  EXPECT_EQ(labels[0].reading.kind, PositionKind::kQuestion);
  EXPECT_EQ(labels[1].reading.kind, PositionKind::kStatement);
}

TEST(LabelReaderTest, LabelOfNetworkGetsItsContent) {
  const std::string text = "Q: Will it reopen?\nA: Not before June.";
  const Attribution colon = {{{0, 1}}, {{1, 2}}, {{3, 7}, {19, 20}}, 0.8f};
  const auto labels = AddLabelAttributions(ReadDocument(text), {colon});
  ASSERT_THAT(labels, SizeIs(2));
  EXPECT_THAT(labels[0].content, ElementsAre(Span{3, 18}));
  EXPECT_FLOAT_EQ(labels[0].confidence, 0.8f);
  EXPECT_FALSE(labels[0].by_rule);
  EXPECT_TRUE(IsLabel(text, labels[0]));
}

TEST(LabelReaderTest, CueWithinSpeechIsNoLabel) {
  const std::string text = "Q: Will it reopen?\nA: I said not before June.";
  const Attribution said = {{{22, 23}}, {{24, 28}}, {{29, 44}}, 0.8f};
  const auto labels = AddLabelAttributions(ReadDocument(text), {said});
  ASSERT_THAT(labels, SizeIs(3));
  EXPECT_FALSE(IsLabel(text, labels[2]));
}

class HostileLabelTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileLabelTest, IsReadToItsEnd) {
  AddLabelAttributions(ReadDocument(HostileText(GetParam())), {});
}

INSTANTIATE_TEST_SUITE_P(Units, HostileLabelTest, ::testing::ValuesIn(kHostileUnits));
INSTANTIATE_TEST_SUITE_P(Labels, HostileLabelTest,
                         ::testing::Values("Q: ", "Q: a\n", "Q: a?\nA: b\n", "A:\n", ":\n", ": "));

}  // namespace
}  // namespace onrecord::ingest
