// What the archive can be asked for: typed filters, orders and the keys at which a list goes on.
//
// Everything here has been checked already; the archive trusts it. Fields of a filter AND together,
// values of a list OR together, an empty list or unset value does not filter.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_FILTERS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_FILTERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

// Moments from `start` to just before `end`; unset sides are open.
struct TimeInterval {
  std::optional<absl::Time> start;
  std::optional<absl::Time> end;

  bool IsSet() const { return start.has_value() || end.has_value(); }
};

// One thing to find in a text, or not to find.
struct TextTerm {
  std::string words;      // one word, or several that must follow each other
  bool prefix = false;    // whether the last word may be the beginning of a longer one
  bool excluded = false;  // whether the text must not have it
};

// All terms must hold; no terms do not filter. REQUIRES: where there are terms, one of them is not
// excluded, and each holds at least one letter or digit.
struct TextQuery {
  std::vector<TextTerm> terms;
};

struct ArticleFilter {
  std::vector<std::string> publishers;
  TimeInterval publish_time;
  std::vector<std::string> languages;
  TextQuery text;  // over title and text
};

struct SpeakerFilter {
  TextQuery text;  // all terms within one name of the speaker
  std::vector<SpeakerType> types;
  TextQuery role;  // all terms within one role of the speaker
};

// A position or an event: its article's id and its own.
struct PartId {
  std::string article;
  std::string part;

  friend bool operator==(const PartId& a, const PartId& b) {
    return a.article == b.article && a.part == b.part;
  }
};

// Ids are bare.
struct PositionFilter {
  std::vector<std::string> speakers;
  std::vector<PositionKind> kinds;
  std::vector<Quotation> quotations;
  std::vector<std::string> publishers;
  TimeInterval publish_time;
  std::vector<std::string> articles;
  TextQuery text;  // over the content
  std::vector<std::string> addressees;
  std::vector<std::string> via;
  std::optional<bool> hedged;
  std::optional<bool> negated;
  float min_confidence = 0;
  std::vector<std::string> languages;
  std::vector<std::string> model_versions;
  std::vector<PartId> events;              // that it reports or performs
  std::vector<std::string> mentioned;      // speakers that its content mentions
  std::vector<std::string> country_codes;  // of places of events that it reports or performs
};

// Ids are bare.
struct EventFilter {
  std::vector<EventType> types;
  std::vector<EventStatus> statuses;
  std::vector<std::string> actors;
  std::vector<std::string> recipients;
  std::vector<std::string> country_codes;
  TimeInterval event_time;  // shares a moment with the event's
  std::vector<std::string> publishers;
  TimeInterval publish_time;
  std::vector<std::string> articles;
  float min_confidence = 0;
  std::vector<PartId> positions;  // that report or perform it
  TextQuery place;                // over the name of its place
};

// The first two by the second of publication, of the same second by commit, and within one article
// in the order of the text. What has no time comes last. The second order is the first one
// reversed.
//
// The third is by how well a text filter matches (relevance.h), ties newest first. Only the newest
// matches are compared, ArchiveOptions::max_ranked at most; older ones follow, newest first.
enum class ListOrder { kNewestFirst, kOldestFirst, kRelevance };

// A place among the matches that a list by relevance compares.
struct Rank {
  int64_t relevance = 0;
  // What is compared, so that every page compares the same: from the oldest to the newest row.
  int64_t first_row = 0;
  int64_t last_row = 0;

  friend bool operator==(const Rank& a, const Rank& b) {
    return a.relevance == b.relevance && a.first_row == b.first_row && a.last_row == b.last_row;
  }
};

// The place of an article, position or event in a list.
struct ListKey {
  int64_t row = 0;                // see row_order.h
  std::optional<Rank> rank = {};  // in lists by relevance, but for older matches that follow

  friend bool operator==(const ListKey& a, const ListKey& b) {
    return a.row == b.row && a.rank == b.rank;
  }
};

// By display name (compared byte by byte), or by number of positions, most first; ties by id.
// Numbers are the contract's.
enum class SpeakerOrder : int { kByName = 1, kMostQuoted = 2 };

// The place of a speaker in the list by either.
struct SpeakerKey {
  std::string display_name;
  int64_t position_count = 0;
  std::string id;

  friend bool operator==(const SpeakerKey& a, const SpeakerKey& b) {
    return a.display_name == b.display_name && a.position_count == b.position_count && a.id == b.id;
  }
};

// What positions are counted by. Numbers are the contract's.
enum class PositionGrouping : int {
  kAll = 0,
  kKind = 1,
  kSpeaker = 2,
  kPublisher = 3,
  kDay = 4,
  kMonth = 5,
  kWeek = 6,
};

// What events are counted by. Numbers are the contract's.
enum class EventGrouping : int {
  kAll = 0,
  kType = 1,
  kStatus = 2,
  kActor = 3,
  kCountry = 4,
  kPublisher = 5,
  kDay = 6,
  kMonth = 7,
  kWeek = 8,
};

// One grouping or two. REQUIRES: they differ unless both are kAll, and `by` is not kAll where
// `then` is not.
template <typename Grouping>
struct Groupings {
  Groupings(Grouping by, Grouping then = Grouping::kAll) : by(by), then(then) {}

  Grouping by;
  Grouping then;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_FILTERS_H_
