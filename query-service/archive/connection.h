// A thin layer over SQLite's C API: connections, with the function of relevance.h, statements,
// transactions, and errors as absl::Status.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_CONNECTION_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_CONNECTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct sqlite3;
struct sqlite3_stmt;

namespace onrecord::query {

// One use of a prepared statement: values are bound in order, then rows stepped through; its end
// makes the statement ready for the next use. What goes wrong while preparing or binding is told by
// the first Step.
class Statement {
 public:
  Statement(sqlite3* database, sqlite3_stmt* prepared, absl::Status status)
      : database_(database), prepared_(prepared), status_(std::move(status)) {}
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  // Binds the next parameter. Bytes are copied; nullopt is NULL.
  Statement& BindInt(int64_t value);
  Statement& BindInt(const std::optional<int64_t>& value);
  Statement& BindReal(double value);
  Statement& BindText(std::string_view text);
  Statement& BindBlob(std::string_view bytes);

  // Goes to the next row; false where there is none.
  absl::StatusOr<bool> Step();

  // Steps through all rows and drops them: for statements that give none.
  absl::Status Run();

  // Columns of the current row. Views live until the next Step.
  int64_t Int(int column) const;
  double Double(int column) const;
  std::string_view Text(int column) const;  // of blobs, too; empty for NULL
  bool IsNull(int column) const;

 private:
  void Check(int code);

  sqlite3* const database_;
  sqlite3_stmt* prepared_;
  absl::Status status_;
  int bound_ = 0;
};

// A connection to the archive's file, with the statements it has prepared. For one thread at a
// time; must outlive its statements.
class Connection {
 public:
  enum class Access { kRead, kWrite };

  // Opens `path`; kWrite makes the file where there is none. Nothing is read yet. NOT_FOUND,
  // PERMISSION_DENIED.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& path, Access access);

  // Opens the archive in `path` for reading alone, also on a medium that cannot be written, and has
  // read from it. DATA_LOSS: no SQLite file. FAILED_PRECONDITION: what was written last lies in a
  // log that cannot be read there.
  static absl::StatusOr<std::unique_ptr<Connection>> OpenReader(const std::string& path);

  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // A statement ready to be bound. The same `sql` is prepared once. REQUIRES: no other use of the
  // same `sql` is alive.
  Statement Prepare(std::string_view sql);

  // Drops prepared statements where there are many: what clients ask has too many shapes to keep
  // all. REQUIRES: no statement is alive.
  void TrimStatements();

  // Ends statements with CANCELLED once `is_abandoned` says so, which they ask from time to time
  // while they run; empty: never.
  void InterruptWhen(std::function<bool()> is_abandoned);

  // Runs statements that are needed once and give no rows.
  absl::Status Execute(const std::string& sql);

  // Whether a transaction is open: failures of the disk may end one.
  bool IsInTransaction() const;

  // The row that the last insertion made, of whatever table.
  int64_t LastInsertedRow() const;

  // Copies the whole database, as this connection's transaction sees it, over that of `target`.
  // REQUIRES: a transaction has read here, none is open there.
  absl::Status CopyTo(Connection& target);

  // The only column of the only row that `sql` gives.
  absl::StatusOr<int64_t> ReadInt(std::string_view sql);

 private:
  explicit Connection(sqlite3* database) : database_(database) {}

  static absl::StatusOr<std::unique_ptr<Connection>> OpenFile(const std::string& path,
                                                              const std::string& name, int flags);

  void DropStatements();

  sqlite3* const database_;
  std::function<bool()> is_abandoned_;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

// A transaction that is rolled back unless committed. REQUIRES: none is open on the connection,
// which must outlive it.
class Transaction {
 public:
  // What a transaction is for: reads see one snapshot from the first one on.
  enum class Mode { kRead, kWrite };

  static absl::StatusOr<std::unique_ptr<Transaction>> Begin(Connection& connection, Mode mode);

  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Makes all that was written durable. On an error nothing of it was.
  absl::Status Commit();

 private:
  explicit Transaction(Connection& connection) : connection_(connection) {}

  Connection& connection_;
  bool open_ = true;
};

// The status for SQLite's result `code`; OK for codes that are none of an error. RESOURCE_EXHAUSTED
// with reason STORAGE_FULL: the disk is full. DATA_LOSS: the file is damaged or none of SQLite's.
// CANCELLED: see Connection::InterruptWhen. All else is no fault of whoever asked: INTERNAL, with
// SQLite's `message` for the log.
absl::Status SqliteStatus(int code, std::string_view message);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_CONNECTION_H_
