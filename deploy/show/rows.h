// The facts of a position or an event in words, one row of the tables that both views draw.

#ifndef ONRECORD_DEPLOY_SHOW_ROWS_H_
#define ONRECORD_DEPLOY_SHOW_ROWS_H_

#include <string>
#include <vector>

#include "deploy/show/reading.h"

namespace onrecord::show {

// Texts are as the article and the archive have them: each view escapes them for itself. Empty
// where there is nothing to tell.
struct PositionRow {
  std::string speaker;    // "Maria Lindqvist (person, director of Nordhavn Terminals)"
  std::string kind;       // "denial"
  std::string quotation;  // "direct"
  bool hedged = false;
  bool negated = false;    // the article says that they do not say it
  std::string via;         // "the ministry"
  std::string addressees;  // "reporters"
  std::string confidence;  // "0.93"
  std::string words;       // the content, " … " between its parts
};

struct EventRow {
  std::string type;        // "protest"
  std::string status;      // "actual"
  std::string trigger;     // "walked out"
  std::string actors;      // "Harbour workers"
  std::string recipients;  // "Nordhavn Terminals"
  std::string time;        // "Tuesday (2026-03-10)"
  std::string place;       // "Geneva (CH)"
  std::string positions;   // "by #7, reported by #3, #9": by their places in the reading, from 1
  std::string confidence;  // "0.60"
};

// One row for each position or event of the reading, in its order.
std::vector<PositionRow> PositionRows(const Reading& reading);
std::vector<EventRow> EventRows(const Reading& reading);

// What stands below an article's title: publisher, local time of publication, authors, as far as
// known.
std::string Dateline(const v1::Article& article);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_ROWS_H_
