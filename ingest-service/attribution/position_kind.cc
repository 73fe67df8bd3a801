// How a kind is read, in this order:
//   1. a cue that refuses by what it negates: "did not respond", "wouldn't say"
//   2. the first word of the cue that the lexicon knows, with what its content adds to the
//   ambiguous ones: "asked
//      whether" is a question, "asked him to" a demand; "wants to" promises, "wants them to"
//      demands
//   3. for neutral cues, the speech act that the content shows: a question mark, "must", "we will
//   never", "did not"
//   4. the words of blame, praise or judgement that prevail in it
// Where nothing shows, words that the article quotes are an opinion and words that it reports a
// statement: what is plain fact is seldom quoted.

#include "ingest-service/attribution/position_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/attribution/kind_lexicon.h"
#include "ingest-service/attribution/quotation_form.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using WordList = std::vector<std::string>;

// The look-up forms of the words of `spans`, punctuation included; contractions taken apart
// ("won't" as "will", "not").
WordList ReadLower(std::string_view text, const std::vector<Span>& spans) {
  const auto ends_with = [](std::string_view word, std::string_view ending) {
    return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
  };
  WordList words;
  for (const Span& span : spans) {
    for (Word& word : ReadWords(Surface(text, span))) {
      std::string& lower = word.lower;
      if (lower == "won't") {
        words.insert(words.end(), {"will", "not"});
      } else if (ends_with(lower, "n't")) {
        words.insert(words.end(), {lower.substr(0, lower.size() - 3), "not"});
      } else if (ends_with(lower, "'ll")) {
        words.insert(words.end(), {lower.substr(0, lower.size() - 3), "will"});
      } else {
        words.push_back(std::move(lower));
      }
    }
  }
  return words;
}

bool StartsWith(std::string_view word, std::string_view prefix) {
  return word.substr(0, prefix.size()) == prefix;
}

template <size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsNegation(std::string_view word) {
  return IsOneOf(word, {"not", "never", "no", "cannot", "nothing", "neither", "nor"});
}

bool IsSpeaker(std::string_view word) { return IsOneOf(word, {"i", "we", "he", "she", "they"}); }

// Step 1: the cue negates an answer or an assent.
bool RefusesByNegation(const WordList& cue) {
  if (!absl::c_any_of(cue, IsNegation)) return false;
  return absl::c_any_of(cue, [](std::string_view word) {
    return IsOneOf(word, {"respond", "responded", "reply", "return", "returned", "comment",
                          "answer", "say", "agree", "accept", "provide", "commit", "immediately",
                          "elaborate", "want", "budge", "allow"});
  });
}

// Step 2 for words whose content decides; other kinds pass.
PositionKind Specify(std::string_view word, PositionKind kind, const WordList& cue,
                     const WordList& content) {
  const std::string_view first = content.empty() ? std::string_view() : content.front();
  if (StartsWith(word, "ask")) {
    const bool question =
        absl::c_linear_search(content, "?") ||
        IsOneOf(first, {"if", "whether", "what", "why", "how", "who", "when", "about"});
    return question ? PositionKind::kQuestion : PositionKind::kDemand;
  }
  if (StartsWith(word, "call")) {
    return absl::c_linear_search(cue, "for") || absl::c_linear_search(cue, "on")
               ? PositionKind::kDemand
               : PositionKind::kUnspecified;
  }
  if (StartsWith(word, "tell") || StartsWith(word, "order")) {
    return first == "to" ? PositionKind::kDemand : PositionKind::kUnspecified;
  }
  if (StartsWith(word, "want")) {
    return first == "to" || cue.back() == "to" ? PositionKind::kPromise : PositionKind::kDemand;
  }
  return kind;
}

PositionKind ReadCue(const WordList& cue, const WordList& content) {
  if (RefusesByNegation(cue)) return PositionKind::kRefusal;
  for (const std::string& word : cue) {
    PositionKind kind = KindOfCueWord(word);
    if (kind == PositionKind::kUnspecified) continue;
    kind = Specify(word, kind, cue, content);
    if (kind == PositionKind::kSupport && absl::c_any_of(cue, IsNegation)) {
      return PositionKind::kCriticism;
    }
    if (kind != PositionKind::kUnspecified) return kind;
  }
  return PositionKind::kUnspecified;
}

// Step 3. Looks at the modal verbs of the content and what stands next to them.
PositionKind ReadSpeechAct(const WordList& content, bool quoted) {
  if (!content.empty() && absl::c_linear_search(content, "?") &&
      !absl::c_linear_search(content, ".")) {
    return PositionKind::kQuestion;
  }
  for (size_t i = 0; i < content.size(); ++i) {
    const std::string_view word = content[i];
    const std::string_view before = i > 0 ? std::string_view(content[i - 1]) : std::string_view();
    const std::string_view after =
        i + 1 < content.size() ? std::string_view(content[i + 1]) : std::string_view();
    const bool own = IsSpeaker(before) && i <= 3;
    if (IsOneOf(word, {"will", "would"})) {
      if (own) return IsNegation(after) ? PositionKind::kRefusal : PositionKind::kPromise;
      if (word == "will" || !quoted) return PositionKind::kPrediction;
    }
    if (!quoted && IsOneOf(word, {"could", "may", "might"})) return PositionKind::kPrediction;
    if (own && (word == "did" || word == "have" || word == "had") && IsNegation(after)) {
      return PositionKind::kDenial;
    }
    if (IsOneOf(word, {"must", "should", "ought"}) || (word == "need" && after == "to" && !own)) {
      return PositionKind::kDemand;
    }
  }
  return PositionKind::kUnspecified;
}

// Step 4.
PositionKind ReadJudgement(const WordList& content, bool quoted) {
  std::array<int, 17> count = {};
  for (const std::string& word : content) ++count[static_cast<size_t>(KindOfContentWord(word))];
  const int criticism = count[static_cast<size_t>(PositionKind::kCriticism)];
  const int support = count[static_cast<size_t>(PositionKind::kSupport)];
  if (criticism > 0 && criticism >= support) return PositionKind::kCriticism;
  if (support > 0) return PositionKind::kSupport;
  const bool judges = quoted || count[static_cast<size_t>(PositionKind::kOpinion)] > 0;
  return judges ? PositionKind::kOpinion : PositionKind::kStatement;
}

// Whether the content is uncertain as a whole: a hedge near its beginning. Later ones concern a
// part of it.
bool IsHedged(const WordList& content) {
  constexpr size_t kBeginning = 20;  // words
  const auto end = content.begin() + std::min(content.size(), kBeginning);
  return std::any_of(content.begin(), end, [](const std::string& word) { return IsHedge(word); });
}

}  // namespace

KindReading ReadKind(const Document& document, const Attribution& attribution) {
  const WordList cue = ReadLower(document.text, attribution.cue);
  const WordList content = ReadLower(document.text, attribution.content);
  const bool quoted = FindQuotationForm(document, attribution.content) != QuotationForm::kIndirect;
  KindReading reading;
  reading.hedged = IsHedged(content);
  reading.kind = ReadCue(cue, content);
  if (reading.kind == PositionKind::kUnspecified) reading.kind = ReadSpeechAct(content, quoted);
  if (reading.kind == PositionKind::kUnspecified) reading.kind = ReadJudgement(content, quoted);
  return reading;
}

}  // namespace onrecord::ingest
