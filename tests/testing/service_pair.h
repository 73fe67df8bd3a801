// Both services running together on free ports, over an archive of their own.

#ifndef ONRECORD_TESTS_TESTING_SERVICE_PAIR_H_
#define ONRECORD_TESTS_TESTING_SERVICE_PAIR_H_

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/channel.h"
#include "onrecord/v1/archive_service.grpc.pb.h"
#include "onrecord/v1/ingest_service.grpc.pb.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "tests/testing/service_process.h"
#include "tests/testing/temp_directory.h"

namespace onrecord::tests {

using ArchiveStub = v1::ArchiveService::Stub;
using IngestStub = v1::IngestService::Stub;
using QueryStub = v1::QueryService::Stub;

// The programs under test and the model that they ship with, as the build made them.
std::string QueryServiceProgram();
std::string ArchiveProgram();
std::string IngestServiceProgram();
std::string ModelFile();

// Further flags of the two programs.
struct ServicePairFlags {
  std::vector<std::string> query;
  std::vector<std::string> ingest;
};

// query-service and, where asked for, ingest-service, with stubs for each. Used by one thread; its
// stubs by any. Aborts where a service does not come up: no test can go on without it.
class ServicePair {
 public:
  enum class Services { kBoth, kQueryOnly };

  explicit ServicePair(Services services = Services::kBoth, ServicePairFlags flags = {});

  QueryStub& query() { return *query_stub_; }
  ArchiveStub& archive() { return *archive_stub_; }
  IngestStub& ingest() { return *ingest_stub_; }
  const std::shared_ptr<grpc::Channel>& query_channel() const { return query_channel_; }
  const std::shared_ptr<grpc::Channel>& ingest_channel() const { return ingest_channel_; }
  const std::string& query_address() const { return query_address_; }
  const std::string& ingest_address() const { return ingest_address_; }

  // The processes. REQUIRES: the service was started.
  ServiceProcess& query_process() { return *query_process_; }
  ServiceProcess& ingest_process() { return *ingest_process_; }

  // Starts the service again on the same address, killing it first where it still runs; returns
  // once it serves. Its stubs and its channel are new.
  void RestartQuery();
  void RestartIngest();

  // As above, but returns at once, serving or not, and leaves stubs and channel alone.
  void LaunchQuery();
  void LaunchIngest();

  // The archive's file.
  std::string archive_file() const { return directory_.File("archive.db"); }

 private:
  TempDirectory directory_;
  ServicePairFlags flags_;
  std::string query_address_ = "127.0.0.1:0";
  std::string ingest_address_ = "127.0.0.1:0";
  std::unique_ptr<ServiceProcess> query_process_;
  std::unique_ptr<ServiceProcess> ingest_process_;
  std::shared_ptr<grpc::Channel> query_channel_;
  std::shared_ptr<grpc::Channel> ingest_channel_;
  std::unique_ptr<QueryStub> query_stub_;
  std::unique_ptr<ArchiveStub> archive_stub_;
  std::unique_ptr<IngestStub> ingest_stub_;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_TESTING_SERVICE_PAIR_H_
