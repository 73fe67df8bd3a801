#include "query-service/archive/group_writer.h"

#include <algorithm>

#include "query-service/archive/statements.h"

namespace onrecord::query {

absl::Status GroupWriter::Write(Change change) {
  Waiting waiting = {change, absl::OkStatus(), false};
  const Group group = WaitForTurn(waiting);
  if (group.empty()) return waiting.status;
  if (group.size() == 1 || !CarryOutTogether(group)) {
    for (Waiting* each : group) each->status = CarryOutAlone(each->change);
  }
  EndTurn(group);
  return waiting.status;
}

GroupWriter::Group GroupWriter::WaitForTurn(Waiting& waiting) {
  absl::MutexLock lock(&mutex_);
  queue_.push_back(&waiting);
  const auto is_turn = [&] {
    mutex_.AssertReaderHeld();
    return waiting.is_done || (!is_writing_ && queue_.front() == &waiting);
  };
  mutex_.Await(absl::Condition(&is_turn));
  if (waiting.is_done) return {};
  is_writing_ = true;
  const size_t size = std::min(queue_.size(), kMostInGroup);
  return {queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size)};
}

void GroupWriter::EndTurn(const Group& group) {
  absl::MutexLock lock(&mutex_);
  is_writing_ = false;
  for (Waiting* each : group) each->is_done = true;
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(group.size()));
}

bool GroupWriter::CarryOutTogether(const Group& group) {
  auto transaction = Transaction::Begin(*connection_, Transaction::Mode::kWrite);
  if (!transaction.ok()) return false;
  for (Waiting* each : group) {
    if (!CarryOutInSavepoint(*each)) return false;
  }
  return Commit(**transaction).ok();
}

bool GroupWriter::CarryOutInSavepoint(Waiting& waiting) {
  if (!connection_->Prepare(statements::kBeginChange).Run().ok()) return false;
  waiting.status = waiting.change(*connection_);
  if (!waiting.status.ok()) {
    // Some failures of the disk end the whole transaction.
    if (!connection_->IsInTransaction()) return false;
    if (!connection_->Prepare(statements::kTakeChangeBack).Run().ok()) return false;
  }
  return connection_->Prepare(statements::kEndChange).Run().ok();
}

absl::Status GroupWriter::CarryOutAlone(Change change) {
  auto transaction = Transaction::Begin(*connection_, Transaction::Mode::kWrite);
  if (!transaction.ok()) return transaction.status();
  const absl::Status changed = change(*connection_);
  return changed.ok() ? Commit(**transaction) : changed;
}

absl::Status GroupWriter::Commit(Transaction& transaction) {
  const absl::Status finished = finish_(*connection_);
  if (!finished.ok()) return finished;
  const auto revision = connection_->ReadInt(statements::kRevision);
  if (!revision.ok()) return revision.status();
  const absl::Status committed = transaction.Commit();
  if (committed.ok()) revision_.store(*revision, std::memory_order_release);
  return committed;
}

}  // namespace onrecord::query
