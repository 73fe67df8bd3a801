#include "ingest-service/service/article_ingester.h"

#include <memory>
#include <utility>

#include "ingest-service/service/analysis_conversions.h"
#include "ingest-service/service/article_rules.h"

namespace onrecord::ingest {

absl::StatusOr<Analysis> ArticleIngester::Read(const v1::Article& article,
                                               const rpc::CallClock& clock) const {
  const absl::StatusOr<ArticleInput> input = ReadArticle(article, limits_.max_text_bytes);
  if (!input.ok()) return input.status();
  absl::StatusOr<Analysis> analysis =
      analyzer_.Analyze(*input, [&clock] { return !clock.Check().ok(); });
  // Cancelled reading only says so; the clock knows why.
  const absl::Status in_time = clock.Check();
  if (!in_time.ok()) return in_time;
  return analysis;
}

void ArticleIngester::Ingest(grpc::CallbackServerContext* context, v1::IngestArticleRequest request,
                             Done done) {
  // A task that the pool refuses is gone with what it holds, so `done` is shared with it.
  auto shared_done = std::make_shared<Done>(std::move(done));
  const rpc::CallClock clock(context, limits_.longest);
  const absl::Status taken =
      pool_.Submit([this, context, clock, request = std::move(request), shared_done]() mutable {
        ReadAndCommit(context, clock, std::move(request), std::move(*shared_done));
      });
  if (!taken.ok()) (*shared_done)(taken);
}

void ArticleIngester::ReadAndCommit(grpc::CallbackServerContext* context,
                                    const rpc::CallClock& clock, v1::IngestArticleRequest request,
                                    Done done) {
  v1::Article& article = *request.mutable_article();
  if (const absl::Status in_time = clock.Check(); !in_time.ok()) return done(in_time);
  const absl::StatusOr<Analysis> analysis = Read(article, clock);
  if (!analysis.ok()) return done(analysis.status());
  v1::CommitArticleRequest commit;
  *commit.mutable_analysis() =
      ToProto(*analysis, article.text(), fields::OffsetEncoding::kUtf8, SpanWords::kLeaveOut);
  article.set_name(NameOf(article));
  article.set_model_version(analysis->model_version);
  *commit.mutable_article() = std::move(article);
  commit.set_replace(request.replace());
  commit.set_etag(request.etag());
  commit.set_must_not_exist(request.must_not_exist());
  archive_.Commit(
      *context, clock.deadline(), std::move(commit),
      [done = std::move(done)](absl::StatusOr<v1::CommitArticleResponse> committed) mutable {
        if (!committed.ok()) return done(committed.status());
        v1::IngestArticleResponse response;
        *response.mutable_article() = std::move(*committed->mutable_article());
        response.set_outcome(committed->outcome());
        done(std::move(response));
      });
}

}  // namespace onrecord::ingest
