#include "query-service/archive/folded_words.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  for (const FoldedWord& word : FoldWords(text)) words.push_back(word.text);
  return words;
}

TEST(FoldedWordsTest, PartsAtEverythingElse) {
  EXPECT_THAT(Words("director, Institute (Coastal) & Co."),
              ElementsAre("director", "institute", "coastal", "co"));
  EXPECT_THAT(Words("Kim Min-jun"), ElementsAre("kim", "min", "jun"));
  EXPECT_THAT(Words(" ,. "), IsEmpty());
  EXPECT_THAT(Words(""), IsEmpty());
}

TEST(FoldedWordsTest, FoldsCaseAndDiacritics) {
  EXPECT_THAT(Words("JÖRG Müller Łąć Straße"), ElementsAre("jorg", "muller", "lac", "strasse"));
  EXPECT_THAT(Words("習近平 主席"), ElementsAre("習近平", "主席"));
}

TEST(FoldedWordsTest, JoinsSpeltLettersAndDropsPossessives) {
  EXPECT_THAT(Words("U.S. and U.N. envoys"), ElementsAre("us", "and", "un", "envoys"));
  EXPECT_THAT(Words("U.S.A."), ElementsAre("usa"));
  EXPECT_THAT(Words("John R. Smith"), ElementsAre("john", "r", "smith"));
  EXPECT_THAT(Words("Turkey's People’s Bank"), ElementsAre("turkey", "people", "bank"));
  EXPECT_THAT(Words("O'Neil dogs'"), ElementsAre("o", "neil", "dogs"));
}

TEST(FoldedWordsTest, NotesCapitals) {
  const auto words = FoldWords("the Élan bank");
  ASSERT_EQ(words.size(), 3u);
  EXPECT_FALSE(words[0].is_capital);
  EXPECT_TRUE(words[1].is_capital);
  EXPECT_FALSE(words[2].is_capital);
}

}  // namespace
}  // namespace onrecord::query
