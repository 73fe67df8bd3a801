#include "query-service/archive/connection.h"

#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/relevance.h"

namespace onrecord::query {
namespace {

// Enough for every statement of a commit and the common shapes of lists.
constexpr size_t kMaxStatements = 128;
constexpr int kBusyTimeoutMs = 5000;
// Steps of SQLite's machine between two looks at whether a statement is still wanted.
constexpr int kStepsBetweenLooks = 4000;
constexpr int kAllPages = -1;
// Reads the file for the first time.
constexpr char kFirstRead[] = "SELECT 1 FROM sqlite_schema LIMIT 1";

// The URI of a file that never changes.
std::string ImmutableName(const std::string& path) {
  return absl::StrCat(
      "file:", absl::StrReplaceAll(path, {{"%", "%25"}, {"?", "%3f"}, {"#", "%23"}}),
      "?immutable=1");
}

}  // namespace

absl::Status SqliteStatus(int code, std::string_view message) {
  const std::string text = absl::StrCat("archive: ", std::string(message));
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return absl::OkStatus();
    case SQLITE_FULL:
      return rpc::WithReason(absl::ResourceExhaustedError("the archive's disk is full"),
                             "STORAGE_FULL");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(text);
    case SQLITE_INTERRUPT:
      return absl::CancelledError("the read was abandoned");
    default:
      return absl::InternalError(text);
  }
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      prepared_(std::exchange(other.prepared_, nullptr)),
      status_(std::move(other.status_)),
      bound_(other.bound_) {}

Statement::~Statement() {
  if (prepared_ == nullptr) return;
  sqlite3_reset(prepared_);
  sqlite3_clear_bindings(prepared_);
}

void Statement::Check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || !status_.ok()) return;
  status_ = SqliteStatus(code, sqlite3_errmsg(database_));
}

Statement& Statement::BindInt(int64_t value) {
  Check(sqlite3_bind_int64(prepared_, ++bound_, value));
  return *this;
}

Statement& Statement::BindReal(double value) {
  Check(sqlite3_bind_double(prepared_, ++bound_, value));
  return *this;
}

Statement& Statement::BindText(std::string_view text) {
  // A view of nothing may have no address, which SQLite would take for NULL.
  const char* data = text.data() == nullptr ? "" : text.data();
  Check(sqlite3_bind_text64(prepared_, ++bound_, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::BindInt(const std::optional<int64_t>& value) {
  if (value.has_value()) return BindInt(*value);
  Check(sqlite3_bind_null(prepared_, ++bound_));
  return *this;
}

Statement& Statement::BindBlob(std::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  Check(sqlite3_bind_blob64(prepared_, ++bound_, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

absl::StatusOr<bool> Statement::Step() {
  if (!status_.ok()) return status_;
  const int code = sqlite3_step(prepared_);
  Check(code);
  if (!status_.ok()) return status_;
  return code == SQLITE_ROW;
}

absl::Status Statement::Run() {
  absl::StatusOr<bool> row = true;
  while (row.ok() && *row) row = Step();
  return row.status();
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(prepared_, column); }

double Statement::Double(int column) const { return sqlite3_column_double(prepared_, column); }

std::string_view Statement::Text(int column) const {
  const void* data = sqlite3_column_blob(prepared_, column);
  const int size = sqlite3_column_bytes(prepared_, column);
  return {static_cast<const char*>(data), static_cast<size_t>(size)};
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(prepared_, column) == SQLITE_NULL;
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& path,
                                                             Access access) {
  return OpenFile(
      path, path,
      access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::OpenReader(const std::string& path) {
  auto reader = Open(path, Access::kRead);
  if (!reader.ok()) return reader;
  const int code = sqlite3_exec((*reader)->database_, kFirstRead, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return reader;
  // SQLite makes files beside one with a log, unless it is told that nothing ever changes there.
  if ((code & 0xff) != SQLITE_CANTOPEN && (code & 0xff) != SQLITE_READONLY) {
    return SqliteStatus(code, sqlite3_errmsg((*reader)->database_));
  }
  std::error_code none;
  if (std::filesystem::file_size(path + "-wal", none) > 0 && !none) {
    return absl::FailedPreconditionError(absl::StrCat(
        "what was written last to ", path, " lies in ", path,
        "-wal, which cannot be read where nothing can be written; make a backup of the archive"));
  }
  return OpenFile(path, ImmutableName(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::OpenFile(const std::string& path,
                                                                 const std::string& name,
                                                                 int flags) {
  // Before SQLite is used for the first time; counting its memory would have all threads wait for
  // one another at every allocation.
  [[maybe_unused]] static const int without_count = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  auto connection = std::unique_ptr<Connection>(new Connection(database));
  if (code == SQLITE_CANTOPEN) {
    const int error = sqlite3_system_errno(database);
    return absl::ErrnoToStatus(error == 0 ? ENOENT : error,
                               absl::StrCat("cannot open the archive ", path));
  }
  if (code != SQLITE_OK) {
    return SqliteStatus(code, database == nullptr ? "out of memory" : sqlite3_errmsg(database));
  }
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, kBusyTimeoutMs);
  const int added = AddRelevance(database);
  if (added != SQLITE_OK) return SqliteStatus(added, sqlite3_errmsg(database));
  return connection;
}

Connection::~Connection() {
  DropStatements();
  sqlite3_close(database_);
}

void Connection::DropStatements() {
  for (const auto& [sql, prepared] : statements_) sqlite3_finalize(prepared);
  statements_.clear();
}

void Connection::TrimStatements() {
  if (statements_.size() > kMaxStatements) DropStatements();
}

Statement Connection::Prepare(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return Statement(database_, known->second, absl::OkStatus());

  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) {
    return Statement(database_, nullptr, SqliteStatus(code, sqlite3_errmsg(database_)));
  }
  statements_.emplace(std::string(sql), prepared);
  return Statement(database_, prepared, absl::OkStatus());
}

void Connection::InterruptWhen(std::function<bool()> is_abandoned) {
  is_abandoned_ = std::move(is_abandoned);
  const auto look = [](void* asked) -> int {
    return (*static_cast<std::function<bool()>*>(asked))() ? 1 : 0;
  };
  if (is_abandoned_ == nullptr) {
    sqlite3_progress_handler(database_, 0, nullptr, nullptr);
  } else {
    sqlite3_progress_handler(database_, kStepsBetweenLooks, look, &is_abandoned_);
  }
}

absl::Status Connection::Execute(const std::string& sql) {
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  return SqliteStatus(code, sqlite3_errmsg(database_));
}

bool Connection::IsInTransaction() const { return sqlite3_get_autocommit(database_) == 0; }

int64_t Connection::LastInsertedRow() const { return sqlite3_last_insert_rowid(database_); }

absl::Status Connection::CopyTo(Connection& target) {
  sqlite3_backup* backup = sqlite3_backup_init(target.database_, "main", database_, "main");
  if (backup == nullptr) {
    return SqliteStatus(sqlite3_errcode(target.database_), sqlite3_errmsg(target.database_));
  }
  sqlite3_backup_step(backup, kAllPages);
  const int code = sqlite3_backup_finish(backup);
  return SqliteStatus(code, sqlite3_errstr(code));
}

absl::StatusOr<int64_t> Connection::ReadInt(std::string_view sql) {
  Statement statement = Prepare(sql);
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::DataLossError("archive: a row is missing");
  return statement.Int(0);
}

absl::StatusOr<std::unique_ptr<Transaction>> Transaction::Begin(Connection& connection, Mode mode) {
  // BEGIN IMMEDIATE takes the write lock at once; BEGIN takes the snapshot with the first read.
  const absl::Status begun =
      connection.Prepare(mode == Mode::kWrite ? "BEGIN IMMEDIATE" : "BEGIN").Run();
  if (!begun.ok()) return begun;
  return std::unique_ptr<Transaction>(new Transaction(connection));
}

Transaction::~Transaction() {
  // Fails where SQLite has rolled back by itself, which is what is wanted.
  if (open_) connection_.Prepare("ROLLBACK").Run().IgnoreError();
}

absl::Status Transaction::Commit() {
  const absl::Status committed = connection_.Prepare("COMMIT").Run();
  open_ = !committed.ok();
  return committed;
}

}  // namespace onrecord::query
