// Somebody who corrects who is who without pause while the service dies and comes back.

#ifndef ONRECORD_TESTS_ROBUSTNESS_SPEAKER_EDITOR_H_
#define ONRECORD_TESTS_ROBUSTNESS_SPEAKER_EDITOR_H_

#include <atomic>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "onrecord/v1/archive_service.grpc.pb.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "tests/robustness/write_model.h"

namespace onrecord::tests {

// Commits a few articles by two speakers of its own, a cast, and decides a few times who of them is
// who: merges a speaker into the first, takes a merged one out, or splits articles off the first.
// Then it goes on with another cast. A decision that fails is repeated until it is acknowledged or
// given up, and then its cast is never touched again.
class SpeakerEditor {
 public:
  struct Tally {
    int merged = 0;
    int taken_out = 0;
    int split = 0;
    int failed = 0;  // decisions, repeated ones included
    int given_up = 0;
  };

  SpeakerEditor(unsigned seed, const std::string& query_address);

  // Decides until `stop`. Run it on a thread of its own.
  void Run(const std::atomic<bool>& stop);

  // What it did. REQUIRES: Run has returned.
  const WriteModel& articles() const { return articles_; }
  const CastModel& casts() const { return casts_; }
  const Tally& tally() const { return tally_; }

  // What no client should ever be told, whoever died: a sentence each.
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  // A speaker with what it says by itself.
  struct Member {
    std::string name;
    std::vector<std::string> articles;
    bool is_merged = false;  // into the first
  };
  // The first is never merged.
  using Cast = std::vector<Member>;

  enum class Action { kMerge, kTakeOut, kSplit };
  struct Decision {
    Action action;
    size_t member;                      // who is merged or taken out
    std::vector<std::string> articles;  // that are split off
  };

  static CastState StateOf(const Cast& cast);
  static Cast After(Cast cast, const Decision& decision);

  // A new cast; half of it where it was stopped.
  Cast Introduce(const std::atomic<bool>& stop);
  bool Commit(const std::string& article, const std::string& speaker);
  bool ReadNames(Cast& cast);
  Decision Choose(const Cast& cast);
  std::vector<std::string> ChooseArticles(const Cast& cast);

  // Whether it was acknowledged: then `cast` is as it leaves it.
  bool CarryOut(const Decision& decision, Cast& cast, const std::atomic<bool>& stop);
  // Does it once. Where it splits, `split` becomes who was split off.
  grpc::Status Try(const Decision& decision, const Cast& cast, bool repeated, std::string& split);
  grpc::Status Merge(const Cast& cast, const Decision& decision);
  grpc::Status Split(const Cast& cast, const Decision& decision, std::string& split);
  void Count(Action action);
  void Judge(const std::string& name, const grpc::Status& status);
  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  std::mt19937 random_;
  const std::unique_ptr<v1::ArchiveService::Stub> archive_;
  const std::unique_ptr<v1::QueryService::Stub> query_;
  WriteModel articles_;
  CastModel casts_;  // by the first's name
  Tally tally_;
  std::vector<std::string> complaints_;
  int introduced_ = 0;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_SPEAKER_EDITOR_H_
