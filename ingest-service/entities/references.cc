// A source is read from its front. Its first segment, up to a comma or a relative pronoun, is cut
// at "and" where both sides can stand alone; of each part the base, up to the first preposition,
// tells by its last word what it is: part of a name, a pronoun, or the head noun of a description.

#include "ingest-service/entities/references.h"

#include <algorithm>
#include <initializer_list>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/text/calendar_names.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestSource =
    100;  // words; what lies behind them tells nothing of who the source is

using WordSet = absl::flat_hash_set<std::string_view>;

bool IsPossessivePronoun(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"his", "her", "its", "their", "my", "our", "your", "whose"};
  return set->contains(lower);
}

bool IsPreposition(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "of",      "for",    "from",   "in",      "at",       "on",      "to",        "with",
      "by",      "about",  "close",  "near",    "around",   "between", "including", "among",
      "inside",  "within", "behind", "against", "like",     "during",  "after",     "before",
      "outside", "across", "over",   "under",   "familiar", "who",     "whom",      "which",
      "that",    "where",  "as",     "through", "into"};
  return set->contains(lower);
}

Determiner DeterminerOf(std::string_view lower) {
  static const WordSet* const definite =
      new WordSet{"the", "this", "that", "these", "those", "both", "such"};
  static const WordSet* const indefinite = new WordSet{
      "a",    "an",   "another", "some", "any",  "one",   "two",  "three", "four", "several",
      "many", "most", "few",     "no",   "each", "every", "five", "other", "all",  "more"};
  if (definite->contains(lower)) return Determiner::kDefinite;
  if (indefinite->contains(lower)) return Determiner::kIndefinite;
  return IsPossessivePronoun(lower) ? Determiner::kPossessive : Determiner::kNone;
}

// "they've" -> "they".
bool IsBetween(std::string_view lower, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), lower) != words.end();
}

bool EndsWith(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// "a number of", "46 percent of": the noun behind says who they are.
bool IsQuantity(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "number",    "group",     "groups", "handful",   "majority", "percent", "some",   "many",
      "most",      "several",   "few",    "all",       "none",     "one",     "dozens", "hundreds",
      "thousands", "millions",  "chorus", "series",    "range",    "array",   "half",   "minority",
      "crowd",     "coalition", "couple", "plurality", "lot",      "pair",    "ten",    "10"};
  return set->contains(lower);
}

// Words that tell a time at the end of a description: "released last month".
bool TellsTime(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"last",    "this",     "week",     "month",     "year",   "today", "yesterday",
                  "earlier", "recently", "released", "published", "issued", "early", "late"};
  return set->contains(lower) || IsWeekdayName(lower) || IsMonthName(lower);
}

std::string_view WithoutContraction(std::string_view lower) {
  return lower.substr(0, lower.find('\''));
}

class ReferenceReader {
 public:
  ReferenceReader(const std::vector<Word>& words, absl::Span<const NamedSpan> names, Span source)
      : words_(words), names_(names), first_(FirstWordFrom(words, source.begin)) {
    last_ = first_;
    while (last_ < Size() && last_ - first_ < kLongestSource &&
           words_[last_].span.begin < source.end)
      ++last_;
  }

  std::vector<Reference> Read() {
    while (first_ < last_ && !IsContent(first_)) ++first_;
    if (first_ == last_) return {};
    const int end = SegmentEnd(first_);
    ReadParts(first_, end);
    AddApposedName(end);
    AddExamples(end);
    return std::move(references_);
  }

 private:
  int Size() const { return static_cast<int>(words_.size()); }

  bool IsContent(int i) const { return words_[i].IsWord() || words_[i].kind == WordKind::kNumber; }

  // The name mention that word i belongs to; nullptr where there is none.
  const NamedSpan* NameAt(int i) const {
    const Span word = words_[i].span;
    auto after = std::upper_bound(
        names_.begin(), names_.end(), word.begin,
        [](int32_t offset, const NamedSpan& name) { return offset < name.span.begin; });
    if (after == names_.begin()) return nullptr;
    --after;
    return after->span.Contains(word) ? &*after : nullptr;
  }

  bool InsideSameName(int i, int j) const {
    const NamedSpan* name = NameAt(i);
    return name != nullptr && name == NameAt(j);
  }

  // The end of the segment: the first comma, bracket or relative pronoun outside names. A list "A,
  // B and C" of nothing but names is one segment.
  int SegmentEnd(int first) const {
    for (int i = first; i < last_; ++i) {
      if (i > first && i + 1 < last_ && InsideSameName(i - 1, i + 1)) continue;
      const std::string& lower = words_[i].lower;
      const bool mark = words_[i].kind == WordKind::kPunctuation && !words_[i].Is("&") &&
                        !words_[i].Is("-") && !words_[i].Is("\"") && !words_[i].Is("“") &&
                        !words_[i].Is("”") && !words_[i].Is(".") && !words_[i].Is("$") &&
                        !words_[i].Is("/") && !words_[i].Is("''");
      if (i > first && words_[i].Is("-") && words_[i - 1].Is("-")) return i - 1;
      if (mark && words_[i].Is(",") && ListGoesOn(i)) continue;
      const bool relative = i > first && (lower == "who" || lower == "whose" || lower == "which");
      if (mark || relative) return i;
    }
    return last_;
  }

  // Whether behind the comma at i a list of names goes on to an "and".
  bool ListGoesOn(int comma) const {
    if (comma == first_ || NameAt(comma - 1) == nullptr) return false;
    bool after_and = false;
    for (int i = comma + 1; i < last_; ++i) {
      if (words_[i].lower == "and") {
        after_and = true;
      } else if (!words_[i].Is(",") && NameAt(i) == nullptr && !IsTitle(words_[i].lower)) {
        return false;
      }
    }
    return after_and;
  }

  // Cuts [first, end) at "and" and reads each side.
  void ReadParts(int first, int end) {
    int begin = first;
    for (int i = first + 1; i + 1 < end; ++i) {
      const bool conjunction = words_[i].lower == "and" || words_[i].Is("&") || words_[i].Is(",");
      if (!conjunction || InsideSameName(i - 1, i + 1)) continue;
      if (i == begin) {
        ++begin;
        continue;
      }
      if (!StandAlone(begin, i, i + 1, end)) continue;
      ReadPart(begin, i);
      begin = i + 1;
    }
    ReadPart(begin, end);
  }

  // Whether the parts left and right of an "and" are two references: not "Donald and Ivana Trump's
  // lawyers" nor "the former senator and governor".
  bool StandAlone(int left, int left_end, int right, int right_end) const {
    for (int i = left; i < left_end; ++i) {
      if (IsPreposition(words_[i].lower)) return false;
    }
    const bool right_begins = NameAt(right) != nullptr || IsPronoun(words_[right].lower) ||
                              DeterminerOf(words_[right].lower) != Determiner::kNone ||
                              words_[right].lower == "&" || IsTitle(words_[right].lower);
    const bool one_office = NameAt(left_end - 1) == nullptr &&
                            DescribeNoun(words_[left_end - 1].lower).type == SpeakerType::kPerson &&
                            DeterminerOf(words_[right].lower) == Determiner::kNone &&
                            NameAt(BaseEnd(right, right_end) - 1) == nullptr;
    const bool plural_right = DescribeNoun(words_[BaseEnd(right, right_end) - 1].lower).plural;
    return (right_begins || plural_right) && !one_office;
  }

  // The end of the part's base, before the first preposition; at least one word.
  int BaseEnd(int first, int end) const {
    for (int i = first + 1; i < end; ++i) {
      if (InsideSameName(i - 1, i + 1 < Size() ? i + 1 : i)) continue;
      if (IsPreposition(words_[i].lower) || BeginsClause(i, end)) return i;
    }
    return end;
  }

  // Whether at i, behind a noun, a clause begins that says more of it: "the poll released Friday",
  // "everyone I spoke to".
  bool BeginsClause(int i, int end) const {
    const Word& word = words_[i];
    if (!word.IsWord()) return false;
    if (IsBetween(word.lower, {"i", "he", "she", "they", "we", "you"})) return true;
    const bool participle = EndsWith(word.lower, "ing") || EndsWith(word.lower, "ed") ||
                            IsBetween(word.lower, {"led", "taken", "made", "seen", "held"});
    if (!participle || word.capitalized || i + 1 >= end) return false;
    const NounDescription noun = DescribeNoun(words_[i - 1].lower);
    return noun.plural || noun.type != SpeakerType::kOther ||
           IsBetween(words_[i - 1].lower, {"poll", "study", "report", "database", "survey"});
  }

  void ReadPart(int first, int end) {
    while (first < end && !IsContent(first)) ++first;
    while (first + 1 < end && (words_[first].lower == "by" || words_[first].lower == "to" ||
                               words_[first].lower == "but" || words_[first].lower == "even" ||
                               words_[first].lower == "as" || words_[first].lower == "from")) {
      ++first;
    }
    int last = BaseEnd(first, end);
    while (last > first + 1 && (!IsContent(last - 1) || words_[last - 1].lower == "himself" ||
                                words_[last - 1].lower == "herself")) {
      --last;
    }
    if (first >= last || !IsContent(first)) return;
    Reference reference;
    const NamedSpan* name = NameAt(last - 1);
    const bool some_of_them = IsPeople(words_[last - 1].lower) && last + 1 < end;
    if (name != nullptr && !some_of_them) {
      reference.form = MentionForm::kName;
      reference.span = name->span;
      reference.entity = name->entity;
    } else if (last - first == 1 && IsPronoun(words_[first].lower)) {
      reference.form = MentionForm::kPronoun;
      reference.span = words_[first].span;
      reference.head = std::string(WithoutContraction(words_[first].lower));
    } else {
      Describe(first, last, end, reference);
    }
    references_.push_back(std::move(reference));
  }

  void Describe(int first, int last, int end, Reference& reference) const {
    reference.form = MentionForm::kNominal;
    // "one of the senators", "most voters in the north": what follows the base belongs to the
    // description.
    int span_end = end;
    for (int i = last; i < end; ++i) {
      // "the experts I interviewed" are the experts.
      if (IsBetween(words_[i].lower, {"i", "we"})) span_end = i;
    }
    span_end = WithoutTime(last, EndOfPhrase(last, span_end));
    reference.span = {words_[first].span.begin, words_[span_end - 1].span.end};
    reference.head = words_[last - 1].lower;
    reference.determiner = DeterminerOf(words_[first].lower);
    if (reference.determiner == Determiner::kPossessive) {
      reference.owner_pronoun = words_[first].lower;
      reference.owner_span = words_[first].span;
    }
    const bool drops = reference.determiner != Determiner::kNone &&
                       reference.determiner != Determiner::kIndefinite && last - first > 1;
    for (int i = drops ? first + 1 : first; i < span_end; ++i) {
      if (!IsContent(i)) continue;
      if (!reference.key.empty()) reference.key += ' ';
      reference.key += words_[i].lower;
    }
    const int modifiers = reference.determiner == Determiner::kNone ? first : first + 1;
    for (int i = modifiers; i + 1 < last; ++i) {
      if (IsContent(i)) reference.modifiers.push_back(words_[i].lower);
    }
    for (int i = first; i + 1 < last; ++i) {
      const NamedSpan* name = NameAt(i);
      if (name == nullptr) continue;
      reference.owner = name->entity;
      reference.owner_span = name->span;
      reference.owner_possesses = words_[i + 1].kind == WordKind::kPossessive;
    }
    ReadComplement(last, end, reference);
  }

  // Where what describes the base [.., last) ends: before a clause that says what they do. "Voters
  // of the north waiting in line" are voters of the north.
  int EndOfPhrase(int last, int end) const {
    for (int i = last; i + 1 < end; ++i) {
      const std::string& lower = words_[i].lower;
      if (IsBetween(lower, {"that", "which", "who", "whose", "whom", "where"})) return end;
      const bool acts = EndsWith(lower, "ing") && lower != "being";
      if (acts && words_[i].IsWord() && !words_[i].capitalized && IsNominal(i - 1)) return i;
    }
    return end;
  }

  // Whether word i may end a description that a participle follows: "voters waiting", not "for
  // waiting".
  bool IsNominal(int i) const {
    return IsContent(i) && !IsPreposition(words_[i].lower) && words_[i].lower != "and" &&
           words_[i].lower != "or" && DeterminerOf(words_[i].lower) == Determiner::kNone;
  }

  // Leaves a time at the end of [last, end) off: "last month", "in late August".
  int WithoutTime(int last, int end) const {
    int time = end;
    while (time > last && (!IsContent(time - 1) || TellsTime(words_[time - 1].lower))) --time;
    if (time == end || time == last || !IsBetween(words_[time - 1].lower, {"in", "on"}))
      return time;
    --time;
    while (time > last && TellsTime(words_[time - 1].lower)) --time;
    return time;
  }

  // What stands behind the head's preposition: the name in "for Clinton", or what is counted.
  void ReadComplement(int preposition, int end, Reference& reference) const {
    if (preposition + 1 >= end) return;
    const std::string& lower = words_[preposition].lower;
    if (lower == "of" && IsQuantity(reference.head)) {
      reference.counted = words_[BaseEnd(preposition + 1, end) - 1].lower;
    }
    if (!IsBetween(lower, {"of", "for", "to", "at", "with"})) return;
    for (int i = preposition + 1; i < std::min(end, preposition + 5); ++i) {
      const NamedSpan* name = NameAt(i);
      if (name == nullptr) continue;
      reference.complement = name->entity;
      return;
    }
  }

  // "A lawyer for the news outlets, David Schulz," is David Schulz; so is "their lawyer, Prof.
  // David Schulz".
  void AddApposedName(int segment_end) {
    if (references_.size() != 1 || references_[0].form != MentionForm::kNominal) return;
    if (segment_end >= last_ || !words_[segment_end].Is(",")) return;
    int after = segment_end + 1;
    const auto belongs = [this, segment_end](int i) {
      return words_[i].capitalized || IsTitle(words_[i].lower) || NameAt(i) != nullptr ||
             IsBetween(words_[i].lower, {"state", "federal", "former", "longtime", "chief"});
    };
    while (after < last_ && belongs(after)) ++after;
    if (after < last_ && words_[after].kind != WordKind::kPunctuation) return;
    const NamedSpan* name = after > segment_end + 1 ? NameAt(after - 1) : nullptr;
    if (name == nullptr) return;
    references_[0] = Reference{};
    references_[0].form = MentionForm::kName;
    references_[0].span = name->span;
    references_[0].entity = name->entity;
  }

  // "some experts, including Ove Dahl", "some who went there": all of it describes them.
  void AddExamples(int segment_end) {
    if (references_.size() != 1 || references_[0].form != MentionForm::kNominal) return;
    const bool examples = segment_end + 1 < last_ && words_[segment_end].Is(",") &&
                          words_[segment_end + 1].lower == "including";
    const bool vague = segment_end < last_ && words_[segment_end].lower == "who" &&
                       segment_end - first_ <= 2 && IsQuantity(references_[0].head);
    if (!examples && !vague) return;
    int last = last_;
    while (!IsContent(last - 1)) --last;
    references_[0].span.end = words_[last - 1].span.end;
  }

  const std::vector<Word>& words_;
  const absl::Span<const NamedSpan> names_;
  int first_;  // the words of the source, [first_, last_)
  int last_;
  std::vector<Reference> references_;
};

}  // namespace

bool IsPronoun(std::string_view lower) {
  lower = WithoutContraction(lower);
  static const WordSet* const set = new WordSet{
      "he",      "she",     "they",       "it",     "i",      "we",        "you",  "him",
      "her",     "them",    "me",         "us",     "his",    "hers",      "its",  "their",
      "my",      "our",     "your",       "who",    "whom",   "which",     "that", "whose",
      "himself", "herself", "themselves", "itself", "myself", "ourselves", "this", "these"};
  return set->contains(lower);
}

std::vector<Reference> ReadReferences(const std::vector<Word>& words,
                                      absl::Span<const NamedSpan> names, Span source) {
  return ReferenceReader(words, names, source).Read();
}

}  // namespace onrecord::ingest
