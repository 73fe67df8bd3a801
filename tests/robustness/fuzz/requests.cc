// Every rpc of query-service over a real socket: whatever is sent is answered, or refused with a
// code that says whose fault it is and a reason.
//
// An input is "Service/Method" on the first line and a message in JSON, as grpcurl takes it, on
// each of the next: the request, or what a stream sends.

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/json_util.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/rpc/log.h"
#include "proto/rpc/server.h"
#include "query-service/service/archive_service.h"
#include "query-service/service/query_service.h"
#include "tests/robustness/fuzz/fuzz_target.h"
#include "tests/robustness/fuzz/require.h"
#include "tests/testing/temp_directory.h"

namespace onrecord::fuzz {
namespace {

using google::protobuf::MethodDescriptor;

constexpr int64_t kMaxTextBytes = 64 * 1024;
constexpr int64_t kMaxFileBytes = 256 * 1024 * 1024;
constexpr int kThreads = 2;
constexpr int kQueue = 100;
// Inputs that one archive sees, so that what an input meets stays small.
constexpr int kInputsPerArchive = 5000;
constexpr int kMaxAnswers = 5;
constexpr absl::Duration kLongest = absl::Seconds(10);
// Streams that wait for changes end with it.
constexpr absl::Duration kLongestStream = absl::Milliseconds(30);

// query-service within this process, with an archive of its own.
class Service {
 public:
  Service()
      : archive_(query::Archive::Open(directory_.File("archive.db"), Options()).value()),
        readers_(kThreads, kQueue),
        writers_(1, kQueue),
        query_service_(*archive_, readers_, kLongest, streams_),
        archive_service_(*archive_, writers_, kLongest, kMaxTextBytes),
        server_(rpc::Server::Start({}, {&query_service_, &archive_service_}).value()),
        channel_(grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials())),
        stub_(channel_) {}

  grpc::GenericStub& stub() { return stub_; }

 private:
  static query::ArchiveOptions Options() {
    query::ArchiveOptions options;
    options.max_file_bytes = kMaxFileBytes;
    return options;
  }

  const tests::TempDirectory directory_;
  const std::unique_ptr<query::Archive> archive_;
  rpc::WorkerPool readers_;
  rpc::WorkerPool writers_;
  query::StreamHost streams_{{}};
  query::QueryService query_service_;
  query::ArchiveService archive_service_;
  const std::unique_ptr<rpc::Server> server_;
  const std::shared_ptr<grpc::Channel> channel_;
  grpc::GenericStub stub_;
};

Service& CurrentService() {
  static Service* service = nullptr;
  static int inputs = 0;
  if (inputs++ % kInputsPerArchive == 0) {
    delete service;
    rpc::SetMinimumSeverity(rpc::Severity::kError);
    service = new Service();
  }
  return *service;
}

// One call, a step at a time.
class Call {
 public:
  Call(grpc::GenericStub& stub, const MethodDescriptor& method, absl::Duration longest) {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + longest));
    call_ = stub.PrepareCall(
        &context_, absl::StrCat("/", method.service()->full_name(), "/", method.name()), &queue_);
    call_->StartCall(this);
    open_ = Wait();
  }

  void Send(const std::string& bytes) {
    if (!open_) return;
    grpc::Slice slice(bytes);
    call_->Write(grpc::ByteBuffer(&slice, 1), this);
    open_ = Wait();
  }

  // Reads at most kMaxAnswers and returns how the call ended; OK where there was more.
  grpc::Status Finish() {
    if (open_) {
      call_->WritesDone(this);
      Wait();
    }
    int answers = 0;
    for (grpc::ByteBuffer answer; answers < kMaxAnswers; ++answers) {
      call_->Read(&answer, this);
      if (!Wait()) break;
    }
    if (answers == kMaxAnswers) context_.TryCancel();
    grpc::Status status;
    call_->Finish(&status, this);
    Wait();
    return answers == kMaxAnswers ? grpc::Status::OK : status;
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
  bool open_ = false;
};

const MethodDescriptor* FindMethod(std::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(std::string(name), '/');
  if (parts.size() != 2) return nullptr;
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      absl::StrCat("onrecord.v1.", parts[0]));
  return service == nullptr ? nullptr : service->FindMethodByName(parts[1]);
}

// The message that `json` stands for, on the wire; nullopt where it stands for none.
std::optional<std::string> ToWire(const MethodDescriptor& method, const std::string& json) {
  const auto message = std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(method.input_type())
          ->New());
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  if (!google::protobuf::util::JsonStringToMessage(json, message.get(), options).ok()) {
    return std::nullopt;
  }
  return message->SerializeAsString();
}

bool HasReason(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  if (!details.ParseFromString(status.error_details())) return false;
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&info)) return info.domain() == "onrecord" && !info.reason().empty();
  }
  return false;
}

void CheckStatus(const MethodDescriptor& method, const grpc::Status& status) {
  const std::string told =
      absl::StrCat(method.name(), " answered ", status.error_code(), ": ", status.error_message());
  switch (status.error_code()) {
    case grpc::OK:
    case grpc::CANCELLED:
      return;
    case grpc::DEADLINE_EXCEEDED:
      return Require(method.server_streaming(), told);
    case grpc::INVALID_ARGUMENT:
    case grpc::NOT_FOUND:
    case grpc::ALREADY_EXISTS:
    case grpc::FAILED_PRECONDITION:
    case grpc::ABORTED:
    case grpc::OUT_OF_RANGE:
    case grpc::RESOURCE_EXHAUSTED:
    case grpc::UNIMPLEMENTED:
      return Require(HasReason(status) && !status.error_message().empty(), told);
    default:
      return Require(false, told);
  }
}

void CheckInput(std::string_view input) {
  const std::vector<std::string> lines = absl::StrSplit(std::string(input), '\n');
  const MethodDescriptor* method = FindMethod(lines.front());
  if (method == nullptr || method->service()->name() == "IngestService") return;
  std::vector<std::string> messages;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (auto message = ToWire(*method, lines[i])) messages.push_back(*std::move(message));
  }
  if (messages.empty()) return;
  if (!method->client_streaming()) messages.resize(1);
  Call call(CurrentService().stub(), *method,
            method->server_streaming() ? kLongestStream : kLongest);
  for (const std::string& message : messages) call.Send(message);
  CheckStatus(*method, call.Finish());
}

}  // namespace
}  // namespace onrecord::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  onrecord::fuzz::CheckInput({reinterpret_cast<const char*>(data), size});
  return 0;
}
