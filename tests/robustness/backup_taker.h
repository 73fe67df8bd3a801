// Somebody who makes backups without pause while the services die and come back.

#ifndef ONRECORD_TESTS_ROBUSTNESS_BACKUP_TAKER_H_
#define ONRECORD_TESTS_ROBUSTNESS_BACKUP_TAKER_H_

#include <atomic>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace onrecord::tests {

// Runs `onrecord-archive backup`, again and again, and kills every other one at a random moment of
// its life. A copy that is there must be whole, whoever died.
class BackupTaker {
 public:
  struct Tally {
    int made = 0;
    int killed = 0;
  };

  // `copy` is a file that does not exist.
  BackupTaker(std::string archive, std::string copy, unsigned seed)
      : archive_(std::move(archive)), copy_(std::move(copy)), random_(seed) {}

  // Makes backups until `stop`. Run it on a thread of its own.
  void Run(const std::atomic<bool>& stop);

  // What it did and what was wrong. REQUIRES: Run has returned.
  const Tally& tally() const { return tally_; }
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  void BackUpOnce();
  void CheckCopy();
  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  const std::string archive_;
  const std::string copy_;
  std::mt19937 random_;
  Tally tally_;
  std::vector<std::string> complaints_;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_BACKUP_TAKER_H_
