#include "tests/robustness/write_model.h"

#include <optional>
#include <string>

namespace onrecord::tests {
namespace {

bool MayBe(const std::optional<int>& expected, const std::optional<int>& found) {
  return !expected.has_value() || expected == found;
}

}  // namespace

bool Matches(const ArticleState& expected, const ArticleState& found) {
  if (expected.exists != found.exists) return false;
  return !expected.exists ||
         (expected.text == found.text && MayBe(expected.revision, found.revision) &&
          MayBe(expected.position_count, found.position_count) &&
          MayBe(expected.event_count, found.event_count));
}

bool Matches(const CastState& expected, const CastState& found) {
  if (expected.answers != found.answers) return false;
  if (expected.speakers.size() != found.speakers.size()) return false;
  std::optional<std::string> newcomer;
  for (const auto& [article, speaker] : expected.speakers) {
    const auto at = found.speakers.find(article);
    if (at == found.speakers.end() || at->second.empty()) return false;
    if (!speaker.empty()) {
      if (at->second != speaker) return false;
    } else {
      if (found.answers.count(at->second) > 0) return false;
      if (newcomer.value_or(at->second) != at->second) return false;
      newcomer = at->second;
    }
  }
  return true;
}

}  // namespace onrecord::tests
