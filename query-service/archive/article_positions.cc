#include "query-service/archive/article_positions.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "query-service/archive/byte_codec.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// The ids that `sql` finds of an article.
absl::StatusOr<std::set<std::string>> ReadIds(Connection& connection, std::string_view sql,
                                              std::string_view article_id) {
  std::set<std::string> ids;
  Statement rows = connection.Prepare(sql);
  rows.BindText(article_id);
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) ids.emplace(rows.Text(0));
  if (!more.ok()) return more.status();
  return ids;
}

// What is in `these` and not in `others`.
std::vector<std::string> Without(const std::set<std::string>& these,
                                 const std::set<std::string>& others) {
  std::vector<std::string> left;
  std::set_difference(these.begin(), these.end(), others.begin(), others.end(),
                      std::back_inserter(left));
  return left;
}

}  // namespace

absl::StatusOr<ArticlePositions> ReadArticlePositions(Connection& connection,
                                                      std::string_view article_id) {
  auto positions = ReadIds(connection, statements::kPositionIdsOfArticle, article_id);
  if (!positions.ok()) return positions.status();
  auto speakers = ReadIds(connection, statements::kTakersInArticle, article_id);
  if (!speakers.ok()) return speakers.status();
  return ArticlePositions{*std::move(positions), *std::move(speakers)};
}

PositionChanges ChangesOf(const ArticlePositions& before, const ArticlePositions& after) {
  PositionChanges changes;
  std::set_intersection(before.speakers.begin(), before.speakers.end(), after.speakers.begin(),
                        after.speakers.end(), std::back_inserter(changes.kept_speakers));
  changes.added_speakers = Without(after.speakers, before.speakers);
  changes.removed_speakers = Without(before.speakers, after.speakers);
  changes.added_positions = Without(after.positions, before.positions);
  changes.removed_positions = Without(before.positions, after.positions);
  return changes;
}

std::string EncodePositionChanges(const PositionChanges& changes) {
  ByteWriter writer;
  writer.Strings(changes.kept_speakers);
  writer.Strings(changes.added_speakers);
  writer.Strings(changes.removed_speakers);
  writer.Strings(changes.added_positions);
  writer.Strings(changes.removed_positions);
  return writer.bytes();
}

absl::StatusOr<PositionChanges> DecodePositionChanges(std::string_view bytes) {
  ByteReader reader(bytes);
  PositionChanges changes;
  changes.kept_speakers = reader.Strings();
  changes.added_speakers = reader.Strings();
  changes.removed_speakers = reader.Strings();
  changes.added_positions = reader.Strings();
  changes.removed_positions = reader.Strings();
  if (!reader.Finished()) return absl::DataLossError("archive: a change cannot be read");
  return changes;
}

}  // namespace onrecord::query
