#include "tests/robustness/watcher.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/robustness/patient_call.h"
#include "tests/testing/call.h"

namespace onrecord::tests {
namespace {

constexpr absl::Duration kLongestStream = absl::Seconds(1);
constexpr size_t kMostComplaints = 20;

// What a client is told whose server died, is not there yet, or whose time is over.
bool IsExpected(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::DEADLINE_EXCEEDED;
}

}  // namespace

Watcher::Watcher(const std::string& query_address)
    : stub_(v1::QueryService::NewStub(Connect(query_address))) {}

void Watcher::WatchOnce() {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + kLongestStream));
  v1::WatchChangesRequest request;
  request.set_after_revision(revision_);
  const auto stream = stub_->WatchChanges(&context, request);
  const int64_t changes_before = tally_.changes;
  v1::WatchChangesResponse message;
  while (stream->Read(&message)) {
    const bool is_change = message.kind() != v1::CHANGE_KIND_UNSPECIFIED;
    const int64_t expected = is_change ? revision_ + 1 : revision_;
    if (message.archive_revision() != expected && complaints_.size() < kMostComplaints) {
      complaints_.push_back(absl::StrCat("revision ", message.archive_revision(), " came where ",
                                         expected, " was next"));
    }
    revision_ = message.archive_revision();
    if (is_change) ++tally_.changes;
  }
  if (changes_before > 0 && tally_.changes > changes_before) ++tally_.resumed;
  const grpc::Status status = stream->Finish();
  if (!IsExpected(status.error_code()) && complaints_.size() < kMostComplaints) {
    complaints_.push_back(absl::StrCat("code ", status.error_code(), ", ", status.error_message()));
  }
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) absl::SleepFor(kPauseAfterFailure);
}

}  // namespace onrecord::tests
