// A client that writes without pause while the services die and come back.

#ifndef ONRECORD_TESTS_ROBUSTNESS_WRITER_H_
#define ONRECORD_TESTS_ROBUSTNESS_WRITER_H_

#include <atomic>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "onrecord/v1/archive_service.grpc.pb.h"
#include "onrecord/v1/ingest_service.grpc.pb.h"
#include "tests/robustness/write_model.h"

namespace onrecord::tests {

// Creates, revises, retracts and brings back articles of its own, one after the other. A write that
// fails is either repeated until it is acknowledged, as a careful client does, or given up, and
// then its article is never touched again.
class Writer {
 public:
  // How articles reach the archive.
  enum class Route {
    kRead,      // through ingest-service, which reads them
    kPrepared,  // straight to the archive, with an analysis made beforehand: more commits a second
  };

  struct Tally {
    int created = 0;
    int revised = 0;
    int retracted = 0;
    int brought_back = 0;
    int failed = 0;  // calls, repeated ones included
    int given_up = 0;
  };

  // `id` tells its articles from those of other writers.
  Writer(int id, Route route, unsigned seed, const std::string& ingest_address,
         const std::string& query_address);

  // Writes until `stop`; a write in progress is ended first. Run it on a thread of its own.
  void Run(const std::atomic<bool>& stop);

  // What it did. REQUIRES: Run has returned.
  const WriteModel& model() const { return model_; }
  const Tally& tally() const { return tally_; }

  // What no client should ever be told, whoever died: a sentence each.
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  enum class Result { kAcknowledged, kFailed };
  enum class Action { kCreate, kRevise, kRetract, kBringBack };

  // An article that was retracted, and what it was.
  struct Retracted {
    std::string name;
    ArticleState state;
  };

  void WriteOnce(const std::atomic<bool>& stop);
  Action Choose();

  // Takes any one of `values` away.
  template <class Value>
  Value TakeOne(std::vector<Value>& values) {
    std::swap(values[Below(static_cast<int>(values.size()))], values.back());
    Value taken = std::move(values.back());
    values.pop_back();
    return taken;
  }

  // Does it once. `article` is the one to write; for kBringBack with what it was.
  Result Try(Action action, const Retracted& article, int version, bool repeated);
  void NoteDone(Action action, Retracted article);
  Result WriteArticle(const std::string& name, int version);
  Result Commit(const std::string& name, int version, ArticleState state);
  Result Ingest(const std::string& name, int version, ArticleState state);
  Result Retract(const std::string& name, bool repeated);
  Result BringBack(const Retracted& article, bool repeated);
  Result Judge(const std::string& name, const grpc::Status& status);
  void Keep(const std::string& name, const v1::Article& kept, const ArticleState& sent);
  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  const int id_;
  const Route route_;
  std::mt19937 random_;
  const std::unique_ptr<v1::IngestService::Stub> ingest_;
  const std::unique_ptr<v1::ArchiveService::Stub> archive_;
  WriteModel model_;
  Tally tally_;
  std::vector<std::string> complaints_;
  std::vector<std::string> known_;    // articles that are there, acknowledged
  std::vector<Retracted> retracted_;  // articles whose retraction is acknowledged
  int versions_ = 0;                  // of texts, all different
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_WRITER_H_
