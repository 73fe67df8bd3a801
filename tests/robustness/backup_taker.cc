#include "tests/robustness/backup_taker.h"

#include <csignal>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/service_process.h"

namespace onrecord::tests {
namespace {

constexpr int kMostMsOfLife = 120;
constexpr absl::Duration kPause = absl::Milliseconds(100);
// More than any disk that others keep busy takes; the test's own time ends what hangs.
constexpr absl::Duration kPatience = absl::Minutes(5);

}  // namespace

void BackupTaker::Run(const std::atomic<bool>& stop) {
  while (!stop) {
    BackUpOnce();
    absl::SleepFor(kPause);
  }
}

void BackupTaker::BackUpOnce() {
  const bool kills = Below(2) == 0;
  ServiceProcess backup(ArchiveProgram(), {"backup", archive_, copy_});
  if (kills) {
    absl::SleepFor(absl::Milliseconds(Below(kMostMsOfLife)));
    backup.Signal(SIGKILL);
    ++tally_.killed;
  }
  const int code = backup.WaitForExit(kPatience).value_or(-1);
  const bool is_there = std::filesystem::exists(copy_);
  if (!kills && (code != 0 || !is_there)) {
    complaints_.push_back(absl::StrCat("a backup ended with ", code, ": ", backup.log()));
  }
  if (is_there) CheckCopy();
}

void BackupTaker::CheckCopy() {
  ServiceProcess check(ArchiveProgram(), {"check", copy_});
  if (check.WaitForExit(kPatience) != 0)
    complaints_.push_back("a backup is damaged: " + check.log());
  ++tally_.made;
  std::filesystem::remove(copy_);
}

}  // namespace onrecord::tests
