// What an archive may hold after writes of which some were never acknowledged: the judge of the
// kill test.
//
// An acknowledged write must be there. One that failed may have happened or not, but nothing in
// between: what it writes is as it was before, or as the write would have left it.

#ifndef ONRECORD_TESTS_ROBUSTNESS_WRITE_MODEL_H_
#define ONRECORD_TESTS_ROBUSTNESS_WRITE_MODEL_H_

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace onrecord::tests {

// An article as a write leaves it. What the writer cannot know is unset and matches anything.
struct ArticleState {
  bool exists = false;
  std::string text;
  std::optional<int> revision;
  std::optional<int> position_count;
  std::optional<int> event_count;
};

// Who is who in a few articles, each by one speaker, as a merger or split leaves it.
struct CastState {
  // The speaker of each article. As expected, empty where a split made a new one and its name was
  // never told: matches anybody who is none of the known, the same in all of these articles. As
  // found, empty where records of one article name different speakers: matches nothing.
  std::map<std::string, std::string> speakers;
  // Who answers for each speaker that is known by name, itself or whom it is merged into.
  std::map<std::string, std::string> answers;
};

// Whether what was found may be what was expected.
bool Matches(const ArticleState& expected, const ArticleState& found);
bool Matches(const CastState& expected, const CastState& found);

enum class Verdict {
  kAsAcknowledged,  // as the last acknowledged write left it
  kAsAttempted,     // as a later write would have left it that was not acknowledged
  kContradicted,    // neither: an acknowledged write is lost, or one is half there
};

// What one client wrote, by name; `State` is how a write leaves what has that name. The client
// begins no write to a name before the one before has ended. Not thread-safe.
template <class State>
class ModelOf {
 public:
  struct History {
    State acknowledged;
    std::optional<State> attempted;
  };

  // A write that would leave it so begins, or begins again.
  void Attempt(const std::string& name, State state) {
    histories_[name].attempted = std::move(state);
  }

  // The write begun last was acknowledged and left it so.
  void Acknowledge(const std::string& name, State state) {
    histories_[name] = {std::move(state), std::nullopt};
  }

  // REQUIRES: a write to `name` was begun.
  Verdict Judge(const std::string& name, const State& found) const {
    const History& history = histories_.at(name);
    if (Matches(history.acknowledged, found)) return Verdict::kAsAcknowledged;
    if (history.attempted && Matches(*history.attempted, found)) return Verdict::kAsAttempted;
    return Verdict::kContradicted;
  }

  const std::map<std::string, History>& histories() const { return histories_; }

 private:
  std::map<std::string, History> histories_;
};

using WriteModel = ModelOf<ArticleState>;
using CastModel = ModelOf<CastState>;

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_WRITE_MODEL_H_
