#include "ingest-service/analysis/label_speakers.h"

#include <gtest/gtest.h>

#include "ingest-service/attribution/label_reader.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {
namespace {

// The words that stand for the label numbered `index` of `text`.
std::string NameOf(const std::string& text, int index) {
  const Document document = ReadDocument(text);
  const std::vector<Attribution> labels = AddLabelAttributions(document, {});
  const LabelSpeakers speakers(text, labels, FindEntities(document));
  return std::string(Surface(text, speakers.NameOf(labels.at(index).source.front())));
}

TEST(LabelSpeakersTest, SurnameIsWhomTheArticleIntroduces) {
  const std::string text =
      "Anna Smith and Peter Jones met.\nSMITH: We did not know.\nJONES: You did.\nROE: No.";
  EXPECT_EQ(NameOf(text, 0), "Anna Smith");
  EXPECT_EQ(NameOf(text, 1), "Peter Jones");
  EXPECT_EQ(NameOf(text, 2), "ROE");
}

TEST(LabelSpeakersTest, WhoeverIsInterviewedAnswers) {
  const std::string text =
      "Anna Smith knows Peter Jones. We met Anna Smith.\nQ: Why?\nA: Peter Jones, Peter Jones!";
  EXPECT_EQ(NameOf(text, 0), "Q");
  EXPECT_EQ(NameOf(text, 1), "Anna Smith");
}

TEST(LabelSpeakersTest, UnknownAnswererKeepsTheLabel) {
  EXPECT_EQ(NameOf("Q: Why?\nA: Because.", 1), "A");
}

}  // namespace
}  // namespace onrecord::ingest
