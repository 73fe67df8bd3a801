#include "tests/benchmarks/archive/corpus.h"

#include <set>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/analysis_check.h"

namespace onrecord::benchmarks {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kArticles[] =
    R"({"id": "a", "text": "Ana Müller said it rained.\n\nNothing here.\n\nBo: yes", "attributions": [)"
    R"({"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 25]]},)"
    R"({"source": [[0, 10]], "cue": [[43, 45]], "content": [[46, 49]]},)"
    R"({"source": [], "cue": [[45, 46]], "content": [[47, 50]]}]})"
    "\n";

std::vector<Paragraph> Paragraphs() {
  std::istringstream input(kArticles);
  auto paragraphs = ReadParagraphs(input);
  EXPECT_TRUE(paragraphs.ok()) << paragraphs.status();
  return *std::move(paragraphs);
}

TEST(ReadParagraphs, TakesAttributionsThatLieWithinOne) {
  const std::vector<Paragraph> paragraphs = Paragraphs();
  ASSERT_THAT(paragraphs, SizeIs(2));
  EXPECT_EQ(paragraphs[0].text, "Ana Müller said it rained.");
  ASSERT_THAT(paragraphs[0].attributions, SizeIs(1));
  const query::Span cue = paragraphs[0].attributions[0].cue[0];
  EXPECT_EQ(paragraphs[0].text.substr(cue.begin, cue.end - cue.begin), "said");
  EXPECT_EQ(paragraphs[1].text, "Bo: yes");
  EXPECT_THAT(paragraphs[1].attributions, SizeIs(1));
}

TEST(ReadParagraphs, SaysWhereThereAreNone) {
  std::istringstream input(R"({"id": "a", "text": "x", "attributions": []})");
  EXPECT_EQ(ReadParagraphs(input).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Corpus, MakesArticlesThatTheArchiveTakes) {
  const Corpus corpus(Paragraphs());
  for (int number = 0; number < 50; ++number) {
    const MadeArticle made = corpus.Make(number);
    EXPECT_THAT(made.analysis.positions, SizeIs(Corpus::kPositions));
    EXPECT_THAT(made.analysis.events, SizeIs(Corpus::kEvents));
    EXPECT_THAT(query::CheckAnalysis(made.article.text, made.analysis), IsEmpty());
  }
}

TEST(Corpus, MakesTheSameAgain) {
  const Corpus corpus(Paragraphs());
  const MadeArticle made = corpus.Make(7);
  const MadeArticle again = corpus.Make(7);
  EXPECT_EQ(made.article.text, again.article.text);
  EXPECT_EQ(made.article.publish_time, again.article.publish_time);
  EXPECT_EQ(made.analysis.speakers.size(), again.analysis.speakers.size());
}

TEST(Corpus, NamesSpeakersApart) {
  std::set<std::string> names;
  for (int rank = 0; rank < Corpus::kSpeakers; ++rank) names.insert(Corpus::SpeakerName(rank));
  EXPECT_THAT(names, SizeIs(Corpus::kSpeakers));
}

}  // namespace
}  // namespace onrecord::benchmarks
