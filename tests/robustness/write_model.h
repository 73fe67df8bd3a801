// What an archive may hold after writes of which some were never acknowledged: the judge of the
// kill test.
//
// An acknowledged write must be there. One that failed may have happened or not, but nothing in
// between: its article is as it was before, or as the write would have left it.

#ifndef ONRECORD_TESTS_ROBUSTNESS_WRITE_MODEL_H_
#define ONRECORD_TESTS_ROBUSTNESS_WRITE_MODEL_H_

#include <map>
#include <optional>
#include <string>

namespace onrecord::tests {

// An article as a write leaves it. What the writer cannot know is unset and matches anything.
struct ArticleState {
  bool exists = false;
  std::string text;
  std::optional<int> revision;
  std::optional<int> position_count;
  std::optional<int> event_count;
};

// Whether what was found may be what was expected.
bool Matches(const ArticleState& expected, const ArticleState& found);

enum class Verdict {
  kAsAcknowledged,  // as the last acknowledged write left it
  kAsAttempted,     // as a later write would have left it that was not acknowledged
  kContradicted,    // neither: an acknowledged write is lost, or one is half there
};

// The articles of one writer, who begins no write to an article before the one before has ended.
// Not thread-safe.
class WriteModel {
 public:
  struct History {
    ArticleState acknowledged;
    std::optional<ArticleState> attempted;
  };

  // A write that would leave the article so begins, or begins again.
  void Attempt(const std::string& name, ArticleState state);

  // The write begun last was acknowledged and left the article so.
  void Acknowledge(const std::string& name, ArticleState state);

  // REQUIRES: a write to `name` was begun.
  Verdict Judge(const std::string& name, const ArticleState& found) const;

  const std::map<std::string, History>& articles() const { return articles_; }

 private:
  std::map<std::string, History> articles_;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_WRITE_MODEL_H_
