// Every list, order, page size and count against a linear scan over all records.

#include "query-service/archive/selection.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/schema.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

const char* const kWords[] = {"trade", "deal", "tariff", "tariffs", "steel", "strike", "harbour"};
const char* const kPublishers[] = {"Herald", "Gazette", "O'Neil \"Times\"", "Zürcher Post"};
const char* const kLanguages[] = {"en", "de"};
const char* const kModels[] = {"m-1", "m-2"};
const char* const kCountries[] = {"", "CH", "DE"};
const char* const kPlaces[] = {"Bern", "Basel", "Bernau"};
const char* const kNames[] = {"Anna Alt", "Berta Bach", "Carl Çelik", "Dora Dahl"};
// In the order in which they are committed. Some begin with each other.
const char* const kIds[] = {"a", "a-b", "a.b", "a_b", "A", "ab", "b", "b~1", "b-1", "c"};

// A record of the scan: the contract's position or event with what its article adds.
struct ScannedPosition {
  PositionRecord record;  // speakers by display name
  std::string language;
  std::vector<std::string> countries;
  std::vector<std::string> content;
};
struct ScannedEvent {
  EventRecord record;  // participants by display name
};

// The positions that report or perform it.
std::vector<std::string> PositionsOf(const EventRecord& event) {
  std::vector<std::string> positions = event.positions;
  if (!event.performed_in.empty()) positions.push_back(event.performed_in);
  return positions;
}

class ScanTest : public ArchiveTest {
 protected:
  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  template <size_t kCount>
  std::string Any(const char* const (&values)[kCount]) {
    return values[Pick(kCount)];
  }

  absl::Time AnyTime() {
    // Few moments, so that many are the same, before and after 1970 and within one second.
    const absl::Time base = Pick(4) == 0 ? At("1960-02-28T23:59:59Z") : At("2026-03-12T00:00:00Z");
    return base + absl::Hours(8 * Pick(6)) + absl::Microseconds(Pick(2));
  }

  void FillArchive() {
    for (const char* id : kIds) {
      ArticleSample sample(id);
      sample.article.publisher = Any(kPublishers);
      sample.article.language = Any(kLanguages);
      if (Pick(4) != 0) sample.article.publish_time = AnyTime();
      for (const char* name : kNames) sample.AddSpeaker(name);
      for (int p = Pick(9); p > 0; --p) AddPosition(absl::StrCat("p", p), sample);
      for (int e = Pick(7); e > 0; --e) AddEvent(absl::StrCat("e-", e), sample);
      for (EventRecord& event : sample.analysis.events) AddPositions(sample.analysis, event);
      Commit(sample);
      Scan(sample);
    }
    const auto speakers = archive_->ListSpeakers({}, {}, 100);
    for (const SpeakerRecord& speaker : speakers->speakers) {
      ids_[speaker.display_name] = speaker.id;
    }
  }

  std::vector<std::string> SomeSpeakers() {
    std::vector<std::string> speakers;
    for (int i = Pick(3); i > 0; --i) speakers.push_back(absl::StrCat("s", 1 + Pick(4)));
    return speakers;
  }

  void AddPosition(const std::string& id, ArticleSample& sample) {
    std::vector<std::string> words;
    for (int i = 1 + Pick(5); i > 0; --i) words.push_back(Any(kWords));
    PositionRecord& position = sample.AddPosition(id, SomeSpeakers(), absl::StrJoin(words, " "),
                                                  static_cast<PositionKind>(1 + Pick(3)));
    position.quotation = static_cast<Quotation>(1 + Pick(3));
    position.hedged = Pick(2) == 0;
    position.negated = Pick(4) == 0;
    position.confidence = 0.1f * static_cast<float>(Pick(11));
    position.model_version = Any(kModels);
    for (const std::string& speaker : SomeSpeakers())
      position.addressees.push_back({speaker, "", {}});
    for (const std::string& speaker : SomeSpeakers()) position.via.push_back({speaker, "", {}});
    for (const std::string& speaker : SomeSpeakers()) {
      position.mentions.push_back({speaker, "", {}});
      sample.analysis.speakers[speaker[1] - '1'].mentions.push_back(
          {position.content[0], MentionForm::kName});
    }
  }

  void AddEvent(const std::string& id, ArticleSample& sample) {
    EventRecord& event = sample.AddEvent(id, static_cast<EventType>(1 + Pick(3)), SomeSpeakers());
    event.status = static_cast<EventStatus>(1 + Pick(3));
    event.confidence = 0.1f * static_cast<float>(Pick(11));
    for (const std::string& speaker : SomeSpeakers()) {
      event.recipients.push_back({{speaker, "", {}}, sample.AddWords("them")});
    }
    if (Pick(2) == 0)
      event.place = Place{sample.AddWords("there"), Any(kPlaces), Any(kCountries), {}, {}};
    if (Pick(3) == 0) return;
    const absl::Time start = AnyTime();
    event.time = EventTime{sample.AddWords("then"), "", start, start + absl::Hours(8 * Pick(3))};
    if (Pick(5) == 0) event.time->start_time = event.time->end_time = std::nullopt;
  }

  void AddPositions(const ReadAnalysis& analysis, EventRecord& event) {
    for (const PositionRecord& position : analysis.positions) {
      const int part = Pick(4);
      if (part == 0) event.positions.push_back(position.id);
      if (part == 1) event.performed_in = position.id;
    }
  }

  static void NameRefs(std::vector<SpeakerRef>& refs, const ArticleSample& sample) {
    std::vector<SpeakerRef> named;
    for (const SpeakerRef& ref : refs) {
      const std::string& name = sample.analysis.speakers[ref.id[1] - '1'].speaker.display_name;
      const bool known = std::any_of(named.begin(), named.end(), [&](const SpeakerRef& other) {
        return other.display_name == name;
      });
      if (!known) named.push_back({"", name, {}});
    }
    refs = named;
  }

  void Scan(const ArticleSample& sample) {
    const auto complete = [&](auto record) {
      record.article_id = sample.article.id;
      record.publisher = sample.article.publisher;
      record.publish_time = sample.article.publish_time;
      return record;
    };
    for (const PositionRecord& sent : sample.analysis.positions) {
      PositionRecord record = complete(sent);
      NameRefs(record.speakers, sample);
      NameRefs(record.addressees, sample);
      NameRefs(record.via, sample);
      NameRefs(record.mentions, sample);
      std::set<std::string> countries;
      for (const EventRecord& event : sample.analysis.events) {
        for (const std::string& position : PositionsOf(event)) {
          if (position != record.id) continue;
          record.events.push_back(event.id);
          countries.insert(event.place ? event.place->country_code : "");
        }
      }
      const Span content = record.content[0];
      positions_.push_back(
          {record,
           sample.article.language,
           {countries.begin(), countries.end()},
           absl::StrSplit(sample.article.text.substr(content.begin, content.end - content.begin),
                          ' ')});
    }
    for (const EventRecord& sent : sample.analysis.events) {
      EventRecord record = complete(sent);
      for (auto* participants : {&record.actors, &record.recipients}) {
        for (Participant& participant : *participants) {
          std::vector<SpeakerRef> one = {participant.speaker};
          NameRefs(one, sample);
          participant.speaker = one[0];
        }
      }
      events_.push_back({record});
    }
  }

  TimeInterval SomeInterval() {
    TimeInterval interval;
    if (Pick(4) != 0) return interval;
    if (Pick(3) != 0) interval.start = AnyTime() - absl::Nanoseconds(Pick(2));
    if (Pick(3) != 0) interval.end = AnyTime() + absl::Nanoseconds(Pick(2));
    if (interval.start && interval.end && *interval.end < *interval.start) {
      std::swap(interval.start, interval.end);
    }
    return interval;
  }

  // Values to filter by, mostly none.
  template <size_t kCount>
  std::vector<std::string> Some(const char* const (&values)[kCount]) {
    std::vector<std::string> some;
    if (Pick(5) != 0) return some;
    for (int i = 1 + Pick(3); i > 0; --i) some.push_back(Any(values));
    return some;
  }
  template <typename Enum>
  std::vector<Enum> SomeOf(int last) {
    std::vector<Enum> some;
    if (Pick(5) != 0) return some;
    for (int i = 1 + Pick(2); i > 0; --i) some.push_back(static_cast<Enum>(1 + Pick(last)));
    return some;
  }

  // Of those, and some that there are not.
  template <typename Scanned>
  std::vector<PartId> SomeParts(const std::vector<Scanned>& all) {
    std::vector<PartId> some;
    if (Pick(5) != 0) return some;
    for (int i = 1 + Pick(3); i > 0; --i) {
      const auto& record = all[Pick(static_cast<int>(all.size()))].record;
      some.push_back({Pick(4) == 0 ? Any(kIds) : record.article_id, record.id});
    }
    return some;
  }

  TextQuery SomeText() {
    TextQuery query;
    if (Pick(3) != 0) return query;
    query.terms.push_back({Any(kWords), Pick(3) == 0, false});
    if (Pick(2) == 0) query.terms.push_back({Any(kWords), false, true});
    if (Pick(3) == 0)
      query.terms.push_back({absl::StrCat(Any(kWords), " ", Any(kWords)), false, Pick(2) == 0});
    if (Pick(3) == 0) query.terms.push_back({Any(kWords), false, false});
    return query;
  }

  std::vector<std::string> IdsOf(const std::vector<std::string>& names) {
    std::vector<std::string> ids;
    for (const std::string& name : names) {
      ids.push_back(ids_.count(name) != 0 ? ids_[name] : "nobody-00000000");
    }
    return ids;
  }

  std::mt19937 random_{20260312};
  std::vector<ScannedPosition> positions_;
  std::vector<ScannedEvent> events_;
  std::map<std::string, std::string> ids_;
};

template <typename Value>
bool IsAmong(const std::vector<Value>& wanted, const Value& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

template <typename Value>
bool IsAnyAmong(const std::vector<Value>& wanted, const std::vector<Value>& values) {
  return wanted.empty() || std::any_of(values.begin(), values.end(),
                                       [&](const Value& value) { return IsAmong(wanted, value); });
}

std::vector<PartId> PartsOf(const std::string& article, const std::vector<std::string>& ids) {
  std::vector<PartId> parts;
  for (const std::string& id : ids) parts.push_back({article, id});
  return parts;
}

std::vector<std::string> NamesOf(const std::vector<SpeakerRef>& refs) {
  std::vector<std::string> names;
  for (const SpeakerRef& ref : refs) names.push_back(ref.display_name);
  return names;
}

std::vector<std::string> NamesOf(const std::vector<Participant>& participants) {
  std::vector<std::string> names;
  for (const Participant& participant : participants) {
    names.push_back(participant.speaker.display_name);
  }
  return names;
}

bool IsWithin(const TimeInterval& interval, const std::optional<absl::Time>& time) {
  if (!interval.IsSet()) return true;
  return time && (!interval.start || *time >= *interval.start) &&
         (!interval.end || *time < *interval.end);
}

bool SharesMoment(const TimeInterval& interval, const std::optional<EventTime>& time) {
  if (!interval.IsSet()) return true;
  if (!time || !time->start_time) return false;
  const absl::Time begin = interval.start.value_or(absl::InfinitePast());
  const absl::Time end = interval.end.value_or(absl::InfiniteFuture());
  // Try every moment at which an overlap could begin.
  for (const absl::Time moment : {begin, *time->start_time}) {
    const bool in_interval = moment >= begin && moment < end;
    const bool in_event =
        moment == *time->start_time || (moment > *time->start_time && moment < *time->end_time);
    if (in_interval && in_event) return true;
  }
  return false;
}

bool HasTerm(const std::vector<std::string>& text, const TextTerm& term) {
  const std::vector<std::string> words = absl::StrSplit(term.words, ' ');
  for (size_t at = 0; at + words.size() <= text.size(); ++at) {
    bool all = true;
    for (size_t i = 0; i < words.size(); ++i) {
      const bool cut = term.prefix && i + 1 == words.size();
      all = all && (cut ? text[at + i].substr(0, words[i].size()) : text[at + i]) == words[i];
    }
    if (all) return true;
  }
  return false;
}

bool Matches(const std::vector<std::string>& text, const TextQuery& query) {
  return std::all_of(query.terms.begin(), query.terms.end(),
                     [&](const TextTerm& term) { return HasTerm(text, term) != term.excluded; });
}

// Speakers of `by_name` are display names.
bool Selects(const PositionFilter& by_name, const ScannedPosition& scanned) {
  const PositionRecord& record = scanned.record;
  return IsAnyAmong(by_name.speakers, NamesOf(record.speakers)) &&
         IsAnyAmong(by_name.addressees, NamesOf(record.addressees)) &&
         IsAnyAmong(by_name.via, NamesOf(record.via)) &&
         IsAnyAmong(by_name.mentioned, NamesOf(record.mentions)) &&
         IsAnyAmong(by_name.country_codes, scanned.countries) &&
         IsAnyAmong(by_name.events, PartsOf(record.article_id, record.events)) &&
         IsAmong(by_name.kinds, record.kind) && IsAmong(by_name.quotations, record.quotation) &&
         IsAmong(by_name.publishers, record.publisher) &&
         IsAmong(by_name.articles, record.article_id) &&
         IsAmong(by_name.languages, scanned.language) &&
         IsAmong(by_name.model_versions, record.model_version) &&
         IsWithin(by_name.publish_time, record.publish_time) &&
         (!by_name.hedged || *by_name.hedged == record.hedged) &&
         (!by_name.negated || *by_name.negated == record.negated) &&
         record.confidence >= by_name.min_confidence && Matches(scanned.content, by_name.text);
}

bool Selects(const EventFilter& by_name, const ScannedEvent& scanned) {
  const EventRecord& record = scanned.record;
  const std::string country = record.place ? record.place->country_code : "";
  return IsAnyAmong(by_name.actors, NamesOf(record.actors)) &&
         IsAnyAmong(by_name.recipients, NamesOf(record.recipients)) &&
         IsAnyAmong(by_name.positions, PartsOf(record.article_id, PositionsOf(record))) &&
         IsAmong(by_name.types, record.type) && IsAmong(by_name.statuses, record.status) &&
         IsAmong(by_name.country_codes, country) && IsAmong(by_name.publishers, record.publisher) &&
         IsAmong(by_name.articles, record.article_id) &&
         IsWithin(by_name.publish_time, record.publish_time) &&
         SharesMoment(by_name.event_time, record.time) &&
         Matches(absl::StrSplit(absl::AsciiStrToLower(record.place ? record.place->name : ""), ' '),
                 by_name.place) &&
         record.confidence >= by_name.min_confidence;
}

template <typename Record>
std::string Name(const Record& record) {
  return absl::StrCat("articles/", record.article_id, "/parts/", record.id);
}

// The names of what is selected, in order.
template <typename Filter, typename Scanned>
std::vector<std::string> ScanFor(const Filter& by_name, ListOrder order,
                                 const std::vector<Scanned>& all) {
  // By second, of the same second what was committed last first, of one article as in `all`.
  std::vector<std::tuple<int64_t, int, std::string>> found;
  for (size_t i = 0; i < all.size(); ++i) {
    if (!Selects(by_name, all[i])) continue;
    const auto& time = all[i].record.publish_time;
    const int64_t second = time ? absl::ToUnixSeconds(*time) : INT64_MIN;
    const auto* commit = std::find(std::begin(kIds), std::end(kIds), all[i].record.article_id);
    found.emplace_back(~second, std::end(kIds) - commit, Name(all[i].record));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  if (order == ListOrder::kOldestFirst) std::reverse(found.begin(), found.end());
  std::vector<std::string> names;
  for (const auto& [age, article, name] : found) names.push_back(name);
  return names;
}

TEST_F(ScanTest, PositionsEqualLinearScan) {
  FillArchive();
  size_t nonempty = 0;
  for (int round = 0; round < 400; ++round) {
    PositionFilter filter;
    filter.speakers = Some(kNames);
    filter.addressees = Pick(3) == 0 ? Some(kNames) : filter.addressees;
    filter.via = Pick(3) == 0 ? Some(kNames) : filter.via;
    filter.kinds = SomeOf<PositionKind>(4);
    filter.quotations = SomeOf<Quotation>(3);
    filter.publishers = Some(kPublishers);
    filter.publish_time = SomeInterval();
    filter.articles = Some(kIds);
    filter.text = SomeText();
    if (Pick(5) == 0) filter.hedged = Pick(2) == 0;
    if (Pick(5) == 0) filter.negated = Pick(2) == 0;
    if (Pick(5) == 0) filter.min_confidence = 0.1f * static_cast<float>(Pick(11));
    filter.languages = Some(kLanguages);
    filter.model_versions = Some(kModels);
    filter.events = SomeParts(events_);
    filter.mentioned = Some(kNames);
    filter.country_codes = Some(kCountries);
    const ListOrder order = Pick(2) == 0 ? ListOrder::kNewestFirst : ListOrder::kOldestFirst;
    const std::vector<std::string> expected = ScanFor(filter, order, positions_);
    nonempty += expected.empty() ? 0 : 1;

    filter.speakers = IdsOf(filter.speakers);
    filter.addressees = IdsOf(filter.addressees);
    filter.via = IdsOf(filter.via);
    filter.mentioned = IdsOf(filter.mentioned);
    std::vector<std::string> listed;
    std::optional<ListKey> after;
    do {
      const int limit = 1 + Pick(7);
      const auto page = archive_->ListPositions(filter, order, after, limit);
      ASSERT_TRUE(page.ok()) << page.status();
      ASSERT_LE(page->positions.size(), static_cast<size_t>(limit));
      for (const PositionRecord& position : page->positions) listed.push_back(Name(position));
      after = page->next;
    } while (after.has_value());
    ASSERT_EQ(listed, expected) << SelectPositions(filter, order, {}, 1).sql;
    ASSERT_EQ(archive_->CountPositions(filter, PositionGrouping::kAll, 1)->total_count,
              static_cast<int64_t>(expected.size()));
  }
  EXPECT_GT(nonempty, 100u);
}

TEST_F(ScanTest, EventsEqualLinearScan) {
  FillArchive();
  size_t nonempty = 0;
  for (int round = 0; round < 400; ++round) {
    EventFilter filter;
    filter.types = SomeOf<EventType>(4);
    filter.statuses = SomeOf<EventStatus>(3);
    filter.actors = Some(kNames);
    filter.recipients = Some(kNames);
    filter.country_codes = Some(kCountries);
    filter.event_time = SomeInterval();
    filter.publishers = Some(kPublishers);
    filter.publish_time = SomeInterval();
    filter.articles = Some(kIds);
    if (Pick(5) == 0) filter.min_confidence = 0.1f * static_cast<float>(Pick(11));
    filter.positions = SomeParts(positions_);
    if (Pick(5) == 0)
      filter.place.terms = {{absl::AsciiStrToLower(Any(kPlaces)), Pick(2) == 0, false}};
    const ListOrder order = Pick(2) == 0 ? ListOrder::kNewestFirst : ListOrder::kOldestFirst;
    const std::vector<std::string> expected = ScanFor(filter, order, events_);
    nonempty += expected.empty() ? 0 : 1;

    filter.actors = IdsOf(filter.actors);
    filter.recipients = IdsOf(filter.recipients);
    std::vector<std::string> listed;
    std::optional<ListKey> after;
    do {
      const auto page = archive_->ListEvents(filter, order, after, 1 + Pick(7));
      ASSERT_TRUE(page.ok()) << page.status();
      for (const EventRecord& event : page->events) listed.push_back(Name(event));
      after = page->next;
    } while (after.has_value());
    ASSERT_EQ(listed, expected) << SelectEvents(filter, order, {}, 1).sql;
    ASSERT_EQ(archive_->CountEvents(filter, EventGrouping::kAll, 1)->total_count,
              static_cast<int64_t>(expected.size()));
  }
  EXPECT_GT(nonempty, 100u);
}

// The Monday of a day's week.
absl::CivilDay MondayOf(absl::CivilDay day) {
  while (absl::GetWeekday(day) != absl::Weekday::monday) --day;
  return day;
}

std::string AsDate(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

// The keys of a publication time for days, weeks and months, in this order.
std::vector<std::string> CalendarKeysOf(const std::optional<absl::Time>& time) {
  if (!time) return {"", "", ""};
  const absl::CivilDay day = absl::ToCivilDay(*time, absl::UTCTimeZone());
  return {AsDate(day), AsDate(MondayOf(day)), AsDate(day).substr(0, 7)};
}

// What a record counts under, by grouping: several keys where it has several speakers.
template <typename Grouping>
using KeysByGrouping = std::map<Grouping, std::set<std::string>>;

// The groups of two groupings, or of one where `then` is kAll: by both keys.
template <typename Grouping>
std::map<std::pair<std::string, std::string>, int64_t> ScanGroups(
    const std::vector<KeysByGrouping<Grouping>>& records, Grouping by, Grouping then) {
  std::map<std::pair<std::string, std::string>, int64_t> groups;
  for (const KeysByGrouping<Grouping>& keys : records) {
    for (const std::string& first : keys.at(by)) {
      for (const std::string& second : keys.at(then)) ++groups[{first, second}];
    }
  }
  return groups;
}

std::map<std::pair<std::string, std::string>, int64_t> AsMap(const absl::StatusOr<Counts>& counts) {
  std::map<std::pair<std::string, std::string>, int64_t> map;
  EXPECT_TRUE(counts.ok()) << counts.status();
  for (const CountedGroup& group : counts->groups) {
    map[{group.by.key, group.then.key}] = group.count;
  }
  return map;
}

TEST_F(ScanTest, PositionGroupsEqualLinearScan) {
  FillArchive();
  for (int round = 0; round < 20; ++round) {
    PositionFilter filter;
    filter.kinds = SomeOf<PositionKind>(4);
    if (round % 4 == 0) {
      // Where these begin and end with whole seconds, the index tells how many there are of a kind.
      filter.publish_time = SomeInterval();
    } else {
      filter.text = SomeText();
      filter.publishers = Some(kPublishers);
    }
    std::vector<KeysByGrouping<PositionGrouping>> records;
    for (const ScannedPosition& scanned : positions_) {
      if (!Selects(filter, scanned)) continue;
      const PositionRecord& record = scanned.record;
      const std::vector<std::string> dates = CalendarKeysOf(record.publish_time);
      std::set<std::string> speakers;
      for (const SpeakerRef& ref : record.speakers) speakers.insert(ids_[ref.display_name]);
      records.push_back({{PositionGrouping::kAll, {""}},
                         {PositionGrouping::kKind, {absl::StrCat(static_cast<int>(record.kind))}},
                         {PositionGrouping::kSpeaker, speakers},
                         {PositionGrouping::kPublisher, {record.publisher}},
                         {PositionGrouping::kDay, {dates[0]}},
                         {PositionGrouping::kWeek, {dates[1]}},
                         {PositionGrouping::kMonth, {dates[2]}}});
    }
    for (int by = 0; by <= static_cast<int>(PositionGrouping::kWeek); ++by) {
      for (int then = 0; then <= (by == 0 ? 0 : static_cast<int>(PositionGrouping::kWeek));
           ++then) {
        if (by == then && by != 0) continue;
        const auto first = static_cast<PositionGrouping>(by);
        const auto second = static_cast<PositionGrouping>(then);
        const auto counts = archive_->CountPositions(filter, {first, second}, 1000);
        ASSERT_EQ(AsMap(counts), ScanGroups(records, first, second)) << by << " " << then;
        EXPECT_FALSE(counts->truncated);
        EXPECT_EQ(counts->total_count, static_cast<int64_t>(records.size()));
      }
    }
  }
}

TEST_F(ScanTest, EventGroupsEqualLinearScan) {
  FillArchive();
  std::vector<KeysByGrouping<EventGrouping>> records;
  for (const ScannedEvent& scanned : events_) {
    const EventRecord& record = scanned.record;
    const std::vector<std::string> dates = CalendarKeysOf(record.publish_time);
    std::set<std::string> actors;
    for (const Participant& actor : record.actors) actors.insert(ids_[actor.speaker.display_name]);
    records.push_back({{EventGrouping::kAll, {""}},
                       {EventGrouping::kType, {absl::StrCat(static_cast<int>(record.type))}},
                       {EventGrouping::kStatus, {absl::StrCat(static_cast<int>(record.status))}},
                       {EventGrouping::kActor, actors},
                       {EventGrouping::kCountry, {record.place ? record.place->country_code : ""}},
                       {EventGrouping::kPublisher, {record.publisher}},
                       {EventGrouping::kDay, {dates[0]}},
                       {EventGrouping::kWeek, {dates[1]}},
                       {EventGrouping::kMonth, {dates[2]}}});
  }
  for (int by = 0; by <= static_cast<int>(EventGrouping::kWeek); ++by) {
    for (int then = 0; then <= (by == 0 ? 0 : static_cast<int>(EventGrouping::kWeek)); ++then) {
      if (by == then && by != 0) continue;
      const auto first = static_cast<EventGrouping>(by);
      const auto second = static_cast<EventGrouping>(then);
      ASSERT_EQ(AsMap(archive_->CountEvents({}, {first, second}, 1000)),
                ScanGroups(records, first, second))
          << by << " " << then;
    }
  }
}

TEST(SelectTotals, AreForWhatTheIndexTellsAlone) {
  PositionFilter filter;
  EXPECT_EQ(SelectTotals(filter, PositionGrouping::kKind).size(), 17u);
  filter.publish_time = {absl::UnixEpoch(), absl::UnixEpoch() + absl::Hours(1)};
  filter.kinds = {PositionKind::kDenial, PositionKind::kThreat, PositionKind::kDenial};
  EXPECT_EQ(SelectTotals(filter, PositionGrouping::kKind).size(), 2u);
  EXPECT_TRUE(SelectTotals(filter, PositionGrouping::kMonth).empty());
  EXPECT_TRUE(SelectTotals(filter, {PositionGrouping::kKind, PositionGrouping::kDay}).empty());
  filter.min_confidence = 0.5f;
  EXPECT_TRUE(SelectTotals(filter, PositionGrouping::kKind).empty());
  EventFilter events;
  EXPECT_EQ(SelectTotals(events, EventGrouping::kType).size(), 18u);
  EXPECT_EQ(SelectTotals(events, EventGrouping::kStatus).size(), 6u);
  events.statuses = {EventStatus::kDenied};
  EXPECT_EQ(SelectTotals(events, EventGrouping::kStatus).size(), 1u);
  EXPECT_TRUE(SelectTotals(events, EventGrouping::kType).empty());
}

TEST_F(ScanTest, LargestGroupsComeFirst) {
  FillArchive();
  const auto all = archive_->CountPositions({}, PositionGrouping::kPublisher, 1000);
  const auto two = archive_->CountPositions({}, PositionGrouping::kPublisher, 2);
  ASSERT_TRUE(two.ok());
  EXPECT_TRUE(two->truncated);
  ASSERT_EQ(two->groups.size(), 2u);
  EXPECT_EQ(two->groups[1].by.key, all->groups[1].by.key);
  for (size_t i = 1; i < all->groups.size(); ++i) {
    EXPECT_LE(std::tuple(-all->groups[i - 1].count, all->groups[i - 1].by.key),
              std::tuple(-all->groups[i].count, all->groups[i].by.key));
  }
}

TEST_F(ScanTest, ArticlesEqualLinearScan) {
  FillArchive();
  std::vector<ArticleRecord> all;
  for (const char* id : kIds) all.push_back(*archive_->GetArticle(id, true));
  for (int round = 0; round < 100; ++round) {
    ArticleFilter filter;
    filter.publishers = Some(kPublishers);
    filter.publish_time = SomeInterval();
    filter.languages = Some(kLanguages);
    filter.text = SomeText();
    const bool newest_first = Pick(2) == 0;
    std::vector<std::tuple<int64_t, int64_t, std::string>> expected;
    for (const ArticleRecord& article : all) {
      const bool selected = IsAmong(filter.publishers, article.publisher) &&
                            IsAmong(filter.languages, article.language) &&
                            IsWithin(filter.publish_time, article.publish_time) &&
                            Matches(absl::StrSplit(article.text, ' '), filter.text);
      const int64_t second =
          article.publish_time ? absl::ToUnixSeconds(*article.publish_time) : INT64_MIN;
      if (selected) expected.emplace_back(~second, -article.archive_revision, article.id);
    }
    std::sort(expected.begin(), expected.end());
    if (!newest_first) std::reverse(expected.begin(), expected.end());

    std::vector<std::string> listed;
    std::optional<ListKey> after;
    do {
      const auto page = archive_->ListArticles(
          filter, newest_first ? ListOrder::kNewestFirst : ListOrder::kOldestFirst, after,
          1 + Pick(3), Pick(2) == 0);
      ASSERT_TRUE(page.ok()) << page.status();
      for (const ArticleRecord& article : page->articles) listed.push_back(article.id);
      after = page->next;
    } while (after.has_value());
    ASSERT_EQ(listed.size(), expected.size());
    for (size_t i = 0; i < listed.size(); ++i) ASSERT_EQ(listed[i], std::get<2>(expected[i]));
  }
}

TEST_F(ScanTest, FindsSpeakersByAnyName) {
  ArticleSample sample("a");
  sample.AddSpeaker("Jörg Müller");
  sample.analysis.speakers[0].speaker.aliases = {"Doctor Mueller"};
  sample.analysis.speakers[0].speaker.roles = {"minister"};
  sample.AddSpeaker("Müller AG", SpeakerType::kOrganization);
  sample.AddSpeaker("Anna Berg");
  Commit(sample);
  const auto find = [&](const std::vector<std::string>& words, std::vector<SpeakerType> types) {
    SpeakerFilter filter;
    for (const std::string& word : words) filter.text.terms.push_back({word, false, false});
    if (!words.empty()) filter.text.terms.back().prefix = true;
    filter.types = std::move(types);
    std::vector<std::string> names;
    std::optional<SpeakerKey> after;
    do {
      const auto page = archive_->ListSpeakers(filter, after, 1);
      EXPECT_TRUE(page.ok()) << page.status();
      for (const SpeakerRecord& speaker : page->speakers) names.push_back(speaker.display_name);
      after = page->next;
    } while (after.has_value());
    return names;
  };
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(find({}, {}), ElementsAre("Anna Berg", "Jörg Müller", "Müller AG"));
  EXPECT_THAT(find({"muller"}, {}), ElementsAre("Jörg Müller", "Müller AG"));
  EXPECT_THAT(find({"MULLER", "jo"}, {}), ElementsAre("Jörg Müller"));
  EXPECT_THAT(find({"doctor"}, {}), ElementsAre("Jörg Müller"));
  EXPECT_THAT(find({"doctor", "jorg"}, {}), IsEmpty());
  EXPECT_THAT(find({"minister"}, {}), IsEmpty());
  EXPECT_THAT(find({"m"}, {SpeakerType::kOrganization}), ElementsAre("Müller AG"));
}

TEST_F(ScanTest, FindsSpeakersByRole) {
  ArticleSample sample("a");
  for (const char* name : {"Anna Alt", "Berta Bach"}) sample.AddSpeaker(name);
  sample.analysis.speakers[0].speaker.roles = {"Energieministerin, Österreich", "chair"};
  sample.analysis.speakers[1].speaker.roles = {"chair of the energy board"};
  Commit(sample);
  const auto find = [&](const std::vector<std::string>& words, bool is_beginning) {
    SpeakerFilter filter;
    for (const std::string& word : words) filter.role.terms.push_back({word, false, false});
    filter.role.terms.back().prefix = is_beginning;
    std::vector<std::string> names;
    const auto page = archive_->ListSpeakers(filter, std::nullopt, 9);
    for (const SpeakerRecord& speaker : page->speakers) names.push_back(speaker.display_name);
    return names;
  };
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(find({"chair"}, false), ElementsAre("Anna Alt", "Berta Bach"));
  EXPECT_THAT(find({"osterreich"}, false), ElementsAre("Anna Alt"));
  EXPECT_THAT(find({"energ"}, true), ElementsAre("Anna Alt", "Berta Bach"));
  EXPECT_THAT(find({"energ"}, false), IsEmpty());
  EXPECT_THAT(find({"chair", "osterreich"}, false), IsEmpty());  // in two roles
  EXPECT_THAT(find({"alt"}, false), IsEmpty());                  // a name
}

TEST(SelectionTest, TextDependsOnShapeAlone) {
  PositionFilter one;
  one.speakers = {"a"};
  one.text.terms = {{"x", false, false}};
  PositionFilter two = one;
  two.speakers = {"b", "c'\"); DROP TABLE positions; --"};
  two.text.terms = {{"y\" OR 1", true, false}};
  EXPECT_EQ(SelectPositions(one, ListOrder::kNewestFirst, {}, 5).sql,
            SelectPositions(two, ListOrder::kNewestFirst, {}, 9).sql);
}

// The steps by which SQLite finds what `selection` asks for.
std::vector<std::string> PlanOf(const Selection& selection, Connection& connection) {
  std::vector<std::string> steps;
  Statement plan = connection.Prepare("EXPLAIN QUERY PLAN " + selection.sql);
  while (plan.Step().value()) steps.emplace_back(plan.Text(3));
  return steps;
}

// A selection's name and what it is.
struct NamedSelection {
  std::string name;
  Selection selection;
};

std::vector<NamedSelection> CommonLists(ListOrder order, const std::optional<ListKey>& after) {
  std::vector<NamedSelection> lists;
  const auto add_positions = [&](const std::string& name, auto change) {
    PositionFilter filter;
    change(filter);
    lists.push_back({name, SelectPositions(filter, order, after, 5)});
  };
  add_positions("all", [](auto&) {});
  add_positions("speakers", [](auto& f) { f.speakers = {"a", "b"}; });
  add_positions("speaker and text", [](auto& f) {
    f.speakers = {"a"};
    f.text.terms = {{"x", true, false}, {"y", false, true}};
  });
  add_positions("kind and publisher", [](auto& f) {
    f.kinds = {PositionKind::kDenial};
    f.publishers = {"p"};
  });
  add_positions("articles", [](auto& f) { f.articles = {"a", "b"}; });
  add_positions("events", [](auto& f) { f.events = {{"a", "e"}}; });
  add_positions("text and time", [](auto& f) {
    f.text.terms = {{"x", false, false}};
    f.publish_time = {absl::UnixEpoch(), absl::Now()};
  });
  add_positions("confidence", [](auto& f) { f.min_confidence = 0.5f; });
  const auto add_events = [&](const std::string& name, auto change) {
    EventFilter filter;
    change(filter);
    lists.push_back({name, SelectEvents(filter, order, after, 5)});
  };
  add_events("all events", [](auto&) {});
  add_events("type and country", [](auto& f) {
    f.types = {EventType::kAid};
    f.country_codes = {"CH"};
  });
  add_events("actor and place", [](auto& f) {
    f.actors = {"a"};
    f.place.terms = {{"x", true, false}};
  });
  add_events("positions", [](auto& f) { f.positions = {{"a", "p"}}; });
  add_events("event time", [](auto& f) { f.event_time.start = absl::UnixEpoch(); });
  const auto add_articles = [&](const std::string& name, auto change) {
    ArticleFilter filter;
    change(filter);
    lists.push_back({name, SelectArticles(filter, order, after, 5)});
  };
  add_articles("all articles", [](auto&) {});
  add_articles("publisher and text", [](auto& f) {
    f.publishers = {"p", "q"};
    f.text.terms = {{"x", false, false}};
  });
  PositionFilter compared;
  compared.text.terms = {{"x", false, false}};
  compared.publishers = {"p", "q"};
  lists.push_back({"compared", SelectRanked(compared, std::nullopt, 5)});
  lists.push_back({"compared again", SelectRanked(compared, RowRange{3, 7}, 5)});
  return lists;
}

TEST(SelectionTest, ListsWalkIndexesInTheirOrder) {
  TemporaryDirectory directory;
  auto connection = Connection::Open(directory.File("a.db"), Connection::Access::kWrite).value();
  ASSERT_TRUE(Migrate(*connection).ok());
  for (const ListOrder order : {ListOrder::kNewestFirst, ListOrder::kOldestFirst}) {
    for (const std::optional<ListKey>& after : {std::optional<ListKey>(), {{7}}}) {
      for (const auto& [name, selection] : CommonLists(order, after)) {
        const std::vector<std::string> plan = PlanOf(selection, *connection);
        const bool searches = absl::StrContains(selection.sql, " MATCH ");
        EXPECT_EQ(absl::StrContains(plan[0], "VIRTUAL TABLE"), searches) << name << ": " << plan[0];
        for (const std::string& step : plan) {
          EXPECT_FALSE(absl::StrContains(step, "TEMP B-TREE")) << name << ": " << step;
        }
      }
    }
  }
}

TEST(SelectionTest, EventsAndPositionsAreFoundByEachOtherThroughIndexes) {
  TemporaryDirectory directory;
  auto connection = Connection::Open(directory.File("a.db"), Connection::Access::kWrite).value();
  ASSERT_TRUE(Migrate(*connection).ok());
  PositionFilter positions;
  positions.events = {{"a", "e"}};
  EventFilter events;
  events.positions = {{"a", "p"}};
  for (const Selection& selection : {SelectPositions(positions, ListOrder::kNewestFirst, {}, 5),
                                     SelectEvents(events, ListOrder::kOldestFirst, {}, 5),
                                     SelectTotal(positions), SelectTotal(events)}) {
    for (const std::string& step : PlanOf(selection, *connection)) {
      EXPECT_TRUE(!absl::StartsWith(step, "SCAN") || absl::StartsWith(step, "SCAN asked") ||
                  absl::StrContains(step, "VIRTUAL TABLE"))
          << step;
    }
  }
}

}  // namespace
}  // namespace onrecord::query
