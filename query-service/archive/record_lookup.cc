#include "query-service/archive/record_lookup.h"

#include <utility>
#include <vector>

#include "query-service/archive/record_rows.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// The position or event that `row` finds. `read` is ReadPosition or ReadEvent.
template <typename Record, typename Page>
absl::StatusOr<bool> AddPart(Connection& connection, Statement& row,
                             absl::StatusOr<KeptRecord<Record>> (*read)(Connection&,
                                                                        const Statement&),
                             bool with_texts, std::vector<Record>& records, Page& page,
                             PageSize& size) {
  const absl::StatusOr<bool> found = row.Step();
  if (!found.ok() || !*found) return found;
  auto kept = read(connection, row);
  if (!kept.ok()) return kept.status();
  if (with_texts) {
    const auto added = AddText(connection, kept->record.article_id, page.texts);
    if (!added.ok()) return added.status();
    size.text_bytes += *added;
  }
  size.sent_bytes += SentBytes(kept->record);
  records.push_back(std::move(kept->record));
  return true;
}

void AddFound(ArticleRecord article, ArticlePage& page, PageSize& size) {
  size.sent_bytes += SentBytes(article);
  page.articles.push_back(std::move(article));
}

// That what an index has is there.
absl::Status MustBeFound(const absl::StatusOr<bool>& found) {
  if (!found.ok()) return found.status();
  return *found ? absl::OkStatus() : absl::DataLossError("archive: a record is missing");
}

}  // namespace

absl::StatusOr<std::optional<KeptRecord<ArticleRecord>>> FindArticle(Connection& connection,
                                                                     std::string_view id,
                                                                     bool with_text) {
  Statement row =
      connection.Prepare(with_text ? statements::kArticleWithText : statements::kArticle);
  const absl::StatusOr<bool> found = row.BindText(id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return std::optional<KeptRecord<ArticleRecord>>();
  auto kept = ReadArticle(row, with_text);
  if (!kept.ok()) return kept.status();
  return std::optional<KeptRecord<ArticleRecord>>(*std::move(kept));
}

absl::StatusOr<bool> AddArticle(Connection& connection, std::string_view id, bool with_text,
                                ArticlePage& page, PageSize& size) {
  auto kept = FindArticle(connection, id, with_text);
  if (!kept.ok()) return kept.status();
  if (!kept->has_value()) return false;
  AddFound(std::move((*kept)->record), page, size);
  return true;
}

absl::StatusOr<bool> AddSpeaker(Connection& connection, std::string_view id, SpeakerPage& page,
                                PageSize& size) {
  Statement row = connection.Prepare(statements::kSpeaker);
  const absl::StatusOr<bool> found = row.BindText(id).Step();
  if (!found.ok() || !*found) return found;
  auto speaker = ReadSpeaker(connection, row);
  if (!speaker.ok()) return speaker.status();
  size.sent_bytes += SentBytes(*speaker);
  page.speakers.push_back(*std::move(speaker));
  return true;
}

absl::StatusOr<bool> AddPosition(Connection& connection, std::string_view article_id,
                                 std::string_view position_id, bool with_texts, PositionPage& page,
                                 PageSize& size) {
  Statement row = connection.Prepare(statements::kPosition);
  row.BindText(article_id).BindText(position_id);
  return AddPart(connection, row, ReadPosition, with_texts, page.positions, page, size);
}

absl::StatusOr<bool> AddEvent(Connection& connection, std::string_view article_id,
                              std::string_view event_id, bool with_texts, EventPage& page,
                              PageSize& size) {
  Statement row = connection.Prepare(statements::kEvent);
  row.BindText(article_id).BindText(event_id);
  return AddPart(connection, row, ReadEvent, with_texts, page.events, page, size);
}

absl::StatusOr<KeptRecord<ArticleRecord>> ReadArticleInRow(Connection& connection, int64_t row,
                                                           bool with_text) {
  Statement article =
      connection.Prepare(with_text ? statements::kArticleInRowWithText : statements::kArticleInRow);
  const absl::Status found = MustBeFound(article.BindInt(row).Step());
  if (!found.ok()) return found;
  return ReadArticle(article, with_text);
}

absl::Status AddArticleInRow(Connection& connection, int64_t row, bool with_text, ArticlePage& page,
                             PageSize& size) {
  auto kept = ReadArticleInRow(connection, row, with_text);
  if (!kept.ok()) return kept.status();
  AddFound(std::move(kept->record), page, size);
  return absl::OkStatus();
}

absl::Status AddPositionInRow(Connection& connection, int64_t row, bool with_texts,
                              PositionPage& page, PageSize& size) {
  Statement position = connection.Prepare(statements::kPositionInRow);
  position.BindInt(row);
  return MustBeFound(
      AddPart(connection, position, ReadPosition, with_texts, page.positions, page, size));
}

absl::Status AddEventInRow(Connection& connection, int64_t row, bool with_texts, EventPage& page,
                           PageSize& size) {
  Statement event = connection.Prepare(statements::kEventInRow);
  event.BindInt(row);
  return MustBeFound(AddPart(connection, event, ReadEvent, with_texts, page.events, page, size));
}

}  // namespace onrecord::query
