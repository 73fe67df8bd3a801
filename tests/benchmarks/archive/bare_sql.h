// SQLite without anything around it: what a query or a commit costs somebody who writes the
// statements by hand.

#ifndef ONRECORD_TESTS_BENCHMARKS_ARCHIVE_BARE_SQL_H_
#define ONRECORD_TESTS_BENCHMARKS_ARCHIVE_BARE_SQL_H_

#include <memory>
#include <string>

#include "tests/benchmarks/archive/corpus.h"

struct sqlite3;
struct sqlite3_stmt;

namespace onrecord::benchmarks {

// A statement on a connection of its own, prepared once. What fails ends the program with a
// message.
class BareQuery {
 public:
  BareQuery(const std::string& path, const std::string& sql);
  ~BareQuery();
  BareQuery(const BareQuery&) = delete;
  BareQuery& operator=(const BareQuery&) = delete;

  // Steps through all rows and reads every column of them; returns the number of rows.
  int Run();

 private:
  void Read(int column);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

// A file with the fewest tables that can answer the same lists: articles and positions with their
// texts, both searchable, speakers by position, events. As durable as the archive.
class BareStore {
 public:
  // Opens the file, or makes it where there is none.
  explicit BareStore(const std::string& path);
  ~BareStore();
  BareStore(const BareStore&) = delete;
  BareStore& operator=(const BareStore&) = delete;

  // Inserts everything of an article in one transaction.
  void Insert(const MadeArticle& made);

 private:
  struct Statements;

  sqlite3* database_ = nullptr;
  std::unique_ptr<Statements> statements_;
};

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_ARCHIVE_BARE_SQL_H_
