#include "query-service/archive/article_reader.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// Fills what the article calls the speaker in `row`; returns the display names after the first.
absl::StatusOr<std::vector<std::string>> ReadNames(Connection& connection, int64_t article_row,
                                                   int64_t row, SpeakerRecord& speaker) {
  std::vector<std::string> display_names;
  Statement names = connection.Prepare(statements::kNamesInArticle);
  names.BindInt(article_row).BindInt(row);
  absl::StatusOr<bool> more = names.Step();
  for (; more.ok() && *more; more = names.Step()) {
    const auto part = static_cast<NamePart>(names.Int(0));
    auto& list = part == NamePart::kDisplayName ? display_names
                 : part == NamePart::kAlias     ? speaker.aliases
                                                : speaker.roles;
    list.emplace_back(names.Text(1));
  }
  if (!more.ok()) return more.status();
  if (display_names.empty()) return absl::DataLossError("archive: a speaker has no name");
  speaker.display_name = display_names.front();
  display_names.erase(display_names.begin());
  return display_names;
}

// Where the article first mentions the speaker; beyond every text where it never does.
int32_t FirstMention(const LocalSpeaker& local) {
  int32_t first = INT32_MAX;
  for (const Mention& mention : local.mentions) first = std::min(first, mention.span.begin);
  return first;
}

// The speaker of the current row, once for each display name.
absl::Status AddSpeaker(Connection& connection, int64_t article_row, const Statement& row,
                        std::vector<LocalSpeaker>& speakers) {
  LocalSpeaker local;
  local.speaker.id = row.Text(1);
  local.identity = row.Text(2);
  local.speaker.type = static_cast<SpeakerType>(row.Int(3));
  local.merged_into = row.Text(5);
  auto mentions = DecodeMentions(row.Text(4));
  if (!mentions.ok()) return mentions.status();
  local.mentions = *std::move(mentions);
  const auto others = ReadNames(connection, article_row, row.Int(0), local.speaker);
  if (!others.ok()) return others.status();

  LocalSpeaker again;
  again.identity = local.identity;
  again.merged_into = local.merged_into;
  again.speaker.id = local.speaker.id;
  again.speaker.type = local.speaker.type;
  speakers.push_back(std::move(local));
  for (const std::string& name : *others) {
    again.speaker.display_name = name;
    speakers.push_back(again);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<LocalSpeaker>> ReadSpeakers(Connection& connection,
                                                       int64_t article_row) {
  std::vector<LocalSpeaker> speakers;
  Statement rows = connection.Prepare(statements::kSpeakersInArticle);
  rows.BindInt(article_row);
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    const absl::Status added = AddSpeaker(connection, article_row, rows, speakers);
    if (!added.ok()) return added;
  }
  if (!more.ok()) return more.status();
  // Stable, since only the first entry of a speaker has its mentions.
  std::map<std::string, int32_t> first_mentions;
  for (const LocalSpeaker& local : speakers) {
    first_mentions.try_emplace(local.speaker.id, FirstMention(local));
  }
  std::stable_sort(speakers.begin(), speakers.end(),
                   [&](const LocalSpeaker& a, const LocalSpeaker& b) {
                     return std::tie(first_mentions[a.speaker.id], a.speaker.id) <
                            std::tie(first_mentions[b.speaker.id], b.speaker.id);
                   });
  for (size_t i = 0; i < speakers.size(); ++i) speakers[i].id = absl::StrCat("s", i + 1);
  return speakers;
}

// All records that `sql` gives for an article. `read` is ReadCommittedPosition or
// ReadCommittedEvent.
template <typename Record>
absl::StatusOr<std::vector<Record>> ReadParts(
    Connection& connection, std::string_view sql, int64_t article_row,
    absl::StatusOr<KeptRecord<Record>> (*read)(Connection&, const Statement&)) {
  std::vector<Record> records;
  Statement rows = connection.Prepare(sql);
  rows.BindInt(article_row);
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    auto kept = read(connection, rows);
    if (!kept.ok()) return kept.status();
    records.push_back(std::move(kept->record));
  }
  if (!more.ok()) return more.status();
  return records;
}

}  // namespace

absl::StatusOr<ArticleRecords> ReadRecords(Connection& connection, KeptRecord<ArticleRecord> kept) {
  ArticleRecords records;
  records.article = std::move(kept.record);
  auto speakers = ReadSpeakers(connection, kept.row);
  if (!speakers.ok()) return speakers.status();
  records.speakers = *std::move(speakers);
  auto positions =
      ReadParts(connection, statements::kPositionsOfArticle, kept.row, ReadCommittedPosition);
  if (!positions.ok()) return positions.status();
  records.positions = *std::move(positions);
  auto events = ReadParts(connection, statements::kEventsOfArticle, kept.row, ReadCommittedEvent);
  if (!events.ok()) return events.status();
  records.events = *std::move(events);
  return records;
}

ReadAnalysis ToAnalysis(ArticleRecords records) {
  std::map<std::string, std::string> local_ids;
  for (const LocalSpeaker& local : records.speakers) {
    local_ids.try_emplace(local.speaker.id, local.id);
  }
  ReadAnalysis analysis;
  analysis.model_version = std::move(records.article.model_version);
  analysis.speakers = std::move(records.speakers);
  analysis.positions = std::move(records.positions);
  analysis.events = std::move(records.events);
  for (PositionRecord& position : analysis.positions) {
    for (auto* refs : {&position.speakers, &position.addressees, &position.via}) {
      for (SpeakerRef& ref : *refs) ref.id = local_ids[ref.id];
    }
  }
  for (EventRecord& event : analysis.events) {
    for (auto* participants : {&event.actors, &event.recipients}) {
      for (Participant& participant : *participants) {
        participant.speaker.id = local_ids[participant.speaker.id];
      }
    }
  }
  return analysis;
}

}  // namespace onrecord::query
