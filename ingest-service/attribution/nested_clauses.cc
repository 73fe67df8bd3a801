#include "ingest-service/attribution/nested_clauses.h"

#include <algorithm>
#include <string_view>

#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestQuotation = 400;  // words
constexpr int kLongestSource = 14;      // words behind "according to"
constexpr int kFarthestAgent = 10;      // words between a passive and its "by"

// Who the mark `opener` waits for. Curly apostrophes are straight ones in look-up forms.
std::string_view CloserOf(const Word& opener) {
  if (opener.Is("“") || opener.Is("„")) return "”";
  if (opener.Is("‘") || opener.Is("'") || opener.Is("‚")) return "'";
  if (opener.Is("«")) return "»";
  return opener.Is("``") ? "''" : std::string_view(opener.lower);
}

}  // namespace

std::optional<CueReading> CueReader::ReadAt(int i) const {
  const std::string_view lower = clause_.Lower(i);
  if (lower == "according" && clause_.Lower(i + 1) == "to") return ReadAccordingTo(i);
  if (clause_.At(i).capitalized || !clause_.At(i).IsWord()) return std::nullopt;
  if (const NestedVerb* verb = FindNestedVerb(lower)) {
    if (std::optional<CueReading> reading = ReadVerb(i, *verb)) return reading;
  }
  if (const NestedNoun* noun = FindNestedNoun(lower)) return ReadNoun(i, *noun);
  return std::nullopt;
}

bool CueReader::MaySpeak(WordRange range) const {
  return !range.empty() && may_speak_(clause_.SpanOf(range));
}

CueReader::Content CueReader::ToEnd(int begin) const {
  const WordRange content = {begin, clause_.EndOfClause(begin)};
  if (content.empty()) return {};
  return {content};
}

// The quotation that opens at `begin`, its marks included.
CueReader::Content CueReader::Quoted(int begin) const {
  const std::string_view closer = CloserOf(clause_.At(begin));
  const int limit = std::min(limit_, begin + kLongestQuotation);
  for (int end = begin + 1; end < limit; ++end) {
    if (!clause_.At(end).IsWord() && clause_.At(end).lower == closer) return {{begin, end + 1}};
  }
  if (limit - begin < 2) return {};
  return {{begin, limit}};
}

// "that, according to the auditors, the fund had lost", "the fund had lost, according to the
// auditors".
std::optional<CueReading> CueReader::ReadAccordingTo(int i) const {
  CueReading reading;
  reading.cue = {i, i + 2};
  int end = i + 2;
  while (clause_.Has(end) && !clause_.IsMark(end) && end - i - 2 < kLongestSource) ++end;
  reading.source = {i + 2, end};
  if (reading.source.empty()) return std::nullopt;
  int begin = clause_.bounds().begin;
  while (begin < i && (clause_.Lower(begin) == "that" || clause_.IsMark(begin))) ++begin;
  int before = i;
  while (before > begin && clause_.IsMark(before - 1) && !IsClosingMark(clause_.At(before - 1))) {
    --before;
  }
  if (before - begin > 1) reading.content.push_back({begin, before});
  const bool goes_on = clause_.Has(end) && clause_.At(end).Is(",");
  if (goes_on) {
    const Content behind = ToEnd(end + 1);
    reading.content.insert(reading.content.end(), behind.begin(), behind.end());
  }
  if (reading.content.empty()) return std::nullopt;
  return reading;
}

std::optional<CueReading> CueReader::ReadVerb(int i, const NestedVerb& verb) const {
  const int group = clause_.VerbGroupBegin(i);
  bool passive = false;
  for (int at = group; at < i; ++at) {
    if (IsModalVerb(clause_.Lower(at))) return std::nullopt;
    passive = passive || IsFormOfBe(clause_.Lower(at));
  }
  if (clause_.Lower(group - 1) == "to") return std::nullopt;
  if (passive || clause_.Lower(i + 1) == "by") {
    return verb.participle ? ReadPassive(i, group, verb) : std::nullopt;
  }
  const std::optional<WordRange> subject = clause_.SubjectBefore(group);
  if (!subject.has_value() || !MaySpeak(*subject)) return std::nullopt;
  const bool pronoun = IsSubjectPronoun(clause_.Lower(subject->begin));
  // What "she" believes, who is quoted, is the position of the one quoted already.
  if (pronoun && (verb.frames & kThinking) != 0) return std::nullopt;
  CueReading reading;
  reading.kind = verb.kind;
  reading.source = *subject;
  reading.cue = {i, i + 1};
  reading.content = ContentBehind(verb, i + 1);
  if (reading.content.empty() && (verb.frames & kClause) != 0) {
    reading.content = ContentBefore(*subject, i + 1);
  }
  if (reading.content.empty()) return std::nullopt;
  return reading;
}

// Whom the verb tells; empty where nobody stands at `at`.
WordRange CueReader::AddresseeAt(const NestedVerb& verb, int at) const {
  if ((verb.frames & kTelling) != 0) return clause_.NounPhraseAt(at);
  const bool to = clause_.Lower(at) == "to" && (verb.frames & kInfinitive) == 0;
  if (!to) return {at, at};
  return {at, clause_.NounPhraseAt(at + 1).end};
}

// "to strike", "not to strike".
bool CueReader::IsInfinitiveAt(int at) const {
  return clause_.Lower(NegatesVerb(clause_.Lower(at)) ? at + 1 : at) == "to";
}

CueReader::Content CueReader::ContentBehind(const NestedVerb& verb, int after) const {
  const int at = clause_.AfterCircumstances(after);
  if ((verb.frames & kInfinitive) != 0 && IsInfinitiveAt(at)) return ToEnd(at);
  const std::string_view preposition = PrepositionOf(verb.lemma);
  const bool by_preposition = !preposition.empty() && clause_.Lower(at) == preposition;
  if (by_preposition) return ToEnd(at + 1);
  if ((verb.frames & kClause) != 0) {
    const WordRange addressee = AddresseeAt(verb, at);
    if (!addressee.empty()) {
      const int behind = clause_.AfterCircumstances(addressee.end);
      const Content content = ClauseBehind(verb, behind, /*addressed=*/true);
      if (!content.empty()) return content;
    }
    const Content content = ClauseBehind(verb, at, /*addressed=*/false);
    if (!content.empty()) return content;
  }
  if ((verb.frames & kTellingTo) != 0) {
    const int person = clause_.Lower(at) == "on" ? at + 1 : at;
    const WordRange addressee = clause_.NounPhraseAt(person);
    const int to = clause_.AfterCircumstances(addressee.end);
    if (!addressee.empty() && IsInfinitiveAt(to)) return ToEnd(to);
  }
  return ObjectBehind(verb, at);
}

// A clause or quotation at `at`, where the verb's addressee, if any, is over.
CueReader::Content CueReader::ClauseBehind(const NestedVerb& verb, int at, bool addressed) const {
  int begin = at;
  if (clause_.IsMark(begin) && (clause_.At(begin).Is(",") || clause_.At(begin).Is(":"))) ++begin;
  if (clause_.Has(begin) && IsOpeningMark(clause_.At(begin))) return Quoted(begin);
  if (begin > at) return {};
  const std::string_view first = clause_.Lower(at);
  if (first == "that" || IsQuestionWord(first)) return ToEnd(at);
  const bool must_address = (verb.frames & kTelling) != 0 && verb.lemma == "tell";
  if (must_address && !addressed) return {};
  const bool ambiguous = (verb.frames & (kObject | kTelling | kGerund)) != 0;
  return clause_.BeginsClause(at, ambiguous) ? ToEnd(at) : Content{};
}

CueReader::Content CueReader::ObjectBehind(const NestedVerb& verb, int at) const {
  if (!clause_.Has(at)) return {};
  const bool opens = IsOpeningMark(clause_.At(at));
  if (clause_.IsMark(at) && !opens) return {};
  const std::string_view first = clause_.Lower(at);
  if ((verb.frames & kGerund) != 0 && first.size() > 5 && first.substr(first.size() - 3) == "ing") {
    return ToEnd(at);
  }
  const WordRange object = clause_.NounPhraseAt(at);
  if ((verb.frames & kWholeObject) != 0 && (opens || !object.empty())) {
    // "called the police" calls nobody names.
    const int rest = clause_.AfterCircumstances(object.end);
    if (verb.lemma == "call" && rest >= clause_.EndOfClause(at)) return {};
    return ToEnd(at);
  }
  if ((verb.frames & kObject) != 0 && !object.empty()) return ToEnd(at);
  return {};
}

// “We will strike,” the union said; the bridge, the mayor said, was unsafe.
CueReader::Content CueReader::ContentBefore(WordRange subject, int after) const {
  const int behind = clause_.AfterCircumstances(after);
  if (clause_.Has(behind) && !clause_.IsMark(behind)) return {};
  int end = subject.begin;
  if (!clause_.IsMark(end - 1)) return {};
  const bool quoted = IsClosingMark(clause_.At(end - 1));
  if (!quoted && !clause_.At(end - 1).Is(",")) return {};
  if (!quoted) --end;
  int begin = clause_.bounds().begin;
  if (quoted) {
    begin = end - 2;
    while (clause_.Has(begin) && !IsOpeningMark(clause_.At(begin))) {
      if (end - begin > kLongestQuotation) return {};
      --begin;
    }
    if (!clause_.Has(begin)) return {};
  } else if (clause_.Lower(begin) == "that") {
    ++begin;
  }
  if (end - begin < 2) return {};
  Content content = {{begin, end}};
  const bool goes_on = clause_.Has(behind) && clause_.At(behind).Is(",");
  if (goes_on && !quoted) {
    const Content rest = ToEnd(behind + 1);
    content.insert(content.end(), rest.begin(), rest.end());
  }
  return content;
}

// Her client had been told by detectives that ..., the plan was called a mess by the mayor.
std::optional<CueReading> CueReader::ReadPassive(int i, int group, const NestedVerb& verb) const {
  int by = i + 1;
  while (clause_.Has(by) && by - i <= kFarthestAgent && clause_.Lower(by) != "by") {
    const std::string_view lower = clause_.Lower(by);
    if (lower == "that" || lower == "to" || lower == "," || lower == ";") return std::nullopt;
    ++by;
  }
  if (clause_.Lower(by) != "by") return std::nullopt;
  CueReading reading;
  reading.kind = verb.kind;
  reading.cue = {i, i + 1};
  reading.source = clause_.NounPhraseAt(by + 1);
  if (!MaySpeak(reading.source)) return std::nullopt;
  reading.content = ContentBehindAgent(verb, clause_.AfterCircumstances(reading.source.end));
  if (!reading.content.empty()) return reading;
  if (by > i + 1 && (verb.frames & kWholeObject) != 0) {
    reading.content = {{i + 1, by}};
  } else if ((verb.frames & (kObject | kWholeObject)) != 0) {
    const std::optional<WordRange> subject = clause_.SubjectBefore(group);
    if (subject.has_value()) reading.content = {*subject};
  }
  if (reading.content.empty()) return std::nullopt;
  return reading;
}

CueReader::Content CueReader::ContentBehindAgent(const NestedVerb& verb, int at) const {
  const std::string_view first = clause_.Lower(at);
  if ((verb.frames & kClause) != 0) {
    const Content content = ClauseBehind(verb, at, /*addressed=*/true);
    if (!content.empty()) return content;
  }
  if (IsInfinitiveAt(at) && (verb.frames & (kClause | kInfinitive | kTellingTo)) != 0) {
    return ToEnd(at);
  }
  const bool object = first == "as" || first == "of" || first == "for";
  if (object && (verb.frames & kWholeObject) != 0) return ToEnd(at);
  return {};
}

// Who the noun belongs to: "Solheim" of "Solheim's repeated claim", "his" of "his claim".
std::optional<WordRange> CueReader::PossessorOf(int noun) const {
  for (int at = noun - 1; clause_.Has(at) && noun - at <= 3; --at) {
    const Word& word = clause_.At(at);
    if (IsPossessivePronoun(word.lower)) return WordRange{at, at + 1};
    if (word.kind == WordKind::kPossessive) return clause_.SubjectBefore(at);
    if (!word.IsWord() || word.capitalized || OpensNounPhrase(word.lower)) break;
  }
  return std::nullopt;
}

std::optional<CueReading> CueReader::ReadNoun(int i, const NestedNoun& noun) const {
  CueReading reading;
  reading.kind = noun.kind;
  reading.cue = {i, i + 1};
  int after = i + 1;
  int begin = i;
  if (const std::optional<WordRange> possessor = PossessorOf(i)) {
    reading.source = *possessor;
    begin = possessor->begin;
  } else {
    const std::string_view by = clause_.Lower(after);
    if (by != "by" && by != "from" && by != "of") return std::nullopt;
    reading.source = clause_.NounPhraseAt(after + 1);
    after = reading.source.end;
    while (clause_.Has(begin - 1) && i - begin < 4 && !OpensNounPhrase(clause_.Lower(begin)))
      --begin;
  }
  if (!MaySpeak(reading.source)) return std::nullopt;
  const std::string_view first = clause_.Lower(after);
  const bool takes = (first == "that" && (noun.frames & kClause) != 0) ||
                     (IsInfinitiveAt(after) && (noun.frames & kInfinitive) != 0);
  if (!takes) return std::nullopt;
  reading.content = ToEnd(after);
  if (reading.content.empty()) return std::nullopt;
  const NestedVerb* verb = FindNestedVerb(clause_.Lower(begin - 1));
  const bool subject = !clause_.Has(begin - 1) || clause_.IsMark(begin - 1) ||
                       clause_.Lower(begin - 1) == "that" ||
                       (verb != nullptr && (verb->frames & kClause) != 0 &&
                        (verb->frames & kObject) == 0 && verb->lemma != "note");
  int& end = reading.content.front().end;
  if (subject) end = EndOfSubjectClause(after, end);
  return reading;
}

// Where the clause of a noun that is itself a subject gives way to its verb: before "had" in "the
// claim that the bridge was unsafe had been disproved". `end` where no such verb shows.
int CueReader::EndOfSubjectClause(int begin, int end) const {
  int last = -1;
  int verbs = 0;
  for (int at = begin + 1; at < end; ++at) {
    const bool finite = IsFiniteAuxiliary(clause_.Lower(at));
    if (!finite || IsFiniteAuxiliary(clause_.Lower(at - 1))) continue;
    last = at;
    ++verbs;
  }
  const bool own_verb = IsSubjectPronoun(clause_.Lower(begin + 1)) && last > begin + 2;
  return verbs > 1 || (verbs == 1 && own_verb) ? last : end;
}

}  // namespace onrecord::ingest
