// Bidirectional streams that answer each message by itself, in any order.

#ifndef ONRECORD_PROTO_RPC_ANSWERING_STREAM_H_
#define ONRECORD_PROTO_RPC_ANSWERING_STREAM_H_

#include <deque>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/server_callback.h"
#include "proto/rpc/errors.h"

namespace onrecord::rpc {

// Takes messages as long as fewer than `window` of them are being worked on or waiting to be
// answered, and leaves the others to flow control. Answers in the order in which they are done.
// Ends when the client has closed its side and everything is answered, or when the client is gone
// and nothing is under way. Deletes itself.
//
// Reads bytes rather than messages: gRPC would take a message that it cannot parse for the end of
// the stream, and the client would never hear of it.
class AnsweringStream : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override { delete this; }

 protected:
  // REQUIRES: window >= 1.
  AnsweringStream(grpc::CallbackServerContext* context, int window)
      : context_(context), window_(window) {}

  // Begins to read; for the end of the constructor of the class that is made.
  void Begin() { Advance(); }

  // Begins to work on one message; called in the order of the messages, never twice at a time.
  // Calls Answer once for it, on any thread, then or later.
  virtual void Take(grpc::ByteBuffer bytes) = 0;

  // After this nothing may touch the stream on behalf of that message.
  void Answer(grpc::ByteBuffer bytes);

  grpc::CallbackServerContext* context() const { return context_; }

 private:
  // Goes on after any change: starts what can be started, or finishes the call. Nothing may touch
  // this after it returns unless a read, a write or a message is known to be open.
  void Advance() ABSL_LOCKS_EXCLUDED(mutex_);

  // At most one read and one write are open at a time.
  void StartWhatCan() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool IsOver() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  grpc::CallbackServerContext* const context_;
  const int window_;
  grpc::ByteBuffer request_;  // of the open read

  absl::Mutex mutex_;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool reads_over_ ABSL_GUARDED_BY(mutex_) = false;  // the client closed its side or is gone
  bool client_gone_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  int under_way_ ABSL_GUARDED_BY(mutex_) = 0;
  std::deque<grpc::ByteBuffer> answers_ ABSL_GUARDED_BY(mutex_);  // the first may be being written
};

// The longest tag, in bytes.
inline constexpr size_t kLongestTag = 128;

// As much of `tag` as can be sent back.
std::string ReadableTag(std::string tag);

// What the client is told of an article's `failure`, which is logged.
google::rpc::Status TellFailure(const grpc::CallbackServerContext& context, const std::string& tag,
                                const absl::Status& failure);

// An AnsweringStream of messages with a field `tag`, which is handed back in the answer; a failure
// is its field `error`.
template <class Request, class Response>
class TaggedStream : public AnsweringStream {
 protected:
  // Called once with the answer, whose tag is set for it.
  using Done = absl::AnyInvocable<void(absl::StatusOr<Response>)>;

  using AnsweringStream::AnsweringStream;

  // Begins to work on one request; see Take. Calls `done` once, on any thread, then or later.
  virtual void Serve(Request request, Done done) = 0;

 private:
  void Take(grpc::ByteBuffer bytes) final {
    Request request;
    const absl::Status parsed = Parse(bytes, request);
    std::string tag = ReadableTag(std::move(*request.mutable_tag()));
    if (!parsed.ok()) return AnswerWith(tag, parsed);
    Serve(std::move(request), [this, tag = std::move(tag)](absl::StatusOr<Response> result) {
      AnswerWith(tag, std::move(result));
    });
  }

  // Fills `request`; of a malformed one, with what comes before the fault.
  static absl::Status Parse(grpc::ByteBuffer& bytes, Request& request) {
    if (!grpc::SerializationTraits<Request>::Deserialize(&bytes, &request).ok()) {
      return MalformedRequest();
    }
    if (request.tag().size() <= kLongestTag) return absl::OkStatus();
    return InvalidField("tag", "must have at most 128 bytes");
  }

  void AnswerWith(const std::string& tag, absl::StatusOr<Response> result) {
    Response response;
    if (result.ok()) {
      response = *std::move(result);
    } else {
      *response.mutable_error() = TellFailure(*context(), tag, result.status());
    }
    response.set_tag(tag);
    grpc::ByteBuffer bytes;
    bool owned = false;
    // Serializing a message fails only beyond 2 GiB.
    (void)grpc::SerializationTraits<Response>::Serialize(response, &bytes, &owned);
    Answer(std::move(bytes));
  }
};

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_ANSWERING_STREAM_H_
