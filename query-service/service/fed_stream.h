// Server streams that are fed from the archive.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_FED_STREAM_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_FED_STREAM_H_

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/status.h"
#include "query-service/service/stream_host.h"

namespace onrecord::query {

// Reads a batch of messages on the pool, writes them one after the other as fast as the client
// takes them, and then reads the next: at most one batch is in memory, and a stream that waits for
// its client, or for news, holds no thread. Ends when the reads say so, when the client is gone,
// when it leaves a message unread for too long, or when it has lasted too long. Deletes itself.
template <class Response>
class FedStream : public grpc::ServerWriteReactor<Response>, public OpenStream {
 public:
  void OnWriteDone(bool ok) override {
    Advance([&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      writing_ = false;
      batch_.pop_front();
      if (!ok) End(Gone());
    });
  }

  void OnCancel() override { EndWith(Gone()); }

  void OnDone() override {
    host_.open().Remove(this);
    delete this;
  }

  void Look() override {
    const absl::Time now = absl::Now();
    Advance([&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      if (now >= deadline_) {
        End(absl::DeadlineExceededError("the stream has lasted as long as the server lets it"));
      } else if (writing_ && now >= write_began_ + host_.limits().longest_unread) {
        End(TooSlow(batch_.front()));
      }
    });
  }

  void EndWith(const absl::Status& status) override {
    Advance([&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { End(status); });
  }

 protected:
  struct Batch {
    std::deque<Response> messages;
    bool is_last = false;  // whether the stream ends after them
    bool waits = false;    // whether there will be no more until IsDue
  };

  // The stream lasts `longest` at most.
  FedStream(grpc::CallbackServerContext* context, StreamHost& host, absl::Duration longest)
      : context_(context), host_(host), deadline_(absl::Now() + longest) {}

  // Begins to read, unless there are too many streams of this `kind` or of this client already; for
  // the end of the constructor of the class that is made.
  void Begin(const std::string& kind, int max_of_kind) {
    const absl::Status admitted = host_.open().Add(this, context_->peer(), kind, max_of_kind);
    Advance([&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      if (!admitted.ok()) End(admitted);
    });
  }

  // The next messages; on the pool, one call at a time. A status ends the stream.
  virtual absl::StatusOr<Batch> Read() = 0;

  // Gives back what reading needs, once there will be no more of it.
  virtual void Release() = 0;

  // Whether it is time for a stream that waits to read again. Quick, and from another thread.
  virtual bool IsDue() const { return true; }

  // What a client is told that does not read `unread`, which comes before that all the same.
  virtual absl::Status TooSlow(const Response& unread) const = 0;

  // Whether nobody waits for what is being read. Safe from any thread.
  bool IsAbandoned() const { return context_->IsCancelled() || absl::Now() >= deadline_; }

 private:
  static absl::Status Gone() { return absl::CancelledError("the client is gone"); }

  // The stream ends with `status`, unless it ends otherwise already.
  void End(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (ended_) return;
    ended_ = true;
    end_ = status;
  }

  // Makes a change and does what follows from it: goes on, or finishes the call. Nothing may touch
  // this after it returns unless a read or a write is known to be open.
  template <class Change>
  void Advance(Change change) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::Status end;
    {
      absl::MutexLock lock(&mutex_);
      change();
      if (!ended_ && !reading_ && !writing_) GoOn();
      // A read that goes on would outlive this.
      if (finished_ || !ended_ || reading_) return;
      finished_ = true;
      end = end_;
    }
    Release();
    // A message that the client has not taken yet comes before the status, which then waits for it.
    this->Finish(rpc::ToGrpcStatus(end));
  }

  void GoOn() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (!batch_.empty()) {
      writing_ = true;
      write_began_ = absl::Now();
      this->StartWrite(&batch_.front());
    } else if (is_last_) {
      End(absl::OkStatus());
    } else if (!waits_ || IsDue()) {
      reading_ = true;
      const absl::Status taken = host_.pool().Submit([this] { ReadBatch(); });
      if (taken.ok()) return;
      reading_ = false;
      End(taken);
    }
  }

  void ReadBatch() {
    absl::StatusOr<Batch> batch = Read();
    Advance([&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      reading_ = false;
      if (batch.ok()) {
        batch_ = std::move(batch->messages);
        is_last_ = batch->is_last;
        waits_ = batch->waits;
      } else {
        End(batch.status());
      }
    });
  }

  grpc::CallbackServerContext* const context_;
  StreamHost& host_;
  const absl::Time deadline_;

  absl::Mutex mutex_;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool is_last_ ABSL_GUARDED_BY(mutex_) = false;
  bool waits_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status end_ ABSL_GUARDED_BY(mutex_);
  absl::Time write_began_ ABSL_GUARDED_BY(mutex_);
  std::deque<Response> batch_ ABSL_GUARDED_BY(mutex_);  // the first may be being written
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_FED_STREAM_H_
