#include "query-service/archive/article_export.h"

#include <limits>
#include <utility>

#include "query-service/archive/archive.h"
#include "query-service/archive/article_reader.h"
#include "query-service/archive/record_lookup.h"
#include "query-service/archive/selection.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

ArticleExport::ArticleExport(std::unique_ptr<Snapshot> snapshot, const ArticleFilter& filter,
                             const std::optional<ListKey>& after)
    : snapshot_(std::move(snapshot)) {
  rows_.emplace(
      SelectArticles(filter, ListOrder::kOldestFirst, after, std::numeric_limits<int>::max())
          .Prepare(snapshot_->connection()));
}

absl::StatusOr<std::vector<ArticleExport::Item>> ArticleExport::Next(int limit) {
  std::vector<Item> items;
  int64_t text_bytes = 0;
  while (rows_.has_value() && static_cast<int>(items.size()) < limit &&
         text_bytes <= Archive::kPageSentBytes) {
    const absl::StatusOr<bool> more = rows_->Step();
    if (!more.ok()) return more.status();
    if (!*more) {
      // Another step would begin from the first row.
      rows_.reset();
      break;
    }
    auto item = Read();
    if (!item.ok()) return item.status();
    text_bytes += static_cast<int64_t>(item->records.article.text.size());
    items.push_back(*std::move(item));
  }
  return items;
}

absl::StatusOr<ArticleExport::Item> ArticleExport::Read() {
  Item item;
  item.key = {rows_->Int(0)};
  auto article = ReadArticleInRow(snapshot_->connection(), item.key.row, /*with_text=*/true);
  if (!article.ok()) return article.status();
  auto records = ReadRecords(snapshot_->connection(), *std::move(article));
  if (!records.ok()) return records.status();
  item.records = *std::move(records);
  return item;
}

}  // namespace onrecord::query
