#include "query-service/service/import_stream.h"

#include <utility>

#include "query-service/query/change_articles.h"
#include "query-service/service/answer_conversions.h"
#include "query-service/service/commit_conversions.h"

namespace onrecord::query {
namespace {

// Articles of a stream that are under way at the same time.
constexpr int kWindow = 16;

}  // namespace

ImportStream::ImportStream(grpc::CallbackServerContext* context, Archive& archive,
                           rpc::WorkerPool& pool, absl::Duration longest, int64_t max_text_bytes)
    : TaggedStream(context, kWindow),
      archive_(archive),
      pool_(pool),
      longest_(longest),
      max_text_bytes_(max_text_bytes) {
  Begin();
}

void ImportStream::Serve(v1::ImportRecordsRequest request, Done done) {
  {
    absl::MutexLock lock(&mutex_);
    waiting_.push_back({rpc::CallClock(context(), longest_), std::move(request), std::move(done)});
    if (waiting_.size() > 1) return;  // its turn comes
  }
  const absl::Status taken = pool_.Submit([this] { ImportWaiting(); });
  if (taken.ok()) return;
  Done refused = [this] {
    absl::MutexLock lock(&mutex_);
    Done first = std::move(waiting_.front().done);
    waiting_.pop_front();
    return first;
  }();
  refused(taken);
}

void ImportStream::ImportWaiting() {
  for (bool more = true; more;) {
    Waiting* article = nullptr;
    {
      absl::MutexLock lock(&mutex_);
      article = &waiting_.front();
    }
    absl::StatusOr<v1::ImportRecordsResponse> result = Import(*article);
    Done done = std::move(article->done);
    {
      absl::MutexLock lock(&mutex_);
      waiting_.pop_front();
      more = !waiting_.empty();
    }
    // Without others that wait, the stream may be gone after this.
    done(std::move(result));
  }
}

absl::StatusOr<v1::ImportRecordsResponse> ImportStream::Import(Waiting& article) {
  const absl::Status in_time = article.clock.Check();
  if (!in_time.ok()) return in_time;
  absl::StatusOr<CommitArticleRequest> commit =
      FromProto(std::move(*article.request.mutable_records()));
  if (!commit.ok()) return commit.status();
  const auto imported = ImportArticle(archive_, *std::move(commit), max_text_bytes_);
  if (!imported.ok()) return imported.status();
  v1::ImportRecordsResponse response;
  *response.mutable_imported() = ToProto(*imported);
  return response;
}

}  // namespace onrecord::query
