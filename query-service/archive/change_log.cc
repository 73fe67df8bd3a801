#include "query-service/archive/change_log.h"

#include <string>

#include "query-service/archive/byte_codec.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

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
  const absl::Status recorded = connection.Prepare(statements::kInsertChange)
                                    .BindInt(change.archive_revision)
                                    .BindInt(static_cast<int64_t>(change.kind))
                                    .BindText(change.article_id)
                                    .BindInt(change.article_revision)
                                    .BindInt(absl::ToUnixMicros(now))
                                    .BindText(change.speaker_id)
                                    .BindBlob(other_speakers.bytes())
                                    .BindText(change.publisher)
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
  return change;
}

}  // namespace onrecord::query
