#include "query-service/archive/namesakes.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "query-service/archive/full_name.h"
#include "query-service/archive/identity.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// How much profiles must share where the names only resemble each other.
constexpr int kSharedForVariant = 2;

RoleProfile ProfileOf(const SpeakerRecord& speaker) {
  RoleProfile profile;
  for (const std::string& role : speaker.roles) profile.Add(role, speaker.display_name);
  return profile;
}

}  // namespace

absl::StatusOr<std::optional<int64_t>> Namesakes::Find(const SpeakerRecord& speaker) {
  const auto candidates = Candidates(speaker);
  if (!candidates.ok()) return candidates.status();
  if (candidates->empty()) return std::optional<int64_t>();
  // What somebody decided goes first.
  const auto split = SplitInArticle(*candidates);
  if (!split.ok() || split->has_value()) return split;

  std::map<int64_t, Known> known;  // by root
  for (const Candidate& candidate : *candidates) {
    Known& speaker_of_name = known[candidate.root];
    const auto rank = [](bool is_same_name, bool has_articles) {
      return 2 * is_same_name + has_articles;
    };
    if (speaker_of_name.row == 0 ||
        rank(candidate.is_same_name, candidate.has_articles) >
            rank(speaker_of_name.is_same_name, speaker_of_name.has_articles)) {
      speaker_of_name.row = candidate.row;
      speaker_of_name.is_same_name = candidate.is_same_name;
    }
    speaker_of_name.has_articles |= candidate.has_articles;
    speaker_of_name.is_split |= candidate.is_split;
  }
  return Choose(speaker, known);
}

absl::StatusOr<std::optional<int64_t>> Namesakes::Choose(const SpeakerRecord& speaker,
                                                         const std::map<int64_t, Known>& known) {
  const RoleProfile wanted = query::ProfileOf(speaker);
  const bool is_common = speaker.type == SpeakerType::kPerson && IsCommonName(speaker.display_name);
  std::optional<int64_t> unused;     // an identity of that name that no article has now
  std::optional<int64_t> supported;  // the one that shares most
  int most_shared = 0;
  std::optional<int64_t> unsettled;
  int of_same_name = 0;
  for (const auto& [root, namesake] : known) {
    if (!namesake.has_articles) {
      if (!unused && namesake.is_same_name && !namesake.is_split) unused = namesake.row;
      continue;
    }
    of_same_name += namesake.is_same_name;
    RoleProfile profile;
    if (!wanted.IsEmpty()) {
      auto read = ProfileOf(root, speaker.display_name);
      if (!read.ok()) return read.status();
      profile = *std::move(read);
    }
    const Comparison comparison = Compare(wanted, profile);
    if (comparison.likeness == Likeness::kSupported &&
        (namesake.is_same_name || comparison.shared >= kSharedForVariant)) {
      if (comparison.shared == most_shared) supported.reset();
      if (comparison.shared > most_shared) supported = namesake.row;
      most_shared = std::max(most_shared, comparison.shared);
    } else if (comparison.likeness == Likeness::kUnsettled && namesake.is_same_name &&
               (!is_common || wanted.IsEmpty() || profile.IsEmpty())) {
      unsettled = namesake.row;
    }
  }
  if (supported) return supported;
  if (unsettled && of_same_name == 1 && most_shared == 0) return unsettled;
  return unused;
}

absl::StatusOr<std::vector<Namesakes::Candidate>> Namesakes::Candidates(
    const SpeakerRecord& speaker) {
  std::vector<Candidate> candidates;
  std::set<int64_t> others;  // known by another initial, too
  Statement rows = connection_.Prepare(statements::kSpeakersOfNameKey);
  rows.BindText(NameKey(speaker.display_name, speaker.type));
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    const NameMatch match = MatchNames(speaker.display_name, rows.Text(2));
    if (match == NameMatch::kOther) others.insert(rows.Int(0));
    Candidate candidate;
    candidate.row = rows.Int(0);
    candidate.root = rows.Int(1);
    candidate.is_same_name = match == NameMatch::kSame;
    candidate.has_articles = rows.Int(3) != 0 || rows_in_article_.count(candidate.row) > 0;
    candidate.is_split = rows.Int(4) != 0;
    candidates.push_back(candidate);
  }
  if (!more.ok()) return more.status();
  candidates.erase(
      std::remove_if(candidates.begin(), candidates.end(),
                     [&](const Candidate& candidate) { return others.count(candidate.row) > 0; }),
      candidates.end());
  return candidates;
}

absl::StatusOr<std::optional<int64_t>> Namesakes::SplitInArticle(
    const std::vector<Candidate>& candidates) {
  for (const Candidate& candidate : candidates) {
    Statement split = connection_.Prepare(statements::kSplitOfArticle);
    const absl::StatusOr<bool> found = split.BindInt(candidate.row).BindText(article_id_).Step();
    if (!found.ok()) return found.status();
    if (*found) return std::optional<int64_t>(split.Int(0));
  }
  return std::optional<int64_t>();
}

absl::StatusOr<RoleProfile> Namesakes::ProfileOf(int64_t root, std::string_view name) {
  RoleProfile profile = learnt_[root];
  Statement roles = connection_.Prepare(statements::kFrequentRolesOfSpeaker);
  roles.BindInt(root);
  absl::StatusOr<bool> more = roles.Step();
  for (; more.ok() && *more; more = roles.Step()) profile.Add(roles.Text(0), name);
  if (!more.ok()) return more.status();
  return profile;
}

absl::StatusOr<std::string> Namesakes::NewIdentity(const SpeakerRecord& speaker) {
  const std::string name = NamedIdentity(speaker.display_name, speaker.type);
  std::string identity = name;
  for (int number = 1;; ++number) {
    const absl::StatusOr<bool> taken =
        connection_.Prepare(statements::kSpeakerOfIdentity).BindText(identity).Step();
    if (!taken.ok()) return taken.status();
    if (!*taken) return identity;
    identity = absl::StrCat("namesake/", article_id_, "/", number, "/", name);
  }
}

absl::Status Namesakes::Learn(const SpeakerRecord& speaker, int64_t row) {
  rows_in_article_.insert(row);
  Statement identity = connection_.Prepare(statements::kRootOfSpeaker);
  const absl::StatusOr<bool> found = identity.BindInt(row).Step();
  if (!found.ok()) return found.status();
  learnt_[identity.Int(0)].Add(query::ProfileOf(speaker));
  return absl::OkStatus();
}

}  // namespace onrecord::query
