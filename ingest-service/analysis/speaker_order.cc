#include "ingest-service/analysis/speaker_order.h"

#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"

namespace onrecord::ingest {
namespace {

int32_t FirstMention(const Entity& speaker) {
  return speaker.mentions.empty() ? std::numeric_limits<int32_t>::max()
                                  : speaker.mentions.front().span.begin;
}

}  // namespace

void SortSpeakers(Analysis& analysis) {
  std::vector<int> order(analysis.speakers.size());
  std::iota(order.begin(), order.end(), 0);
  absl::c_stable_sort(order, [&analysis](int a, int b) {
    return FirstMention(analysis.speakers[a]) < FirstMention(analysis.speakers[b]);
  });
  std::vector<Entity> sorted;
  std::vector<int> place(order.size());  // by the index before
  for (const int index : order) {
    place[index] = static_cast<int>(sorted.size());
    sorted.push_back(std::move(analysis.speakers[index]));
  }
  analysis.speakers = std::move(sorted);
  for (Position& position : analysis.positions) {
    for (std::vector<int>* speakers : {&position.speakers, &position.addressees, &position.via}) {
      for (int& speaker : *speakers) speaker = place[speaker];
    }
  }
  for (LinkedEvent& event : analysis.events) {
    for (std::vector<Participation>* participants : {&event.actors, &event.recipients}) {
      for (Participation& participant : *participants) {
        participant.speaker = place[participant.speaker];
      }
    }
  }
}

}  // namespace onrecord::ingest
