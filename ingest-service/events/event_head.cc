#include "ingest-service/events/event_head.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ingest-service/encoder/kernels.h"

namespace onrecord::ingest {
namespace {

constexpr int kOutputs = kEventTypes + kEventStatuses;

// All tokens from the first to the last one of `event`.
std::vector<int> ExtentOf(const EventTokens& event) {
  int begin = event.trigger.begin;
  int end = event.trigger.end;
  for (const std::vector<int>* part : {&event.actors, &event.recipients}) {
    if (part->empty()) continue;
    begin = std::min(begin, part->front());
    end = std::max(end, part->back() + 1);
  }
  std::vector<int> extent(end - begin);
  std::iota(extent.begin(), extent.end(), begin);
  return extent;
}

// The most probable of `count` labels, numbered from 1, and its probability. `logits` become
// probabilities.
std::pair<int, float> Decide(float* logits, int count) {
  Softmax(1, count, logits);
  const float* const best = std::max_element(logits, logits + count);
  return {1 + static_cast<int>(best - logits), *best};
}

}  // namespace

EventHead::EventHead(LabelHead head) : head_(std::move(head)) {}

absl::StatusOr<EventHead> EventHead::Load(const ModelFile& model) {
  absl::StatusOr<LabelHead> head = LabelHead::Load(model, "event", kOutputs);
  if (!head.ok()) return head.status();
  return EventHead(*std::move(head));
}

std::vector<EventLabels> EventHead::ReadLabels(const EncodedWindow& window,
                                               absl::Span<const EventTokens> events) const {
  std::vector<std::vector<int>> extents;
  std::vector<LabelParts> parts;
  extents.reserve(events.size());
  parts.reserve(events.size());
  for (const EventTokens& event : events) {
    extents.push_back(ExtentOf(event));
    parts.push_back({event.trigger, event.actors, event.recipients, extents.back()});
  }
  std::vector<float> logits = head_.Logits(window, parts);
  std::vector<EventLabels> labels;
  labels.reserve(events.size());
  for (size_t row = 0; row < events.size(); ++row) {
    float* const own = logits.data() + row * kOutputs;
    const auto [type, type_probability] = Decide(own, kEventTypes);
    const auto [status, status_probability] = Decide(own + kEventTypes, kEventStatuses);
    labels.push_back({static_cast<EventType>(type), type_probability,
                      static_cast<EventStatus>(status), status_probability});
  }
  return labels;
}

}  // namespace onrecord::ingest
