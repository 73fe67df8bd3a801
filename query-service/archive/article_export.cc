#include "query-service/archive/article_export.h"

#include <limits>
#include <utility>

#include "query-service/archive/archive.h"
#include "query-service/archive/article_reader.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/selection.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

ArticleExport::ArticleExport(std::unique_ptr<Snapshot> snapshot, const ArticleFilter& filter,
                             const std::optional<ListKey>& after)
    : snapshot_(std::move(snapshot)) {
  // Texts come one by one: sorting must not carry them.
  rows_.emplace(SelectArticles(filter, TimeOrder::kOldestFirst, after,
                               std::numeric_limits<int>::max(), /*with_text=*/false)
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
  auto kept = ReadArticle(*rows_, /*with_text=*/false);
  if (!kept.ok()) return kept.status();
  {
    Statement text = snapshot_->connection().Prepare(statements::kTextInRow);
    const absl::StatusOr<bool> found = text.BindInt(kept->row).Step();
    if (!found.ok()) return found.status();
    if (!*found) return absl::DataLossError("archive: an article is missing");
    kept->record.text = text.Text(0);
  }
  Item item;
  item.key = {kept->row};
  auto records = ReadRecords(snapshot_->connection(), *std::move(kept));
  if (!records.ok()) return records.status();
  item.records = *std::move(records);
  return item;
}

}  // namespace onrecord::query
