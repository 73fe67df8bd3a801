#include "query-service/archive/speaker_decisions.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_indexes.h"
#include "query-service/archive/change_log.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

std::string Name(std::string_view collection, std::string_view id) {
  return absl::StrCat(std::string(collection), "/", std::string(id));
}

absl::Status NoSuch(const std::string& name) {
  return rpc::WithReason(absl::NotFoundError(absl::StrCat("there is no ", name)),
                         "RESOURCE_NOT_FOUND", {{"resource", name}});
}

absl::Status Conflict(const std::string& message,
                      const std::map<std::string, std::string>& metadata) {
  return rpc::WithReason(absl::FailedPreconditionError(message), "SPEAKER_CONFLICT", metadata);
}

absl::Status MergedElsewhere(std::string_view id, const std::string& root_id) {
  const std::string speaker = Name("speakers", id);
  const std::string into = Name("speakers", root_id);
  return Conflict(absl::StrCat(speaker, " is merged into ", into),
                  {{"speaker", speaker}, {"merged_into", into}});
}

}  // namespace

absl::StatusOr<SpeakerDecisions::Identity> SpeakerDecisions::Find(std::string_view id) {
  Statement row = connection_.Prepare(statements::kIdentity);
  const absl::StatusOr<bool> found = row.BindText(id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return NoSuch(Name("speakers", id));
  return Identity{row.Int(0), row.Int(1), std::string(row.Text(2))};
}

absl::StatusOr<SpeakerDecisions::Identity> SpeakerDecisions::FindUnmerged(std::string_view id) {
  auto identity = Find(id);
  if (identity.ok() && identity->IsMerged()) return MergedElsewhere(id, identity->root_id);
  return identity;
}

absl::StatusOr<SpeakerRecord> SpeakerDecisions::Merge(std::string_view survivor_id,
                                                      const std::vector<std::string>& other_ids) {
  const auto survivor = FindUnmerged(survivor_id);
  if (!survivor.ok()) return survivor.status();
  std::vector<std::string> merged;
  for (const std::string& other_id : other_ids) {
    const absl::StatusOr<bool> is_new = MergeOne(*survivor, other_id);
    if (!is_new.ok()) return is_new.status();
    if (*is_new) merged.push_back(other_id);
  }
  if (merged.empty()) return Read(survivor->row);

  absl::Status done = CheckMergedCount(*survivor);
  if (done.ok()) done = ledger_.Recount(survivor->row);
  if (done.ok()) done = ledger_.Settle();
  if (done.ok()) done = Record(Change::Kind::kMerged, survivor_id, std::move(merged));
  if (!done.ok()) return done;
  return Read(survivor->row);
}

// Whether it was not merged into the survivor before.
absl::StatusOr<bool> SpeakerDecisions::MergeOne(const Identity& survivor,
                                                const std::string& other_id) {
  const auto other = Find(other_id);
  if (!other.ok()) return other.status();
  if (other->row == survivor.row) {
    return Conflict(absl::StrCat(Name("speakers", other_id), " cannot be merged into itself"),
                    {{"speaker", Name("speakers", other_id)}});
  }
  if (other->root == survivor.row) return false;
  if (other->IsMerged()) return MergedElsewhere(other_id, other->root_id);
  for (const char* sql : {statements::kMergeInto, statements::kMergeUnder}) {
    const absl::Status merged =
        connection_.Prepare(sql).BindInt(survivor.row).BindInt(other->row).Run();
    if (!merged.ok()) return merged;
  }
  return true;
}

absl::Status SpeakerDecisions::CheckMergedCount(const Identity& survivor) {
  Statement count = connection_.Prepare(statements::kCountMerged);
  const absl::StatusOr<bool> counted = count.BindInt(survivor.row).Step();
  if (!counted.ok()) return counted.status();
  if (count.Int(0) <= Archive::kMaxMerged) return absl::OkStatus();
  return Conflict(absl::StrCat("more than ", Archive::kMaxMerged, " speakers would be merged into ",
                               Name("speakers", survivor.root_id)),
                  {{"speaker", Name("speakers", survivor.root_id)}});
}

absl::StatusOr<SplitResult> SpeakerDecisions::TakeOut(std::string_view merged_id) {
  const auto merged = Find(merged_id);
  if (!merged.ok()) return merged.status();
  if (!merged->IsMerged()) {
    const std::string name = Name("speakers", merged_id);
    return Conflict(absl::StrCat(name, " is not merged into another speaker"), {{"speaker", name}});
  }
  const absl::Status taken =
      connection_.Prepare(statements::kTakeOut).BindInt(merged->row).BindInt(merged->root).Run();
  if (!taken.ok()) return taken;
  return FinishSplit(merged->root_id, merged->root, merged->row);
}

absl::StatusOr<SplitResult> SpeakerDecisions::SplitArticles(
    std::string_view speaker_id, const std::vector<std::string>& article_ids) {
  const auto speaker = FindUnmerged(speaker_id);
  if (!speaker.ok()) return speaker.status();
  const auto moves = PlanMoves(*speaker, speaker_id, article_ids);
  if (!moves.ok()) return moves.status();

  // All that is split off is one speaker, whichever identities it had.
  std::optional<int64_t> split;
  for (const auto& [from, articles] : *moves) {
    const absl::StatusOr<int64_t> part = SplitOff(from, articles);
    if (!part.ok()) return part.status();
    if (!split.has_value()) {
      split = *part;
      continue;
    }
    for (const char* sql : {statements::kMergeInto, statements::kMergeUnder}) {
      const absl::Status joined = connection_.Prepare(sql).BindInt(*split).BindInt(*part).Run();
      if (!joined.ok()) return joined;
    }
  }
  return FinishSplit(speaker_id, speaker->row, *split);
}

absl::StatusOr<SpeakerDecisions::Moves> SpeakerDecisions::PlanMoves(
    const Identity& speaker, std::string_view speaker_id,
    const std::vector<std::string>& article_ids) {
  const std::set<std::string> distinct(article_ids.begin(), article_ids.end());
  Moves moves;
  for (const std::string& article_id : distinct) {
    Statement article = connection_.Prepare(statements::kArticleRow);
    absl::StatusOr<bool> found = article.BindText(article_id).Step();
    if (!found.ok()) return found.status();
    if (!*found) return NoSuch(Name("articles", article_id));
    Statement identities = connection_.Prepare(statements::kIdentitiesInArticle);
    identities.BindInt(article.Int(0)).BindInt(speaker.row);
    found = identities.Step();
    if (found.ok() && !*found) {
      const std::string name = Name("articles", article_id);
      return Conflict(absl::StrCat(name, " does not speak of ", Name("speakers", speaker_id)),
                      {{"speaker", Name("speakers", speaker_id)}, {"article", name}});
    }
    for (; found.ok() && *found; found = identities.Step()) {
      moves[identities.Int(0)].emplace(article_id, article.Int(0));
    }
    if (!found.ok()) return found.status();
  }
  const absl::Status stays = CheckSomethingStays(speaker, distinct.size());
  if (!stays.ok()) return stays;
  return moves;
}

absl::Status SpeakerDecisions::CheckSomethingStays(const Identity& speaker, size_t articles) {
  Statement count = connection_.Prepare(statements::kCountArticlesOfSpeaker);
  const absl::StatusOr<bool> counted = count.BindInt(speaker.row).Step();
  if (!counted.ok()) return counted.status();
  if (count.Int(0) > static_cast<int64_t>(articles)) return absl::OkStatus();
  const std::string name = Name("speakers", speaker.root_id);
  return Conflict(absl::StrCat("these are all articles that speak of ", name,
                               "; at least one has to stay with it"),
                  {{"speaker", name}});
}

absl::StatusOr<int64_t> SpeakerDecisions::SplitOff(int64_t from,
                                                   const std::map<std::string, int64_t>& articles) {
  absl::StatusOr<int64_t> split;
  {
    Statement old = connection_.Prepare(statements::kIdentityInRow);
    const absl::StatusOr<bool> found = old.BindInt(from).Step();
    if (!found.ok()) return found.status();
    // New: what is said of an identity in an article is split off once.
    const std::string identity =
        absl::StrCat("split/", articles.begin()->first, "/", std::string(old.Text(0)));
    split =
        ledger_.Insert(std::string(old.Text(2)), static_cast<SpeakerType>(old.Int(1)), identity);
  }
  if (!split.ok()) return split;
  for (const auto& [article_id, article_row] : articles) {
    ArticleIndexes indexes(connection_);
    absl::Status moved = indexes.Remove(article_row);
    if (moved.ok()) moved = ledger_.Move(article_row, from, *split);
    if (moved.ok()) moved = indexes.Add(article_row);
    if (!moved.ok()) return moved;
    const absl::Status kept = connection_.Prepare(statements::kInsertSplitArticle)
                                  .BindText(article_id)
                                  .BindInt(from)
                                  .BindInt(*split)
                                  .Run();
    if (!kept.ok()) return kept;
  }
  return split;
}

absl::StatusOr<SpeakerRecord> SpeakerDecisions::Read(int64_t row) {
  Statement speaker = connection_.Prepare(statements::kSpeakerInRow);
  const absl::StatusOr<bool> found = speaker.BindInt(row).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("archive: a speaker is missing");
  return ReadSpeaker(connection_, speaker);
}

absl::Status SpeakerDecisions::Record(Change::Kind kind, std::string_view speaker_id,
                                      std::vector<std::string> others) {
  const absl::StatusOr<int64_t> revision = NextRevision(connection_);
  if (!revision.ok()) return revision.status();
  Change change;
  change.archive_revision = *revision;
  change.kind = kind;
  change.speaker_id = speaker_id;
  change.other_speaker_ids = std::move(others);
  const absl::Status next = BeginEdition(connection_);
  if (!next.ok()) return next;
  return RecordChange(connection_, change, now_);
}

absl::StatusOr<SplitResult> SpeakerDecisions::FinishSplit(std::string_view speaker_id,
                                                          int64_t speaker_row, int64_t split_row) {
  absl::Status done = ledger_.Recount(speaker_row);
  if (done.ok()) done = ledger_.Recount(split_row);
  if (!done.ok()) return done;
  auto speaker = Read(speaker_row);
  if (!speaker.ok()) return speaker.status();
  auto split = Read(split_row);
  if (!split.ok()) return split.status();
  done = Record(Change::Kind::kSplit, speaker_id, {split->id});
  if (done.ok()) done = ledger_.Settle();
  if (!done.ok()) return done;
  return SplitResult{*std::move(speaker), *std::move(split)};
}

}  // namespace onrecord::query
