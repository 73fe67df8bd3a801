#include "ingest-service/analysis/position_reader.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/analysis/addressee.h"
#include "ingest-service/analysis/label_speakers.h"
#include "ingest-service/analysis/negation.h"
#include "ingest-service/analysis/word_ids.h"
#include "ingest-service/attribution/label_reader.h"
#include "ingest-service/attribution/quotation_form.h"

namespace onrecord::ingest {
namespace {

// Whether `words` stand between quotation marks, where "I" is the one quoted.
bool IsQuoted(const Document& document, Span words) {
  const auto quotation = std::partition_point(
      document.quotations.begin(), document.quotations.end(),
      [words](const Quotation& candidate) { return candidate.span.end <= words.begin; });
  return quotation != document.quotations.end() && quotation->span.Contains(words);
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
        labels_(document.text, attributions, resolver.entities()),
        speakers_(attributions.size()) {}

  const std::vector<int>& SpeakersOf(int index) {
    std::vector<int> waiting;
    for (int at = index; at >= 0 && !speakers_[at].has_value(); at = outer_[at]) {
      waiting.push_back(at);
    }
    for (; !waiting.empty(); waiting.pop_back()) Resolve(waiting.back());
    return *speakers_[index];
  }

  // Whom "I" means at `words` of the attribution `index`: the speakers of the one around it where
  // it quotes them; nobody in the article's own words.
  std::vector<int> QuotedAround(int index, Span words) {
    const int outer = outer_[index];
    if (outer < 0) return {};
    const bool spoken = IsLabel(document_.text, attributions_[outer]);
    return spoken || IsQuoted(document_, words) ? SpeakersOf(outer) : std::vector<int>();
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
    if (IsLabel(document_.text, attributions_[index])) {
      speakers_[index] = resolver_.ResolveSource({labels_.NameOf(source.front())});
      return;
    }
    std::vector<int> quoted;
    if (!source.empty()) quoted = QuotedAround(index, source.front());
    speakers_[index] = resolver_.ResolveSource(source, quoted, attributions_[index].content);
  }

  const Document& document_;
  const std::vector<Attribution>& attributions_;
  const std::vector<int>& outer_;
  SpeakerResolver& resolver_;
  const LabelSpeakers labels_;
  std::vector<std::optional<std::vector<int>>> speakers_;
};

}  // namespace

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
    position.negated = IsNegated(document, attribution);
    position.quotation = IsLabel(document.text, attribution)
                             ? QuotationForm::kDirect
                             : FindQuotationForm(document, attribution.content);
    position.speakers = sources.SpeakersOf(i);
    position.via = sources.OuterSpeakers(i);
    if (const std::optional<Span> addressee = FindAddressee(document, attribution)) {
      position.addressees =
          resolver.ResolveParticipant(*addressee, sources.QuotedAround(i, *addressee));
    }
    positions.push_back(std::move(position));
  }
  return positions;
}

}  // namespace onrecord::ingest
