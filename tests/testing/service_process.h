// A service as its user runs it: a process with flags, a log and an exit code.

#ifndef ONRECORD_TESTS_TESTING_SERVICE_PROCESS_H_
#define ONRECORD_TESTS_TESTING_SERVICE_PROCESS_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace onrecord::tests {

// A child process whose standard error is kept. Killed, if it still runs, when this is destroyed or
// when the thread that made it ends. Used by one thread, except for log(), which any thread may
// call.
class ServiceProcess {
 public:
  // Runs the file `program` with `flags`. A program that cannot be run exits with 127.
  ServiceProcess(const std::string& program, const std::vector<std::string>& flags);
  ~ServiceProcess();

  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;

  // Waits until its log says that it serves. UNAVAILABLE with its log where it ends before,
  // DEADLINE_EXCEEDED with its log where it takes longer.
  absl::Status WaitUntilServing(absl::Duration longest = absl::Seconds(60));

  // The address that it serves on, "127.0.0.1:40000". REQUIRES: WaitUntilServing returned OK.
  const std::string& address() const { return address_; }

  // Sends a signal, unless it is known to have ended.
  void Signal(int signal);

  // Its exit code, 128 and the signal's number where a signal ended it, nullopt where it still runs
  // after `longest`. The log is complete then.
  std::optional<int> WaitForExit(absl::Duration longest = absl::Seconds(60));

  // All that it wrote to standard error so far.
  std::string log() const;

 private:
  void ReadLog(int pipe);
  bool HasStartedOrEnded() const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  pid_t pid_ = -1;
  std::optional<int> exit_code_;
  std::string address_;
  mutable absl::Mutex mutex_;
  std::string log_ ABSL_GUARDED_BY(mutex_);
  bool log_ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread log_reader_;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_TESTING_SERVICE_PROCESS_H_
