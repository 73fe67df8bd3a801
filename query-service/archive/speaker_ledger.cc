#include "query-service/archive/speaker_ledger.h"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "query-service/archive/identity.h"
#include "query-service/archive/record_rows.h"

namespace onrecord::query {
namespace {

// What an article says of one speaker, names apart.
struct Share {
  int64_t position_count = 0;
  bool takes_part = false;
  std::vector<Mention> mentions;
};

std::map<int64_t, Share> SharesOf(const ReadAnalysis& analysis, const SpeakerRows& rows) {
  std::map<int64_t, Share> shares;
  for (const LocalSpeaker& local : analysis.speakers) {
    auto& mentions = shares[rows.find(local.id)->second].mentions;
    mentions.insert(mentions.end(), local.mentions.begin(), local.mentions.end());
  }
  const auto takes_part = [&](const SpeakerRef& ref) {
    shares[rows.find(ref.id)->second].takes_part = true;
  };
  for (const PositionRecord& position : analysis.positions) {
    std::set<int64_t> speakers;
    for (const SpeakerRef& ref : position.speakers) speakers.insert(rows.find(ref.id)->second);
    for (const int64_t row : speakers) ++shares[row].position_count;
    for (const auto* refs : {&position.speakers, &position.addressees, &position.via}) {
      for (const SpeakerRef& ref : *refs) takes_part(ref);
    }
  }
  for (const EventRecord& event : analysis.events) {
    for (const Participant& actor : event.actors) takes_part(actor.speaker);
    for (const Participant& recipient : event.recipients) takes_part(recipient.speaker);
  }
  return shares;
}

}  // namespace

absl::Status SpeakerLedger::AddToSpeaker(int64_t speaker_row, int64_t positions, int64_t articles) {
  touched_.insert(speaker_row);
  return connection_.Prepare(statements::kAddToSpeaker)
      .BindInt(positions)
      .BindInt(articles)
      .BindInt(speaker_row)
      .Run();
}

absl::Status SpeakerLedger::Remove(int64_t article_row) {
  Statement shares = connection_.Prepare(statements::kSpeakersOfArticle);
  shares.BindInt(article_row);
  absl::StatusOr<bool> more = shares.Step();
  for (; more.ok() && *more; more = shares.Step()) {
    const absl::Status taken = AddToSpeaker(shares.Int(0), -shares.Int(1), -shares.Int(2));
    if (!taken.ok()) return taken;
  }
  if (!more.ok()) return more.status();
  return connection_.Prepare(statements::kCountArticleNames).BindInt(-1).BindInt(article_row).Run();
}

absl::StatusOr<SpeakerRows> SpeakerLedger::Resolve(std::string_view article_id,
                                                   const ReadAnalysis& analysis) {
  SpeakerRows rows;
  std::map<std::pair<SpeakerType, std::string>, int> occurrences;
  for (const LocalSpeaker& local : analysis.speakers) {
    const SpeakerRecord& speaker = local.speaker;
    int& occurrence = occurrences[{speaker.type, NormalizedName(speaker.display_name)}];
    const std::string decided =
        SpeakerIdentity(speaker.display_name, speaker.type, article_id, occurrence++);
    const auto row = FindOrInsert(speaker, local.identity.empty() ? decided : local.identity);
    if (!row.ok()) return row.status();
    if (!rows.emplace(local.id, *row).second) {
      return absl::InvalidArgumentError(absl::StrCat("two speakers have the id ", local.id));
    }
  }
  return rows;
}

absl::StatusOr<int64_t> SpeakerLedger::FindOrInsert(const SpeakerRecord& speaker,
                                                    const std::string& identity) {
  {
    Statement known = connection_.Prepare(statements::kSpeakerOfIdentity);
    const absl::StatusOr<bool> found = known.BindText(identity).Step();
    if (!found.ok()) return found.status();
    if (*found) return known.Int(0);
  }
  const absl::StatusOr<std::string> id = FreeId(speaker, identity);
  if (!id.ok()) return id.status();
  Statement insert = connection_.Prepare(statements::kInsertSpeaker);
  insert.BindText(*id).BindText(identity).BindInt(static_cast<int64_t>(speaker.type));
  const absl::StatusOr<bool> inserted = insert.BindText(speaker.display_name).Step();
  if (!inserted.ok()) return inserted.status();
  return insert.Int(0);
}

absl::StatusOr<std::string> SpeakerLedger::FreeId(const SpeakerRecord& speaker,
                                                  const std::string& identity) {
  const std::string id =
      speaker.id.empty() ? SpeakerId(speaker.display_name, identity, kIdDigits) : speaker.id;
  Statement taken = connection_.Prepare(statements::kSpeakerIdTaken);
  const absl::StatusOr<bool> found = taken.BindText(id).Step();
  if (!found.ok()) return found.status();
  return *found ? SpeakerId(speaker.display_name, identity, kLongIdDigits) : id;
}

absl::Status SpeakerLedger::Add(int64_t article_row, const ReadAnalysis& analysis,
                                const SpeakerRows& rows) {
  for (const auto& [speaker_row, share] : SharesOf(analysis, rows)) {
    const absl::Status added =
        AddToSpeaker(speaker_row, share.position_count, share.takes_part ? 1 : 0);
    if (!added.ok()) return added;
    const absl::Status kept = connection_.Prepare(statements::kInsertArticleSpeaker)
                                  .BindInt(article_row)
                                  .BindInt(speaker_row)
                                  .BindInt(share.position_count)
                                  .BindInt(share.takes_part ? 1 : 0)
                                  .BindBlob(EncodeMentions(share.mentions))
                                  .Run();
    if (!kept.ok()) return kept;
  }
  return AddNames(article_row, analysis, rows);
}

absl::Status SpeakerLedger::AddNames(int64_t article_row, const ReadAnalysis& analysis,
                                     const SpeakerRows& rows) {
  std::set<std::tuple<int64_t, NamePart, std::string>> names;
  for (const LocalSpeaker& local : analysis.speakers) {
    const int64_t row = rows.find(local.id)->second;
    names.emplace(row, NamePart::kDisplayName, local.speaker.display_name);
    for (const std::string& alias : local.speaker.aliases) {
      names.emplace(row, NamePart::kAlias, alias);
    }
    for (const std::string& role : local.speaker.roles) names.emplace(row, NamePart::kRole, role);
  }
  for (const auto& [speaker_row, part, text] : names) {
    const absl::StatusOr<int64_t> name = FindOrInsertName(speaker_row, part, text);
    if (!name.ok()) return name.status();
    const absl::Status kept = connection_.Prepare(statements::kInsertArticleName)
                                  .BindInt(article_row)
                                  .BindInt(*name)
                                  .Run();
    if (!kept.ok()) return kept;
  }
  return connection_.Prepare(statements::kCountArticleNames).BindInt(1).BindInt(article_row).Run();
}

absl::StatusOr<int64_t> SpeakerLedger::FindOrInsertName(int64_t speaker_row, NamePart part,
                                                        std::string_view text) {
  const auto bind = [&](Statement statement) {
    statement.BindInt(speaker_row).BindInt(static_cast<int64_t>(part)).BindText(text);
    return statement;
  };
  {
    Statement known = bind(connection_.Prepare(statements::kNameOfSpeaker));
    const absl::StatusOr<bool> found = known.Step();
    if (!found.ok()) return found.status();
    if (*found) return known.Int(0);
  }
  Statement insert = bind(connection_.Prepare(statements::kInsertName));
  const absl::StatusOr<bool> inserted = insert.Step();
  if (!inserted.ok()) return inserted.status();
  const int64_t row = insert.Int(0);
  if (part == NamePart::kRole) return row;
  const absl::Status indexed =
      connection_.Prepare(statements::kIndexName).BindInt(row).BindText(text).Run();
  if (!indexed.ok()) return indexed;
  return row;
}

absl::Status SpeakerLedger::DropUnusedNames(int64_t speaker_row) {
  std::vector<std::tuple<int64_t, NamePart, std::string>> unused;
  {
    Statement rows = connection_.Prepare(statements::kUnusedNamesOfSpeaker);
    rows.BindInt(speaker_row);
    absl::StatusOr<bool> more = rows.Step();
    for (; more.ok() && *more; more = rows.Step()) {
      unused.emplace_back(rows.Int(0), static_cast<NamePart>(rows.Int(1)), rows.Text(2));
    }
    if (!more.ok()) return more.status();
  }
  for (const auto& [row, part, text] : unused) {
    if (part != NamePart::kRole) {
      const absl::Status unindexed =
          connection_.Prepare(statements::kUnindexName).BindInt(row).BindText(text).Run();
      if (!unindexed.ok()) return unindexed;
    }
    const absl::Status dropped = connection_.Prepare(statements::kDeleteName).BindInt(row).Run();
    if (!dropped.ok()) return dropped;
  }
  return absl::OkStatus();
}

absl::Status SpeakerLedger::Settle() {
  for (const int64_t speaker_row : touched_) {
    const absl::Status dropped = DropUnusedNames(speaker_row);
    if (!dropped.ok()) return dropped;
    const absl::StatusOr<bool> has_article =
        connection_.Prepare(statements::kSpeakerHasArticle).BindInt(speaker_row).Step();
    if (!has_article.ok()) return has_article.status();
    const absl::Status settled =
        connection_
            .Prepare(*has_article ? statements::kChooseDisplayName : statements::kDeleteSpeaker)
            .BindInt(speaker_row)
            .Run();
    if (!settled.ok()) return settled;
  }
  touched_.clear();
  return absl::OkStatus();
}

}  // namespace onrecord::query
