#include "tests/robustness/writer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/robustness/patient_call.h"
#include "tests/robustness/prepared_commit.h"
#include "tests/testing/call.h"

namespace onrecord::tests {
Writer::Writer(int id, Route route, unsigned seed, const std::string& ingest_address,
               const std::string& query_address)
    : id_(id),
      route_(route),
      random_(seed),
      ingest_(v1::IngestService::NewStub(Connect(ingest_address))),
      archive_(v1::ArchiveService::NewStub(Connect(query_address))) {}

void Writer::Run(const std::atomic<bool>& stop) {
  while (!stop) WriteOnce(stop);
}

Writer::Action Writer::Choose() {
  const int choice = Below(10);
  if (choice == 8 && !retracted_.empty()) return Action::kBringBack;
  if (choice < 5 || known_.empty()) return Action::kCreate;
  return choice == 9 ? Action::kRetract : Action::kRevise;
}

void Writer::WriteOnce(const std::atomic<bool>& stop) {
  const Action action = Choose();
  const int version = id_ * 1'000'000 + ++versions_;
  Retracted article;
  if (action == Action::kCreate) {
    article.name = absl::StrCat("articles/w", id_, "-", versions_);
  } else if (action == Action::kBringBack) {
    article = TakeOne(retracted_);
  } else {
    article.name = TakeOne(known_);
  }
  if (action == Action::kRetract) {
    article.state = model_.histories().at(article.name).acknowledged;
  }
  const bool gives_up = Below(3) == 0;
  for (bool repeated = false;; repeated = true) {
    if (Try(action, article, version, repeated) == Result::kAcknowledged) {
      return NoteDone(action, std::move(article));
    }
    ++tally_.failed;
    if (gives_up || stop) {
      ++tally_.given_up;
      return;
    }
    absl::SleepFor(kPauseAfterFailure);
  }
}

Writer::Result Writer::Try(Action action, const Retracted& article, int version, bool repeated) {
  switch (action) {
    case Action::kRetract:
      return Retract(article.name, repeated);
    case Action::kBringBack:
      return BringBack(article, repeated);
    default:
      return WriteArticle(article.name, version);
  }
}

void Writer::NoteDone(Action action, Retracted article) {
  switch (action) {
    case Action::kCreate:
      ++tally_.created;
      break;
    case Action::kRevise:
      ++tally_.revised;
      break;
    case Action::kRetract:
      ++tally_.retracted;
      return retracted_.push_back(std::move(article));
    case Action::kBringBack:
      ++tally_.brought_back;
      break;
  }
  known_.push_back(std::move(article.name));
}

Writer::Result Writer::WriteArticle(const std::string& name, int version) {
  ArticleState state;
  state.exists = true;
  return route_ == Route::kPrepared ? Commit(name, version, state) : Ingest(name, version, state);
}

Writer::Result Writer::Commit(const std::string& name, int version, ArticleState state) {
  const v1::CommitArticleRequest commit = PreparedCommit(name, version);
  state.text = commit.article().text();
  state.position_count = commit.analysis().positions_size();
  state.event_count = commit.analysis().events_size();
  model_.Attempt(name, state);
  v1::CommitArticleResponse response;
  const grpc::Status status =
      CallPatiently(*archive_, &v1::ArchiveService::Stub::CommitArticle, commit, &response);
  if (status.ok()) Keep(name, response.article(), state);
  return Judge(name, status);
}

Writer::Result Writer::Ingest(const std::string& name, int version, ArticleState state) {
  v1::IngestArticleRequest request;
  request.mutable_article()->set_name(name);
  request.mutable_article()->set_text(
      absl::StrCat("“We will repair lamp ", version, " this week,” said Nora Blom, the mayor."));
  state.text = request.article().text();
  model_.Attempt(name, state);
  v1::IngestArticleResponse response;
  const grpc::Status status =
      CallPatiently(*ingest_, &v1::IngestService::Stub::IngestArticle, request, &response);
  if (status.ok()) Keep(name, response.article(), state);
  return Judge(name, status);
}

void Writer::Keep(const std::string& name, const v1::Article& kept, const ArticleState& sent) {
  ArticleState state = sent;
  state.revision = kept.revision();
  state.position_count = kept.position_count();
  state.event_count = kept.event_count();
  if (!Matches(sent, state)) complaints_.push_back(absl::StrCat(name, " was kept otherwise"));
  model_.Acknowledge(name, state);
}

Writer::Result Writer::Retract(const std::string& name, bool repeated) {
  model_.Attempt(name, {});
  v1::DeleteArticleRequest request;
  request.set_name(name);
  v1::Article response;
  grpc::Status status =
      CallPatiently(*archive_, &v1::ArchiveService::Stub::DeleteArticle, request, &response);
  // The one before it may have been carried out.
  if (repeated && status.error_code() == grpc::StatusCode::NOT_FOUND) status = grpc::Status::OK;
  if (status.ok()) model_.Acknowledge(name, {});
  return Judge(name, status);
}

Writer::Result Writer::BringBack(const Retracted& article, bool repeated) {
  model_.Attempt(article.name, article.state);
  v1::UndeleteArticleRequest request;
  request.set_name(article.name);
  v1::Article response;
  grpc::Status status =
      CallPatiently(*archive_, &v1::ArchiveService::Stub::UndeleteArticle, request, &response);
  if (status.ok()) {
    Keep(article.name, response, article.state);
  } else if (repeated && status.error_code() == grpc::StatusCode::ALREADY_EXISTS) {
    // The one before it was carried out.
    status = grpc::Status::OK;
    model_.Acknowledge(article.name, article.state);
  }
  return Judge(article.name, status);
}

Writer::Result Writer::Judge(const std::string& name, const grpc::Status& status) {
  if (status.ok()) return Result::kAcknowledged;
  if (status.error_code() != grpc::StatusCode::UNAVAILABLE) {
    complaints_.push_back(
        absl::StrCat(name, ": code ", status.error_code(), ", ", status.error_message()));
  }
  return Result::kFailed;
}

}  // namespace onrecord::tests
