#include "tests/testing/service_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

namespace onrecord::tests {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(2);

// The address in the log's line "serving"; empty where there is none yet.
std::string ServingAddress(const std::string& log) {
  for (const absl::string_view line : absl::StrSplit(log, '\n')) {
    const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (json.is_object() && json.value("message", "") == "serving") {
      return json.value("address", "");
    }
  }
  return "";
}

// What the child does between fork and its program: only what is safe there while the parent has
// threads.
[[noreturn]] void Become(char* const* arguments, int standard_error) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(standard_error, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(127);
}

}  // namespace

ServiceProcess::ServiceProcess(const std::string& program, const std::vector<std::string>& flags) {
  std::vector<char*> arguments = {const_cast<char*>(program.c_str())};
  for (const std::string& flag : flags) arguments.push_back(const_cast<char*>(flag.c_str()));
  arguments.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
  pid_ = fork();
  if (pid_ == 0) Become(arguments.data(), ends[1]);
  if (pid_ < 0) std::abort();
  close(ends[1]);
  log_reader_ = std::thread([this, pipe = ends[0]] { ReadLog(pipe); });
}

ServiceProcess::~ServiceProcess() {
  Signal(SIGKILL);
  WaitForExit(absl::InfiniteDuration());
  log_reader_.join();
}

void ServiceProcess::ReadLog(int pipe) {
  char buffer[4096];
  ssize_t count;
  while ((count = read(pipe, buffer, sizeof(buffer))) > 0) {
    const absl::MutexLock lock(&mutex_);
    log_.append(buffer, static_cast<size_t>(count));
  }
  close(pipe);
  const absl::MutexLock lock(&mutex_);
  log_ended_ = true;
}

bool ServiceProcess::HasStartedOrEnded() const {
  return log_ended_ || !ServingAddress(log_).empty();
}

absl::Status ServiceProcess::WaitUntilServing(absl::Duration longest) {
  const absl::MutexLock lock(&mutex_);
  const bool settled =
      mutex_.AwaitWithTimeout(absl::Condition(this, &ServiceProcess::HasStartedOrEnded), longest);
  address_ = ServingAddress(log_);
  if (!address_.empty()) return absl::OkStatus();
  if (settled) return absl::UnavailableError(absl::StrCat("ended before it served:\n", log_));
  return absl::DeadlineExceededError(absl::StrCat("does not serve yet:\n", log_));
}

void ServiceProcess::Signal(int signal) {
  // A child that has not been waited for keeps its id, so this never meets another process.
  if (!exit_code_.has_value()) kill(pid_, signal);
}

std::optional<int> ServiceProcess::WaitForExit(absl::Duration longest) {
  const absl::Time until = absl::Now() + longest;
  while (!exit_code_.has_value()) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    } else if (absl::Now() >= until) {
      return std::nullopt;
    } else {
      absl::SleepFor(kPoll);
    }
  }
  const absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&log_ended_));
  return exit_code_;
}

std::string ServiceProcess::log() const {
  const absl::MutexLock lock(&mutex_);
  return log_;
}

}  // namespace onrecord::tests
