#include "ingest-service/attribution/nested_cues.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace onrecord::ingest {
namespace {

struct VerbEntry {
  PositionKind kind;
  uint16_t frames;
  std::string_view lemmas;  // parted by spaces
};

using Kind = PositionKind;

constexpr VerbEntry kVerbs[] = {
    {Kind::kStatement, kClause,
     "say state report note add mention observe recall remark tweet post write testify reveal "
     "disclose announce find conclude estimate signal explain indicate reply respond answer repeat "
     "reiterate stress emphasize emphasise underline declare learn shout whisper proclaim recount "
     "stipulate affirm retort continue"},
    {Kind::kStatement, kClause | kTelling | kTellingTo, "tell"},
    {Kind::kStatement, kClause | kTelling, "inform notify remind brief"},
    {Kind::kOpinion, kClause | kThinking, "think believe feel suspect reckon know understand"},
    {Kind::kOpinion, kClause,
     "argue contend maintain insist assert imply joke quip boast brag hint opine speculate muse "
     "reason"},
    {Kind::kOpinion, kClause | kInfinitive, "claim"},
    {Kind::kOpinion, kWholeObject | kTellingTo, "call"},
    {Kind::kOpinion, kWholeObject, "describe label brand characterize characterise portray"},
    {Kind::kOpinion, kClause | kTelling, "convince persuade"},
    {Kind::kPrediction, kClause, "predict forecast foresee"},
    {Kind::kPrediction, kClause | kThinking, "expect anticipate hope"},
    {Kind::kDenial, kClause | kObject | kGerund, "deny"},
    {Kind::kDenial, kClause | kObject, "dispute contradict refute rebut"},
    {Kind::kConfirmation, kClause | kObject, "confirm acknowledge"},
    {Kind::kConfirmation, kClause | kGerund, "admit confess"},
    {Kind::kConfirmation, kClause, "concede"},
    {Kind::kAccusation, kWholeObject, "accuse blame"},
    {Kind::kAccusation, kClause, "allege charge"},
    {Kind::kCriticism, kWholeObject,
     "criticize criticise condemn denounce slam blast mock dismiss deride ridicule rebuke"},
    {Kind::kCriticism, kClause, "complain lament object"},
    {Kind::kSupport, kWholeObject, "praise hail applaud commend thank defend endorse welcome"},
    {Kind::kDemand, kClause | kObject | kInfinitive, "demand"},
    {Kind::kDemand, kClause | kTellingTo | kTelling, "ask beg advise"},
    {Kind::kDemand, kClause | kTellingTo, "urge implore order instruct command"},
    {Kind::kDemand, kTellingTo, "encourage press"},
    {Kind::kDemand, kClause | kObject | kGerund, "recommend request"},
    {Kind::kProposal, kClause | kObject | kGerund | kInfinitive, "propose"},
    {Kind::kProposal, kClause | kGerund, "suggest"},
    {Kind::kProposal, kInfinitive | kObject, "offer"},
    {Kind::kPromise, kClause | kInfinitive | kObject | kTelling, "promise"},
    {Kind::kPromise, kClause | kInfinitive | kObject, "pledge guarantee"},
    {Kind::kPromise, kClause | kInfinitive, "vow swear"},
    {Kind::kPromise, kClause | kTelling, "assure reassure"},
    {Kind::kAgreement, kClause | kInfinitive, "agree"},
    {Kind::kAgreement, kObject | kClause, "accept"},
    {Kind::kRefusal, kInfinitive, "refuse decline"},
    {Kind::kRefusal, kObject, "reject"},
    {Kind::kThreat, kInfinitive | kClause, "threaten"},
    {Kind::kWarning, kClause | kTelling | kTellingTo, "warn caution"},
    {Kind::kWarning, kClause | kThinking, "fear worry"},
    {Kind::kQuestion, kClause, "wonder inquire enquire"},
    {Kind::kQuestion, kClause | kThinking, "doubt"},
};

struct IrregularVerb {
  std::string_view lemma;
  std::string_view past;
  std::string_view participle;
};

constexpr IrregularVerb kIrregularVerbs[] = {
    {"say", "said", "said"},
    {"tell", "told", "told"},
    {"write", "wrote", "written"},
    {"find", "found", "found"},
    {"think", "thought", "thought"},
    {"feel", "felt", "felt"},
    {"know", "knew", "known"},
    {"understand", "understood", "understood"},
    {"foresee", "foresaw", "foreseen"},
    {"forecast", "forecast", "forecast"},
    {"swear", "swore", "sworn"},
    {"admit", "admitted", "admitted"},
    {"rebut", "rebutted", "rebutted"},
    {"quip", "quipped", "quipped"},
    {"brag", "bragged", "bragged"},
    {"slam", "slammed", "slammed"},
};

struct NounEntry {
  PositionKind kind;
  uint16_t frames;
  std::string_view nouns;  // in the singular
};

constexpr NounEntry kNouns[] = {
    {Kind::kStatement, kClause,
     "statement announcement testimony remark comment disclosure finding declaration assurance"},
    {Kind::kOpinion, kClause,
     "claim assertion contention argument insistence belief view opinion conclusion suggestion "
     "insinuation notion theory"},
    {Kind::kPrediction, kClause, "prediction forecast expectation hope"},
    {Kind::kDenial, kClause, "denial"},
    {Kind::kConfirmation, kClause, "admission acknowledgment acknowledgement confirmation"},
    {Kind::kAccusation, kClause, "accusation allegation charge"},
    {Kind::kCriticism, kClause, "complaint criticism"},
    {Kind::kDemand, kClause | kInfinitive, "demand request"},
    {Kind::kProposal, kClause | kInfinitive, "proposal offer"},
    {Kind::kPromise, kClause | kInfinitive, "promise pledge vow guarantee"},
    {Kind::kRefusal, kInfinitive, "refusal"},
    {Kind::kThreat, kClause | kInfinitive, "threat"},
    {Kind::kWarning, kClause, "warning fear concern"},
};

struct VerbPreposition {
  std::string_view lemma;
  std::string_view preposition;
};

constexpr VerbPreposition kPrepositions[] = {
    {"call", "for"},   {"insist", "on"}, {"warn", "of"},  {"complain", "about"}, {"object", "to"},
    {"confess", "to"}, {"agree", "to"},  {"boast", "of"}, {"admit", "to"},
};

using Verbs = std::map<std::string, NestedVerb, std::less<>>;

// The words of `list`, which spaces part.
std::vector<std::string_view> SplitWords(std::string_view list) {
  std::vector<std::string_view> words;
  for (size_t begin = 0; begin < list.size();) {
    const size_t end = std::min(list.find(' ', begin), list.size());
    words.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string PresentOf(std::string_view lemma) {
  const char last = lemma.back();
  if (last == 'y' && lemma.find_last_of("aeiou") != lemma.size() - 2) {
    return std::string(lemma.substr(0, lemma.size() - 1)) + "ies";
  }
  const bool hisses = last == 's' || last == 'h';
  return std::string(lemma) + (hisses ? "es" : "s");
}

std::string PastOf(std::string_view lemma) {
  if (lemma.back() == 'e') return std::string(lemma) + "d";
  if (lemma.back() == 'y' && lemma.find_last_of("aeiou") != lemma.size() - 2) {
    return std::string(lemma.substr(0, lemma.size() - 1)) + "ied";
  }
  return std::string(lemma) + "ed";
}

void AddForms(NestedVerb verb, Verbs& verbs) {
  verbs.emplace(verb.lemma, verb);
  verbs.emplace(PresentOf(verb.lemma), verb);
  const auto* const irregular = std::find_if(
      std::begin(kIrregularVerbs), std::end(kIrregularVerbs),
      [&verb](const IrregularVerb& candidate) { return candidate.lemma == verb.lemma; });
  const bool regular = irregular == std::end(kIrregularVerbs);
  const std::string past = regular ? PastOf(verb.lemma) : std::string(irregular->past);
  const std::string participle = regular ? past : std::string(irregular->participle);
  verb.past = true;
  verb.participle = past == participle;
  verbs.insert_or_assign(past, verb);
  verb.participle = true;
  verb.past = past == participle;
  verbs.insert_or_assign(participle, verb);
}

}  // namespace

const NestedVerb* FindNestedVerb(std::string_view lower) {
  static const Verbs* const verbs = [] {
    auto* forms = new Verbs;
    for (const VerbEntry& entry : kVerbs) {
      for (const std::string_view lemma : SplitWords(entry.lemmas)) {
        AddForms({lemma, entry.kind, entry.frames}, *forms);
      }
    }
    return forms;
  }();
  const auto found = verbs->find(lower);
  return found == verbs->end() ? nullptr : &found->second;
}

const NestedNoun* FindNestedNoun(std::string_view lower) {
  static const auto* const nouns = [] {
    auto* forms = new std::map<std::string, NestedNoun, std::less<>>;
    for (const NounEntry& entry : kNouns) {
      for (const std::string_view noun : SplitWords(entry.nouns)) {
        forms->emplace(noun, NestedNoun{entry.kind, entry.frames});
        forms->emplace(PresentOf(noun), NestedNoun{entry.kind, entry.frames});
      }
    }
    return forms;
  }();
  const auto found = nouns->find(lower);
  return found == nouns->end() ? nullptr : &found->second;
}

std::string_view PrepositionOf(std::string_view lemma) {
  for (const VerbPreposition& entry : kPrepositions) {
    if (entry.lemma == lemma) return entry.preposition;
  }
  return {};
}

}  // namespace onrecord::ingest
