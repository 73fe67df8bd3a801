#include "tests/robustness/speaker_editor.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/robustness/cast_reader.h"
#include "tests/robustness/patient_call.h"
#include "tests/robustness/prepared_commit.h"
#include "tests/testing/call.h"

namespace onrecord::tests {
namespace {

constexpr int kArticlesOfSpeaker = 5;
constexpr int kDecisions = 12;
constexpr int kVersions = 1000;

// Calls `attempt` until it returns true or `stop` is set.
template <class Attempt>
void Insist(const std::atomic<bool>& stop, Attempt attempt) {
  while (!stop && !attempt()) absl::SleepFor(kPauseAfterFailure);
}

// A person's name of letters alone, another for each number.
std::string DisplayName(int number) {
  std::string name = "Ilse B";
  for (; number > 0; number /= 26) name.push_back(static_cast<char>('a' + number % 26));
  return name;
}

}  // namespace

SpeakerEditor::SpeakerEditor(unsigned seed, const std::string& query_address)
    : random_(seed),
      archive_(v1::ArchiveService::NewStub(Connect(query_address))),
      query_(v1::QueryService::NewStub(Connect(query_address))) {}

void SpeakerEditor::Run(const std::atomic<bool>& stop) {
  while (!stop) {
    Cast cast = Introduce(stop);
    for (int i = 0; i < kDecisions && !stop; ++i) {
      if (!CarryOut(Choose(cast), cast, stop)) break;
    }
  }
}

CastState SpeakerEditor::StateOf(const Cast& cast) {
  CastState state;
  for (const Member& member : cast) {
    const std::string& answering = member.is_merged ? cast[0].name : member.name;
    for (const std::string& article : member.articles) state.speakers[article] = answering;
    if (!member.name.empty()) state.answers[member.name] = answering;
  }
  return state;
}

SpeakerEditor::Cast SpeakerEditor::After(Cast cast, const Decision& decision) {
  if (decision.action != Action::kSplit) {
    cast[decision.member].is_merged = decision.action == Action::kMerge;
    return cast;
  }
  for (Member& member : cast) {
    const auto is_split_off = [&](const std::string& article) {
      return std::count(decision.articles.begin(), decision.articles.end(), article) > 0;
    };
    member.articles.erase(
        std::remove_if(member.articles.begin(), member.articles.end(), is_split_off),
        member.articles.end());
  }
  cast.push_back({"", decision.articles});
  return cast;
}

SpeakerEditor::Cast SpeakerEditor::Introduce(const std::atomic<bool>& stop) {
  Cast cast(2);
  for (Member& member : cast) {
    const std::string speaker = DisplayName(++introduced_);
    for (int i = 0; i < kArticlesOfSpeaker; ++i) {
      const std::string article = absl::StrCat("articles/cast-", introduced_, "-", i);
      Insist(stop, [&] { return Commit(article, speaker); });
      member.articles.push_back(article);
    }
  }
  Insist(stop, [&] { return ReadNames(cast); });
  if (!cast[0].name.empty()) casts_.Acknowledge(cast[0].name, StateOf(cast));
  return cast;
}

bool SpeakerEditor::Commit(const std::string& article, const std::string& speaker) {
  v1::CommitArticleRequest commit = PreparedCommit(article, Below(kVersions));
  commit.mutable_analysis()->mutable_speakers(0)->mutable_speaker()->set_display_name(speaker);
  ArticleState state;
  state.exists = true;
  state.text = commit.article().text();
  state.position_count = commit.analysis().positions_size();
  state.event_count = commit.analysis().events_size();
  articles_.Attempt(article, state);
  v1::CommitArticleResponse response;
  const grpc::Status status =
      CallPatiently(*archive_, &v1::ArchiveService::Stub::CommitArticle, commit, &response);
  if (status.ok()) articles_.Acknowledge(article, std::move(state));
  Judge(article, status);
  return status.ok();
}

bool SpeakerEditor::ReadNames(Cast& cast) {
  std::vector<std::string> articles;
  for (const Member& member : cast) articles.push_back(member.articles[0]);
  std::map<std::string, std::string> speakers;
  const grpc::Status status = ReadSpeakers(*query_, articles, speakers);
  Judge(articles[0], status);
  if (!status.ok()) return false;
  for (Member& member : cast) member.name = speakers[member.articles[0]];
  return true;
}

SpeakerEditor::Decision SpeakerEditor::Choose(const Cast& cast) {
  if (Below(3) == 0) {
    std::vector<std::string> articles = ChooseArticles(cast);
    if (!articles.empty()) return {Action::kSplit, 0, std::move(articles)};
  }
  const size_t member = 1 + static_cast<size_t>(Below(static_cast<int>(cast.size()) - 1));
  return {cast[member].is_merged ? Action::kTakeOut : Action::kMerge, member, {}};
}

// Of all that is the first's by now; something stays with each who is part of it.
std::vector<std::string> SpeakerEditor::ChooseArticles(const Cast& cast) {
  std::vector<std::string> chosen;
  for (size_t i = 0; i < cast.size(); ++i) {
    if (i > 0 && !cast[i].is_merged) continue;
    for (size_t article = 1; article < cast[i].articles.size(); ++article) {
      if (Below(2) == 0) chosen.push_back(cast[i].articles[article]);
    }
  }
  return chosen;
}

bool SpeakerEditor::CarryOut(const Decision& decision, Cast& cast, const std::atomic<bool>& stop) {
  Cast after = After(cast, decision);
  casts_.Attempt(cast[0].name, StateOf(after));
  const bool gives_up = Below(3) == 0;
  for (bool repeated = false;; repeated = true) {
    const grpc::Status status = Try(decision, cast, repeated, after.back().name);
    Judge(cast[0].name, status);
    if (status.ok()) break;
    ++tally_.failed;
    if (gives_up || stop) {
      ++tally_.given_up;
      return false;
    }
    absl::SleepFor(kPauseAfterFailure);
  }
  casts_.Acknowledge(cast[0].name, StateOf(after));
  Count(decision.action);
  cast = std::move(after);
  return true;
}

grpc::Status SpeakerEditor::Try(const Decision& decision, const Cast& cast, bool repeated,
                                std::string& split) {
  if (decision.action == Action::kMerge) return Merge(cast, decision);
  const grpc::Status status = Split(cast, decision, split);
  if (!repeated || status.error_code() != grpc::StatusCode::FAILED_PRECONDITION) return status;
  // The one before it was carried out.
  if (decision.action == Action::kTakeOut) return grpc::Status::OK;
  std::map<std::string, std::string> speakers;
  const grpc::Status read = ReadSpeakers(*query_, {decision.articles[0]}, speakers);
  if (read.ok()) split = speakers[decision.articles[0]];
  return read;
}

grpc::Status SpeakerEditor::Merge(const Cast& cast, const Decision& decision) {
  v1::MergeSpeakersRequest request;
  request.set_name(cast[0].name);
  request.add_others(cast[decision.member].name);
  v1::MergeSpeakersResponse response;
  return CallPatiently(*archive_, &v1::ArchiveService::Stub::MergeSpeakers, request, &response);
}

grpc::Status SpeakerEditor::Split(const Cast& cast, const Decision& decision, std::string& split) {
  v1::SplitSpeakerRequest request;
  request.set_name(cast[decision.member].name);
  request.mutable_articles()->Assign(decision.articles.begin(), decision.articles.end());
  v1::SplitSpeakerResponse response;
  const grpc::Status status =
      CallPatiently(*archive_, &v1::ArchiveService::Stub::SplitSpeaker, request, &response);
  if (status.ok() && decision.action == Action::kSplit) split = response.split_speaker().name();
  return status;
}

void SpeakerEditor::Count(Action action) {
  switch (action) {
    case Action::kMerge:
      ++tally_.merged;
      break;
    case Action::kTakeOut:
      ++tally_.taken_out;
      break;
    case Action::kSplit:
      ++tally_.split;
      break;
  }
}

void SpeakerEditor::Judge(const std::string& name, const grpc::Status& status) {
  if (status.ok() || status.error_code() == grpc::StatusCode::UNAVAILABLE) return;
  complaints_.push_back(
      absl::StrCat(name, ": code ", status.error_code(), ", ", status.error_message()));
}

}  // namespace onrecord::tests
