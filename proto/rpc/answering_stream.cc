#include "proto/rpc/answering_stream.h"

#include <algorithm>

#include "proto/fields/offset_encoding.h"
#include "proto/rpc/call_observer.h"
#include "proto/rpc/log.h"
#include "proto/rpc/status.h"

namespace onrecord::rpc {

std::string ReadableTag(std::string tag) {
  tag.resize(std::min(tag.size(), kLongestTag));
  tag.resize(fields::FindInvalidUtf8(tag).value_or(tag.size()));
  return tag;
}

google::rpc::Status TellFailure(const grpc::CallbackServerContext& context, const std::string& tag,
                                const absl::Status& failure) {
  const std::string request_id = RequestId(context);
  Log(Severity::kWarning, "article failed",
      {{"tag", tag},
       {"error", failure.ToString(absl::StatusToStringMode::kWithNoExtraData)},
       {"request_id", request_id}});
  return ToRpcStatus(HideFault(failure, request_id));
}

void AnsweringStream::OnReadDone(bool ok) {
  if (ok) {
    {
      absl::MutexLock lock(&mutex_);
      ++under_way_;
    }
    // Before the next read begins, so that messages are taken in their order.
    grpc::ByteBuffer bytes;
    bytes.Swap(&request_);
    Take(std::move(bytes));
  }
  {
    absl::MutexLock lock(&mutex_);
    reading_ = false;
    reads_over_ |= !ok;
  }
  Advance();
}

void AnsweringStream::OnWriteDone(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    answers_.pop_front();
    client_gone_ |= !ok;
  }
  Advance();
}

void AnsweringStream::OnCancel() {
  {
    absl::MutexLock lock(&mutex_);
    client_gone_ = true;
  }
  Advance();
}

void AnsweringStream::Answer(grpc::ByteBuffer bytes) {
  {
    absl::MutexLock lock(&mutex_);
    --under_way_;
    answers_.push_back(std::move(bytes));
  }
  Advance();
}

void AnsweringStream::Advance() {
  bool client_gone = false;
  {
    absl::MutexLock lock(&mutex_);
    StartWhatCan();
    if (!IsOver()) return;
    finished_ = true;
    client_gone = client_gone_;
  }
  // Not under the lock: from here on another thread may delete this.
  Finish(client_gone ? grpc::Status::CANCELLED : grpc::Status::OK);
}

bool AnsweringStream::IsOver() const {
  return !finished_ && reads_over_ && !reading_ && !writing_ && answers_.empty() && under_way_ == 0;
}

void AnsweringStream::StartWhatCan() {
  if (client_gone_) {
    reads_over_ = true;
    if (!writing_) answers_.clear();
  }
  if (!writing_ && !answers_.empty()) {
    writing_ = true;
    StartWrite(&answers_.front());
  }
  const bool has_room = under_way_ + static_cast<int>(answers_.size()) < window_;
  if (!reading_ && !reads_over_ && has_room) {
    reading_ = true;
    StartRead(&request_);
  }
}

}  // namespace onrecord::rpc
