#include "ingest-service/attribution/clause.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace onrecord::ingest {
namespace {

// A text whose words are one clause, and places in it by what stands there.
class Sentence {
 public:
  explicit Sentence(std::string text) : text_(std::move(text)), words_(ReadWords(text_)) {}

  Clause clause() const { return Clause(words_, {0, size()}); }
  const std::vector<Word>& words() const { return words_; }
  int size() const { return static_cast<int>(words_.size()); }

  // The number of the first word that is `surface`.
  int At(std::string_view surface) const {
    for (int i = 0; i < size(); ++i) {
      if (Surface(text_, words_[i].span) == surface) return i;
    }
    ADD_FAILURE() << surface << " is no word of " << text_;
    return 0;
  }

  std::string TextOf(WordRange range) const {
    if (range.empty()) return "";
    return std::string(Surface(text_, clause().SpanOf(range)));
  }

 private:
  const std::string text_;
  const std::vector<Word> words_;
};

std::string SubjectOf(const std::string& text, std::string_view verb) {
  const Sentence sentence(text);
  const std::optional<WordRange> subject = sentence.clause().SubjectBefore(sentence.At(verb));
  return subject.has_value() ? sentence.TextOf(*subject) : "none";
}

std::string NounPhraseOf(const std::string& text) {
  const Sentence sentence(text);
  return sentence.TextOf(sentence.clause().NounPhraseAt(0));
}

// What stands behind the circumstances at the beginning of `text`.
std::string BehindCircumstances(const std::string& text) {
  const Sentence sentence(text);
  return sentence.TextOf({sentence.clause().AfterCircumstances(0), sentence.size()});
}

bool BeginsClause(const std::string& text, bool auxiliary_only = false) {
  return Sentence(text).clause().BeginsClause(0, auxiliary_only);
}

// The clause at the beginning of `text`.
std::string FirstClause(const std::string& text) {
  const Sentence sentence(text);
  return sentence.TextOf({0, sentence.clause().EndOfClause(0)});
}

TEST(WordClassTest, AdverbsEndInLyOrAreListed) {
  for (const std::string_view adverb : {"repeatedly", "also", "not", "only"}) {
    EXPECT_TRUE(IsAdverb(adverb)) << adverb;
  }
  for (const std::string_view other : {"family", "assembly", "italy", "july", "fly", "ly", ""}) {
    EXPECT_FALSE(IsAdverb(other)) << other;
  }
}

TEST(WordClassTest, PossessivesOpenNounPhrases) {
  EXPECT_TRUE(IsPossessivePronoun("their"));
  EXPECT_FALSE(IsPossessivePronoun("the"));
  for (const std::string_view opener : {"their", "the", "seven", "no"}) {
    EXPECT_TRUE(OpensNounPhrase(opener)) << opener;
  }
  EXPECT_FALSE(OpensNounPhrase("harbour"));
}

TEST(WordClassTest, PronounsOfObjectsAreNoSubjects) {
  EXPECT_TRUE(IsSubjectPronoun("she"));
  EXPECT_TRUE(IsSubjectPronoun("who"));
  EXPECT_FALSE(IsSubjectPronoun("her"));
  EXPECT_TRUE(IsQuestionWord("whether"));
  EXPECT_FALSE(IsQuestionWord("that"));
}

TEST(WordClassTest, MarksOpenAndCloseInSeveralScripts) {
  for (const std::string mark : {"“", "‘", "\"", "``", "«", "„", "‚"}) {
    EXPECT_TRUE(IsOpeningMark(ReadWords(mark)[0])) << mark;
  }
  for (const std::string mark : {"”", "’", "\"", "''", "»"}) {
    EXPECT_TRUE(IsClosingMark(ReadWords(mark)[0])) << mark;
  }
  EXPECT_FALSE(IsOpeningMark(ReadWords("”")[0]));
  EXPECT_FALSE(IsClosingMark(ReadWords("“")[0]));
  EXPECT_FALSE(IsClosingMark(ReadWords("so")[0]));
}

TEST(WordClassTest, ApostropheOfPluralMayCloseButPossessiveMayNot) {
  const std::vector<Word> plural = ReadWords("the dockers’ pay");
  EXPECT_TRUE(IsClosingMark(plural[2]));
  EXPECT_FALSE(IsClosingMark(ReadWords("Osei’s pay")[1]));
}

TEST(ClauseTest, KnowsNothingOutsideItsBounds) {
  const Sentence sentence("Dahl said so, twice.");
  const Clause clause(sentence.words(), {1, 3});
  EXPECT_FALSE(clause.Has(0));
  EXPECT_TRUE(clause.Has(1));
  EXPECT_FALSE(clause.Has(3));
  EXPECT_EQ(clause.Lower(0), "");
  EXPECT_EQ(clause.Lower(1), "said");
  EXPECT_EQ(clause.Lower(-1), "");
  EXPECT_FALSE(clause.IsMark(3));
  EXPECT_TRUE(sentence.clause().IsMark(3));
  EXPECT_EQ(clause.SubjectBefore(1), std::nullopt);
}

TEST(ClauseTest, SpansAreBytesOfTheText) {
  const Sentence sentence("Zoë Åkesson said");
  EXPECT_EQ(sentence.clause().SpanOf({1, 2}), (Span{5, 13}));
  EXPECT_EQ(sentence.clause().SpanOf({0, 3}), (Span{0, 18}));
}

TEST(ClauseTest, VerbGroupTakesAuxiliariesAndAdverbs) {
  const Sentence sentence("Dahl had not publicly said so");
  EXPECT_EQ(sentence.clause().VerbGroupBegin(sentence.At("said")), sentence.At("had"));
  EXPECT_EQ(sentence.clause().VerbGroupBegin(sentence.At("Dahl")), 0);
  EXPECT_EQ(Clause(sentence.words(), {2, 6}).VerbGroupBegin(4), 2);
}

TEST(SubjectBeforeTest, TakesNounPhraseWithItsArticle) {
  EXPECT_EQ(SubjectOf("Then the port's new director said", "said"), "the port's new director");
  EXPECT_EQ(SubjectOf("The head of the harbour board said", "said"),
            "The head of the harbour board");
  EXPECT_EQ(SubjectOf("“No,” Élodie Müller said", "said"), "Élodie Müller");
}

TEST(SubjectBeforeTest, LooksBehindApposition) {
  EXPECT_EQ(SubjectOf("Ana Costa, the union's president, said", "said"), "Ana Costa");
  EXPECT_EQ(SubjectOf("sailors, said", "said"), "none");  // no comma before the apposition
}

TEST(SubjectBeforeTest, TakesPronounAlone) {
  EXPECT_EQ(SubjectOf("the sailors she said", "said"), "she");
  EXPECT_EQ(SubjectOf("dockers who said", "said"), "who");
  EXPECT_EQ(SubjectOf("dockers saw them said", "said"), "none");
}

TEST(SubjectBeforeTest, JoinsNamesButNotCommonNouns) {
  EXPECT_EQ(SubjectOf("Ayo and Dahl said", "said"), "Ayo and Dahl");
  EXPECT_EQ(SubjectOf("dockers and sailors said", "said"), "sailors");
}

TEST(SubjectBeforeTest, StopsAtVerbOfSaying) {
  EXPECT_EQ(SubjectOf("Dahl claimed police said", "said"), "police");
}

TEST(SubjectBeforeTest, FindsNoneWithoutNoun) {
  EXPECT_EQ(SubjectOf("said", "said"), "none");
  EXPECT_EQ(SubjectOf("it was of said", "said"), "none");
  EXPECT_EQ(SubjectOf("Osei's said", "said"), "none");
  EXPECT_EQ(SubjectOf("“Yes” said", "said"), "none");
}

TEST(NounPhraseAtTest, GoesOnOverOf) {
  EXPECT_EQ(NounPhraseOf("the mayor of the old town on Friday"), "the mayor of the old town");
  EXPECT_EQ(NounPhraseOf("a ferry to Århus"), "a ferry");
  EXPECT_EQ(NounPhraseOf("Århus harbour is shut"), "Århus harbour");
}

TEST(NounPhraseAtTest, JoinsWordsOfOneCase) {
  EXPECT_EQ(NounPhraseOf("Ayo and Dahl that"), "Ayo and Dahl");
  EXPECT_EQ(NounPhraseOf("dockers and sailors that"), "dockers and sailors");
  EXPECT_EQ(NounPhraseOf("dockers and Dahl that"), "dockers");
}

TEST(NounPhraseAtTest, EndsBeforeTimeAndAfterPronoun) {
  EXPECT_EQ(NounPhraseOf("the board Monday that"), "the board");
  EXPECT_EQ(NounPhraseOf("him the board"), "him");
  EXPECT_EQ(NounPhraseOf("she knew"), "she");
}

TEST(NounPhraseAtTest, MayBeEmpty) {
  EXPECT_EQ(NounPhraseOf("that it failed"), "");
  EXPECT_EQ(NounPhraseOf(", the board"), "");
  EXPECT_EQ(NounPhraseOf(""), "");
}

TEST(NounPhraseAtTest, EndsSomewhere) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "harbour ";
  EXPECT_EQ(NounPhraseOf(text),
            "harbour harbour harbour harbour harbour harbour harbour harbour "
            "harbour harbour harbour harbour");
}

TEST(AfterCircumstancesTest, PassesTimesAndOccasions) {
  EXPECT_EQ(BehindCircumstances("on Monday in a short statement that it sank"), "that it sank");
  EXPECT_EQ(BehindCircumstances("again yesterday: it sank"), ": it sank");
  EXPECT_EQ(BehindCircumstances("in 2014 that it sank"), "that it sank");
}

TEST(AfterCircumstancesTest, EndsBeforeNegations) {
  EXPECT_EQ(BehindCircumstances("later not to sail"), "not to sail");
  EXPECT_EQ(BehindCircumstances("never to sail"), "never to sail");
}

TEST(AfterCircumstancesTest, MayReachTheEnd) { EXPECT_EQ(BehindCircumstances("on Monday"), ""); }

TEST(AfterCircumstancesTest, StaysBeforeOtherWords) {
  EXPECT_EQ(BehindCircumstances("in Århus that it sank"), "in Århus that it sank");
  EXPECT_EQ(BehindCircumstances("on, Monday"), "on, Monday");
  EXPECT_EQ(BehindCircumstances("in the very old small town meeting"),
            "in the very old small town meeting");
  EXPECT_EQ(BehindCircumstances("it sank"), "it sank");
}

TEST(BeginsClauseTest, TakesSubjectWithFiniteVerb) {
  EXPECT_TRUE(BeginsClause("the car was stolen"));
  EXPECT_TRUE(BeginsClause("the naïve young captain won't sail"));
  EXPECT_TRUE(BeginsClause("she sails"));
  EXPECT_TRUE(BeginsClause("there is hope"));
}

TEST(BeginsClauseTest, PastCountsWhereItCannotBeParticiple) {
  EXPECT_TRUE(BeginsClause("the police arrested a sailor"));
  EXPECT_FALSE(BeginsClause("the sailor arrested by police"));
  EXPECT_FALSE(BeginsClause("the police arrested a sailor", /*auxiliary_only=*/true));
  EXPECT_TRUE(BeginsClause("the police have arrested a sailor", /*auxiliary_only=*/true));
}

TEST(BeginsClauseTest, VerbOfAnotherClauseDoesNotCount) {
  EXPECT_FALSE(BeginsClause("the sailor who was arrested"));
  EXPECT_FALSE(BeginsClause("the plan to close what was open"));
  EXPECT_FALSE(BeginsClause("the ferry, which had sunk"));
}

TEST(BeginsClauseTest, NeedsASubjectNearby) {
  EXPECT_FALSE(BeginsClause("of course it was"));
  EXPECT_FALSE(BeginsClause("was it so"));
  EXPECT_FALSE(BeginsClause("“it was”"));
  EXPECT_FALSE(BeginsClause(""));
  EXPECT_TRUE(BeginsClause("a b c d e f g h i j was"));
  EXPECT_FALSE(BeginsClause("a b c d e f g h i j k was"));
}

TEST(EndOfClauseTest, EndsBeforeAnotherMatter) {
  EXPECT_EQ(FirstClause("the dam holds, but nobody knows"), "the dam holds");
  EXPECT_EQ(FirstClause("the dam holds; it is old"), "the dam holds");
  EXPECT_EQ(FirstClause("the dam holds — which surprised us"), "the dam holds");
  EXPECT_EQ(FirstClause("the dam holds, and she knew it"), "the dam holds");
}

TEST(EndOfClauseTest, GoesOnOverPlainCommas) {
  EXPECT_EQ(FirstClause("the dam, the lock, and the quay hold."),
            "the dam, the lock, and the quay hold");
  EXPECT_EQ(FirstClause("the dam holds but leaks"), "the dam holds but leaks");
}

TEST(EndOfClauseTest, LeavesOutMarksAtItsEnd) {
  EXPECT_EQ(FirstClause("the dam holds.”"), "the dam holds");
  EXPECT_EQ(FirstClause("it lost 12%."), "it lost 12%");
  EXPECT_EQ(FirstClause("it sank (twice)."), "it sank (twice)");
  EXPECT_EQ(FirstClause("..."), "");
  EXPECT_EQ(FirstClause(""), "");
}

TEST(EndOfClauseTest, KeepsMarkOfQuotationInside) {
  EXPECT_EQ(FirstClause("the dam “holds.”"), "the dam “holds.”");
  EXPECT_EQ(FirstClause("the dam « tient ».)"), "the dam « tient ».)");
}

TEST(EndOfClauseTest, EndsSomewhere) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "dam ";
  EXPECT_EQ(Sentence(text).clause().EndOfClause(5), 305);
}

}  // namespace
}  // namespace onrecord::ingest
