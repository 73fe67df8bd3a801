#include "ingest-service/tagging/cue_head.h"

#include <utility>

#include "ingest-service/encoder/kernels.h"

namespace onrecord::ingest {
namespace {

constexpr int kRoles = 1;

}  // namespace

CueHead::CueHead(TagHead head) : head_(std::move(head)) {}

absl::StatusOr<CueHead> CueHead::Load(const ModelFile& model, const std::string& name) {
  absl::StatusOr<TagHead> head = TagHead::Load(model, name, kRoles);
  if (!head.ok()) return head.status();
  return CueHead(*std::move(head));
}

CueReading CueHead::FindCues(const EncodedWindow& window,
                             absl::Span<const WindowWord> words) const {
  CueReading reading;
  reading.probabilities = head_.Logits(window);
  reading.tags = ChooseTags(words, kRoles, 0, reading.probabilities);
  reading.cues = FindRuns(reading.tags.tag);
  Softmax(static_cast<int64_t>(window.tokens.size()), kCueTags, reading.probabilities.data());
  return reading;
}

}  // namespace onrecord::ingest
