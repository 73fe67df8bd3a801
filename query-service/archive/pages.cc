#include "query-service/archive/pages.h"

#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

int64_t BytesOf(const Span& span) { return span.end - span.begin; }

int64_t BytesOf(const std::string& string) { return static_cast<int64_t>(string.size()); }

int64_t BytesOf(const SpeakerRef& ref) { return BytesOf(ref.id) + BytesOf(ref.display_name); }

int64_t BytesOf(const Participant& participant) {
  return BytesOf(participant.speaker) + BytesOf(participant.span);
}

template <typename Part>
int64_t BytesOf(const std::vector<Part>& parts) {
  int64_t bytes = 0;
  for (const Part& part : parts) bytes += BytesOf(part);
  return bytes;
}

// Resource names of an article's positions or events.
int64_t BytesOfNames(const std::string& article_id, const std::vector<std::string>& ids) {
  const auto prefix = static_cast<int64_t>(article_id.size() + sizeof("articles//positions/"));
  return BytesOf(ids) + prefix * static_cast<int64_t>(ids.size());
}

}  // namespace

int64_t SentBytes(const ArticleRecord& article) {
  return BytesOf(article.text) + BytesOf(article.title) + BytesOf(article.uri) +
         BytesOf(article.authors);
}

int64_t SentBytes(const SpeakerRecord& speaker) {
  return BytesOf(speaker.display_name) + BytesOf(speaker.aliases) + BytesOf(speaker.roles) +
         BytesOf(speaker.merged_ids);
}

int64_t SentBytes(const PositionRecord& position) {
  return BytesOf(position.source) + BytesOf(position.cue) + BytesOf(position.content) +
         BytesOf(position.speakers) + BytesOf(position.addressees) + BytesOf(position.via) +
         BytesOf(position.mentions) + BytesOfNames(position.article_id, position.events);
}

int64_t SentBytes(const EventRecord& event) {
  return BytesOf(event.triggers) + BytesOf(event.actors) + BytesOf(event.recipients) +
         BytesOfNames(event.article_id, event.positions);
}

int64_t SentBytes(const WatchedChange& watched) {
  const Change& change = watched.change;
  int64_t bytes = BytesOf(change.other_speaker_ids);
  if (watched.article.has_value()) bytes += SentBytes(*watched.article);
  if (!change.positions.has_value()) return bytes;
  return bytes + BytesOf(change.positions->kept_speakers) +
         BytesOf(change.positions->added_speakers) + BytesOf(change.positions->removed_speakers) +
         BytesOfNames(change.article_id, change.positions->added_positions) +
         BytesOfNames(change.article_id, change.positions->removed_positions);
}

absl::StatusOr<int64_t> AddText(Connection& connection, const std::string& article_id,
                                ArticleTexts& texts) {
  const auto [entry, is_new] = texts.try_emplace(article_id);
  if (!is_new) return 0;
  Statement row = connection.Prepare(statements::kTextOfArticle);
  const absl::StatusOr<bool> found = row.BindText(article_id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("archive: an article is missing");
  entry->second = row.Text(0);
  return static_cast<int64_t>(entry->second.size());
}

absl::StatusOr<std::vector<ListKey>> ReadKeys(Connection& connection, const Selection& selection) {
  Statement rows = selection.Prepare(connection);
  std::vector<ListKey> keys;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) keys.push_back({rows.Int(0)});
  if (!more.ok()) return more.status();
  return keys;
}

}  // namespace onrecord::query
