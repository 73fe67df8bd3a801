// Every list with every filter against a linear scan over the export, at odd page sizes, while
// other articles come, change and go.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"
#include "gtest/gtest.h"
#include "tests/testing/service_pair.h"

namespace onrecord::tests {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr int kArticles = 60;
constexpr int kCases = 1500;
// How many matches are compared by relevance.
constexpr int kRanked = 20;
// The language of what is asked for, and that of what others write meanwhile.
constexpr char kAsked[] = "en";
constexpr char kOthers[] = "de";

constexpr const char* kWords[] = {"harbour", "harvest", "strike", "union", "tariff",
                                  "tax",     "deal",    "bridge", "port"};
constexpr const char* kNames[] = {"Ann Lee", "Bo Ek", "Cai Ito", "Dee Orr", "Eva Ulm"};
constexpr const char* kPublishers[] = {"Herald", "Post", "Zeitung"};
constexpr const char* kCountries[] = {"DE", "FR", "US"};
constexpr const char* kPlaces[] = {"Harbour Town", "Old Port", "Mill Bridge"};
constexpr const char* kModels[] = {"m1", "m2"};
constexpr int kPageSizes[] = {1, 2, 3, 7, 13, 50, 1000};

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}
  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
  bool OneIn(int count) { return Below(count) == 0; }
  template <typename Value, size_t kSize>
  Value Of(const Value (&values)[kSize]) {
    return values[Below(kSize)];
  }
  template <typename Value>
  Value Of(const std::vector<Value>& values) {
    return values[static_cast<size_t>(Below(static_cast<int>(values.size())))];
  }

 private:
  std::mt19937 random_;
};

// Appends `words` to `text` and returns where they lie.
v1::Span Append(const std::string& words, std::string& text) {
  v1::Span span;
  span.set_begin(static_cast<int32_t>(text.size()));
  text += words;
  span.set_end(static_cast<int32_t>(text.size()));
  text += " ";
  return span;
}

std::string DrawWords(Draw& draw, int count) {
  std::vector<std::string> words;
  for (int i = 0; i < count; ++i) words.push_back(draw.Of(kWords));
  return absl::StrJoin(words, " ");
}

void AddPosition(Draw& draw, std::string& text, v1::Analysis& analysis) {
  v1::Position& position = *analysis.add_positions();
  position.set_name(absl::StrCat("p-", analysis.positions_size()));
  *position.add_source() = Append("They", text);
  *position.add_cue() = Append("said", text);
  v1::Span content = Append(DrawWords(draw, 2 + draw.Below(4)), text);
  if (draw.OneIn(2)) {
    const v1::Span named = Append("Lee", text);
    content.set_end(named.end());
    v1::Mention& mention = *analysis.mutable_speakers(draw.Below(5))->add_mentions();
    *mention.mutable_span() = named;
    mention.set_form(v1::MENTION_FORM_NAME);
  }
  *position.add_content() = content;
  for (int i = draw.Below(3); i > 0; --i) {
    position.add_speakers()->set_speaker(absl::StrCat("s", 2 * i - draw.Below(2)));
  }
  if (draw.OneIn(3)) {
    position.add_addressees()->set_speaker(absl::StrCat("s", 1 + draw.Below(5)));
  }
  if (draw.OneIn(4)) position.add_via()->set_speaker(absl::StrCat("s", 1 + draw.Below(5)));
  position.set_kind(static_cast<v1::PositionKind>(1 + draw.Below(16)));
  position.set_quotation(static_cast<v1::Quotation>(1 + draw.Below(3)));
  position.set_hedged(draw.OneIn(3));
  position.set_negated(draw.OneIn(4));
  position.set_confidence(static_cast<float>(draw.Below(8)) / 8);
  position.set_model_version(draw.Of(kModels));
}

void AddEvent(Draw& draw, const Timestamp& published, std::string& text, v1::Analysis& analysis) {
  v1::Event& event = *analysis.add_events();
  event.set_name(absl::StrCat("e-", analysis.events_size()));
  const v1::Span trigger = Append("struck", text);
  *event.add_triggers() = trigger;
  event.set_type(static_cast<v1::EventType>(1 + draw.Below(17)));
  event.set_status(static_cast<v1::EventStatus>(1 + draw.Below(5)));
  for (auto* participants : {event.mutable_actors(), event.mutable_recipients()}) {
    if (draw.OneIn(3)) continue;
    v1::Participant& participant = *participants->Add();
    participant.mutable_speaker()->set_speaker(absl::StrCat("s", 1 + draw.Below(5)));
    *participant.mutable_span() = trigger;
  }
  if (!draw.OneIn(3)) {
    v1::Place& place = *event.mutable_place();
    place.set_name(draw.Of(kPlaces));
    place.set_country_code(draw.Of(kCountries));
    *place.mutable_span() = trigger;
  }
  if (!draw.OneIn(3)) {
    v1::EventTime& time = *event.mutable_time();
    *time.mutable_span() = trigger;
    *time.mutable_start_time() = published - TimeUtil::HoursToDuration(draw.Below(72));
    *time.mutable_end_time() = time.start_time() + TimeUtil::HoursToDuration(draw.Below(48));
  }
  if (draw.OneIn(2)) {
    event.add_positions(absl::StrCat("p-", 1 + draw.Below(analysis.positions_size())));
  }
  event.set_confidence(static_cast<float>(draw.Below(8)) / 8);
  event.set_model_version(draw.Of(kModels));
}

v1::CommitArticleRequest DrawArticle(const std::string& id, const std::string& language,
                                     Draw& draw) {
  v1::CommitArticleRequest request;
  v1::Article& article = *request.mutable_article();
  article.set_name(absl::StrCat("articles/", id));
  article.set_title(DrawWords(draw, 2));
  article.set_publisher(draw.Of(kPublishers));
  article.set_language(language);
  // Few moments, so that many articles share one.
  const Timestamp published = TimeUtil::SecondsToTimestamp(1700000000 + 1000000 * draw.Below(6));
  if (!draw.OneIn(8)) *article.mutable_publish_time() = published;
  v1::Analysis& analysis = *request.mutable_analysis();
  analysis.set_model_version("m1");
  for (const char* name : kNames) {
    v1::SpeakerInArticle& speaker = *analysis.add_speakers();
    speaker.set_id(absl::StrCat("s", analysis.speakers_size()));
    speaker.mutable_speaker()->set_display_name(name);
    speaker.mutable_speaker()->set_type(v1::SPEAKER_TYPE_PERSON);
  }
  std::string text = draw.Of(kWords) + std::string(". ");
  for (int i = 1 + draw.Below(6); i > 0; --i) AddPosition(draw, text, analysis);
  for (int i = draw.Below(4); i > 0; --i) AddEvent(draw, published, text, analysis);
  article.set_text(text);
  return request;
}

std::string ContentOf(const v1::Position& position) {
  std::string content;
  for (const v1::Span& span : position.content()) absl::StrAppend(&content, span.text(), " ");
  return content;
}

std::vector<std::string> WordsOf(const std::string& text) {
  return absl::StrSplit(absl::AsciiStrToLower(text), absl::ByAnyChar(" .“”"), absl::SkipEmpty());
}

// A text filter in its two forms: as it is sent and as a test of words.
struct TextCase {
  std::string query;
  std::vector<std::string> phrase;  // all but the last whole; one word or several
  bool is_prefix = false;
  std::string excluded;  // or empty

  bool Matches(const std::string& text) const {
    if (query.empty()) return true;
    const std::vector<std::string> words = WordsOf(text);
    if (!excluded.empty() && std::count(words.begin(), words.end(), excluded) > 0) return false;
    return Count(words) > 0;
  }

  int Count(const std::vector<std::string>& words) const {
    const auto same = [this](const std::string& word, const std::string& wanted) {
      return is_prefix ? absl::StartsWith(word, wanted) : word == wanted;
    };
    int count = 0;
    for (auto at = words.begin(); at != words.end(); ++at, ++count) {
      at = std::search(at, words.end(), phrase.begin(), phrase.end(), same);
      if (at == words.end()) break;
    }
    return count;
  }

  // In millionths; see LIST_ORDER_RELEVANCE.
  int64_t Relevance(const std::string& title, const std::string& text, double typical_words) const {
    const std::vector<std::string> in_title = WordsOf(title);
    const std::vector<std::string> in_text = WordsOf(text);
    const double f = 5 * Count(in_title) + Count(in_text);
    const auto n = static_cast<double>(in_title.size() + in_text.size());
    return std::llround(1e6 * 2.2 * f / (f + 1.2 * (0.25 + 0.75 * n / typical_words)));
  }
};

TextCase DrawText(Draw& draw) {
  TextCase text;
  if (draw.OneIn(2)) return text;
  text.phrase = {draw.Of(kWords)};
  text.query = text.phrase[0];
  if (draw.OneIn(3)) {
    text.phrase.push_back(draw.Of(kWords));
    text.query = absl::StrCat("\"", absl::StrJoin(text.phrase, " "), "\"");
  } else if (draw.OneIn(3)) {
    text.is_prefix = true;
    text.phrase[0] = text.phrase[0].substr(0, 3);
    text.query = text.phrase[0] + "*";
  }
  if (draw.OneIn(3)) {
    text.excluded = draw.Of(kWords);
    absl::StrAppend(&text.query, " -", text.excluded);
  }
  return text;
}

template <typename Field, typename Value>
bool Allows(const Field& wanted, const Value& value) {
  return wanted.empty() || std::count(wanted.begin(), wanted.end(), value) > 0;
}

template <typename Field, typename Refs, typename NameOf>
bool AllowsOne(const Field& wanted, const Refs& refs, NameOf name_of) {
  return wanted.empty() || std::any_of(refs.begin(), refs.end(), [&](const auto& ref) {
           return std::count(wanted.begin(), wanted.end(), name_of(ref)) > 0;
         });
}

const std::string& NameOfRef(const v1::SpeakerRef& ref) { return ref.speaker(); }
const std::string& NameOfParticipant(const v1::Participant& participant) {
  return participant.speaker().speaker();
}
const std::string& Itself(const std::string& name) { return name; }

bool IsWithin(const v1::TimeRange& range, bool has_time, const Timestamp& time) {
  if (!range.has_start_time() && !range.has_end_time()) return true;
  return has_time && (!range.has_start_time() || time >= range.start_time()) &&
         (!range.has_end_time() || time < range.end_time());
}

v1::TimeRange DrawRange(Draw& draw) {
  v1::TimeRange range;
  const int first = draw.Below(7);
  if (draw.OneIn(2)) {
    *range.mutable_start_time() = TimeUtil::SecondsToTimestamp(1700000000 + 1000000 * first);
  }
  if (draw.OneIn(2)) {
    *range.mutable_end_time() =
        TimeUtil::SecondsToTimestamp(1700000000 + 1000000 * (first + draw.Below(4)));
  }
  return range;
}

class ListScanTest : public ::testing::Test {
 protected:
  ListScanTest()
      : pair_(ServicePair::Services::kQueryOnly, {{absl::StrCat("--max_ranked=", kRanked)}, {}}) {
    Draw draw(1);
    for (int i = 0; i < kArticles; ++i) {
      Commit(pair_.archive(), DrawArticle(absl::StrCat("asked-", i), kAsked, draw));
    }
    Export();
    others_ = std::thread([this] { WriteOthers(); });
  }

  ~ListScanTest() override {
    stop_ = true;
    others_.join();
  }

  static void Commit(ArchiveStub& archive, const v1::CommitArticleRequest& request) {
    grpc::ClientContext context;
    v1::CommitArticleResponse response;
    const grpc::Status status = archive.CommitArticle(&context, request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  // Articles that nobody asks for, from before to after all others in every order.
  void WriteOthers() {
    Draw draw(2);
    const auto archive = v1::ArchiveService::NewStub(pair_.query_channel());
    while (!stop_) {
      const std::string id = absl::StrCat(draw.OneIn(2) ? "a" : "z", draw.Below(20));
      if (!draw.OneIn(3)) {
        Commit(*archive, DrawArticle(id, kOthers, draw));
      } else {
        grpc::ClientContext context;
        v1::DeleteArticleRequest request;
        request.set_name(absl::StrCat("articles/", id));
        v1::Article response;
        const grpc::Status status = archive->DeleteArticle(&context, request, &response);
        EXPECT_TRUE(status.ok() || status.error_code() == grpc::NOT_FOUND);
      }
      ++other_writes_;
    }
  }

  void Export() {
    grpc::ClientContext context;
    const auto stream = pair_.query().ExportRecords(&context, {});
    for (v1::ExportRecordsResponse response; stream->Read(&response);) {
      const v1::ArticleRecords& records = response.records();
      const std::string name = records.article().name();
      articles_[name] = records.article();
      const auto whole = [&name](const std::string& part, const std::string& kind) {
        return absl::StrCat(name, "/", kind, "/", part.substr(part.rfind('/') + 1));
      };
      for (const v1::Event& event : records.events()) {
        const std::string event_name = whole(event.name(), "events");
        exported_events_.insert(event_name);
        countries_[event_name] = event.place().country_code();
      }
      for (const v1::Position& position : records.positions()) {
        exported_positions_.insert(whole(position.name(), "positions"));
      }
    }
    ASSERT_TRUE(stream->Finish().ok());
  }

  // All pages of what `request` asks for; `call` fetches one, `take` takes its records.
  template <typename Record, typename Request, typename Response>
  std::vector<Record> ReadAll(
      Request request,
      grpc::Status (QueryStub::*call)(grpc::ClientContext*, const Request&, Response*),
      const google::protobuf::RepeatedPtrField<Record>& (Response::*records)() const) {
    std::vector<Record> all;
    do {
      grpc::ClientContext context;
      Response response;
      const grpc::Status status = (pair_.query().*call)(&context, request, &response);
      EXPECT_TRUE(status.ok()) << status.error_message();
      if (!status.ok()) break;
      const auto& page = (response.*records)();
      EXPECT_LE(page.size(), request.page_size());
      all.insert(all.end(), page.begin(), page.end());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  std::vector<v1::Position> ReadAll(const v1::ListPositionsRequest& request) {
    return ReadAll(request, &QueryStub::ListPositions, &v1::ListPositionsResponse::positions);
  }
  std::vector<v1::Event> ReadAll(const v1::ListEventsRequest& request) {
    return ReadAll(request, &QueryStub::ListEvents, &v1::ListEventsResponse::events);
  }
  std::vector<v1::Article> ReadAll(const v1::ListArticlesRequest& request) {
    return ReadAll(request, &QueryStub::ListArticles, &v1::ListArticlesResponse::articles);
  }

  // Everything that is asked for, in the order of the list: what the scans go through.
  template <typename Request>
  auto Everything(Request request) {
    if constexpr (std::is_same_v<Request, v1::ListEventsRequest>) {
      for (const auto& [name, article] : articles_) request.mutable_filter()->add_articles(name);
    } else {
      request.mutable_filter()->add_languages(kAsked);
    }
    request.set_page_size(1000);
    return ReadAll(request);
  }

  template <typename Record>
  static std::vector<std::string> NamesOf(const std::vector<Record>& records) {
    std::vector<std::string> names;
    for (const Record& record : records) names.push_back(record.name());
    return names;
  }

  // Publication times never rise, and what has none comes last.
  template <typename Record>
  static void ExpectNewestFirst(const std::vector<Record>& records) {
    for (size_t i = 1; i < records.size(); ++i) {
      const Record& before = records[i - 1];
      if (!records[i].has_publish_time()) continue;
      EXPECT_TRUE(before.has_publish_time());
      EXPECT_GE(before.publish_time(), records[i].publish_time());
    }
  }

  // How well a record matches; none where a list cannot be ordered by that.
  template <typename Record>
  using RelevanceOf = std::function<int64_t(const Record&)>;

  // Asks `request` and compares with those of `everything`, newest first, that `is_wanted` holds
  // of.
  template <typename Request, typename Record, typename IsWanted>
  void ExpectScan(Request request, std::vector<Record> everything, IsWanted is_wanted,
                  const RelevanceOf<Record>& relevance, Draw& draw) {
    const auto is_other = [&](const Record& record) { return !is_wanted(record); };
    everything.erase(std::remove_if(everything.begin(), everything.end(), is_other),
                     everything.end());
    if (relevance != nullptr && draw.OneIn(2)) {
      request.set_order(v1::LIST_ORDER_RELEVANCE);
      const size_t compared = std::min<size_t>(everything.size(), kRanked);
      std::stable_sort(
          everything.begin(), everything.begin() + static_cast<ptrdiff_t>(compared),
          [&](const Record& a, const Record& b) { return relevance(a) > relevance(b); });
      ++ranked_;
    } else if (draw.OneIn(3)) {
      request.set_order(v1::LIST_ORDER_OLDEST_FIRST);
      std::reverse(everything.begin(), everything.end());
    }
    request.set_page_size(draw.Of(kPageSizes));
    EXPECT_EQ(NamesOf(ReadAll(request)), NamesOf(everything)) << request.ShortDebugString();
    found_ += everything.size();
  }

  std::vector<std::string> SpeakerNames() {
    grpc::ClientContext context;
    v1::ListSpeakersResponse response;
    EXPECT_TRUE(pair_.query().ListSpeakers(&context, {}, &response).ok());
    std::vector<std::string> names;
    for (const v1::Speaker& speaker : response.speakers()) names.push_back(speaker.name());
    return names;
  }

  ServicePair pair_;
  std::map<std::string, v1::Article> articles_;  // by name; with those that are asked for
  std::set<std::string> exported_positions_;
  std::set<std::string> exported_events_;
  std::map<std::string, std::string> countries_;  // by name of the event
  size_t found_ = 0;
  int ranked_ = 0;  // cases in order of relevance
  std::atomic<int> other_writes_ = 0;
  std::atomic<bool> stop_ = false;
  std::thread others_;
};

TEST_F(ListScanTest, PagesEqualTheExport) {
  const auto positions = Everything(v1::ListPositionsRequest());
  const auto events = Everything(v1::ListEventsRequest());
  const auto names = NamesOf(positions);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()), exported_positions_);
  EXPECT_EQ(names.size(), exported_positions_.size());
  const auto event_names = NamesOf(events);
  EXPECT_EQ(std::set<std::string>(event_names.begin(), event_names.end()), exported_events_);
  EXPECT_EQ(event_names.size(), exported_events_.size());
  EXPECT_EQ(Everything(v1::ListArticlesRequest()).size(), articles_.size());
  ExpectNewestFirst(positions);
  ExpectNewestFirst(events);
}

TEST_F(ListScanTest, PositionsEqualTheScan) {
  const auto everything = Everything(v1::ListPositionsRequest());
  const std::vector<std::string> speakers = SpeakerNames();
  const std::vector<std::string> names(exported_events_.begin(), exported_events_.end());
  Draw draw(3);
  for (int i = 0; i < kCases && !HasFailure(); ++i) {
    v1::ListPositionsRequest request;
    v1::PositionFilter& f = *request.mutable_filter();
    f.add_languages(kAsked);
    for (int j = draw.Below(3); j > 0; --j) f.add_speakers(draw.Of(speakers));
    if (draw.OneIn(6)) f.add_addressees(draw.Of(speakers));
    if (draw.OneIn(6)) f.add_via(draw.Of(speakers));
    if (draw.OneIn(6)) f.add_mentioned(draw.Of(speakers));
    if (draw.OneIn(3)) {
      for (int j = 4; j > 0; --j) f.add_kinds(static_cast<v1::PositionKind>(1 + draw.Below(16)));
    }
    if (draw.OneIn(4)) f.add_quotations(static_cast<v1::Quotation>(1 + draw.Below(3)));
    if (draw.OneIn(4)) f.add_publishers(draw.Of(kPublishers));
    if (draw.OneIn(4)) *f.mutable_publish_time() = DrawRange(draw);
    if (draw.OneIn(8)) f.add_articles(draw.Of(everything).article());
    if (draw.OneIn(5)) f.set_hedged(draw.OneIn(2));
    if (draw.OneIn(5)) f.set_negated(draw.OneIn(2));
    if (draw.OneIn(4)) f.set_min_confidence(static_cast<float>(draw.Below(8)) / 8);
    if (draw.OneIn(5)) f.add_model_versions(draw.Of(kModels));
    if (draw.OneIn(8)) f.add_country_codes(draw.Of(kCountries));
    if (draw.OneIn(12)) f.add_events(draw.Of(names));
    const TextCase text = DrawText(draw);
    f.set_text(text.query);
    const auto country_of = [this](const std::string& event) { return countries_.at(event); };
    const auto is_wanted = [&](const v1::Position& p) {
      return AllowsOne(f.speakers(), p.speakers(), NameOfRef) &&
             AllowsOne(f.addressees(), p.addressees(), NameOfRef) &&
             AllowsOne(f.via(), p.via(), NameOfRef) &&
             AllowsOne(f.mentioned(), p.mentions(), NameOfRef) && Allows(f.kinds(), p.kind()) &&
             Allows(f.quotations(), p.quotation()) && Allows(f.publishers(), p.publisher()) &&
             IsWithin(f.publish_time(), p.has_publish_time(), p.publish_time()) &&
             Allows(f.articles(), p.article()) && (!f.has_hedged() || f.hedged() == p.hedged()) &&
             (!f.has_negated() || f.negated() == p.negated()) &&
             p.confidence() >= f.min_confidence() &&
             Allows(f.model_versions(), p.model_version()) &&
             AllowsOne(f.country_codes(), p.events(), country_of) &&
             AllowsOne(f.events(), p.events(), Itself) && text.Matches(ContentOf(p));
    };
    RelevanceOf<v1::Position> relevance;
    if (!text.query.empty()) {
      relevance = [&text](const v1::Position& p) { return text.Relevance("", ContentOf(p), 15); };
    }
    ExpectScan(request, everything, is_wanted, relevance, draw);
  }
  EXPECT_GT(found_, static_cast<size_t>(kCases));
  EXPECT_GT(ranked_, kCases / 5);
  EXPECT_GT(other_writes_, 10);
}

TEST_F(ListScanTest, EventsEqualTheScan) {
  const auto everything = Everything(v1::ListEventsRequest());
  const std::vector<std::string> speakers = SpeakerNames();
  const std::vector<std::string> names(exported_positions_.begin(), exported_positions_.end());
  Draw draw(4);
  for (int i = 0; i < kCases && !HasFailure(); ++i) {
    v1::ListEventsRequest request;
    v1::EventFilter& f = *request.mutable_filter();
    if (draw.OneIn(8)) {
      f.add_articles(draw.Of(everything).article());
    } else {
      for (const auto& [name, article] : articles_) f.add_articles(name);
    }
    if (draw.OneIn(3)) {
      for (int j = 4; j > 0; --j) f.add_types(static_cast<v1::EventType>(1 + draw.Below(17)));
    }
    if (draw.OneIn(4)) f.add_statuses(static_cast<v1::EventStatus>(1 + draw.Below(5)));
    for (int j = draw.Below(3); j > 0; --j) f.add_actors(draw.Of(speakers));
    if (draw.OneIn(4)) f.add_recipients(draw.Of(speakers));
    if (draw.OneIn(4)) f.add_country_codes(draw.Of(kCountries));
    if (draw.OneIn(4)) *f.mutable_event_time() = DrawRange(draw);
    if (draw.OneIn(4)) f.add_publishers(draw.Of(kPublishers));
    if (draw.OneIn(4)) *f.mutable_publish_time() = DrawRange(draw);
    if (draw.OneIn(4)) f.set_min_confidence(static_cast<float>(draw.Below(8)) / 8);
    if (draw.OneIn(12)) f.add_positions(draw.Of(names));
    const std::string place = draw.OneIn(5) ? WordsOf(draw.Of(kPlaces))[1] : "";
    f.set_place(place);
    const auto takes_place_within = [&f](const v1::EventTime& time) {
      const v1::TimeRange& range = f.event_time();
      if (!range.has_start_time() && !range.has_end_time()) return true;
      if (!time.has_start_time()) return false;
      if (range.has_start_time() && range.has_end_time() &&
          range.start_time() >= range.end_time()) {
        return false;
      }
      if (range.has_end_time() && time.start_time() >= range.end_time()) return false;
      if (!range.has_start_time() || time.end_time() > range.start_time()) return true;
      return time.end_time() == time.start_time() && time.start_time() >= range.start_time();
    };
    const auto is_wanted = [&](const v1::Event& e) {
      const std::vector<std::string> place_words = WordsOf(e.place().name());
      return Allows(f.articles(), e.article()) && Allows(f.types(), e.type()) &&
             Allows(f.statuses(), e.status()) &&
             AllowsOne(f.actors(), e.actors(), NameOfParticipant) &&
             AllowsOne(f.recipients(), e.recipients(), NameOfParticipant) &&
             Allows(f.country_codes(), e.place().country_code()) && takes_place_within(e.time()) &&
             Allows(f.publishers(), e.publisher()) &&
             IsWithin(f.publish_time(), e.has_publish_time(), e.publish_time()) &&
             e.confidence() >= f.min_confidence() &&
             AllowsOne(f.positions(), e.positions(), Itself) &&
             (place.empty() || std::count(place_words.begin(), place_words.end(), place) > 0);
    };
    ExpectScan(request, everything, is_wanted, RelevanceOf<v1::Event>(), draw);
  }
  EXPECT_GT(found_, static_cast<size_t>(kCases));
}

TEST_F(ListScanTest, ArticlesEqualTheScan) {
  const auto everything = Everything(v1::ListArticlesRequest());
  Draw draw(5);
  for (int i = 0; i < kCases && !HasFailure(); ++i) {
    v1::ListArticlesRequest request;
    v1::ArticleFilter& f = *request.mutable_filter();
    f.add_languages(kAsked);
    if (draw.OneIn(3)) f.add_publishers(draw.Of(kPublishers));
    if (draw.OneIn(3)) *f.mutable_publish_time() = DrawRange(draw);
    // Phrases do not reach from the title into the text, which the scan would take for one.
    TextCase text = DrawText(draw);
    if (text.phrase.size() > 1) text = TextCase();
    f.set_text(text.query);
    const auto is_wanted = [&](const v1::Article& a) {
      const v1::Article& whole = articles_.at(a.name());
      return Allows(f.publishers(), a.publisher()) &&
             IsWithin(f.publish_time(), a.has_publish_time(), a.publish_time()) &&
             text.Matches(absl::StrCat(whole.title(), " ", whole.text()));
    };
    RelevanceOf<v1::Article> relevance;
    if (!text.query.empty()) {
      relevance = [&](const v1::Article& a) {
        const v1::Article& whole = articles_.at(a.name());
        return text.Relevance(whole.title(), whole.text(), 700);
      };
    }
    ExpectScan(request, everything, is_wanted, relevance, draw);
  }
  EXPECT_GT(found_, static_cast<size_t>(kCases));
  EXPECT_GT(ranked_, kCases / 10);
}

}  // namespace
}  // namespace onrecord::tests
