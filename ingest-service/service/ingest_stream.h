// One IngestArticles stream.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_INGEST_STREAM_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_INGEST_STREAM_H_

#include <deque>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/server_callback.h"
#include "ingest-service/service/article_ingester.h"
#include "onrecord/v1/ingest_service.pb.h"

namespace onrecord::ingest {

// Takes articles as long as fewer than `window` of them are being read, committed or waiting to be
// answered, and leaves the others to flow control. Answers in the order in which articles are done.
// Ends when the client has closed its side and everything is answered, or when the client is gone
// and nothing is under way. Deletes itself.
//
// Reads bytes rather than messages: gRPC would take a message that it cannot parse for the end of
// the stream, and the client would never hear of it.
class IngestStream : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // REQUIRES: window >= 1. `ingester` must outlive the stream.
  IngestStream(grpc::CallbackServerContext* context, ArticleIngester& ingester, int window);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override { delete this; }

 private:
  void Answer(std::string tag, absl::StatusOr<v1::IngestArticleResponse> result);

  // Goes on after any change: starts what can be started, or finishes the call. Nothing may touch
  // this after it returns unless a read, a write or an article is known to be open.
  void Advance() ABSL_LOCKS_EXCLUDED(mutex_);

  // At most one read and one write are open at a time.
  void StartWhatCan() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool IsOver() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  grpc::CallbackServerContext* const context_;
  ArticleIngester& ingester_;
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

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_INGEST_STREAM_H_
