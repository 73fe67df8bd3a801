#include "tests/robustness/write_model.h"

#include <utility>

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

void WriteModel::Attempt(const std::string& name, ArticleState state) {
  articles_[name].attempted = std::move(state);
}

void WriteModel::Acknowledge(const std::string& name, ArticleState state) {
  articles_[name] = {std::move(state), std::nullopt};
}

Verdict WriteModel::Judge(const std::string& name, const ArticleState& found) const {
  const History& history = articles_.at(name);
  if (Matches(history.acknowledged, found)) return Verdict::kAsAcknowledged;
  if (history.attempted && Matches(*history.attempted, found)) return Verdict::kAsAttempted;
  return Verdict::kContradicted;
}

}  // namespace onrecord::tests
