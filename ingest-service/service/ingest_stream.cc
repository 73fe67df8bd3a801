#include "ingest-service/service/ingest_stream.h"

#include <algorithm>
#include <utility>

#include "grpcpp/impl/codegen/proto_utils.h"
#include "proto/fields/offset_encoding.h"
#include "proto/rpc/call_observer.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/log.h"
#include "proto/rpc/status.h"

namespace onrecord::ingest {
namespace {

constexpr size_t kLongestTag = 128;

// Fills `request`; of a malformed one, with what comes before the fault.
absl::Status Parse(grpc::ByteBuffer& bytes, v1::IngestArticlesRequest& request) {
  using Traits = grpc::SerializationTraits<v1::IngestArticlesRequest>;
  if (!Traits::Deserialize(&bytes, &request).ok()) return rpc::MalformedRequest();
  if (request.tag().size() > kLongestTag) {
    return rpc::InvalidField("tag", "must have at most 128 bytes");
  }
  return absl::OkStatus();
}

// As much of `tag` as can be sent back.
std::string Readable(std::string tag) {
  tag.resize(std::min(tag.size(), kLongestTag));
  tag.resize(fields::FindInvalidUtf8(tag).value_or(tag.size()));
  return tag;
}

grpc::ByteBuffer Serialize(const v1::IngestArticlesResponse& response) {
  grpc::ByteBuffer bytes;
  bool owned = false;
  // Serializing a message fails only beyond 2 GiB.
  (void)grpc::SerializationTraits<v1::IngestArticlesResponse>::Serialize(response, &bytes, &owned);
  return bytes;
}

}  // namespace

IngestStream::IngestStream(grpc::CallbackServerContext* context, ArticleIngester& ingester,
                           int window)
    : context_(context), ingester_(ingester), window_(window) {
  Advance();
}

void IngestStream::OnReadDone(bool ok) {
  // Before anybody may start the next read, which fills request_ again.
  v1::IngestArticlesRequest request;
  const absl::Status parsed = ok ? Parse(request_, request) : absl::OkStatus();
  {
    absl::MutexLock lock(&mutex_);
    reading_ = false;
    reads_over_ |= !ok;
    if (ok) ++under_way_;
  }
  if (!ok) return Advance();
  std::string tag = Readable(std::move(*request.mutable_tag()));
  if (!parsed.ok()) return Answer(std::move(tag), parsed);
  Advance();
  v1::IngestArticleRequest single;
  *single.mutable_article() = std::move(*request.mutable_article());
  single.set_replace(request.replace());
  single.set_etag(request.etag());
  single.set_must_not_exist(request.must_not_exist());
  ingester_.Ingest(
      context_, std::move(single),
      [this, tag = std::move(tag)](absl::StatusOr<v1::IngestArticleResponse> result) mutable {
        Answer(std::move(tag), std::move(result));
      });
}

void IngestStream::OnWriteDone(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    answers_.pop_front();
    client_gone_ |= !ok;
  }
  Advance();
}

void IngestStream::OnCancel() {
  {
    absl::MutexLock lock(&mutex_);
    client_gone_ = true;
  }
  Advance();
}

void IngestStream::Answer(std::string tag, absl::StatusOr<v1::IngestArticleResponse> result) {
  v1::IngestArticlesResponse response;
  if (result.ok()) {
    *response.mutable_ingested() = *std::move(result);
  } else {
    const std::string request_id = rpc::RequestId(*context_);
    rpc::Log(rpc::Severity::kWarning, "article failed",
             {{"tag", tag},
              {"error", result.status().ToString(absl::StatusToStringMode::kWithNoExtraData)},
              {"request_id", request_id}});
    *response.mutable_error() = rpc::ToRpcStatus(rpc::HideFault(result.status(), request_id));
  }
  response.set_tag(std::move(tag));
  {
    absl::MutexLock lock(&mutex_);
    --under_way_;
    answers_.push_back(Serialize(response));
  }
  Advance();
}

void IngestStream::Advance() {
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

bool IngestStream::IsOver() const {
  return !finished_ && reads_over_ && !reading_ && !writing_ && answers_.empty() && under_way_ == 0;
}

void IngestStream::StartWhatCan() {
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

}  // namespace onrecord::ingest
