// The reading goes paragraph by paragraph. Running text is scanned for maximal capitalised
// sequences (Reach), which are then cut: titles off the front, common words off the beginning of a
// sentence. Paragraphs in headline case, where capitals tell nothing, are read last, against the
// names found in running text.

#include "ingest-service/entities/names.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/entities/name_edges.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestName = 12;    // words; longer capitalised sequences are cut
constexpr int kLongestAcronym = 5;  // letters; longer words in capitals are shouted

bool IsQuotationMark(const Word& word) {
  return word.Is("\"") || word.Is("“") || word.Is("”") || word.Is("''") || word.Is("``");
}

bool IsSuffix(std::string_view lower) {
  return lower == "jr." || lower == "jr" || lower == "sr." || lower == "ii" || lower == "iii" ||
         lower == "iv";
}

bool IsAcronym(std::string_view surface) {
  int upper = 0;
  for (const char c : surface) {
    if (c >= 'A' && c <= 'Z') {
      ++upper;
    } else if (c != '.' && c != '-' && !(c >= '0' && c <= '9')) {
      return false;
    }
  }
  return upper >= 2 && upper <= kLongestAcronym;
}

class NameReader {
 public:
  NameReader(const Document& document, const std::vector<Word>& words)
      : document_(document), words_(words) {
    for (const Word& word : words) {
      if (word.IsWord() && !word.capitalized) uncapitalized_.insert(word.lower);
    }
  }

  // The names that the network found, with what the rules know of titles and genders.
  std::vector<Name> Read(absl::Span<const NameMention> mentions) {
    for (const NameMention& mention : MendEdges(document_.text, words_, mentions))
      ReadMention(mention);
    SpellOutAcronyms();
    RememberNames();
    ReadRepetitions();
    return std::move(names_);
  }

  // The names that the rules alone find.
  std::vector<Name> Read() {
    std::vector<int> headlines;
    int begin = 0;
    for (const Span& paragraph : document_.paragraphs) {
      begin = FirstWordFrom(words_, paragraph.begin);
      const int end = FirstWordFrom(words_, paragraph.end);
      if (IsHeadline(begin, end)) {
        headlines.push_back(begin);
        headlines.push_back(end);
      } else {
        ReadRunningText(begin, end);
      }
    }
    DropUnconfirmed();
    SpellOutAcronyms();
    RememberNames();
    for (size_t i = 0; i + 1 < headlines.size(); i += 2)
      ReadHeadline(headlines[i], headlines[i + 1]);
    std::sort(names_.begin(), names_.end(),
              [](const Name& a, const Name& b) { return a.first < b.first; });
    return std::move(names_);
  }

 private:
  bool IsCapitalized(int i) const { return words_[i].IsWord() && words_[i].capitalized; }

  // Whether nearly all longer words are capitalised, so that capitals tell nothing.
  bool IsHeadline(int begin, int end) const {
    const bool one_sentence = begin < end && SentenceAt(document_, words_[begin].span.begin) ==
                                                 SentenceAt(document_, words_[end - 1].span.begin);
    if (!one_sentence) return false;
    int longer = 0;
    int capitalized = 0;
    for (int i = begin; i < end; ++i) {
      const bool counts = words_[i].IsWord() && words_[i].span.size() >= 4 &&
                          (!IsFunctionWord(words_[i].lower) || IsSpeechVerb(words_[i].lower));
      if (!counts) continue;
      ++longer;
      capitalized += words_[i].capitalized;
    }
    return longer >= 5 && end - begin <= 40 && capitalized * 10 >= longer * 9;
  }

  void ReadRunningText(int begin, int end) {
    bool sentence_begins = true;
    for (int i = begin; i < end;) {
      const Word& word = words_[i];
      if (!word.IsWord() && word.kind != WordKind::kNumber) {
        sentence_begins |= IsQuotationMark(word) || word.Is(".") || word.Is("?") || word.Is("!") ||
                           word.Is(":") || word.Is("•");
        ++i;
        continue;
      }
      if (!IsCapitalized(i) || IsFunctionWord(word.lower)) {
        sentence_begins = false;
        ++i;
        continue;
      }
      const int last = Reach(i, end);
      AddName(i, last, sentence_begins);
      sentence_begins = false;
      i = last;
    }
  }

  // The end of the capitalised sequence that begins at `first`.
  int Reach(int first, int end) const {
    const int limit = std::min(end, first + kLongestName);
    int last = first + 1;
    bool organization = false;
    bool complement = false;  // behind the "of" of "Department of ..."
    while (last < limit) {
      organization |= IsOrganizationWord(words_[last - 1].lower);
      int next = AfterConnector(last, limit, organization, complement);
      if (next == last) break;
      complement |= next - last > 1 && words_[last].IsWord();
      last = next;
    }
    return last;
  }

  // The end of one more name word after [.., at), with what connects it; `at` where the name ends.
  int AfterConnector(int at, int limit, bool organization, bool complement) const {
    const Word& word = words_[at];
    const auto named = [&](int i) {
      return i < limit && IsCapitalized(i) && !IsFunctionWord(words_[i].lower);
    };
    if (named(at)) return at + 1;
    if (word.Is(",") && at + 1 < limit &&
        (IsSuffix(words_[at + 1].lower) || words_[at + 1].lower == "inc.")) {
      return at + 2;
    }
    if (IsParticle(word.lower) && word.IsWord()) {
      for (int i = at + 1; i < std::min(limit, at + 3); ++i) {
        if (named(i)) return i + 1;
        if (!IsParticle(words_[i].lower)) break;
      }
      return at;
    }
    if (word.Is("&") && named(at + 1)) return at + 2;
    const bool nickname = IsQuotationMark(word) && at + 2 < limit && IsCapitalized(at + 1) &&
                          IsQuotationMark(words_[at + 2]) && named(at + 3) && !organization;
    if (nickname) return at + 4;
    const std::string& before = words_[at - 1].lower;
    const bool office = before == "secretary" || before == "minister";
    const bool binds =
        word.lower == "of" || (organization && (word.lower == "for" || word.lower == "on"));
    if (binds && (organization || office)) {
      int next = at + 1;
      while (next < limit && (words_[next].lower == "the" || words_[next].lower == "a")) ++next;
      return named(next) ? next + 1 : at;
    }
    const bool members =
        DescribeNoun(before).plural && (word.lower == "for" || word.lower == "against");
    if (members && named(at + 1) && words_[at - 1].capitalized) return at + 2;
    const bool joins = complement && organization && word.lower == "and" && named(at + 1) &&
                       !GivenNameGender(words_[at + 1].lower) && !IsTitle(words_[at + 1].lower);
    return joins ? at + 2 : at;
  }

  // Adds the name in [first, last), less titles; nothing where only an office or an adjective is
  // left.
  void AddName(int first, int last, bool sentence_begins) {
    if (sentence_begins && last - first > 1 && uncapitalized_.contains(words_[first].lower) &&
        !IsTitle(words_[first].lower) && !GivenNameGender(words_[first].lower) &&
        !IsOrganizationWord(words_[last - 1].lower)) {
      ++first;
      while (first < last && !IsCapitalized(first)) ++first;
    }
    const int begin = EndOfTitle(first, last);
    const bool addressed = begin > first && IsHonorific(words_[begin - 1].lower);
    if (begin >= last || (!addressed && IsOnlyOffice(begin, last))) return;
    Name name = NameFrom(first, begin, last);
    if (name.parts.empty()) return;
    name.type = begin > first ? SpeakerType::kPerson : TypeOf(name);
    TellGender(name);
    const bool alone = sentence_begins && last - first == 1;
    const bool telling = name.type == SpeakerType::kOrganization ||
                         name.type == SpeakerType::kGovernment || name.type == SpeakerType::kGroup;
    // "Bank executives": an organisation's word that is none of its names.
    const bool common =
        name.type == SpeakerType::kOrganization && uncapitalized_.contains(name.parts[0]);
    unconfirmed_.push_back(alone && (!telling || common));
    names_.push_back(std::move(name));
  }

  // The name in [begin, last) behind its titles in [first, begin); without a type.
  Name NameFrom(int first, int begin, int last) const {
    Name name;
    name.first = begin;
    name.last = last;
    name.span = {words_[begin].span.begin, words_[last - 1].span.end};
    for (int i = first; i < begin; ++i) {
      if (NounGender(words_[i].lower) != Gender::kUnknown) {
        name.gender = NounGender(words_[i].lower);
      }
    }
    int office = begin;
    while (office > first && IsHonorific(words_[office - 1].lower)) --office;
    if (office > first) name.title = {words_[first].span.begin, words_[office - 1].span.end};
    for (int i = begin; i < last; ++i) {
      const bool nickname = i > begin && IsQuotationMark(words_[i - 1]);
      if (words_[i].IsWord() && !nickname && !IsSuffix(words_[i].lower)) {
        name.parts.push_back(words_[i].lower);
      }
    }
    return name;
  }

  // A lone "Warren" is Elizabeth's surname as likely as a given name, so it tells nothing.
  static void TellGender(Name& name) {
    const bool open = name.type == SpeakerType::kPerson && name.gender == Gender::kUnknown;
    if (open && name.parts.size() > 1) {
      name.gender = GivenNameGender(name.parts[0]).value_or(Gender::kUnknown);
    }
  }

  // --- Names that a network found

  void ReadMention(const NameMention& mention) {
    int begin = FirstWordFrom(words_, mention.span.begin);
    int last = FirstWordFrom(words_, mention.span.end);
    const auto is_name = [this](int i) {
      return words_[i].IsWord() || words_[i].kind == WordKind::kNumber || words_[i].Is("@");
    };
    while (begin < last && !is_name(begin)) ++begin;
    while (begin < last && !is_name(last - 1)) --last;
    last = std::min(last, begin + kLongestName);
    if (begin < last && words_[begin].lower == "the") ++begin;
    if (begin >= last || (!names_.empty() && names_.back().last > begin)) return;
    int first = begin;
    if (mention.type == MentionType::kPerson) {
      begin = EndOfTitle(begin, last);
      first = BeginOfTitle(first, begin);
    }
    if (begin >= last || !NamesSomebody(mention.type, begin, last)) return;
    Name name = NameFrom(first, begin, last);
    if (name.parts.empty()) return;
    name.type = TypeOf(mention.type, name);
    TellGender(name);
    names_.push_back(std::move(name));
  }

  // "German" of "German voters" names nobody, nor do dates and amounts.
  bool NamesSomebody(MentionType type, int begin, int last) const {
    switch (type) {
      case MentionType::kPerson:
      case MentionType::kOrganization:
      case MentionType::kLocation:
      case MentionType::kFacility:
      case MentionType::kProduct:
      case MentionType::kMisc:
        return true;
      case MentionType::kNationality: {
        const std::string& lower = words_[last - 1].lower;
        return last - begin > 1 || IsPeople(lower) ||
               (Singular(lower) != lower && !IsDemonym(lower));
      }
      default:
        return false;
    }
  }

  // Where the capitalised office before the name at `begin` begins; `first` where there is none.
  int BeginOfTitle(int first, int begin) const {
    int earliest = first;
    while (earliest > 0 && begin - earliest < kLongestName && IsCapitalized(earliest - 1) &&
           !IsFunctionWord(words_[earliest - 1].lower) &&
           (names_.empty() || names_.back().type != SpeakerType::kPerson ||
            names_.back().last < earliest)) {
      --earliest;
    }
    return begin > earliest && IsTitle(words_[begin - 1].lower) ? earliest : first;
  }

  // What kind of entity has a name of `type`.
  SpeakerType TypeOf(MentionType type, const Name& name) const {
    std::string joined;
    for (const std::string& part : name.parts) joined += joined.empty() ? part : " " + part;
    if (type == MentionType::kPerson) return SpeakerType::kPerson;
    if (IsGovernmentName(joined)) return SpeakerType::kGovernment;
    switch (type) {
      case MentionType::kOrganization:
        return IsPeople(joined) ? SpeakerType::kGroup : SpeakerType::kOrganization;
      case MentionType::kNationality:
        return SpeakerType::kGroup;
      case MentionType::kLocation: {
        // "Phoenix says": who speaks is the city's government.
        const bool speaks =
            name.last < static_cast<int>(words_.size()) && IsSpeechVerb(words_[name.last].lower);
        return speaks ? SpeakerType::kGovernment : SpeakerType::kOther;
      }
      default:
        return SpeakerType::kOther;
    }
  }

  // Names that the network found in one place and overlooked in another.
  void ReadRepetitions() {
    const std::vector<Name> found = std::move(names_);
    names_.clear();
    int at = 0;
    for (const Name& name : found) {
      ReadKnown(at, name.first);
      names_.push_back(name);
      at = std::max(at, name.last);
    }
    ReadKnown(at, static_cast<int>(words_.size()));
  }

  void ReadKnown(int begin, int end) {
    for (int i = begin; i < end;) {
      const bool maybe = IsCapitalized(i) && !IsFunctionWord(words_[i].lower);
      const int last = maybe ? RepetitionEnd(i, end) : i;
      if (last > i) AddName(i, last, false);
      i = std::max(last, i + 1);
    }
  }

  // Where the name begins after its titles: behind the last title, or at a given name that follows
  // one.
  int EndOfTitle(int first, int last) const {
    bool titled = false;
    int after_title = first;
    if (IsOrganizationInFull(first, last)) return first;
    for (int i = first; i < last; ++i) {
      // "Mr. King" is no king.
      if (i > first && IsHonorific(words_[i - 1].lower) && !IsHonorific(words_[i].lower) &&
          i + 1 == last) {
        return i;
      }
      if (titled && GivenNameGender(words_[i].lower)) return i;
      if (IsTitle(words_[i].lower) && i + 1 < last && !IsConnected(i + 1)) {
        titled = true;
        after_title = i + 1;
      } else if (IsTitle(words_[i].lower)) {
        titled = true;
      }
    }
    return after_title;
  }

  // "Republican National Committee", "Chief Executives Association": what looks like a title
  // belongs to the name.
  bool IsOrganizationInFull(int first, int last) const {
    if (last - first < 3 || !IsOrganizationWord(words_[last - 1].lower)) return false;
    return std::none_of(words_.begin() + first, words_.begin() + last, [](const Word& word) {
      return GivenNameGender(word.lower).has_value() || IsHonorific(word.lower);
    });
  }

  // Whether word i is a connecting word: what follows belongs to what comes before.
  bool IsConnected(int i) const { return !words_[i].capitalized && !IsParticle(words_[i].lower); }

  bool IsOnlyOffice(int first, int last) const {
    for (int i = first; i < last; ++i) {
      const std::string& lower = words_[i].lower;
      const bool office = IsTitle(lower) || IsDemonym(lower) || lower == "of" || lower == "state" ||
                          lower == "vice" || lower == "former";
      if (!office) return false;
    }
    return !(last - first == 1 && IsPeople(words_[first].lower));
  }

  SpeakerType TypeOf(const Name& name) const {
    std::string joined;
    for (const std::string& part : name.parts) joined += joined.empty() ? part : " " + part;
    const std::string& last = name.parts.back();
    if (IsGovernmentName(joined)) return SpeakerType::kGovernment;
    if (IsPeople(last)) return SpeakerType::kGroup;
    const bool given = GivenNameGender(name.parts[0]).has_value();
    bool organization = IsOrganizationWord(last);
    for (size_t i = 1; i < name.parts.size() && !given; ++i) {
      organization |= IsOrganizationWord(name.parts[i]);
    }
    organization |= IsOrganizationWord(name.parts[0]) && name.parts.size() > 1;
    organization |= IsBusinessWord(last) && name.parts.size() > 1 && !given;
    if (organization) return SpeakerType::kOrganization;
    const bool acronym =
        IsAcronym(Surface(document_.text, name.span)) ||
        (name.parts.size() > 1 && !given && !name.parts[0].empty() && name.parts[0].back() != '.' &&
         IsAcronym(Surface(document_.text, words_[name.first].span)));
    if (acronym) return SpeakerType::kOrganization;
    if (name.parts.size() > 1 && IsPlaceWord(last)) return SpeakerType::kOther;
    const bool initial =
        name.parts.size() > 1 && name.parts[0].size() <= 4 && name.parts[0].back() == '.';
    if (given && name.parts.size() > 1) return SpeakerType::kPerson;
    if (initial && name.parts.size() <= 4) return SpeakerType::kPerson;
    return TypeByContext(name);
  }

  // For names that no lexicon knows: what the words around tell.
  SpeakerType TypeByContext(const Name& name) const {
    const std::string before = name.first > 0 ? words_[name.first - 1].lower : "";
    const std::string after =
        name.last < static_cast<int>(words_.size()) ? words_[name.last].lower : "";
    if (IsSpeechVerb(after)) {
      return before == "the" ? SpeakerType::kOrganization : SpeakerType::kPerson;
    }
    if (before == "in" || before == "at" || before == "near" || before == "from") {
      return SpeakerType::kOther;
    }
    if (before == "the")
      return name.parts.size() > 1 ? SpeakerType::kOrganization : SpeakerType::kOther;
    if (IsTitle(before)) return SpeakerType::kPerson;
    if (name.parts.size() > 1 && name.parts.size() <= 3) return SpeakerType::kPerson;
    return SpeakerType::kUnspecified;
  }

  // Drops single words that only the beginning of a sentence may have capitalised, unless they are
  // also part of a name elsewhere.
  void DropUnconfirmed() {
    absl::flat_hash_set<std::string> confirmed;
    for (size_t i = 0; i < names_.size(); ++i) {
      if (unconfirmed_[i]) continue;
      for (const std::string& part : names_[i].parts) confirmed.insert(part);
    }
    size_t kept = 0;
    for (size_t i = 0; i < names_.size(); ++i) {
      const std::string& word = names_[i].parts[0];
      const bool keep = !unconfirmed_[i] || confirmed.contains(word) ||
                        (!uncapitalized_.contains(word) && NameLike(names_[i]));
      if (!keep) continue;
      if (kept != i) names_[kept] = std::move(names_[i]);
      ++kept;
    }
    names_.resize(kept);
  }

  // Lengthens names before their acronym to all that it stands for: "Alliance to Reclaim Our
  // Schools (AROS)".
  void SpellOutAcronyms() {
    std::vector<Name> joined;
    for (Name& name : names_) {
      const int first = SpelledOutFrom(name);
      if (first >= 0) {
        while (!joined.empty() && joined.back().last > first) joined.pop_back();
        joined.push_back(OrganizationFrom(first, name.first - 1));
        name.type = SpeakerType::kOrganization;
      }
      joined.push_back(std::move(name));
    }
    names_ = std::move(joined);
  }

  // Where the words begin whose initials the acronym `name` in brackets is made of; -1 for none.
  int SpelledOutFrom(const Name& name) const {
    const std::string_view surface = Surface(document_.text, name.span);
    const bool bracketed = name.last - name.first == 1 && name.first > 1 &&
                           words_[name.first - 1].Is("(") &&
                           name.last < static_cast<int>(words_.size()) && words_[name.last].Is(")");
    if (!bracketed || !IsAcronym(surface)) return -1;
    size_t left = surface.size();
    for (int i = name.first - 2; i >= std::max(0, name.first - 2 - kLongestName); --i) {
      if (!words_[i].IsWord() && words_[i].kind != WordKind::kPossessive) return -1;
      if (!words_[i].capitalized) continue;
      if (document_.text[words_[i].span.begin] != surface[left - 1]) return -1;
      if (--left == 0) return i;
    }
    return -1;
  }

  Name OrganizationFrom(int first, int last) const {
    Name name;
    name.first = first;
    name.last = last;
    name.span = {words_[first].span.begin, words_[last - 1].span.end};
    name.type = SpeakerType::kOrganization;
    for (int i = first; i < last; ++i) {
      if (words_[i].IsWord()) name.parts.push_back(words_[i].lower);
    }
    return name;
  }

  // Whether a lone first word of a sentence speaks, or is a given name.
  bool NameLike(const Name& name) const {
    if (GivenNameGender(name.parts[0])) return true;
    const int after = name.last;
    if (after + 1 >= static_cast<int>(words_.size())) return false;
    const bool apposed = words_[after].Is(",") &&
                         (words_[after + 1].lower == "a" || words_[after + 1].lower == "the" ||
                          words_[after + 1].lower == "who");
    return (IsSpeechVerb(words_[after].lower) || apposed ||
            words_[after].kind == WordKind::kPossessive) &&
           !IsTitle(name.parts[0]) && DescribeNoun(name.parts[0]).type == SpeakerType::kOther &&
           Singular(name.parts[0]) == name.parts[0];
  }

  void RememberNames() {
    for (const Name& name : names_) {
      std::string joined;
      for (const std::string& part : name.parts) joined += joined.empty() ? part : " " + part;
      known_.insert(joined);
      if (name.type == SpeakerType::kPerson) known_.insert(name.parts.back());
    }
  }

  // Names of a headline: those that running text knows, the longest first, and given names with
  // what follows.
  void ReadHeadline(int begin, int end) {
    for (int i = begin; i < end;) {
      const int last = IsCapitalized(i) ? KnownNameEnd(i, end) : i;
      if (last == i) {
        ++i;
        continue;
      }
      AddName(i, last, false);
      i = last;
    }
  }

  // The end of the longest known name from `first` on; `first` where there is none.
  int RepetitionEnd(int first, int end) const {
    std::string joined;
    int known = first;
    for (int i = first; i < std::min(end, first + 6) && words_[i].IsWord(); ++i) {
      joined += joined.empty() ? words_[i].lower : " " + words_[i].lower;
      if (known_.contains(joined)) known = i + 1;
    }
    return known;
  }

  int KnownNameEnd(int first, int end) const {
    const int known = RepetitionEnd(first, end);
    if (known > first) return known;
    const bool fresh = GivenNameGender(words_[first].lower) && first + 1 < end &&
                       IsCapitalized(first + 1) && !IsFunctionWord(words_[first + 1].lower);
    if (fresh) return first + 2;
    const bool telling = IsGovernmentName(words_[first].lower) || IsPeople(words_[first].lower);
    return telling ? first + 1 : first;
  }

  const Document& document_;
  const std::vector<Word>& words_;
  absl::flat_hash_set<std::string> uncapitalized_;  // words that also occur in lower case
  std::vector<Name> names_;
  std::vector<bool> unconfirmed_;  // for names_ of running text
  absl::flat_hash_set<std::string> known_;
};

}  // namespace

std::vector<Name> FindNames(const Document& document, const std::vector<Word>& words,
                            absl::Span<const NameMention> mentions) {
  NameReader reader(document, words);
  return mentions.empty() ? reader.Read() : reader.Read(mentions);
}

}  // namespace onrecord::ingest
