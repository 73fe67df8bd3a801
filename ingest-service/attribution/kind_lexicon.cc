#include "ingest-service/attribution/kind_lexicon.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"

namespace onrecord::ingest {
namespace {

using Lexicon = absl::flat_hash_map<std::string_view, PositionKind>;

struct Entry {
  PositionKind kind;
  std::string_view words;  // parted by spaces
};

// Verbs by their base form, irregular forms and nouns as they are.
constexpr Entry kCueWords[] = {
    {PositionKind::kStatement,
     "according report announce found find show showed shown reveal note cite recount recall "
     "detail estimate inform "
     "disclose indicate document record list publish mention refer know knew learn discover "
     "reportedly citing data "
     "figures records poll survey study sources"},
    {PositionKind::kOpinion,
     "think thought believe belief feel felt consider argue contend opine explain view see regard "
     "seem appear "
     "conclude reckon maintain interpret prefer assess guess suspect suppose deem opinion sense "
     "impression understand "
     "understood convinced characterize reflect joke quip speculate compare attribute portray cast "
     "describe bill idea "
     "notion perception perceive cite tout"},
    {PositionKind::kPrediction,
     "expect predict forecast anticipate foresee project prediction expectation bet confident "
     "confidence"},
    {PositionKind::kDenial, "deny denial dispute refute disavow rebut contradict debunk"},
    {PositionKind::kConfirmation,
     "confirm admit acknowledge concede confess confirmation admission plead recognize recognise "
     "guilty"},
    {PositionKind::kAccusation,
     "accuse allege blame sue indict accusation allegation charge allegedly implicate fault "
     "lawsuit complaint"},
    {PositionKind::kCriticism,
     "criticize criticise criticism critic critical critique slam blast attack mock condemn "
     "denounce oppose opposition "
     "opponent rip deride ridicule decry bash lash rebuke chide lambaste lament complain scold "
     "berate object disagree "
     "rail bemoan insult assail skewer knock scoff disapprove disparage hit jab swipe taunt "
     "dismiss hate against "
     "outrage anger disgust angry disappointed protest excoriate castigate pan unhappy grouse "
     "grumble spar clash "
     "frustration frustrated ridiculed backlash disapproval dislike"},
    {PositionKind::kSupport,
     "support endorse praise back defend endorsement applaud hail laud congratulate welcome thank "
     "commend celebrate "
     "champion favor favour cheer admire side embrace compliment credit salute love supporter "
     "advocate rally stump "
     "stand stood pleased proud vouch vote voter nominate choose chose chosen fan enthusiasm "
     "sympathize ally"},
    {PositionKind::kDemand,
     "demand urge ask order request implore call insist beg plead exhort advise advice appeal "
     "instruct command direct "
     "encourage press lobby petition require want recommend recommendation warrant tell subpoena"},
    {PositionKind::kProposal,
     "propose proposal suggest offer float pitch introduce mull legislation nomination brainstorm"},
    {PositionKind::kPromise,
     "promise vow pledge plan intend swear swore intention commit commitment undertake aim seek "
     "sought hope resolve "
     "decide decision determined prepare contemplate try bid effort eager ready willing intent"},
    {PositionKind::kAgreement, "agree accept consent concur agreement approve approval"},
    {PositionKind::kRefusal,
     "refuse reject decline refusal rejection rebuff resist shun spurn balk veto unwilling "
     "reluctant"},
    {PositionKind::kThreat, "threaten threat"},
    {PositionKind::kWarning,
     "warn caution fear worry concern alarm afraid alert fret worried concerned"},
    {PositionKind::kQuestion,
     "question wonder inquire query doubt investigate probe skeptical uncertain unsure examine "
     "inquiry investigation "
     "pollster polled"},
};

// Words of evaluation, as they are.
constexpr Entry kContentWords[] = {
    {PositionKind::kCriticism,
     "disaster disastrous disgrace disgraceful wrong unfit dangerous corrupt corruption crooked "
     "liar liars lie lies "
     "lying shame shameful shameless failed failure fail failing terrible horrible awful "
     "disgusting racist sexist "
     "bigot bigotry bigoted hateful hate incompetent weak worst bad stupid ridiculous absurd "
     "nonsense outrageous "
     "offensive irresponsible reckless hypocrite hypocrisy hypocritical unacceptable insult "
     "insulting divisive "
     "dishonest fraud phony rigged broken scandal unqualified unprepared deplorable deplorables "
     "ignorant cowardly "
     "coward destroy destroyed destroying ruin threat joke pathetic crazy temperament demeaning "
     "attack attacks "
     "attacked misleading mess problem troubling disturbing disappointing disappointed lack hurt "
     "unfair biased "
     "betrayed"},
    {PositionKind::kSupport,
     "great proud best thank thanks congratulations congratulate endorse endorsed support supports "
     "tremendous "
     "wonderful incredible fantastic excellent amazing brilliant courage courageous honest respect "
     "admire hero "
     "leader leadership qualified strong smart love loves beautiful honored honor experience "
     "success successful "
     "brave decent grateful inspiring exceptional extraordinary outstanding"},
    {PositionKind::kOpinion,
     "think believe feel important clear obvious interesting hard difficult tough easy sad "
     "surprising "
     "reason because really very kind sort like maybe perhaps understand matter means mean sense "
     "frankly"},
};

Lexicon MakeLexicon(absl::Span<const Entry> entries) {
  Lexicon lexicon;
  for (const Entry& entry : entries) {
    for (size_t begin = 0; begin < entry.words.size();) {
      const size_t end = std::min(entry.words.find(' ', begin), entry.words.size());
      lexicon.try_emplace(entry.words.substr(begin, end - begin), entry.kind);
      begin = end + 1;
    }
  }
  return lexicon;
}

PositionKind LookUp(const Lexicon& lexicon, std::string_view word) {
  const auto found = lexicon.find(word);
  return found == lexicon.end() ? PositionKind::kUnspecified : found->second;
}

// Looks up the base forms that `stem` may come from once an ending was cut: "accus" of "accused",
// "plann", "den(i)".
PositionKind LookUpStem(const Lexicon& lexicon, std::string_view stem) {
  PositionKind kind = LookUp(lexicon, stem);
  if (kind == PositionKind::kUnspecified) kind = LookUp(lexicon, std::string(stem) + "e");
  const size_t size = stem.size();
  if (kind == PositionKind::kUnspecified && size > 2 && stem[size - 1] == stem[size - 2]) {
    kind = LookUp(lexicon, stem.substr(0, size - 1));
  }
  if (kind == PositionKind::kUnspecified && size > 1 && stem.back() == 'i') {
    kind = LookUp(lexicon, std::string(stem.substr(0, size - 1)) + "y");
  }
  return kind;
}

}  // namespace

PositionKind KindOfCueWord(std::string_view word) {
  static const Lexicon& lexicon = *new Lexicon(MakeLexicon(kCueWords));
  constexpr std::string_view kEndings[] = {"s", "es", "ed", "ing"};
  PositionKind kind = LookUp(lexicon, word);
  for (const std::string_view ending : kEndings) {
    if (kind != PositionKind::kUnspecified) break;
    const size_t stem = word.size() - std::min(word.size(), ending.size());
    if (stem > 1 && word.substr(stem) == ending) kind = LookUpStem(lexicon, word.substr(0, stem));
  }
  return kind;
}

PositionKind KindOfContentWord(std::string_view word) {
  static const Lexicon& lexicon = *new Lexicon(MakeLexicon(kContentWords));
  return LookUp(lexicon, word);
}

bool IsHedge(std::string_view word) {
  static const auto& hedges = *new absl::flat_hash_set<std::string_view>(
      {"may", "might", "could", "perhaps", "maybe", "possibly", "possible", "likely", "unlikely",
       "probably", "potentially", "potential", "if", "apparently", "possibility"});
  return hedges.contains(word);
}

}  // namespace onrecord::ingest
