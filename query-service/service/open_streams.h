// The server's long-lived streams: how many there may be, and when each of them has to look whether
// there is something to do.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_OPEN_STREAMS_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_OPEN_STREAMS_H_

#include <map>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace onrecord::query {

// A stream as OpenStreams knows it.
class OpenStream {
 public:
  virtual ~OpenStream() = default;

  // Looks whether it is time to go on or to end. Must be quick and not wait. Called from one
  // thread.
  virtual void Look() = 0;

  // Ends with `status` as soon as what it is doing lets it.
  virtual void EndWith(const absl::Status& status) = 0;
};

// Knows which streams are open and has one thread for all of them, which lets each look once a
// second and whenever it is woken. Safe to use from any thread; must outlive its streams.
class OpenStreams {
 public:
  // At most `max_per_client` streams of one client (a host, whatever its connections).
  explicit OpenStreams(int max_per_client);

  // REQUIRES: no stream is open.
  ~OpenStreams();

  // Admits `stream` of the client `peer`, as gRPC names it ("ipv4:10.0.0.7:51234").
  // RESOURCE_EXHAUSTED (OVERLOADED, with RetryInfo): the client, or `kind`, has `max_of_kind`, open
  // already. UNAVAILABLE (SHUTTING_DOWN): EndAll was called.
  absl::Status Add(OpenStream* stream, const std::string& peer, const std::string& kind,
                   int max_of_kind);

  // Forgets `stream`, which may be destroyed after that. Does nothing for one that is not open.
  void Remove(OpenStream* stream);

  // Lets all streams look soon, on the thread for that. Costs no more than setting a flag.
  void Wake();

  // Ends all streams with UNAVAILABLE (SHUTTING_DOWN, with RetryInfo) and admits none any more.
  void EndAll();

 private:
  struct Origin {
    std::string client;
    std::string kind;
  };

  void LookUntilStopped();
  bool IsWoken() const ABSL_SHARED_LOCKS_REQUIRED(wake_mutex_) { return woken_ || stopping_; }

  const int max_per_client_;

  absl::Mutex mutex_;  // held while streams look
  std::map<OpenStream*, Origin> streams_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int> of_client_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int> of_kind_ ABSL_GUARDED_BY(mutex_);
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;

  absl::Mutex wake_mutex_;  // never held for long: commits wait for it
  bool woken_ ABSL_GUARDED_BY(wake_mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(wake_mutex_) = false;
  std::thread thread_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_OPEN_STREAMS_H_
