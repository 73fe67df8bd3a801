#include "tests/robustness/prepared_commit.h"

#include "absl/strings/str_cat.h"
#include "tests/testing/sample_articles.h"

namespace onrecord::tests {
namespace {

constexpr int kMostPositions = 20;

}  // namespace

v1::CommitArticleRequest PreparedCommit(const std::string& name, int version) {
  v1::CommitArticleRequest commit =
      MillCommit(name, static_cast<v1::PositionKind>(1 + version % 16),
                 static_cast<v1::EventType>(1 + version % 17),
                 absl::StrCat("clerk number ", version, " said"));
  v1::Analysis& analysis = *commit.mutable_analysis();
  for (int i = 1; i < 1 + version % kMostPositions; ++i) {
    v1::Position& position = *analysis.add_positions();
    position = analysis.positions(0);
    position.set_name(absl::StrCat("p-", i + 1));
    v1::Event& event = *analysis.add_events();
    event = analysis.events(0);
    event.set_name(absl::StrCat("e-", i + 1));
  }
  return commit;
}

}  // namespace onrecord::tests
