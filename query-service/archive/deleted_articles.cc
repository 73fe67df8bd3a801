#include "query-service/archive/deleted_articles.h"

#include <utility>

#include "query-service/archive/analysis_codec.h"
#include "query-service/archive/pages.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// The article of a row with the columns of statements::kDeletedArticle.
absl::StatusOr<ArticleRecord> ReadDeleted(const Statement& row) {
  absl::StatusOr<ArticleRecord> article = DecodeArticle(row.Text(0));
  if (!article.ok()) return article;
  article->delete_time = absl::FromUnixMicros(row.Int(1));
  article->purge_time = absl::FromUnixMicros(row.Int(2));
  return article;
}

}  // namespace

absl::Status DeletedArticles::Keep(const ArticleRecord& article, const ReadAnalysis& analysis) {
  const absl::Status dropped = Drop(article.id);
  if (!dropped.ok()) return dropped;
  return connection_.Prepare(statements::kInsertDeletedArticle)
      .BindText(article.id)
      .BindInt(absl::ToUnixMicros(*article.delete_time))
      .BindInt(absl::ToUnixMicros(*article.purge_time))
      .BindBlob(EncodeArticle(article))
      .BindBlob(EncodeAnalysis(analysis))
      .BindText(article.text)
      .Run();
}

absl::StatusOr<std::optional<ArticleRecord>> DeletedArticles::Find(std::string_view article_id,
                                                                   bool with_text) {
  Statement row = connection_.Prepare(with_text ? statements::kDeletedArticleWithText
                                                : statements::kDeletedArticle);
  const absl::StatusOr<bool> found =
      row.BindText(article_id).BindInt(absl::ToUnixMicros(now_)).Step();
  if (!found.ok()) return found.status();
  if (!*found) return std::optional<ArticleRecord>();
  absl::StatusOr<ArticleRecord> article = ReadDeleted(row);
  if (!article.ok()) return article.status();
  if (with_text) article->text = row.Text(3);
  return std::optional<ArticleRecord>(*std::move(article));
}

absl::StatusOr<ReadAnalysis> DeletedArticles::ReadAnalysisOf(std::string_view article_id) {
  Statement row = connection_.Prepare(statements::kAnalysisOfDeletedArticle);
  const absl::StatusOr<bool> found = row.BindText(article_id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("archive: a retracted article is missing");
  return DecodeAnalysis(row.Text(0));
}

absl::StatusOr<ArticlePage> DeletedArticles::List(const std::optional<ListKey>& after, int limit) {
  Statement rows = connection_.Prepare(statements::kDeletedArticles);
  rows.BindInt(after.has_value() ? after->row : INT64_MAX);
  rows.BindInt(absl::ToUnixMicros(now_)).BindInt(limit + 1);
  ArticlePage page;
  ListKey last;
  int64_t sent_bytes = 0;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    if (static_cast<int>(page.articles.size()) == limit || sent_bytes > Archive::kPageSentBytes) {
      page.next = last;
      return page;
    }
    absl::StatusOr<ArticleRecord> article = ReadDeleted(rows);
    if (!article.ok()) return article.status();
    sent_bytes += SentBytes(*article);
    last = {rows.Int(3)};
    page.articles.push_back(*std::move(article));
  }
  if (!more.ok()) return more.status();
  return page;
}

absl::Status DeletedArticles::Drop(std::string_view article_id) {
  return connection_.Prepare(statements::kDropDeletedArticle).BindText(article_id).Run();
}

absl::StatusOr<int> DeletedArticles::DropExpired(int limit) {
  Statement dropped = connection_.Prepare(statements::kDropExpiredArticles);
  dropped.BindInt(absl::ToUnixMicros(now_)).BindInt(limit);
  int count = 0;
  absl::StatusOr<bool> more = dropped.Step();
  for (; more.ok() && *more; more = dropped.Step()) ++count;
  if (!more.ok()) return more.status();
  return count;
}

}  // namespace onrecord::query
