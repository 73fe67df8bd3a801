#include "ingest-service/analysis/label_speakers.h"

#include <algorithm>

#include "ingest-service/attribution/label_reader.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

// The last word of a name in lower case; empty where it has none.
std::string LastWord(std::string_view name) {
  const std::vector<Word> words = ReadWords(name);
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (word->IsWord()) return word->lower;
  }
  return "";
}

// The mention of `entity` that begins first and in none of `labels`, which are in order.
std::optional<Span> MentionOutside(const std::vector<Span>& labels, const Entity& entity) {
  for (const Mention& mention : entity.mentions) {
    const auto label = std::partition_point(
        labels.begin(), labels.end(),
        [&mention](const Span& span) { return span.end <= mention.span.begin; });
    if (label == labels.end() || !label->Overlaps(mention.span)) return mention.span;
  }
  return std::nullopt;
}

}  // namespace

LabelSpeakers::LabelSpeakers(std::string_view text, const std::vector<Attribution>& attributions,
                             const std::vector<Entity>& entities)
    : text_(text) {
  std::vector<Span> labels;
  for (const Attribution& attribution : attributions) {
    if (IsLabel(text, attribution)) labels.push_back(attribution.source.front());
  }
  if (labels.empty()) return;
  ptrdiff_t most = 0;
  for (const Entity& entity : entities) {
    const std::optional<Span> mention = MentionOutside(labels, entity);
    if (!mention.has_value()) continue;
    names_.emplace(LastWord(entity.display_name), *mention);
    const ptrdiff_t named = std::count_if(
        entity.mentions.begin(), entity.mentions.end(),
        [&labels](const Mention& one) { return one.span.end <= labels.front().begin; });
    if (entity.type != SpeakerType::kPerson || named <= most) continue;
    most = named;
    interviewee_ = mention;
  }
}

Span LabelSpeakers::NameOf(Span label) const {
  const std::string_view words = Surface(text_, label);
  if (IsAskingLabel(words)) return label;
  if (IsAnsweringLabel(words)) return interviewee_.value_or(label);
  const auto name = names_.find(LastWord(words));
  return name == names_.end() ? label : name->second;
}

}  // namespace onrecord::ingest
