// What a full-text index is asked for: words of its text, and tags.
//
// Besides the text, the indexes of articles, positions and events have a column `tags` with a word
// for everything that a filter can name: a letter that says what it is, and a number, the
// hexadecimal digits of a row or those of a string's bytes. The views of schema.cc make them. So a
// search for words with any filters is one walk through the index, in the order of its rows, which
// is that of time.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_INDEX_SEARCH_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_INDEX_SEARCH_H_

#include <string>
#include <vector>

#include "query-service/archive/filters.h"

namespace onrecord::query {

// The letters that tags begin with. A letter stands for the same in all indexes.
enum class Tag : char {
  kActor = 'a',
  kPosition = 'b',
  kCountry = 'c',
  kAddressee = 'd',
  kEvent = 'e',
  kHedged = 'h',
  kRecipient = 'i',
  kKind = 'k',
  kLanguage = 'l',
  kMentioned = 'm',
  kNegated = 'n',
  kModelVersion = 'o',
  kPublisher = 'p',
  kQuotation = 'q',
  kArticle = 'r',
  kSpeaker = 's',
  kType = 't',
  kStatus = 'u',
  kVia = 'v',
};

// Conditions that all must hold, searched for in the order in which they were added, but for rows,
// which come last. What a client sends only becomes values.
class IndexSearch {
 public:
  // `text` finds something in one of `columns`, names of the index's columns.
  void AddText(const std::string& columns, const TextQuery& text);

  // The tag has one of these values; no values do not filter.
  template <typename Enum>
  void AddEnums(Tag tag, const std::vector<Enum>& values) {
    std::vector<std::string> numbers;
    for (const Enum value : values) numbers.push_back(std::to_string(static_cast<int>(value)));
    AddValues(tag, numbers);
  }
  void AddStrings(Tag tag, const std::vector<std::string>& values);
  void AddCodes(Tag tag, const std::vector<std::string>& country_codes) {
    AddValues(tag, country_codes);
  }

  // The tag has one of the rows that `subquery`, which takes `value`, gives as its only column
  // `row`; where it gives none, nothing is found.
  void AddRows(Tag tag, const std::string& subquery, std::string value);

  bool IsSet() const { return !fixed_.empty() || !rows_.empty(); }

  // The right side of MATCH as SQL with parameters, and their values.
  std::string Sql() const;
  std::vector<std::string> Values() const;

 private:
  void AddValues(Tag tag, const std::vector<std::string>& values);

  std::string fixed_;                // FTS5's syntax
  std::string rows_;                 // SQL that gives the same
  std::vector<std::string> values_;  // of rows_
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_INDEX_SEARCH_H_
