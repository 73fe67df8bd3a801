// What is found in an article while its windows are being read.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_READING_SET_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_READING_SET_H_

#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Findings by the span of their cue. A paragraph may stand in two windows; of cues that overlap the
// one with most context stays, the first of equals. Not thread-safe.
template <typename Finding>
class ReadingSet {
 public:
  // `margin`: MarginOf the cue (window_words.h).
  void Add(Span cue, int margin, Finding finding) {
    auto first = readings_.lower_bound(cue);
    if (first != readings_.begin() && std::prev(first)->first.Overlaps(cue)) --first;
    auto last = first;
    for (; last != readings_.end() && last->first.Overlaps(cue); ++last) {
      if (last->second.margin >= margin) return;
    }
    readings_.erase(first, last);
    readings_.emplace(cue, Reading{margin, std::move(finding)});
  }

  // Hands over what was found, in order of the cues.
  std::vector<Finding> Take() {
    std::vector<Finding> findings;
    findings.reserve(readings_.size());
    for (auto& [cue, reading] : readings_) findings.push_back(std::move(reading.finding));
    readings_.clear();
    return findings;
  }

 private:
  struct Reading {
    int margin;
    Finding finding;
  };

  std::map<Span, Reading> readings_;  // none overlap
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_READING_SET_H_
