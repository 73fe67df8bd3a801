#include "query-service/archive/article_indexes.h"

#include <string>

#include "query-service/archive/record_rows.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

absl::Status ArticleIndexes::Add(int64_t article_row) {
  return Write(article_row,
               {statements::kIndexArticle, statements::kIndexPosition, statements::kIndexEvent});
}

absl::Status ArticleIndexes::Remove(int64_t article_row) {
  return Write(article_row, {statements::kUnindexArticle, statements::kUnindexPosition,
                             statements::kUnindexEvent});
}

absl::Status ArticleIndexes::Write(int64_t article_row, const Statements& sql) {
  absl::Status done = connection_.Prepare(sql.article).BindInt(article_row).Run();
  if (done.ok()) done = WritePositions(article_row, sql.position);
  if (done.ok()) done = WriteEvents(article_row, sql.event);
  return done;
}

absl::Status ArticleIndexes::WritePositions(int64_t article_row, std::string_view sql) {
  Statement article = connection_.Prepare(statements::kTextInRow);
  absl::StatusOr<bool> more = article.BindInt(article_row).Step();
  if (!more.ok()) return more.status();
  const std::string_view text = article.Text(0);
  Statement positions = connection_.Prepare(statements::kSpansOfArticle);
  positions.BindInt(article_row);
  for (more = positions.Step(); more.ok() && *more; more = positions.Step()) {
    PositionRecord position;
    absl::Status done = DecodeSpans(positions.Text(1), position);
    if (!done.ok()) return done;
    done = connection_.Prepare(sql)
               .BindInt(positions.Int(0))
               .BindText(ContentText(position, text))
               .Run();
    if (!done.ok()) return done;
  }
  return more.status();
}

absl::Status ArticleIndexes::WriteEvents(int64_t article_row, std::string_view sql) {
  Statement events = connection_.Prepare(statements::kDetailsOfArticle);
  events.BindInt(article_row);
  absl::StatusOr<bool> more = events.Step();
  for (; more.ok() && *more; more = events.Step()) {
    EventRecord event;
    absl::Status done = DecodeDetails(events.Text(1), event);
    if (!done.ok()) return done;
    done = connection_.Prepare(sql)
               .BindInt(events.Int(0))
               .BindText(event.place.has_value() ? event.place->name : std::string())
               .Run();
    if (!done.ok()) return done;
  }
  return more.status();
}

}  // namespace onrecord::query
