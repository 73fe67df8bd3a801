// Who is who, as users correct it: mergers and splits seen through every answer.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Ilse Brandt speaks in two articles; in a third the same words are I. Brandt-Holm's.
class SpeakerTest : public ::testing::Test {
 protected:
  SpeakerTest() : pair_(ServicePair::Services::kQueryOnly) {
    for (const char* name : {"articles/spring", "articles/summer", "articles/autumn"}) {
      Commit(name, std::string(name) == "articles/autumn" ? "Ilse Brandt-Holm" : "");
    }
    brandt_ = SpeakerNamed("Ilse Brandt");
    holm_ = SpeakerNamed("Ilse Brandt-Holm");
  }

  // With another name for the speaker where one is given.
  void Commit(const std::string& name, const std::string& speaker) {
    auto commit =
        MillCommit(name, v1::POSITION_KIND_DENIAL, v1::EVENT_TYPE_CONSULT, "a clerk noted");
    if (!speaker.empty()) {
      commit.mutable_analysis()->mutable_speakers(0)->mutable_speaker()->set_display_name(speaker);
    }
    EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
  }

  std::string SpeakerNamed(const std::string& display_name) {
    const auto answer = Call(pair_.query(), &QueryStub::ListSpeakers, v1::ListSpeakersRequest());
    for (const v1::Speaker& speaker : answer.response.speakers()) {
      if (speaker.display_name() == display_name) return speaker.name();
    }
    return "";
  }

  v1::Speaker Get(const std::string& name) {
    v1::GetSpeakerRequest request;
    request.set_name(name);
    const auto answer = Call(pair_.query(), &QueryStub::GetSpeaker, request);
    EXPECT_THAT(answer.status, IsOk());
    return answer.response;
  }

  Answer<v1::MergeSpeakersResponse> Merge(const std::string& name,
                                          const std::vector<std::string>& others) {
    v1::MergeSpeakersRequest request;
    request.set_name(name);
    request.mutable_others()->Assign(others.begin(), others.end());
    return Call(pair_.archive(), &ArchiveStub::MergeSpeakers, request);
  }

  Answer<v1::SplitSpeakerResponse> Split(const std::string& name,
                                         const std::vector<std::string>& articles) {
    v1::SplitSpeakerRequest request;
    request.set_name(name);
    request.mutable_articles()->Assign(articles.begin(), articles.end());
    return Call(pair_.archive(), &ArchiveStub::SplitSpeaker, request);
  }

  // Articles of the positions that `speaker` takes, and who these say takes them.
  std::vector<std::string> Positions(const std::string& speaker) {
    v1::ListPositionsRequest request;
    request.mutable_filter()->add_speakers(speaker);
    const auto answer = Call(pair_.query(), &QueryStub::ListPositions, request);
    EXPECT_THAT(answer.status, IsOk());
    std::vector<std::string> found;
    for (const v1::Position& position : answer.response.positions()) {
      found.push_back(absl::StrCat(position.article(), " ", position.speakers(0).speaker()));
    }
    return found;
  }

  ServicePair pair_;
  std::string brandt_;
  std::string holm_;
};

TEST_F(SpeakerTest, MergedSpeakersAnswerAsOne) {
  const auto merged = Merge(brandt_, {holm_});
  ASSERT_THAT(merged.status, IsOk());
  EXPECT_EQ(merged.response.speaker().position_count(), 3);
  EXPECT_EQ(merged.response.speaker().article_count(), 3);
  EXPECT_THAT(merged.response.speaker().merged_speakers(), ElementsAre(holm_));
  EXPECT_EQ(Get(holm_).name(), brandt_);
  EXPECT_EQ(Get(holm_).display_name(), "Ilse Brandt");
  EXPECT_THAT(Get(holm_).aliases(), ::testing::Contains("Ilse Brandt-Holm"));
  EXPECT_THAT(Positions(holm_), ElementsAre(absl::StrCat("articles/autumn ", brandt_),
                                            absl::StrCat("articles/summer ", brandt_),
                                            absl::StrCat("articles/spring ", brandt_)));
  EXPECT_EQ(SpeakerNamed("Ilse Brandt-Holm"), "");

  const auto counts =
      Call(pair_.query(), &QueryStub::CountPositions,
           FromText<v1::CountPositionsRequest>("group_by: POSITION_GROUPING_SPEAKER"));
  ASSERT_EQ(counts.response.groups_size(), 1);
  EXPECT_EQ(counts.response.groups(0).key(), brandt_);
  EXPECT_EQ(counts.response.groups(0).count(), 3);
}

TEST_F(SpeakerTest, SplitTakesMergedSpeakerOut) {
  const v1::Speaker brandt = Get(brandt_);
  const v1::Speaker holm = Get(holm_);
  ASSERT_THAT(Merge(brandt_, {holm_}).status, IsOk());
  const auto split = Split(holm_, {});
  ASSERT_THAT(split.status, IsOk());
  EXPECT_EQ(split.response.speaker().SerializeAsString(), brandt.SerializeAsString());
  EXPECT_EQ(split.response.split_speaker().SerializeAsString(), holm.SerializeAsString());
  EXPECT_EQ(Get(holm_).SerializeAsString(), holm.SerializeAsString());
}

TEST_F(SpeakerTest, SplitByArticlesOutlivesCorrections) {
  const auto split = Split(brandt_, {"articles/spring"});
  ASSERT_THAT(split.status, IsOk());
  const std::string other = split.response.split_speaker().name();
  EXPECT_EQ(split.response.split_speaker().display_name(), "Ilse Brandt");
  auto correction = MillCommit("articles/spring", v1::POSITION_KIND_PROMISE, v1::EVENT_TYPE_CONSULT,
                               "a lawyer noted");
  ASSERT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, correction).status, IsOk());
  pair_.RestartQuery();
  EXPECT_THAT(Positions(other), ElementsAre(absl::StrCat("articles/spring ", other)));
  EXPECT_THAT(Positions(brandt_), ElementsAre(absl::StrCat("articles/summer ", brandt_)));
  ASSERT_THAT(Merge(brandt_, {other}).status, IsOk());
  EXPECT_THAT(Positions(brandt_), ElementsAre(absl::StrCat("articles/spring ", brandt_),
                                              absl::StrCat("articles/summer ", brandt_)));
}

TEST_F(SpeakerTest, RolesTellNamesakesApart) {
  const auto commit = [this](const std::string& name, const std::string& role) {
    auto request =
        MillCommit(name, v1::POSITION_KIND_DENIAL, v1::EVENT_TYPE_CONSULT, "a clerk noted");
    v1::Speaker& speaker = *request.mutable_analysis()->mutable_speakers(0)->mutable_speaker();
    speaker.set_display_name("John Smith");
    speaker.clear_roles();
    speaker.add_roles(role);
    EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, request).status, IsOk());
  };
  commit("articles/vote", "senator, Ohio");
  commit("articles/derby", "striker, Leeds United");
  commit("articles/cup", "Leeds striker");
  v1::ListSpeakersRequest request;
  request.mutable_filter()->set_text("john smith");
  request.set_order(v1::SPEAKER_ORDER_POSITION_COUNT);
  const auto answer = Call(pair_.query(), &QueryStub::ListSpeakers, request);
  ASSERT_EQ(answer.response.speakers_size(), 2);
  EXPECT_EQ(answer.response.speakers(0).position_count(), 2);
  EXPECT_THAT(answer.response.speakers(1).roles(), ElementsAre("senator, Ohio"));
}

TEST_F(SpeakerTest, FoundByRoleAndListedByCount) {
  v1::ListSpeakersRequest by_role;
  by_role.mutable_filter()->set_role("may");
  const auto mayors = Call(pair_.query(), &QueryStub::ListSpeakers, by_role);
  ASSERT_THAT(mayors.status, IsOk());
  EXPECT_EQ(mayors.response.speakers_size(), 2);
  by_role.mutable_filter()->set_role("president");
  EXPECT_EQ(Call(pair_.query(), &QueryStub::ListSpeakers, by_role).response.speakers_size(), 0);

  v1::ListSpeakersRequest most_quoted;
  most_quoted.set_order(v1::SPEAKER_ORDER_POSITION_COUNT);
  most_quoted.set_page_size(1);
  std::vector<std::string> names;
  for (const auto& page : CallForPages(pair_.query(), &QueryStub::ListSpeakers, most_quoted)) {
    for (const v1::Speaker& speaker : page.response.speakers()) {
      if (speaker.position_count() > 0) names.push_back(speaker.name());
    }
  }
  EXPECT_THAT(names, ElementsAre(brandt_, holm_));
}

TEST_F(SpeakerTest, ContradictionsAreRefused) {
  EXPECT_THAT(Merge(brandt_, {brandt_}).status, FailsOnField("SPEAKER_CONFLICT", "others[0]"));
  EXPECT_THAT(Merge(brandt_, {}).status, FailsOnField("REQUIRED_FIELD", "others"));
  EXPECT_THAT(Merge(brandt_, {"speakers/nobody-0"}).status,
              Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Split(brandt_, {}).status,
              Fails(grpc::StatusCode::FAILED_PRECONDITION, "SPEAKER_CONFLICT"));
  EXPECT_THAT(Split(brandt_, {"articles/autumn"}).status,
              Fails(grpc::StatusCode::FAILED_PRECONDITION, "SPEAKER_CONFLICT"));
  ASSERT_THAT(Merge(brandt_, {holm_}).status, IsOk());
  const auto elsewhere = Merge(holm_, {brandt_});
  EXPECT_THAT(elsewhere.status, Fails(grpc::StatusCode::FAILED_PRECONDITION, "SPEAKER_CONFLICT"));
  EXPECT_EQ(FailureOf(elsewhere.status).metadata["merged_into"], brandt_);
  EXPECT_THAT(Merge(brandt_, {holm_}).status, IsOk());
  EXPECT_THAT(Get(brandt_).merged_speakers(), ElementsAre(holm_));
}

}  // namespace
}  // namespace onrecord::tests
