// Answers that were made before: messages of records, so that lists need neither read nor convert
// what many ask for.
//
// A record's message depends on the record, on what other records say of its speakers, and on the
// form asked for. The archive numbers the editions in which all that stays (Snapshot::edition), so
// an entry is good for snapshots of its own edition alone. The least recently used go first.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_ANSWER_CACHE_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_ANSWER_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "google/protobuf/message.h"

namespace onrecord::query {

// Safe from any number of threads.
class AnswerCache {
 public:
  using Message = google::protobuf::Message;

  // What a message was made of: the record in `row`, in a form that has a number of its own.
  struct Key {
    const google::protobuf::Descriptor* type = nullptr;
    int64_t row = 0;
    int form = 0;

    friend bool operator==(const Key& a, const Key& b) {
      return a.type == b.type && a.row == b.row && a.form == b.form;
    }
    template <typename Hash>
    friend Hash AbslHashValue(Hash hash, const Key& key) {
      return Hash::combine(std::move(hash), key.type, key.row, key.form);
    }
  };

  // A message with the bytes that it counts for in a page (SentBytes of its record).
  struct Answer {
    std::shared_ptr<const Message> message;  // none where there is no answer
    int64_t sent_bytes = 0;
  };

  // Holds about `max_bytes` of memory at most; with 0 it holds nothing.
  explicit AnswerCache(int64_t max_bytes) : max_shard_bytes_(max_bytes / kShards) {}

  // What was put in under `key` in this edition.
  Answer Find(const Key& key, int64_t edition);

  // Keeps `answer`, unless it is too large or `key` has one of a later edition.
  void Put(const Key& key, int64_t edition, Answer answer);

 private:
  // By the last bits of the row: rows of one page lie in all of them, so that no mutex is crowded.
  static constexpr size_t kShards = 16;

  struct Entry {
    Key key;
    int64_t edition = 0;
    int64_t bytes = 0;
    Answer answer;
  };
  struct Shard {
    absl::Mutex mutex;
    std::list<Entry> entries ABSL_GUARDED_BY(mutex);  // the last used first
    absl::flat_hash_map<Key, std::list<Entry>::iterator> by_key ABSL_GUARDED_BY(mutex);
    int64_t bytes ABSL_GUARDED_BY(mutex) = 0;
  };

  Shard& ShardOf(const Key& key) { return shards_[static_cast<uint64_t>(key.row) % kShards]; }
  static void Drop(Shard& shard, std::list<Entry>::iterator entry)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);

  const int64_t max_shard_bytes_;
  std::array<Shard, kShards> shards_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_ANSWER_CACHE_H_
