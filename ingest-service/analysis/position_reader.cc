#include "ingest-service/analysis/position_reader.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/analysis/word_ids.h"
#include "ingest-service/attribution/quotation_form.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr std::string_view kTelling[] = {
    "tell",     "tells",   "told",     "telling",  "asked",   "asks",     "asking",
    "assured",  "assures", "assuring", "informed", "informs", "reminded", "reminds",
    "warned",   "warns",   "warning",  "advised",  "advises", "notified", "promised",
    "promises", "urged",   "urges",    "pressed",  "begged",  "implored", "convinced"};
// Where the words that say to whom are over.
constexpr std::string_view kAfterAddressee[] = {
    "that",      "to",      "on",        "in",       "at",      "about",    "after",  "before",
    "during",    "for",     "if",        "when",     "whether", "why",      "how",    "what",
    "who",       "as",      "by",        "with",     "over",    "while",    "last",   "this",
    "monday",    "tuesday", "wednesday", "thursday", "friday",  "saturday", "sunday", "earlier",
    "yesterday", "he",      "she",       "they",     "it",      "we",       "i",      "not",
    "again",     "also",    "against",   "of",       "from",    "off",      "out"};
// Longer noun phrases than this, in bytes, are not looked for.
constexpr int32_t kLongestAddressee = 120;

template <size_t N>
bool Has(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Where the words between the cue and whatever comes next in the attribution or the sentence end,
// kLongestAddressee at most.
int32_t EndOfGap(const Document& document, const Attribution& attribution) {
  const int32_t begin = attribution.cue.back().end;
  int32_t end =
      document.sentences.empty() ? begin : document.sentences[SentenceAt(document, begin)].end;
  for (const std::vector<Span>* spans : {&attribution.source, &attribution.content}) {
    for (const Span& span : *spans) {
      if (span.end > begin) end = std::min(end, std::max(begin, span.begin));
    }
  }
  if (end - begin <= kLongestAddressee) return end;
  end = begin + kLongestAddressee;
  while (end > begin && !U8_IS_SINGLE(document.text[end]) && !U8_IS_LEAD(document.text[end])) {
    --end;
  }
  return end;
}

// Left over where the content begins amid the addressee.
bool IsDeterminer(std::string_view lower) {
  return lower == "the" || lower == "a" || lower == "an" || lower == "his" || lower == "their";
}

bool IsAdverb(std::string_view lower) {
  return lower.size() > 4 && lower.substr(lower.size() - 2) == "ly";
}

// Whether `source` stands between quotation marks, where "I" is the one quoted.
bool IsQuoted(const Document& document, const std::vector<Span>& source) {
  if (source.empty()) return false;
  const auto quotation = std::partition_point(
      document.quotations.begin(), document.quotations.end(),
      [&source](const Quotation& candidate) { return candidate.span.end <= source.front().begin; });
  return quotation != document.quotations.end() && quotation->span.Contains(source.front());
}

// Resolves sources in the order of the text, but each after the one that it is nested in.
class SourceReader {
 public:
  SourceReader(const Document& document, const std::vector<Attribution>& attributions,
               const std::vector<int>& outer, SpeakerResolver& resolver)
      : document_(document),
        attributions_(attributions),
        outer_(outer),
        resolver_(resolver),
        speakers_(attributions.size()) {}

  const std::vector<int>& SpeakersOf(int index) {
    std::vector<int> waiting;
    for (int at = index; at >= 0 && !speakers_[at].has_value(); at = outer_[at]) {
      waiting.push_back(at);
    }
    for (; !waiting.empty(); waiting.pop_back()) Resolve(waiting.back());
    return *speakers_[index];
  }

  // The speakers of the attributions around `index`, nearest first, each once and without its own.
  std::vector<int> OuterSpeakers(int index) {
    const std::vector<int> own = SpeakersOf(index);
    std::vector<int> others;
    int at = outer_[index];
    for (int depth = 0; at >= 0 && depth < kDeepestNesting; ++depth, at = outer_[at]) {
      for (const int speaker : SpeakersOf(at)) {
        const bool known =
            absl::c_linear_search(own, speaker) || absl::c_linear_search(others, speaker);
        if (!known) others.push_back(speaker);
      }
    }
    return others;
  }

 private:
  void Resolve(int index) {
    const std::vector<Span>& source = attributions_[index].source;
    const int outer = outer_[index];
    std::vector<int> quoted;
    if (outer >= 0 && IsQuoted(document_, source)) quoted = *speakers_[outer];
    speakers_[index] = resolver_.ResolveSource(source, quoted);
  }

  const Document& document_;
  const std::vector<Attribution>& attributions_;
  const std::vector<int>& outer_;
  SpeakerResolver& resolver_;
  std::vector<std::optional<std::vector<int>>> speakers_;
};

}  // namespace

std::optional<Span> FindAddressee(const Document& document, const Attribution& attribution) {
  const std::string_view text = document.text;
  const std::vector<Word> cue = ReadWords(Surface(text, attribution.cue.back()));
  if (cue.empty() || !Has(kTelling, cue.back().lower)) return std::nullopt;
  const int32_t begin = attribution.cue.back().end;
  const int32_t end = EndOfGap(document, attribution);
  Span addressee = {begin, begin};
  bool complete = false;
  for (const Word& word : ReadWords(Surface(text, {begin, end}))) {
    if (word.kind == WordKind::kPunctuation || Has(kAfterAddressee, word.lower)) break;
    if (IsAdverb(word.lower)) break;
    if (addressee.empty()) addressee.begin = begin + word.span.begin;
    addressee.end = begin + word.span.end;
    complete = !IsDeterminer(word.lower);
  }
  const bool cut = end - begin >= kLongestAddressee - 3 && addressee.end == end;
  if (!complete || cut) return std::nullopt;
  return addressee;
}

std::optional<std::vector<Position>> ReadPositions(const Document& document,
                                                   const std::vector<Attribution>& attributions,
                                                   const Containment& containment,
                                                   SpeakerResolver& resolver,
                                                   absl::FunctionRef<bool()> cancelled) {
  const std::optional<std::vector<int>> outer = FindOuter(attributions, containment, cancelled);
  if (!outer) return std::nullopt;
  SourceReader sources(document, attributions, *outer, resolver);
  WordIds ids;
  std::vector<Position> positions;
  positions.reserve(attributions.size());
  for (int i = 0; i < static_cast<int>(attributions.size()); ++i) {
    if (cancelled()) return std::nullopt;
    const Attribution& attribution = attributions[i];
    Position position;
    position.id =
        ids.Next("p-", document.text, {attribution.source, attribution.cue, attribution.content});
    position.attribution = attribution;
    position.kind = attribution.reading.kind;
    position.hedged = attribution.reading.hedged;
    position.quotation = FindQuotationForm(document, attribution.content);
    position.speakers = sources.SpeakersOf(i);
    position.via = sources.OuterSpeakers(i);
    if (const std::optional<Span> addressee = FindAddressee(document, attribution)) {
      position.addressees = resolver.ResolveParticipant(*addressee, position.speakers);
    }
    positions.push_back(std::move(position));
  }
  return positions;
}

}  // namespace onrecord::ingest
