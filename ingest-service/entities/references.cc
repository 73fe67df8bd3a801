// A source is read from its front. Its first segment, up to a comma or a relative pronoun, is cut
// at "and" where both sides can stand alone; of each part the base, up to the first preposition,
// tells by its last word what it is: part of a name, a pronoun, or the head noun of a description.

#include "ingest-service/entities/references.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/entities/lexicon.h"

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
                        !words_[i].Is("”") && !words_[i].Is(".") && !words_[i].Is("$");
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
      if (IsPreposition(words_[i].lower) && !InsideSameName(i - 1, i + 1 < Size() ? i + 1 : i)) {
        return i;
      }
    }
    return end;
  }

  void ReadPart(int first, int end) {
    while (first < end && !IsContent(first)) ++first;
    while (first + 1 < end && (words_[first].lower == "by" || words_[first].lower == "to" ||
                               words_[first].lower == "but" || words_[first].lower == "even")) {
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
    if (name != nullptr) {
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
    while (span_end > last && !IsContent(span_end - 1)) --span_end;
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
    for (int i = first; i + 1 < last; ++i) {
      const NamedSpan* name = NameAt(i);
      if (name == nullptr) continue;
      reference.owner = name->entity;
      reference.owner_span = name->span;
    }
  }

  // "A lawyer for the news outlets, David Schulz," is David Schulz; so is "their lawyer, Prof.
  // David Schulz".
  void AddApposedName(int segment_end) {
    if (references_.size() != 1 || references_[0].form != MentionForm::kNominal) return;
    if (segment_end >= last_ || !words_[segment_end].Is(",")) return;
    int after = segment_end + 1;
    while (after < last_ && (words_[after].capitalized || IsTitle(words_[after].lower))) ++after;
    if (after < last_ && words_[after].kind != WordKind::kPunctuation) return;
    const NamedSpan* name = after > segment_end + 1 ? NameAt(after - 1) : nullptr;
    if (name == nullptr) return;
    references_[0] = Reference{};
    references_[0].form = MentionForm::kName;
    references_[0].span = name->span;
    references_[0].entity = name->entity;
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
