#include "query-service/archive/change_log.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_positions.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

template <typename Value>
bool IsAsked(const std::set<Value>& asked, const Value& value) {
  return asked.empty() || asked.count(value) > 0;
}

// Whether the change may have to do with one of `speakers`.
bool IsAbout(const std::set<std::string>& speakers, const Change& change) {
  const auto has_any = [&](const std::vector<std::string>& ids) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](const std::string& id) { return speakers.count(id) > 0; });
  };
  if (change.article_id.empty()) {
    return speakers.count(change.speaker_id) > 0 || has_any(change.other_speaker_ids);
  }
  if (!change.positions.has_value()) return true;
  return has_any(change.positions->kept_speakers) || has_any(change.positions->added_speakers) ||
         has_any(change.positions->removed_speakers);
}

}  // namespace

absl::StatusOr<int64_t> NextRevision(Connection& connection) {
  const absl::StatusOr<int64_t> revision = connection.ReadInt(statements::kRevision);
  if (!revision.ok()) return revision.status();
  return *revision + 1;
}

absl::Status BeginEdition(Connection& connection) {
  return connection.Prepare(statements::kNextEdition).Run();
}

absl::Status RecordChange(Connection& connection, const Change& change, absl::Time now) {
  ByteWriter other_speakers;
  if (!change.other_speaker_ids.empty()) other_speakers.Strings(change.other_speaker_ids);
  std::string positions;
  if (change.positions.has_value()) positions = EncodePositionChanges(*change.positions);
  const absl::Status recorded = connection.Prepare(statements::kInsertChange)
                                    .BindInt(change.archive_revision)
                                    .BindInt(static_cast<int64_t>(change.kind))
                                    .BindText(change.article_id)
                                    .BindInt(change.article_revision)
                                    .BindInt(absl::ToUnixMicros(now))
                                    .BindText(change.speaker_id)
                                    .BindBlob(other_speakers.bytes())
                                    .BindText(change.publisher)
                                    .BindBlob(positions)
                                    .Run();
  if (!recorded.ok()) return recorded;
  return connection.Prepare(statements::kSetRevision).BindInt(change.archive_revision).Run();
}

absl::StatusOr<Change> ReadChange(const Statement& row) {
  Change change;
  change.archive_revision = row.Int(0);
  change.kind = static_cast<Change::Kind>(row.Int(1));
  change.article_id = row.Text(2);
  change.article_revision = static_cast<int32_t>(row.Int(3));
  change.speaker_id = row.Text(4);
  change.publisher = row.Text(6);
  if (!row.Text(5).empty()) {
    ByteReader other_speakers(row.Text(5));
    change.other_speaker_ids = other_speakers.Strings();
    if (!other_speakers.Finished()) {
      return absl::DataLossError("archive: a change cannot be read");
    }
  }
  if (!row.Text(7).empty()) {
    auto positions = DecodePositionChanges(row.Text(7));
    if (!positions.ok()) return positions.status();
    change.positions = *std::move(positions);
  }
  return change;
}

absl::StatusOr<ChangeFilter> WithAllIdentities(Connection& connection, const ChangeFilter& filter) {
  ChangeFilter all = filter;
  for (const std::string& speaker : filter.speakers) {
    Statement identities = connection.Prepare(statements::kIdentityIdsOfSpeaker);
    identities.BindText(speaker);
    absl::StatusOr<bool> more = identities.Step();
    for (; more.ok() && *more; more = identities.Step()) all.speakers.emplace(identities.Text(0));
    if (!more.ok()) return more.status();
  }
  return all;
}

bool Selects(const ChangeFilter& filter, const Change& change) {
  return IsAsked(filter.kinds, change.kind) && IsAsked(filter.articles, change.article_id) &&
         IsAsked(filter.publishers, change.publisher) &&
         (filter.speakers.empty() || IsAbout(filter.speakers, change));
}

absl::Status CheckKept(Connection& connection, int64_t revision) {
  const absl::StatusOr<int64_t> oldest = connection.ReadInt(statements::kOldestRevision);
  if (!oldest.ok()) return oldest.status();
  if (revision >= *oldest) return absl::OkStatus();
  return rpc::WithReason(
      absl::OutOfRangeError(absl::StrCat("changes up to revision ", *oldest,
                                         " are no longer kept; go on after revision ", *oldest,
                                         " or a later one, from a state that an export gives")),
      "REVISION_COMPACTED", {{"oldest_revision", absl::StrCat(*oldest)}});
}

absl::Status DropChangesUntil(Connection& connection, absl::Time time, int limit) {
  std::optional<int64_t> last;
  {
    Statement oldest = connection.Prepare(statements::kOldestChanges);
    oldest.BindInt(limit);
    absl::StatusOr<bool> more = oldest.Step();
    for (; more.ok() && *more; more = oldest.Step()) {
      if (oldest.Int(1) > absl::ToUnixMicros(time)) break;
      last = oldest.Int(0);
    }
    if (!more.ok()) return more.status();
  }
  if (!last.has_value()) return absl::OkStatus();
  return connection.Prepare(statements::kDropChanges).BindInt(*last).Run();
}

}  // namespace onrecord::query
