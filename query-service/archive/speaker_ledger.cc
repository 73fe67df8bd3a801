#include "query-service/archive/speaker_ledger.h"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "query-service/archive/change_log.h"
#include "query-service/archive/full_name.h"
#include "query-service/archive/identity.h"
#include "query-service/archive/record_rows.h"

namespace onrecord::query {
namespace {

// What an article says of one identity, names apart.
struct Share {
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

// Appends the names in `rows`: row, part and text.
absl::Status ReadNames(Statement& rows, std::vector<KeptName>& names) {
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    names.push_back({rows.Int(0), static_cast<NamePart>(rows.Int(1)), std::string(rows.Text(2))});
  }
  return more.status();
}

}  // namespace

absl::Status SpeakerLedger::Touch(int64_t article_row) {
  Statement identities = connection_.Prepare(statements::kIdentitiesOfArticle);
  identities.BindInt(article_row);
  absl::StatusOr<bool> more = identities.Step();
  for (; more.ok() && *more; more = identities.Step()) touched_.insert(identities.Int(0));
  return more.status();
}

absl::Status SpeakerLedger::CountArticle(int64_t article_row, int sign) {
  const absl::Status touched = Touch(article_row);
  if (!touched.ok()) return touched;
  Statement figures = connection_.Prepare(statements::kFiguresOfArticle);
  figures.BindInt(article_row);
  absl::StatusOr<bool> more = figures.Step();
  for (; more.ok() && *more; more = figures.Step()) {
    touched_.insert(figures.Int(0));
    const absl::Status counted = connection_.Prepare(statements::kAddToSpeaker)
                                     .BindInt(sign * figures.Int(1))
                                     .BindInt(sign * figures.Int(2))
                                     .BindInt(figures.Int(0))
                                     .Run();
    if (!counted.ok()) return counted;
  }
  return more.status();
}

absl::Status SpeakerLedger::Remove(int64_t article_row) {
  const absl::Status counted = CountArticle(article_row, -1);
  if (!counted.ok()) return counted;
  return connection_.Prepare(statements::kCountArticleNames).BindInt(-1).BindInt(article_row).Run();
}

absl::StatusOr<SpeakerRows> SpeakerLedger::Resolve(std::string_view article_id,
                                                   const ReadAnalysis& analysis) {
  SpeakerRows rows;
  Namesakes namesakes(connection_, article_id);
  std::map<std::string, int> occurrences;
  for (const LocalSpeaker& local : analysis.speakers) {
    const SpeakerRecord& speaker = local.speaker;
    absl::StatusOr<int64_t> row;
    if (!local.identity.empty()) {
      row = FindOrInsert(speaker, local.identity);
    } else if (IsFullName(speaker.display_name, speaker.type)) {
      row = FindNamesake(namesakes, speaker);
    } else {
      int& occurrence = occurrences[NamedIdentity(speaker.display_name, speaker.type)];
      row = FindOrInsert(
          speaker, ArticleIdentity(speaker.display_name, speaker.type, article_id, occurrence++));
    }
    if (row.ok()) row = FollowSplits(*row, article_id);
    if (!row.ok()) return row.status();
    if (!rows.emplace(local.id, *row).second) {
      return absl::InvalidArgumentError(absl::StrCat("two speakers have the id ", local.id));
    }
    const absl::Status learnt = namesakes.Learn(speaker, *row);
    if (!learnt.ok()) return learnt;
  }
  return rows;
}

absl::StatusOr<int64_t> SpeakerLedger::FindNamesake(Namesakes& namesakes,
                                                    const SpeakerRecord& speaker) {
  const auto found = namesakes.Find(speaker);
  if (!found.ok()) return found.status();
  if (found->has_value()) return **found;
  const auto identity = namesakes.NewIdentity(speaker);
  if (!identity.ok()) return identity.status();
  return Insert(speaker.display_name, speaker.type, *identity);
}

absl::StatusOr<int64_t> SpeakerLedger::FindOrInsert(const SpeakerRecord& speaker,
                                                    const std::string& identity) {
  {
    Statement known = connection_.Prepare(statements::kSpeakerOfIdentity);
    const absl::StatusOr<bool> found = known.BindText(identity).Step();
    if (!found.ok()) return found.status();
    if (*found) return known.Int(0);
  }
  return Insert(speaker.display_name, speaker.type, identity, speaker.id);
}

absl::StatusOr<int64_t> SpeakerLedger::FollowSplits(int64_t speaker_row,
                                                    std::string_view article_id) {
  for (;;) {
    Statement split = connection_.Prepare(statements::kSplitOfArticle);
    const absl::StatusOr<bool> found = split.BindInt(speaker_row).BindText(article_id).Step();
    if (!found.ok()) return found.status();
    if (!*found) return speaker_row;
    speaker_row = split.Int(0);
  }
}

absl::StatusOr<int64_t> SpeakerLedger::Insert(const std::string& display_name, SpeakerType type,
                                              const std::string& identity,
                                              const std::string& wanted_id) {
  const absl::StatusOr<std::string> id = FreeId(display_name, identity, wanted_id);
  if (!id.ok()) return id.status();
  Statement insert = connection_.Prepare(statements::kInsertSpeaker);
  insert.BindText(*id).BindText(identity).BindInt(static_cast<int64_t>(type));
  const bool is_known_by_name = IsFullName(display_name, type);
  insert.BindText(display_name).BindText(is_known_by_name ? NameKey(display_name, type) : "");
  const absl::Status inserted = insert.Run();
  if (!inserted.ok()) return inserted;
  const int64_t row = connection_.LastInsertedRow();
  touched_.insert(row);
  return row;
}

absl::StatusOr<std::string> SpeakerLedger::FreeId(const std::string& display_name,
                                                  const std::string& identity,
                                                  const std::string& wanted_id) {
  const std::string id =
      wanted_id.empty() ? SpeakerId(display_name, identity, kIdDigits) : wanted_id;
  Statement taken = connection_.Prepare(statements::kSpeakerIdTaken);
  const absl::StatusOr<bool> found = taken.BindText(id).Step();
  if (!found.ok()) return found.status();
  return *found ? SpeakerId(display_name, identity, kLongIdDigits) : id;
}

absl::Status SpeakerLedger::Add(int64_t article_row, const ReadAnalysis& analysis,
                                const SpeakerRows& rows) {
  for (const auto& [speaker_row, share] : SharesOf(analysis, rows)) {
    const absl::Status kept = connection_.Prepare(statements::kInsertArticleSpeaker)
                                  .BindInt(article_row)
                                  .BindInt(speaker_row)
                                  .BindInt(share.takes_part ? 1 : 0)
                                  .BindBlob(EncodeMentions(share.mentions))
                                  .Run();
    if (!kept.ok()) return kept;
  }
  const absl::Status counted = CountArticle(article_row, 1);
  if (!counted.ok()) return counted;
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
  const absl::Status inserted = bind(connection_.Prepare(statements::kInsertName)).Run();
  if (!inserted.ok()) return inserted;
  const int64_t row = connection_.LastInsertedRow();
  const char* const index =
      part == NamePart::kRole ? statements::kIndexRole : statements::kIndexName;
  const absl::Status indexed = connection_.Prepare(index).BindInt(row).BindText(text).Run();
  if (!indexed.ok()) return indexed;
  return row;
}

absl::Status SpeakerLedger::DropUnusedNames(int64_t speaker_row) {
  std::vector<KeptName> unused;
  {
    Statement rows = connection_.Prepare(statements::kUnusedNamesOfSpeaker);
    rows.BindInt(speaker_row);
    const absl::Status read = ReadNames(rows, unused);
    if (!read.ok()) return read;
  }
  for (const KeptName& name : unused) {
    const char* const unindex =
        name.part == NamePart::kRole ? statements::kUnindexRole : statements::kUnindexName;
    const absl::Status unindexed =
        connection_.Prepare(unindex).BindInt(name.row).BindText(name.text).Run();
    if (!unindexed.ok()) return unindexed;
    const absl::Status dropped =
        connection_.Prepare(statements::kDeleteName).BindInt(name.row).Run();
    if (!dropped.ok()) return dropped;
  }
  return absl::OkStatus();
}

absl::Status SpeakerLedger::Move(int64_t article_row, int64_t from, int64_t to) {
  touched_.insert({from, to});
  for (const char* sql : {statements::kMovePositionSpeakers, statements::kMoveParticipants,
                          statements::kMoveArticleSpeaker}) {
    const absl::Status moved =
        connection_.Prepare(sql).BindInt(article_row).BindInt(from).BindInt(to).Run();
    if (!moved.ok()) return moved;
  }
  std::vector<KeptName> names;
  {
    Statement rows = connection_.Prepare(statements::kNameRowsInArticle);
    rows.BindInt(article_row).BindInt(from);
    const absl::Status read = ReadNames(rows, names);
    if (!read.ok()) return read;
  }
  for (const KeptName& name : names) {
    const absl::Status moved = MoveName(article_row, name, to);
    if (!moved.ok()) return moved;
  }
  return DropUnusedNames(from);
}

absl::Status SpeakerLedger::MoveName(int64_t article_row, const KeptName& name, int64_t to) {
  const absl::StatusOr<int64_t> moved = FindOrInsertName(to, name.part, name.text);
  if (!moved.ok()) return moved.status();
  absl::Status done = connection_.Prepare(statements::kMoveArticleName)
                          .BindInt(article_row)
                          .BindInt(name.row)
                          .BindInt(*moved)
                          .Run();
  for (const auto& [row, articles] : {std::pair(name.row, -1), std::pair(*moved, 1)}) {
    if (!done.ok()) break;
    done = connection_.Prepare(statements::kAddToName).BindInt(articles).BindInt(row).Run();
  }
  return done;
}

absl::Status SpeakerLedger::Recount(int64_t speaker_row) {
  touched_.insert(speaker_row);
  const absl::Status counted =
      connection_.Prepare(statements::kCountAnew).BindInt(speaker_row).Run();
  if (!counted.ok()) return counted;
  return ChooseDisplayName(speaker_row);
}

absl::Status SpeakerLedger::ChooseDisplayName(int64_t speaker_row) {
  std::string name;
  {
    Statement other = connection_.Prepare(statements::kOtherDisplayName);
    const absl::StatusOr<bool> found = other.BindInt(speaker_row).Step();
    if (!found.ok() || !*found) return found.status();
    name = other.Text(0);
  }
  const absl::Status next = BeginEdition(connection_);
  if (!next.ok()) return next;
  return connection_.Prepare(statements::kSetDisplayName).BindText(name).BindInt(speaker_row).Run();
}

absl::Status SpeakerLedger::Settle() {
  for (const int64_t speaker_row : touched_) {
    absl::Status settled = DropUnusedNames(speaker_row);
    if (!settled.ok()) return settled;
    const absl::StatusOr<bool> has_article =
        connection_.Prepare(statements::kSpeakerHasArticle).BindInt(speaker_row).Step();
    if (!has_article.ok()) return has_article.status();
    if (!*has_article) {
      settled = connection_.Prepare(statements::kDropUnusedSpeaker).BindInt(speaker_row).Run();
      if (!settled.ok()) return settled;
    }
    settled = ChooseDisplayName(speaker_row);
    if (!settled.ok()) return settled;
  }
  touched_.clear();
  return absl::OkStatus();
}

}  // namespace onrecord::query
