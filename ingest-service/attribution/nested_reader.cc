// One pass over the words. Each word knows the narrowest content that it stands in; where it is a
// cue within that content's sentence, the new attribution's content becomes the narrowest for the
// words behind it, so that chains of any depth are found on the way.

#include "ingest-service/attribution/nested_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/clause.h"
#include "ingest-service/attribution/hedging.h"
#include "ingest-service/attribution/nested_clauses.h"

namespace onrecord::ingest {
namespace {

constexpr float kConfidenceFactor = 0.8f;  // of an attribution to the one around it
constexpr int kMostLeftOut = 2;            // words between two pieces of one clause

class NestedReader {
 public:
  NestedReader(const Document& document, const std::vector<Word>& words,
               std::vector<Attribution> attributions, absl::FunctionRef<bool(Span)> may_speak)
      : document_(document),
        words_(words),
        may_speak_(may_speak),
        attributions_(std::move(attributions)),
        levels_(attributions_.size(), 0),
        content_of_(words.size(), -1),
        is_cue_(words.size(), false) {}

  std::vector<Attribution> Read() {
    NoteNetwork();
    size_t sentence = 0;
    for (int i = 0; i < static_cast<int>(words_.size()); ++i) {
      while (sentence < document_.sentences.size() &&
             document_.sentences[sentence].end <= words_[i].span.begin) {
        ++sentence;
      }
      if (sentence == document_.sentences.size()) break;
      if (content_of_[i] >= 0 && !is_cue_[i]) ReadAt(i, document_.sentences[sentence]);
    }
    absl::c_stable_sort(attributions_, [](const Attribution& a, const Attribution& b) {
      return a.cue.front() < b.cue.front();
    });
    return std::move(attributions_);
  }

 private:
  struct Content {
    WordRange words;
    int attribution;
  };

  WordRange WordsOf(Span span) const {
    return {FirstWordFrom(words_, span.begin), FirstWordFrom(words_, span.end)};
  }

  void NoteNetwork() {
    for (int i = 0; i < static_cast<int>(attributions_.size()); ++i) {
      for (const Span& span : attributions_[i].cue) {
        const WordRange cue = WordsOf(span);
        for (int word = cue.begin; word < cue.end; ++word) is_cue_[word] = true;
      }
      for (const Span& span : attributions_[i].content) AddContent(WordsOf(span), i);
    }
    std::vector<int> wide_first(contents_.size());
    for (size_t i = 0; i < contents_.size(); ++i) wide_first[i] = static_cast<int>(i);
    absl::c_stable_sort(wide_first, [this](int a, int b) {
      return contents_[a].words.end - contents_[a].words.begin >
             contents_[b].words.end - contents_[b].words.begin;
    });
    for (const int content : wide_first) {
      for (int word = contents_[content].words.begin; word < contents_[content].words.end; ++word) {
        content_of_[word] = content;
      }
    }
  }

  // A word or two that the network left out amid the content do not cut a clause in two.
  void AddContent(WordRange words, int attribution) {
    const bool goes_on = !contents_.empty() && contents_.back().attribution == attribution;
    const int gap = goes_on ? words.begin - contents_.back().words.end : 0;
    if (goes_on && gap <= kMostLeftOut && !HasCue({words.begin - gap, words.begin})) {
      contents_.back().words.end = std::max(contents_.back().words.end, words.end);
    } else {
      contents_.push_back({words, attribution});
    }
  }

  bool HasCue(WordRange range) const {
    for (int word = range.begin; word < range.end; ++word) {
      if (is_cue_[word]) return true;
    }
    return false;
  }

  void ReadAt(int i, Span sentence) {
    const Content around = contents_[content_of_[i]];
    if (levels_[around.attribution] >= kDeepestNestedReading) return;
    WordRange bounds = around.words;
    while (bounds.begin < i && words_[bounds.begin].span.begin < sentence.begin) {
      bounds.begin = std::max(bounds.begin + 1, FirstWordFrom(words_, sentence.begin));
    }
    bounds.end = std::min(bounds.end, FirstWordFrom(words_, sentence.end));
    const Clause clause(words_, bounds);
    const CueReader reader(clause, around.words.end, may_speak_);
    if (const std::optional<CueReading> reading = reader.ReadAt(i)) {
      Add(clause, *reading, around.attribution);
    }
  }

  void Add(const Clause& clause, const CueReading& reading, int outer) {
    for (int word = reading.cue.begin; word < reading.cue.end; ++word) {
      if (is_cue_[word]) return;
      is_cue_[word] = true;
    }
    Attribution attribution;
    attribution.source = {clause.SpanOf(reading.source)};
    attribution.cue = {clause.SpanOf(reading.cue)};
    for (const WordRange& content : reading.content)
      attribution.content.push_back(clause.SpanOf(content));
    attribution.confidence = attributions_[outer].confidence * kConfidenceFactor;
    attribution.reading.kind = reading.kind;
    attribution.reading.hedged = IsHedged(document_.text, attribution.content);
    attribution.by_rule = true;
    const int index = static_cast<int>(attributions_.size());
    attributions_.push_back(std::move(attribution));
    levels_.push_back(levels_[outer] + 1);
    for (const WordRange& content : reading.content) {
      contents_.push_back({content, index});
      for (int word = std::max(content.begin, reading.cue.end); word < content.end; ++word) {
        content_of_[word] = static_cast<int>(contents_.size()) - 1;
      }
    }
  }

  const Document& document_;
  const std::vector<Word>& words_;
  const absl::FunctionRef<bool(Span)> may_speak_;
  std::vector<Attribution> attributions_;
  std::vector<int> levels_;  // below the network's, by attribution
  std::vector<Content> contents_;
  std::vector<int> content_of_;  // by word, the narrowest of contents_; -1 outside all
  std::vector<bool> is_cue_;     // by word
};

}  // namespace

std::vector<Attribution> AddNestedAttributions(const Document& document,
                                               const std::vector<Word>& words,
                                               std::vector<Attribution> attributions,
                                               absl::FunctionRef<bool(Span)> may_speak) {
  return NestedReader(document, words, std::move(attributions), may_speak).Read();
}

}  // namespace onrecord::ingest
