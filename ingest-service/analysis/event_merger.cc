#include "ingest-service/analysis/event_merger.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "ingest-service/analysis/merged_event.h"
#include "ingest-service/analysis/trigger_words.h"
#include "ingest-service/text/stemmer.h"

namespace onrecord::ingest {
namespace {

constexpr size_t kMostCompared = 16;  // events of one stem that a mention is compared with

// Takes the mentions of one article in order.
class EventMerger {
 public:
  explicit EventMerger(const Document& document) : document_(document) {}

  void Add(LinkedEvent mention) {
    TriggerWords words = ReadTriggerWords(document_.text, mention.event.triggers.front());
    if (words.head.empty()) {
      merged_.emplace_back(std::move(mention), std::move(words));
      return;
    }
    std::vector<size_t>& others =
        known_[{mention.event.type, mention.event.status, stemmer_.Stem(words.head)}];
    const auto last =
        others.rbegin() + static_cast<std::ptrdiff_t>(std::min(others.size(), kMostCompared));
    const auto same = std::find_if(others.rbegin(), last, [&](size_t other) {
      return merged_[other].IsToldBy(mention, words);
    });
    if (same != last) {
      merged_[*same].Join(std::move(mention), std::move(words));
      return;
    }
    others.push_back(merged_.size());
    merged_.emplace_back(std::move(mention), std::move(words));
  }

  std::vector<LinkedEvent> Take() {
    std::vector<LinkedEvent> events;
    events.reserve(merged_.size());
    for (MergedEvent& event : merged_) events.push_back(event.Take());
    return events;
  }

 private:
  using Key = std::tuple<EventType, EventStatus, std::string>;  // the last is the trigger's stem

  const Document& document_;
  Stemmer stemmer_;
  std::map<Key, std::vector<size_t>> known_;  // indices in merged_
  std::vector<MergedEvent> merged_;
};

}  // namespace

std::optional<std::vector<LinkedEvent>> MergeMentions(const Document& document,
                                                      std::vector<LinkedEvent> events,
                                                      absl::FunctionRef<bool()> cancelled) {
  EventMerger merger(document);
  for (LinkedEvent& event : events) {
    if (cancelled()) return std::nullopt;
    merger.Add(std::move(event));
  }
  return merger.Take();
}

}  // namespace onrecord::ingest
