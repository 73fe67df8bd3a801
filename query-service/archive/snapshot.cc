#include "query-service/archive/snapshot.h"

#include "query-service/archive/statements.h"

namespace onrecord::query {

absl::Status ReaderPool::Open(const std::string& path, int count) {
  absl::MutexLock lock(&mutex_);
  while (static_cast<int>(idle_.size()) < count) {
    auto reader = Connection::OpenReader(path);
    if (!reader.ok()) return reader.status();
    const absl::Status prepared = (*reader)->Execute(statements::kPrepareReader);
    if (!prepared.ok()) return prepared;
    idle_.push_back(*std::move(reader));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Snapshot>> ReaderPool::Take(
    const std::function<bool()>& is_abandoned) {
  std::unique_ptr<Connection> connection;
  {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &ReaderPool::HasIdle));
    connection = std::move(idle_.back());
    idle_.pop_back();
  }
  auto snapshot = std::unique_ptr<Snapshot>(new Snapshot(*this, std::move(connection)));
  const absl::Status begun = snapshot->Begin(is_abandoned);
  if (!begun.ok()) return begun;
  return snapshot;
}

void ReaderPool::NoteRevision(int64_t revision) {
  int64_t latest = latest_revision();
  while (latest < revision && !latest_revision_.compare_exchange_weak(latest, revision)) {
  }
}

void ReaderPool::PutBack(std::unique_ptr<Connection> connection) {
  connection->TrimStatements();
  absl::MutexLock lock(&mutex_);
  idle_.push_back(std::move(connection));
}

absl::Status Snapshot::Begin(const std::function<bool()>& is_abandoned) {
  auto transaction = Transaction::Begin(*connection_, Transaction::Mode::kRead);
  if (!transaction.ok()) return transaction.status();
  transaction_ = *std::move(transaction);
  const absl::Status read = ReadState();
  if (!read.ok()) return read;
  pool_.NoteRevision(revision_);
  connection_->InterruptWhen(is_abandoned);
  return absl::OkStatus();
}

absl::Status Snapshot::ReadState() {
  Statement state = connection_->Prepare(statements::kRevisionAndEdition);
  const absl::StatusOr<bool> found = state.Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("archive: its state is missing");
  revision_ = state.Int(0);
  edition_ = state.Int(1);
  return absl::OkStatus();
}

Snapshot::~Snapshot() {
  connection_->InterruptWhen(nullptr);
  transaction_.reset();
  pool_.PutBack(std::move(connection_));
}

}  // namespace onrecord::query
