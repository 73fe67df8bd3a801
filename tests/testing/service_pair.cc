#include "tests/testing/service_pair.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/testing/call.h"

namespace onrecord::tests {
namespace {

constexpr int kStarts = 20;

// Starts a service until it serves: for a moment after it was killed, its port may be taken by
// somebody's outgoing connection.
void StartUntilServing(const std::function<void()>& launch,
                       const std::unique_ptr<ServiceProcess>& process) {
  absl::Status served;
  for (int start = 0; start < kStarts; ++start) {
    launch();
    served = process->WaitUntilServing();
    if (served.ok()) return;
    absl::SleepFor(absl::Milliseconds(200));
  }
  std::fprintf(stderr, "%s\n", served.ToString().c_str());
  std::abort();
}

}  // namespace

std::string QueryServiceProgram() { return ONRECORD_QUERY_SERVICE; }

std::string ArchiveProgram() { return ONRECORD_ARCHIVE; }
std::string IngestServiceProgram() { return ONRECORD_INGEST_SERVICE; }
std::string ModelFile() { return ONRECORD_MODEL; }

ServicePair::ServicePair(Services services, ServicePairFlags flags) : flags_(std::move(flags)) {
  RestartQuery();
  if (services == Services::kBoth) RestartIngest();
}

void ServicePair::RestartQuery() {
  StartUntilServing([this] { LaunchQuery(); }, query_process_);
  query_address_ = query_process_->address();
  query_channel_ = Connect(query_address_);
  query_stub_ = v1::QueryService::NewStub(query_channel_);
  archive_stub_ = v1::ArchiveService::NewStub(query_channel_);
}

void ServicePair::RestartIngest() {
  StartUntilServing([this] { LaunchIngest(); }, ingest_process_);
  ingest_address_ = ingest_process_->address();
  ingest_channel_ = Connect(ingest_address_);
  ingest_stub_ = v1::IngestService::NewStub(ingest_channel_);
}

void ServicePair::LaunchQuery() {
  query_process_.reset();
  std::vector<std::string> flags = {absl::StrCat("--listen=", query_address_),
                                    absl::StrCat("--data=", archive_file())};
  flags.insert(flags.end(), flags_.query.begin(), flags_.query.end());
  query_process_ = std::make_unique<ServiceProcess>(QueryServiceProgram(), flags);
}

void ServicePair::LaunchIngest() {
  ingest_process_.reset();
  std::vector<std::string> flags = {absl::StrCat("--listen=", ingest_address_),
                                    absl::StrCat("--archive=", query_address_),
                                    absl::StrCat("--model=", ModelFile())};
  flags.insert(flags.end(), flags_.ingest.begin(), flags_.ingest.end());
  ingest_process_ = std::make_unique<ServiceProcess>(IngestServiceProgram(), flags);
}

}  // namespace onrecord::tests
