#include "ingest-service/analysis/addressee.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/clause.h"
#include "ingest-service/text/calendar_names.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

// Longer noun phrases than this, in bytes, are not looked for.
constexpr int32_t kLongestAddressee = 120;
// The words before a cue, in bytes, in which a passive's subject or an occasion is looked for.
constexpr int32_t kLongestLookBack = 200;

bool IsTelling(std::string_view lower) {
  constexpr std::string_view kTelling[] = {
      "tell",     "tells",   "told",     "telling",  "asked",   "asks",     "asking",
      "assured",  "assures", "assuring", "informed", "informs", "reminded", "reminds",
      "warned",   "warns",   "warning",  "advised",  "advises", "notified", "promised",
      "promises", "urged",   "urges",    "pressed",  "begged",  "implored", "convinced"};
  return absl::c_linear_search(kTelling, lower);
}

bool IsSaying(std::string_view lower) {
  constexpr std::string_view kSaying[] = {
      "said",      "says",     "say",       "saying",     "wrote",      "writes",    "writing",
      "added",     "spoke",    "speaking",  "complained", "apologized", "confessed", "explained",
      "admitted",  "replied",  "repeated",  "announced",  "appealed",   "remarked",  "whispered",
      "confirmed", "conceded", "disclosed", "reported",   "revealed",   "stressed",  "responded"};
  return absl::c_linear_search(kSaying, lower);
}

// What is said or written to somebody, or held with somebody.
bool IsOccasion(std::string_view lower) {
  constexpr std::string_view kOccasions[] = {
      "letter", "letters",  "email",   "e-mail",  "emails",       "memo",      "message",
      "note",   "speech",   "address", "remarks", "statement",    "interview", "testimony",
      "report", "comments", "text",    "appeal",  "conversation", "briefing",  "telegram"};
  return absl::c_linear_search(kOccasions, lower);
}

// Where the words that say to whom are over.
bool EndsAddressee(std::string_view lower) {
  constexpr std::string_view kAfterAddressee[] = {
      "that",    "to",   "on",   "in",      "at",   "about", "after",   "before",    "during",
      "for",     "if",   "when", "whether", "why",  "how",   "what",    "who",       "as",
      "by",      "with", "over", "while",   "last", "this",  "earlier", "yesterday", "today",
      "he",      "she",  "they", "it",      "we",   "i",     "not",     "again",     "also",
      "against", "of",   "from", "off",     "out",  "no",    "nothing"};
  const bool adverb = lower.size() > 4 && lower.substr(lower.size() - 2) == "ly";
  return adverb || IsWeekdayName(lower) || absl::c_linear_search(kAfterAddressee, lower);
}

// Left over where the content begins amid the addressee.
bool IsArticle(std::string_view lower) {
  return lower == "the" || lower == "a" || lower == "an" || lower == "his" || lower == "their";
}

// `offset`, or the nearest code point's beginning before it.
int32_t FloorToCodePoint(std::string_view text, int32_t offset) {
  while (offset > 0 && offset < static_cast<int32_t>(text.size()) && U8_IS_TRAIL(text[offset])) {
    --offset;
  }
  return offset;
}

class AddresseeReader {
 public:
  AddresseeReader(const Document& document, const Attribution& attribution)
      : text_(document.text), attribution_(attribution) {
    const Span cue = attribution.cue.back();
    if (!document.sentences.empty()) sentence_ = document.sentences[SentenceAt(document, cue.end)];
    sentence_.begin = std::min(sentence_.begin, cue.begin);
    sentence_.end = std::max(sentence_.end, cue.end);
    const int32_t begin = FloorToCodePoint(text_, std::max(cue.begin, cue.end - kLongestAddressee));
    cue_ = ReadWords(text_, {begin, cue.end});
  }

  std::optional<Span> Read() const {
    if (cue_.empty()) return std::nullopt;
    const Span gap = Gap();
    const std::vector<Word> words = ReadWords(text_, gap);
    const bool cut = gap.size() >= kLongestAddressee - 3;
    const std::string_view verb = cue_.back().lower;
    std::optional<Span> found;
    if (IsTelling(verb)) found = PhraseAt(words, 0);
    if (!found.has_value()) found = BehindTo(words);
    if (found.has_value() && cut && found->end == gap.end) return std::nullopt;
    if (!found.has_value()) found = Before();
    return found;
  }

 private:
  // From the cue to whatever comes next in the attribution or the sentence, kLongestAddressee at
  // most.
  Span Gap() const {
    const int32_t begin = attribution_.cue.back().end;
    int32_t end = sentence_.end;
    for (const std::vector<Span>* spans : {&attribution_.source, &attribution_.content}) {
      for (const Span& span : *spans) {
        if (span.end > begin) end = std::min(end, std::max(begin, span.begin));
      }
    }
    if (end - begin > kLongestAddressee) end = FloorToCodePoint(text_, begin + kLongestAddressee);
    return {begin, end};
  }

  // The noun phrase that begins with the word at `first`.
  static std::optional<Span> PhraseAt(const std::vector<Word>& words, int first) {
    Span phrase;
    bool complete = false;
    for (int i = first; i < static_cast<int>(words.size()); ++i) {
      const Word& word = words[i];
      if (word.kind == WordKind::kPunctuation || EndsAddressee(word.lower)) break;
      if (phrase.empty()) phrase.begin = word.span.begin;
      phrase.end = word.span.end;
      complete = !IsArticle(word.lower) && !IsAuxiliaryVerb(word.lower);
    }
    if (!complete) return std::nullopt;
    return phrase;
  }

  // "to reporters" right behind a cue of saying; "in a letter to the committee" behind any.
  std::optional<Span> BehindTo(const std::vector<Word>& words) const {
    for (int i = 0; i + 1 < static_cast<int>(words.size()); ++i) {
      const bool occasion = i > 0 && IsOccasion(words[i - 1].lower);
      const bool to =
          words[i].lower == "to" && (occasion || (i == 0 && IsSaying(cue_.back().lower)));
      if (to || (occasion && words[i].lower == "with")) return PhraseAt(words, i + 1);
    }
    return std::nullopt;
  }

  // What stands in the sentence before the cue: the subject of its passive or an occasion.
  std::optional<Span> Before() const {
    const int32_t end = attribution_.cue.front().begin;
    const int32_t begin = std::max(sentence_.begin, end - kLongestLookBack);
    if (IsTelling(cue_.back().lower)) return PassiveSubject(FloorToCodePoint(text_, begin), end);
    return begin == sentence_.begin ? BehindOccasion(begin, end) : std::nullopt;
  }

  // "reporters" of "reporters were told by police that".
  std::optional<Span> PassiveSubject(int32_t begin, int32_t end) const {
    const std::vector<Word> words = ReadWords(text_, {begin, end});
    const Clause clause(words, {0, static_cast<int>(words.size())});
    const int verb = static_cast<int>(words.size());
    const int group = clause.VerbGroupBegin(verb);
    bool passive = false;
    for (int at = group; at < verb; ++at) passive = passive || IsFormOfBe(words[at].lower);
    if (!passive) return std::nullopt;
    const std::optional<WordRange> subject = clause.SubjectBefore(group);
    if (!subject.has_value()) return std::nullopt;
    const Span span = clause.SpanOf(*subject);
    const bool speaks = absl::c_any_of(
        attribution_.source, [span](const Span& source) { return source.Overlaps(span); });
    if (speaks) return std::nullopt;
    return span;
  }

  // "Asked by CNN whether ..., he said", "In a letter to the committee, he said".
  std::optional<Span> BehindOccasion(int32_t begin, int32_t end) const {
    const std::vector<Word> words = ReadWords(text_, {begin, end});
    if (words.size() < 3) return std::nullopt;
    if (words[0].lower == "asked" && words[1].lower == "by") return PhraseAt(words, 2);
    if (words[0].lower != "in") return std::nullopt;
    for (int i = 2; i + 1 < static_cast<int>(words.size()) && i < 8; ++i) {
      if (words[i - 1].kind == WordKind::kPunctuation) return std::nullopt;
      if (!IsOccasion(words[i - 1].lower)) continue;
      if (words[i].lower == "to" || words[i].lower == "with") return PhraseAt(words, i + 1);
    }
    return std::nullopt;
  }

  const std::string_view text_;
  const Attribution& attribution_;
  Span sentence_;          // of the cue
  std::vector<Word> cue_;  // the last words of the cue's last span
};

}  // namespace

std::optional<Span> FindAddressee(const Document& document, const Attribution& attribution) {
  return AddresseeReader(document, attribution).Read();
}

}  // namespace onrecord::ingest
