#include "query-service/service/open_streams.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/rpc/errors.h"

namespace onrecord::query {
namespace {

constexpr absl::Duration kLookEvery = absl::Seconds(1);
constexpr absl::Duration kRetryAfter = absl::Seconds(5);

// The host in gRPC's name of a peer: connections of one client differ in their ports alone.
std::string ClientOf(const std::string& peer) {
  const bool has_port = absl::StartsWith(peer, "ipv4:") || absl::StartsWith(peer, "ipv6:");
  return has_port ? peer.substr(0, peer.rfind(':')) : peer;
}

absl::Status ShuttingDown() {
  return rpc::WithRetry(
      rpc::WithReason(absl::UnavailableError("the server is shutting down; ask again soon"),
                      "SHUTTING_DOWN"),
      kRetryAfter);
}

void CountDown(std::map<std::string, int>& counts, const std::string& key) {
  const auto found = counts.find(key);
  if (--found->second == 0) counts.erase(found);
}

}  // namespace

OpenStreams::OpenStreams(int max_per_client)
    : max_per_client_(max_per_client), thread_([this] { LookUntilStopped(); }) {}

OpenStreams::~OpenStreams() {
  {
    absl::MutexLock lock(&wake_mutex_);
    stopping_ = true;
  }
  thread_.join();
}

absl::Status OpenStreams::Add(OpenStream* stream, const std::string& peer, const std::string& kind,
                              int max_of_kind) {
  Origin origin = {ClientOf(peer), kind};
  absl::MutexLock lock(&mutex_);
  if (ended_) return ShuttingDown();
  if (of_client_[origin.client] >= max_per_client_) {
    return rpc::Overloaded(absl::StrCat("the client has ", max_per_client_, " streams open"),
                           kRetryAfter);
  }
  if (of_kind_[kind] >= max_of_kind) {
    return rpc::Overloaded(absl::StrCat(max_of_kind, " ", kind, " are open"), kRetryAfter);
  }
  ++of_client_[origin.client];
  ++of_kind_[kind];
  streams_.emplace(stream, std::move(origin));
  return absl::OkStatus();
}

void OpenStreams::Remove(OpenStream* stream) {
  absl::MutexLock lock(&mutex_);
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return;
  CountDown(of_client_, found->second.client);
  CountDown(of_kind_, found->second.kind);
  streams_.erase(found);
}

void OpenStreams::Wake() {
  absl::MutexLock lock(&wake_mutex_);
  woken_ = true;
}

void OpenStreams::EndAll() {
  absl::MutexLock lock(&mutex_);
  ended_ = true;
  for (const auto& [stream, origin] : streams_) stream->EndWith(ShuttingDown());
}

void OpenStreams::LookUntilStopped() {
  for (;;) {
    {
      absl::MutexLock lock(&wake_mutex_);
      wake_mutex_.AwaitWithTimeout(absl::Condition(this, &OpenStreams::IsWoken), kLookEvery);
      if (stopping_) return;
      woken_ = false;
    }
    absl::MutexLock lock(&mutex_);
    for (const auto& [stream, origin] : streams_) stream->Look();
  }
}

}  // namespace onrecord::query
