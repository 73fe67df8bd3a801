// Analyses that do not fit their text: refused whole, so that no answer ever points at nothing.

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

// One thing done to a good commit, and the field that its refusal must name.
struct BadCommit {
  std::string field;
  std::function<void(v1::Analysis&)> spoil;
};

v1::CommitArticleRequest GoodCommit() {
  return MillCommit("articles/mill", v1::POSITION_KIND_REFUSAL, v1::EVENT_TYPE_CONSULT,
                    "a clerk recalled");
}

void SetSpan(v1::Span* span, int begin, int end) {
  span->set_begin(begin);
  span->set_end(end);
}

class BadCommitTest : public ::testing::Test {
 protected:
  BadCommitTest() : pair_(ServicePair::Services::kQueryOnly) {}

  grpc::Status Commit(const v1::CommitArticleRequest& commit) {
    return Call(pair_.archive(), &ArchiveStub::CommitArticle, commit).status;
  }

  void ExpectRefused(const std::vector<BadCommit>& table) {
    for (const BadCommit& bad : table) {
      v1::CommitArticleRequest commit = GoodCommit();
      bad.spoil(*commit.mutable_analysis());
      EXPECT_THAT(Commit(commit), FailsOnField("INVALID_FIELD", bad.field));
    }
    const auto articles =
        Call(pair_.query(), &QueryStub::ListArticles, v1::ListArticlesRequest()).response;
    EXPECT_EQ(articles.articles_size(), 0);
    EXPECT_EQ(articles.archive_revision(), 0);
    EXPECT_THAT(Commit(GoodCommit()), IsOk());
  }

  ServicePair pair_;
};

TEST_F(BadCommitTest, SpansMustLieInTheText) {
  const int size = static_cast<int>(GoodCommit().article().text().size());
  ExpectRefused({
      {"analysis.positions[0].cue[0]",
       [](auto& a) { SetSpan(a.mutable_positions(0)->mutable_cue(0), 9, 8); }},
      {"analysis.positions[0].cue[0].begin",
       [](auto& a) { SetSpan(a.mutable_positions(0)->mutable_cue(0), -1, 8); }},
      {"analysis.positions[0].source[0].end",
       [=](auto& a) { SetSpan(a.mutable_positions(0)->mutable_source(0), 4, size + 1); }},
      {"analysis.positions[0].content[0].end",
       [](auto& a) { a.mutable_positions(0)->mutable_content(0)->set_end(2147483647); }},
      {"analysis.events[0].triggers[0].begin",
       [=](auto& a) { SetSpan(a.mutable_events(0)->mutable_triggers(0), size + 1, size + 2); }},
      {"analysis.events[0].actors[0].span.end",
       [=](auto& a) { a.mutable_events(0)->mutable_actors(0)->mutable_span()->set_end(size + 9); }},
      {"analysis.events[0].place.span.end",
       [=](auto& a) {
         SetSpan(a.mutable_events(0)->mutable_place()->mutable_span(), 4, size + 1);
       }},
      {"analysis.speakers[0].mentions[0].span",
       [](auto& a) { SetSpan(a.mutable_speakers(0)->mutable_mentions(0)->mutable_span(), 9, 4); }},
  });
}

TEST_F(BadCommitTest, SpansMustNotCutCharacters) {
  // The text begins with “, which has three bytes.
  ExpectRefused({
      {"analysis.positions[0].content[0].begin",
       [](auto& a) { SetSpan(a.mutable_positions(0)->mutable_content(0), 1, 20); }},
      {"analysis.positions[0].content[0].end",
       [](auto& a) { SetSpan(a.mutable_positions(0)->mutable_content(0), 0, 2); }},
  });
}

TEST_F(BadCommitTest, ReferencesMustLeadSomewhere) {
  ExpectRefused({
      {"analysis.positions[0].speakers[0].speaker",
       [](auto& a) { a.mutable_positions(0)->mutable_speakers(0)->set_speaker("s9"); }},
      {"analysis.positions[0].via[0].speaker",
       [](auto& a) { a.mutable_positions(0)->add_via()->set_speaker(""); }},
      {"analysis.positions[0].addressees[0].speaker",
       [](auto& a) { a.mutable_positions(0)->add_addressees()->set_speaker("speakers/s1"); }},
      {"analysis.events[0].actors[0].speaker.speaker",
       [](auto& a) {
         a.mutable_events(0)->mutable_actors(0)->mutable_speaker()->set_speaker("nobody");
       }},
      {"analysis.events[0].positions[0]",
       [](auto& a) { a.mutable_events(0)->set_positions(0, "p-2"); }},
      {"analysis.events[0].performed_in",
       [](auto& a) { a.mutable_events(0)->set_performed_in("articles/mill/positions/p-1"); }},
  });
}

TEST_F(BadCommitTest, APositionTellsAnEventOnce) {
  ExpectRefused({
      {"analysis.events[0].positions[1]",
       [](auto& a) { a.mutable_events(0)->add_positions("p-1"); }},
      {"analysis.events[0].performed_in",
       [](auto& a) { a.mutable_events(0)->set_performed_in("p-1"); }},
  });
}

TEST_F(BadCommitTest, NamesMustBeUniqueAndWellFormed) {
  ExpectRefused({
      {"analysis.positions[1].name", [](auto& a) { *a.add_positions() = a.positions(0); }},
      {"analysis.events[1].name", [](auto& a) { *a.add_events() = a.events(0); }},
      {"analysis.speakers[2].id", [](auto& a) { *a.add_speakers() = a.speakers(0); }},
      {"analysis.positions[0].name",
       [](auto& a) { a.mutable_positions(0)->set_name("articles/mill/positions/p-1"); }},
      {"analysis.events[0].name", [](auto& a) { a.mutable_events(0)->set_name("e 1"); }},
  });
}

TEST_F(BadCommitTest, EnumsMustBeOfTheContract) {
  ExpectRefused({
      {"analysis.positions[0].kind",
       [](auto& a) { a.mutable_positions(0)->set_kind(static_cast<v1::PositionKind>(17)); }},
      {"analysis.positions[0].kind",
       [](auto& a) { a.mutable_positions(0)->set_kind(v1::POSITION_KIND_UNSPECIFIED); }},
      {"analysis.positions[0].quotation",
       [](auto& a) { a.mutable_positions(0)->set_quotation(static_cast<v1::Quotation>(-1)); }},
      {"analysis.events[0].type",
       [](auto& a) { a.mutable_events(0)->set_type(static_cast<v1::EventType>(99)); }},
      {"analysis.events[0].status", [](auto& a) { a.mutable_events(0)->clear_status(); }},
      {"analysis.speakers[0].speaker.type",
       [](auto& a) {
         a.mutable_speakers(0)->mutable_speaker()->set_type(static_cast<v1::SpeakerType>(8));
       }},
      {"analysis.speakers[0].mentions[0].form",
       [](auto& a) {
         a.mutable_speakers(0)->mutable_mentions(0)->set_form(static_cast<v1::MentionForm>(4));
       }},
  });
}

TEST_F(BadCommitTest, ScoresMustBeScores) {
  ExpectRefused({
      {"analysis.positions[0].confidence",
       [](auto& a) { a.mutable_positions(0)->set_confidence(1.01f); }},
      {"analysis.events[0].confidence",
       [](auto& a) { a.mutable_events(0)->set_confidence(std::nanf("")); }},
      {"analysis.events[0].place.latitude",
       [](auto& a) { a.mutable_events(0)->mutable_place()->set_latitude(91); }},
  });
}

TEST_F(BadCommitTest, PositionsNeedACueAndEventsATrigger) {
  ExpectRefused({});
  for (const BadCommit& bad : std::vector<BadCommit>{
           {"analysis.positions[0].cue", [](auto& a) { a.mutable_positions(0)->clear_cue(); }},
           {"analysis.events[0].triggers", [](auto& a) { a.mutable_events(0)->clear_triggers(); }},
       }) {
    v1::CommitArticleRequest commit = GoodCommit();
    commit.mutable_article()->set_name("articles/bare");
    bad.spoil(*commit.mutable_analysis());
    const Failure failure = FailureOf(Commit(commit));
    EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(failure.fields, ::testing::Contains(bad.field));
  }
}

TEST_F(BadCommitTest, LeavesTheEarlierRevisionAlone) {
  ASSERT_THAT(Commit(GoodCommit()), IsOk());
  v1::CommitArticleRequest spoilt = MillCommit("articles/mill", v1::POSITION_KIND_DENIAL,
                                               v1::EVENT_TYPE_AGREE, "nobody recalled");
  spoilt.mutable_analysis()->mutable_events(0)->mutable_triggers(0)->set_end(100'000);
  EXPECT_THAT(Commit(spoilt), FailsOnField("INVALID_FIELD", "analysis.events[0].triggers[0].end"));
  const auto article = Call(pair_.query(), &QueryStub::GetArticle,
                            FromText<v1::GetArticleRequest>("name: 'articles/mill'"));
  EXPECT_EQ(article.response.revision(), 1);
  EXPECT_EQ(article.response.text(), GoodCommit().article().text());
}

TEST_F(BadCommitTest, SameTextIsReplacedOnlyOnRequest) {
  ASSERT_THAT(Commit(GoodCommit()), IsOk());
  v1::CommitArticleRequest reread = MillCommit("articles/mill", v1::POSITION_KIND_PROMISE,
                                               v1::EVENT_TYPE_CONSULT, "a clerk recalled");
  const auto unchanged = Call(pair_.archive(), &ArchiveStub::CommitArticle, reread);
  EXPECT_EQ(unchanged.response.outcome(), v1::COMMIT_OUTCOME_UNCHANGED);
  reread.set_replace(true);
  const auto replaced = Call(pair_.archive(), &ArchiveStub::CommitArticle, reread);
  EXPECT_EQ(replaced.response.outcome(), v1::COMMIT_OUTCOME_REVISED);
  EXPECT_EQ(replaced.response.article().revision(), 2);
  const auto positions = Call(pair_.query(), &QueryStub::ListPositions, v1::ListPositionsRequest());
  EXPECT_EQ(positions.response.positions(0).kind(), v1::POSITION_KIND_PROMISE);
}

}  // namespace
}  // namespace onrecord::tests
