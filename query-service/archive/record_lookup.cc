#include "query-service/archive/record_lookup.h"

#include <utility>
#include <vector>

#include "query-service/archive/record_rows.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// A position or an event. `read` is ReadPosition or ReadEvent.
template <typename Record, typename Page>
absl::StatusOr<bool> AddPart(Connection& connection, std::string_view sql,
                             std::string_view article_id, std::string_view part_id,
                             absl::StatusOr<KeptRecord<Record>> (*read)(Connection&,
                                                                        const Statement&),
                             bool with_texts, std::vector<Record>& records, Page& page,
                             PageSize& size) {
  Statement row = connection.Prepare(sql);
  const absl::StatusOr<bool> found = row.BindText(article_id).BindText(part_id).Step();
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
  size.sent_bytes += SentBytes((*kept)->record);
  page.articles.push_back(std::move((*kept)->record));
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
  return AddPart(connection, statements::kPosition, article_id, position_id, ReadPosition,
                 with_texts, page.positions, page, size);
}

absl::StatusOr<bool> AddEvent(Connection& connection, std::string_view article_id,
                              std::string_view event_id, bool with_texts, EventPage& page,
                              PageSize& size) {
  return AddPart(connection, statements::kEvent, article_id, event_id, ReadEvent, with_texts,
                 page.events, page, size);
}

}  // namespace onrecord::query
