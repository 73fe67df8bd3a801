#include "query-service/archive/role_words.h"

#include <unordered_map>
#include <unordered_set>

namespace onrecord::query {
namespace {

using WordSet = std::unordered_set<std::string_view>;

// Calls `take` with each word of `list`, which spaces part.
template <typename Take>
void ForEachWord(std::string_view list, const Take& take) {
  while (!list.empty()) {
    const size_t end = std::min(list.find(' '), list.size());
    if (end > 0) take(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

WordSet SetOf(std::string_view list) {
  WordSet words;
  ForEachWord(list, [&](std::string_view word) { words.insert(word); });
  return words;
}

struct FieldWords {
  Field field;
  const char* words;
};

constexpr FieldWords kOccupations[] = {
    {Field::kPolitics,
     "senator congressman congresswoman representative lawmaker legislator parliamentarian mp mep "
     "minister chancellor governor mayor councillor councilman councilwoman alderman "
     "ambassador consul diplomat envoy politician nominee candidate statesman "
     "parliament"},
    {Field::kSport,
     "footballer striker midfielder defender goalkeeper winger quarterback pitcher catcher "
     "linebacker cyclist runner sprinter hurdler swimmer golfer boxer wrestler skier jumper "
     "gymnast "
     "rower sailor athlete cricketer batsman bowler cricket coach referee umpire "
     "jockey skater sprint olympian tennis basketball baseball football rugby hockey"},
    {Field::kArts,
     "actor actress singer musician pianist violinist guitarist drummer cellist composer conductor "
     "painter sculptor novelist poet playwright filmmaker dancer choreographer comedian rapper "
     "soprano tenor opera model designer photographer"},
    {Field::kScience,
     "professor scientist researcher biologist chemist physicist historian economist sociologist "
     "anthropologist archaeologist geologist seismologist climatologist meteorologist astronomer "
     "mathematician psychologist linguist scholar lecturer academic statistician ecologist "
     "analyst"},
    {Field::kBusiness,
     "ceo cfo coo businessman businesswoman banker entrepreneur investor trader founder cofounder "
     "developer owner executive shareholder retailer broker analyst economist engineer"},
    {Field::kLaw,
     "lawyer attorney solicitor barrister judge prosecutor magistrate justice counsel advocate "
     "notary"},
    {Field::kSecurity,
     "police sheriff detective constable inspector sergeant lieutenant colonel "
     "admiral soldier army navy military commander brigadier firefighter fire guard policeman "
     "policewoman"},
    {Field::kMedicine,
     "surgeon nurse physician paediatrician pediatrician cardiologist epidemiologist psychiatrist "
     "paramedic midwife dentist pharmacist veterinarian virologist"},
    {Field::kReligion,
     "bishop archbishop cardinal priest pastor imam rabbi reverend vicar monk nun pope deacon "
     "preacher ayatollah mullah theologian"},
    {Field::kMedia,
     "journalist reporter editor columnist broadcaster presenter correspondent anchor blogger "
     "publisher author writer"},
    {Field::kTrade,
     "farmer teacher schoolteacher student pupil teenager driver shopkeeper baker carpenter "
     "plumber "
     "electrician fisherman waiter waitress butcher builder mechanic pensioner housewife resident "
     "miner welder gardener hairdresser dockworker tailor neighbour neighbor tenant"},
};

// "analyst", "economist" and others are in two fields.
const std::unordered_map<std::string_view, unsigned>& Occupations() {
  static const auto* const kMap = [] {
    auto* map = new std::unordered_map<std::string_view, unsigned>();
    for (const FieldWords& entry : kOccupations) {
      ForEachWord(entry.words, [&](std::string_view word) {
        (*map)[word] |= static_cast<unsigned>(entry.field);
      });
    }
    return map;
  }();
  return *kMap;
}

struct FieldPair {
  Field a;
  Field b;
};

constexpr FieldPair kFieldsAlong[] = {
    {Field::kPolitics, Field::kLaw},      {Field::kPolitics, Field::kBusiness},
    {Field::kPolitics, Field::kScience},  {Field::kPolitics, Field::kSecurity},
    {Field::kPolitics, Field::kMedia},    {Field::kPolitics, Field::kMedicine},
    {Field::kLaw, Field::kScience},       {Field::kLaw, Field::kBusiness},
    {Field::kScience, Field::kMedicine},  {Field::kScience, Field::kBusiness},
    {Field::kScience, Field::kMedia},     {Field::kBusiness, Field::kMedia},
    {Field::kArts, Field::kMedia},        {Field::kArts, Field::kBusiness},
    {Field::kSport, Field::kMedia},       {Field::kReligion, Field::kScience},
    {Field::kSecurity, Field::kMedicine},
};

struct CountryWords {
  const char* code;
  const char* words;
};

constexpr CountryWords kCountries[] = {
    {"AF", "afghan afghanistan"},
    {"AL", "albanian albania"},
    {"DZ", "algerian algeria"},
    {"AR", "argentine argentinian argentina"},
    {"AM", "armenian armenia"},
    {"AU", "australian australia"},
    {"AT", "austrian austria"},
    {"AZ", "azerbaijani azerbaijan"},
    {"BD", "bangladeshi bangladesh"},
    {"BY", "belarusian belarus"},
    {"BE", "belgian belgium flemish walloon"},
    {"BO", "bolivian bolivia"},
    {"BA", "bosnian bosnia"},
    {"BR", "brazilian brazil"},
    {"BG", "bulgarian bulgaria"},
    {"KH", "cambodian cambodia"},
    {"CM", "cameroonian cameroon"},
    {"CA", "canadian canada"},
    {"CL", "chilean chile"},
    {"CN", "chinese china"},
    {"CO", "colombian colombia"},
    {"CD", "congolese congo"},
    {"HR", "croatian croatia"},
    {"CU", "cuban cuba"},
    {"CY", "cypriot cyprus"},
    {"CZ", "czech czechia"},
    {"DK", "danish denmark"},
    {"EC", "ecuadorian ecuador"},
    {"EG", "egyptian egypt"},
    {"EE", "estonian estonia"},
    {"ET", "ethiopian ethiopia"},
    {"FI", "finnish finland"},
    {"FR", "french france"},
    {"GE", "georgian"},
    {"DE", "german germany bavarian bavaria"},
    {"GH", "ghanaian ghana"},
    {"GR", "greek greece"},
    {"HT", "haitian haiti"},
    {"HU", "hungarian hungary"},
    {"IS", "icelandic iceland"},
    {"IN", "indian india"},
    {"ID", "indonesian indonesia"},
    {"IR", "iranian iran"},
    {"IQ", "iraqi iraq"},
    {"IE", "irish ireland"},
    {"IL", "israeli israel"},
    {"IT", "italian italy"},
    {"JM", "jamaican jamaica"},
    {"JP", "japanese japan"},
    {"JO", "jordanian"},
    {"KZ", "kazakh kazakhstan"},
    {"KE", "kenyan kenya"},
    {"KW", "kuwaiti kuwait"},
    {"LV", "latvian latvia"},
    {"LB", "lebanese lebanon"},
    {"LY", "libyan libya"},
    {"LT", "lithuanian lithuania"},
    {"MY", "malaysian malaysia"},
    {"ML", "malian"},
    {"MX", "mexican mexico"},
    {"MD", "moldovan moldova"},
    {"MA", "moroccan morocco"},
    {"MM", "burmese myanmar"},
    {"NP", "nepalese nepali nepal"},
    {"NL", "dutch netherlands"},
    {"NZ", "zealand"},
    {"NG", "nigerian nigeria"},
    {"KP", "dprk"},
    {"NO", "norwegian norway"},
    {"PK", "pakistani pakistan"},
    {"PS", "palestinian palestine gaza"},
    {"PE", "peruvian peru"},
    {"PH", "filipino philippine philippines"},
    {"PL", "polish poland"},
    {"PT", "portuguese portugal"},
    {"QA", "qatari qatar"},
    {"RO", "romanian romania"},
    {"RU", "russian russia"},
    {"RW", "rwandan rwanda"},
    {"SA", "saudi"},
    {"SN", "senegalese senegal"},
    {"RS", "serbian serbia"},
    {"SG", "singaporean singapore"},
    {"SK", "slovak slovakia"},
    {"SI", "slovenian slovenia"},
    {"SO", "somali somalia"},
    {"KR", "korean korea"},
    {"ES", "spanish spain catalan catalonia"},
    {"LK", "lankan lanka"},
    {"SD", "sudanese sudan"},
    {"SE", "swedish sweden"},
    {"CH", "swiss switzerland"},
    {"SY", "syrian syria"},
    {"TW", "taiwanese taiwan"},
    {"TZ", "tanzanian tanzania"},
    {"TH", "thai thailand"},
    {"TN", "tunisian tunisia"},
    {"TR", "turkish turkey"},
    {"UG", "ugandan uganda"},
    {"UA", "ukrainian ukraine"},
    {"AE", "emirati emirates"},
    {"GB", "british britain uk kingdom english england scottish scotland welsh wales"},
    {"US",
     "us usa states american america alabama alaska arizona arkansas california colorado "
     "connecticut "
     "delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland "
     "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma "
     "oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming"},
    {"UY", "uruguayan uruguay"},
    {"UZ", "uzbek uzbekistan"},
    {"VE", "venezuelan venezuela"},
    {"VN", "vietnamese vietnam"},
    {"YE", "yemeni yemen"},
    {"ZA", "african"},
    {"ZM", "zambian zambia"},
    {"ZW", "zimbabwean zimbabwe"},
};

const std::unordered_map<std::string_view, std::string_view>& Countries() {
  static const auto* const kMap = [] {
    auto* map = new std::unordered_map<std::string_view, std::string_view>();
    for (const CountryWords& entry : kCountries) {
      ForEachWord(entry.words, [&](std::string_view word) { map->emplace(word, entry.code); });
    }
    return map;
  }();
  return *kMap;
}

constexpr char kOffices[] =
    "president chairman director head chief leader spokesman secretary minister chancellor premier "
    "governor mayor senator congressman mp councillor ambassador sheriff judge bishop archbishop "
    "coach captain manager editor professor commander ceo cfo coo prosecutor magistrate priest "
    "pastor imam rabbi rector dean principal";

constexpr char kGenericWords[] =
    "a an the of for at in on and to by with from as de la le du des der die das von van und "
    "mr mrs ms miss dr sir dame lord lady prof rev hon "
    "former ex late then current acting interim outgoing incoming retired longtime veteran "
    "elect designate new first second vice deputy assistant associate senior junior lead top co "
    "general national international federal state regional local public presidential "
    "president chairman director head chief leader spokesman secretary official member officer "
    "manager executive expert adviser advisor consultant specialist fellow representative aide "
    "coordinator administrator staff person man woman people "
    "foreign finance financial defence defense interior home health justice economy economic "
    "energy environment environmental education labour labor trade transport culture agriculture "
    "treasury exterior prime affairs security social development "
    "university institute institution bank ministry department company group council committee "
    "center centre association union party office agency corporation corp inc ltd llc plc school "
    "college hospital court club city town county district province federation foundation society "
    "house senate congress parliament government commission board team force forces service "
    "bureau administration authority fund trust organization organisation network house church "
    "news newspaper company supreme high royal republic united nations";

constexpr char kGivenNames[] =
    "john james robert michael william david richard joseph thomas charles christopher daniel "
    "matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward "
    "ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin "
    "scott brandon benjamin samuel gregory frank alexander patrick raymond jack dennis jerry "
    "peter chris tom mike bob jim joe bill dave steve dan ben sam alan simon ian martin neil adam "
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
    "margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie "
    "rebecca laura sharon cynthia kathleen amy angela anna ann anne jane emma helen ruth julia "
    "kate maria jose juan carlos luis jorge antonio francisco manuel pedro miguel ana carmen "
    "hans klaus wolfgang jan pavel ivan alexei sergei dmitri vladimir andrei olga elena svetlana "
    "natalia mohammed muhammad mohamed ahmed ahmad ali hassan hussein omar ibrahim abdul fatima "
    "pierre jean jacques marco giovanni giuseppe mario lars anders erik";

constexpr char kFamilyNames[] =
    "smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin "
    "jackson thompson white harris clark lewis robinson walker young allen king wright scott hill "
    "green adams baker nelson carter mitchell roberts turner phillips campbell parker evans "
    "edwards collins stewart morris murphy cook rogers morgan cooper peterson reed bailey kelly "
    "howard ward cox richardson wood watson brooks bennett gray james hughes price myers long "
    "foster sanders ross powell sullivan russell jenkins perry butler barnes fisher "
    "garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores "
    "rivera gomez diaz cruz morales reyes gutierrez ortiz fernandez silva santos oliveira souza "
    "muller schmidt schneider fischer weber meyer wagner becker hoffmann koch bauer richter "
    "ivanov ivanova petrov petrova smirnov smirnova novak kowalski hansen johansson andersson "
    "nielsen jensen larsen olsen vries jong dubois durand bernard rossi russo ferrari "
    "ali ahmed hassan hussein mohammed khan singh kumar sharma patel das";

// In East Asia the family name often stands first and few of them serve many: one is enough.
constexpr char kEastAsianFamilyNames[] =
    "kim lee park choi jung li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu lin "
    "nguyen tran pham tanaka suzuki sato takahashi watanabe ito yamamoto";

}  // namespace

Field FieldOf(std::string_view word) {
  const auto found = Occupations().find(word);
  return found == Occupations().end() ? Field::kNone : static_cast<Field>(found->second);
}

unsigned FieldsAlong(Field field) {
  const auto fields = static_cast<unsigned>(field);
  unsigned along = fields;
  for (const FieldPair& pair : kFieldsAlong) {
    const auto a = static_cast<unsigned>(pair.a);
    const auto b = static_cast<unsigned>(pair.b);
    if ((fields & a) != 0) along |= b;
    if ((fields & b) != 0) along |= a;
  }
  return along;
}

bool IsOffice(std::string_view word) {
  static const auto* const kSet = new WordSet(SetOf(kOffices));
  return kSet->count(word) > 0;
}

std::string_view CanonicalOffice(std::string_view word) {
  static const auto* const kMap = new std::unordered_map<std::string_view, std::string_view>{
      {"chairwoman", "chairman"},      {"chairperson", "chairman"},
      {"chair", "chairman"},           {"spokeswoman", "spokesman"},
      {"spokesperson", "spokesman"},   {"congresswoman", "congressman"},
      {"councilman", "councillor"},    {"councilwoman", "councillor"},
      {"cochair", "chairman"},         {"cochairman", "chairman"},
      {"attorney", "lawyer"},          {"actress", "actor"},
      {"businesswoman", "businessman"}};
  const auto found = kMap->find(word);
  return found == kMap->end() ? word : found->second;
}

std::string_view CountryOf(std::string_view word) {
  const auto found = Countries().find(word);
  return found == Countries().end() ? std::string_view() : found->second;
}

bool IsFormer(std::string_view word) {
  return word == "former" || word == "ex" || word == "retired" || word == "then" ||
         word == "late" || word == "outgoing";
}

bool IsGeneric(std::string_view word) {
  static const auto* const kSet = new WordSet(SetOf(kGenericWords));
  return kSet->count(word) > 0;
}

bool IsCommonGivenName(std::string_view word) {
  static const auto* const kSet = new WordSet(SetOf(kGivenNames));
  return kSet->count(word) > 0;
}

bool IsCommonFamilyName(std::string_view word) {
  static const auto* const kSet = new WordSet(SetOf(kFamilyNames));
  return kSet->count(word) > 0;
}

bool IsEastAsianFamilyName(std::string_view word) {
  static const auto* const kSet = new WordSet(SetOf(kEastAsianFamilyNames));
  return kSet->count(word) > 0;
}

}  // namespace onrecord::query
