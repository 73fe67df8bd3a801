#include "ingest-service/analysis/speaking_words.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest-service/text/document.h"

namespace onrecord::ingest {
namespace {

// Whether the article `text` may have `phrase`, at its first occurrence, for a source.
bool MaySpeak(const std::string& text, const std::string& phrase) {
  const Document document = ReadDocument(text);
  const std::vector<Word> words = ReadWords(text);
  const SpeakingWords speaking(words, FindEntities(document));
  const auto begin = static_cast<int32_t>(text.find(phrase));
  return speaking.MaySpeak({begin, begin + static_cast<int32_t>(phrase.size())});
}

TEST(SpeakingWordsTest, PersonsAndBodiesMaySpeak) {
  EXPECT_TRUE(MaySpeak("Maria Lindqvist and the White House agreed.", "Maria Lindqvist"));
  EXPECT_TRUE(MaySpeak("The minister met two of her advisers.", "two of her advisers"));
  EXPECT_TRUE(MaySpeak("Officials in Ankara met.", "Officials in Ankara"));
  EXPECT_TRUE(MaySpeak("Then she met them.", "she"));
  EXPECT_TRUE(MaySpeak("Then the report came.", "the report"));
}

TEST(SpeakingWordsTest, ThingsMayNot) {
  EXPECT_FALSE(MaySpeak("The deal promised growth.", "The deal"));
  EXPECT_FALSE(MaySpeak("The storm in the north of Norway grew.", "The storm in the north"));
  EXPECT_FALSE(MaySpeak("He had “” there.", "“”"));
}

}  // namespace
}  // namespace onrecord::ingest
