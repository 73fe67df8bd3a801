#include "ingest-service/attribution/label_reader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/hedging.h"
#include "ingest-service/text/code_points.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr int32_t kLongestLabel = 60;  // bytes
constexpr int kMostLabelWords = 5;
constexpr float kConfidence = 0.9f;

enum class LabelForm {
  kAsking,     // "Q", "Interviewer"
  kAnswering,  // "A"
  kCapitals,   // "SMITH"
  kName,       // "Anna Smith"
};

struct Label {
  int paragraph = 0;
  Span name;
  Span colon;
  LabelForm form = LabelForm::kName;
};

// Words before a colon that are no speakers.
bool IsNote(std::string_view lower) {
  constexpr std::string_view kNotes[] = {
      "update", "updated", "correction", "note",    "photo",   "source", "sources", "date",
      "read",   "related", "dear",       "watch",   "listen",  "time",   "place",   "location",
      "where",  "when",    "what",       "why",     "how",     "who",    "warning", "more",
      "tel",    "email",   "website",    "contact", "address", "the",    "score",   "result"};
  return absl::c_linear_search(kNotes, lower);
}

std::optional<LabelForm> FormOf(std::string_view text, Span name) {
  const std::string_view label = Surface(text, name);
  if (IsAskingLabel(label)) return LabelForm::kAsking;
  if (IsAnsweringLabel(label)) return LabelForm::kAnswering;
  const std::vector<Word> words = ReadWords(label);
  if (words.empty() || words.size() > kMostLabelWords || IsNote(words.front().lower)) {
    return std::nullopt;
  }
  bool capitals = true;
  for (const Word& word : words) {
    if (!word.IsWord() || !word.capitalized) return std::nullopt;
    for (int32_t at = word.span.begin; at < word.span.end;) {
      if (IsLower(NextCodePoint(label, at))) capitals = false;
    }
  }
  return capitals ? LabelForm::kCapitals : LabelForm::kName;
}

// The label of a paragraph; nothing where it has none, or nothing stands behind it.
std::optional<Label> LabelOf(const Document& document, int paragraph) {
  const Span line = document.paragraphs[paragraph];
  const std::string_view text = document.text;
  const std::string_view beginning = text.substr(line.begin, std::min(line.size(), kLongestLabel));
  size_t colon = beginning.find(':');
  if (colon == beginning.npos) return std::nullopt;
  const auto begin = line.begin;
  const auto at = static_cast<int32_t>(begin + colon);
  if (at + 1 >= line.end || !IsWhiteSpace(CodePointAt(text, at + 1))) return std::nullopt;
  Label label = {paragraph, {begin, at}, {at, at + 1}};
  const std::optional<LabelForm> form = FormOf(text, label.name);
  if (!form.has_value()) return std::nullopt;
  label.form = *form;
  return label;
}

// Which forms of labels speak in a document with these labels.
class Transcript {
 public:
  Transcript(std::string_view text, const std::vector<Label>& labels) {
    std::map<std::string_view, int> names;
    int count[4] = {};
    for (const Label& label : labels) {
      ++count[static_cast<int>(label.form)];
      if (label.form == LabelForm::kName) ++names[Surface(text, label.name)];
    }
    const bool returns = absl::c_any_of(names, [](const auto& name) { return name.second > 1; });
    dialogue_ = count[static_cast<int>(LabelForm::kAsking)] > 0 && labels.size() > 1;
    capitals_ = count[static_cast<int>(LabelForm::kCapitals)] > 1;
    const bool named_answers = dialogue_ && count[static_cast<int>(LabelForm::kAnswering)] == 0;
    names_ = named_answers || (returns && names.size() > 1);
    capitals_ = capitals_ || named_answers;
  }

  bool Speaks(LabelForm form) const {
    if (form == LabelForm::kCapitals) return capitals_;
    return form == LabelForm::kName ? names_ : dialogue_;
  }

 private:
  bool dialogue_ = false;
  bool capitals_ = false;
  bool names_ = false;
};

// The labels of the document where it is a transcript; else none.
std::vector<Label> FindLabels(const Document& document) {
  std::vector<Label> labels;
  for (int i = 0; i < static_cast<int>(document.paragraphs.size()); ++i) {
    if (const std::optional<Label> label = LabelOf(document, i)) labels.push_back(*label);
  }
  const Transcript transcript(document.text, labels);
  labels.erase(
      std::remove_if(labels.begin(), labels.end(),
                     [&transcript](const Label& label) { return !transcript.Speaks(label.form); }),
      labels.end());
  return labels;
}

// What stands behind `label`: the rest of its paragraph, and those up to `next`, if that is one.
std::vector<Span> ContentOf(const Document& document, const Label& label, const Label* next) {
  int32_t begin = label.colon.end;
  while (IsWhiteSpace(CodePointAt(document.text, begin))) NextCodePoint(document.text, begin);
  std::vector<Span> content = {{begin, document.paragraphs[label.paragraph].end}};
  for (int i = label.paragraph + 1; next != nullptr && i < next->paragraph; ++i) {
    content.push_back(document.paragraphs[i]);
  }
  return content;
}

Attribution AttributionOf(const Document& document, const Label& label, const Label* next) {
  Attribution attribution;
  attribution.source = {label.name};
  attribution.cue = {label.colon};
  attribution.content = ContentOf(document, label, next);
  attribution.confidence = kConfidence;
  attribution.by_rule = true;
  const bool asks = document.text[attribution.content.back().end - 1] == '?';
  attribution.reading.kind = asks ? PositionKind::kQuestion : PositionKind::kStatement;
  attribution.reading.hedged = IsHedged(document.text, attribution.content);
  return attribution;
}

}  // namespace

bool IsLabel(std::string_view text, const Attribution& attribution) {
  return Surface(text, attribution.cue.front()) == ":" && attribution.source.size() == 1 &&
         attribution.source.front().end == attribution.cue.front().begin;
}

bool IsAskingLabel(std::string_view label) {
  constexpr std::string_view kAsking[] = {"Q",           "Question",    "QUESTION",
                                          "Interviewer", "INTERVIEWER", "Reporter",
                                          "REPORTER",    "Moderator",   "MODERATOR"};
  return absl::c_linear_search(kAsking, label);
}

bool IsAnsweringLabel(std::string_view label) {
  constexpr std::string_view kAnswering[] = {"A", "Answer", "ANSWER"};
  return absl::c_linear_search(kAnswering, label);
}

std::vector<Attribution> AddLabelAttributions(const Document& document,
                                              std::vector<Attribution> attributions) {
  const std::vector<Label> labels = FindLabels(document);
  const size_t found = attributions.size();  // in order, by the network
  for (size_t i = 0; i < labels.size(); ++i) {
    const Label* next = i + 1 < labels.size() ? &labels[i + 1] : nullptr;
    Attribution attribution = AttributionOf(document, labels[i], next);
    const auto end = attributions.begin() + static_cast<ptrdiff_t>(found);
    const auto known =
        std::partition_point(attributions.begin(), end, [&labels, i](const Attribution& candidate) {
          return candidate.cue.front().end <= labels[i].name.begin;
        });
    if (known == end || known->cue.front().begin >= labels[i].colon.end) {
      attributions.push_back(std::move(attribution));
      continue;
    }
    known->source = std::move(attribution.source);
    known->cue = std::move(attribution.cue);
    known->content = std::move(attribution.content);
  }
  absl::c_stable_sort(attributions, [](const Attribution& a, const Attribution& b) {
    return a.cue.front() < b.cue.front();
  });
  return attributions;
}

}  // namespace onrecord::ingest
