#include "proto/rpc/call_observer.h"

#include <algorithm>
#include <random>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/log.h"
#include "proto/rpc/status.h"

namespace onrecord::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerInterceptorFactoryInterface;
using grpc::experimental::ServerRpcInfo;

constexpr size_t kLongestId = 64;

bool UsableId(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string MakeId() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return absl::StrFormat("%016x", random());
}

bool IsFault(grpc::StatusCode code) {
  return code == grpc::StatusCode::INTERNAL || code == grpc::StatusCode::UNKNOWN ||
         code == grpc::StatusCode::DATA_LOSS;
}

// gRPC answers a unary request that it cannot parse with a bare UNIMPLEMENTED (callback services)
// or INTERNAL (others).
bool IsBare(const grpc::Status& status) {
  return (status.error_code() == grpc::StatusCode::UNIMPLEMENTED ||
          status.error_code() == grpc::StatusCode::INTERNAL) &&
         status.error_message().empty() && status.error_details().empty();
}

std::string_view CodeName(grpc::StatusCode code) {
  static const auto* const kNames = new std::vector<std::string>([] {
    std::vector<std::string> names;
    for (int i = 0; i <= 16; ++i) {
      names.push_back(absl::StatusCodeToString(static_cast<absl::StatusCode>(i)));
    }
    return names;
  }());
  return kNames->at(static_cast<size_t>(code));
}

class CallObserver : public Interceptor {
 public:
  explicit CallObserver(ServerRpcInfo* info)
      : info_(info), began_(absl::Now()), request_id_(MakeId()) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      AdoptRequestId(methods);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_MESSAGE)) {
      parsed_ = methods->GetRecvMessage() != nullptr;
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace(kRequestIdKey, request_id_);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      EndWith(methods);
    }
    methods->Proceed();
  }

 private:
  void AdoptRequestId(InterceptorBatchMethods* methods) {
    auto* metadata = methods->GetRecvInitialMetadata();
    const auto sent = metadata->find(kRequestIdKey);
    if (sent != metadata->end()) {
      const std::string_view id(sent->second.data(), sent->second.size());
      if (UsableId(id)) request_id_ = std::string(id);
      metadata->erase(kRequestIdKey);
    }
    // The views stay valid as long as the call: the interceptor lives until it is over.
    metadata->emplace(kRequestIdKey, grpc::string_ref(request_id_.data(), request_id_.size()));
  }

  void EndWith(InterceptorBatchMethods* methods) {
    const grpc::Status status = methods->GetSendStatus();
    grpc::Status sent = status;
    if (!parsed_ && IsBare(status)) {
      sent = ToGrpcStatus(MalformedRequest());
    } else if (IsFault(status.error_code())) {
      sent = ToGrpcStatus(HideFault(FromGrpcStatus(status), request_id_));
    }
    if (sent.error_message() != status.error_message()) methods->ModifySendStatus(sent);
    WriteLog(sent.error_code(), status.error_message());
  }

  void WriteLog(grpc::StatusCode code, const std::string& words) {
    LogFields fields = {
        {"method", info_->method()},
        {"code", std::string(CodeName(code))},
        {"ms", absl::StrFormat("%.1f", absl::ToDoubleMilliseconds(absl::Now() - began_))},
        {"peer", info_->server_context()->peer()},
        {"request_id", request_id_}};
    if (code != grpc::StatusCode::OK) fields.emplace_back("error", words);
    Log(IsFault(code) ? Severity::kError : Severity::kInfo, "call", fields);
  }

  ServerRpcInfo* const info_;
  const absl::Time began_;
  std::string request_id_;
  bool parsed_ = true;
};

class CallObserverFactory : public ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    // Health checks come every few seconds and would drown the log.
    if (absl::StartsWith(info->method(), "/grpc.health.v1.Health/")) return nullptr;
    return new CallObserver(info);  // gRPC takes ownership
  }
};

}  // namespace

absl::Status HideFault(const absl::Status& status, const std::string& request_id) {
  if (!IsFault(static_cast<grpc::StatusCode>(status.code()))) return status;
  return WithReason(
      absl::Status(
          status.code(),
          absl::StrCat("the server failed; its log tells more under request id ", request_id)),
      "INTERNAL", {{"request_id", request_id}});
}

std::string RequestId(const grpc::ServerContextBase& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(kRequestIdKey);
  return found == metadata.end() ? "" : std::string(found->second.data(), found->second.size());
}

std::unique_ptr<ServerInterceptorFactoryInterface> MakeCallObserver() {
  return std::make_unique<CallObserverFactory>();
}

}  // namespace onrecord::rpc
