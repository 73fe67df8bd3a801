#include "ingest-service/text/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Paragraphs(std::string_view text) {
  const Document document = ReadDocument(text);
  std::vector<std::string> surfaces;
  for (const Span& span : document.paragraphs) surfaces.emplace_back(Surface(text, span));
  return surfaces;
}

TEST(DocumentTest, EmptyTextHasNothing) {
  const Document document = ReadDocument("");
  EXPECT_THAT(document.paragraphs, IsEmpty());
  EXPECT_THAT(document.sentences, IsEmpty());
  EXPECT_THAT(document.quotations, IsEmpty());
  EXPECT_EQ(SentenceAt(document, 3), 0);
}

TEST(DocumentTest, ParagraphsAreTrimmedLines) {
  EXPECT_THAT(Paragraphs("One.\r\n\n \xC2\xA0 \n  Two two. \n\nThree"),
              ElementsAre("One.", "Two two.", "Three"));
}

TEST(DocumentTest, SentencesStayWithinParagraphs) {
  const std::string text = "No stop here\nAnother line";
  const Document document = ReadDocument(text);
  EXPECT_THAT(document.sentences, ElementsAre(Span{0, 12}, Span{13, 25}));
}

TEST(DocumentTest, FindsWhatBeginsAtOrBeforeOffset) {
  const Document document = ReadDocument("One. Two.\nThree.");
  EXPECT_EQ(SentenceAt(document, 0), 0);
  EXPECT_EQ(SentenceAt(document, 4), 0);
  EXPECT_EQ(SentenceAt(document, 5), 1);
  EXPECT_EQ(SentenceAt(document, 99), 2);
  EXPECT_EQ(ParagraphAt(document, 9), 0);
  EXPECT_EQ(ParagraphAt(document, 10), 1);
}

TEST(DocumentTest, MalformedBytesAreSteppedOver) {
  const std::string text = "A\xFF\xFE. \xE2\x80";
  const Document document = ReadDocument(text);
  EXPECT_EQ(document.paragraphs.size(), 1u);
}

class HostileDocumentTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileDocumentTest, IsReadToItsEnd) {
  const std::string text = HostileText(GetParam());
  const Document document = ReadDocument(text);
  for (const Span& sentence : document.sentences) EXPECT_FALSE(sentence.empty());
  const std::vector<Word> words = ReadWords(text);
  for (const Word& word : words) EXPECT_LE(word.span.size(), kLongestWord);
}

INSTANTIATE_TEST_SUITE_P(Units, HostileDocumentTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
