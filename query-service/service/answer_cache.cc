#include "query-service/service/answer_cache.h"

namespace onrecord::query {
namespace {

// An answer that takes a larger part of its shard is not kept: it would drive out too many others.
constexpr int64_t kSmallestShareOfShard = 16;

}  // namespace

void AnswerCache::Drop(Shard& shard, std::list<Entry>::iterator entry) {
  shard.bytes -= entry->bytes;
  shard.by_key.erase(entry->key);
  shard.entries.erase(entry);
}

AnswerCache::Answer AnswerCache::Find(const Key& key, int64_t edition) {
  Shard& shard = ShardOf(key);
  absl::MutexLock lock(&shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end() || found->second->edition != edition) return {};
  shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->answer;
}

void AnswerCache::Put(const Key& key, int64_t edition, Answer answer) {
  const auto bytes = static_cast<int64_t>(sizeof(Entry) + answer.message->SpaceUsedLong());
  if (bytes > max_shard_bytes_ / kSmallestShareOfShard) return;
  Shard& shard = ShardOf(key);
  absl::MutexLock lock(&shard.mutex);
  if (const auto found = shard.by_key.find(key); found != shard.by_key.end()) {
    if (found->second->edition > edition) return;
    Drop(shard, found->second);
  }
  shard.entries.push_front({key, edition, bytes, std::move(answer)});
  shard.by_key.emplace(key, shard.entries.begin());
  shard.bytes += bytes;
  while (shard.bytes > max_shard_bytes_) Drop(shard, std::prev(shard.entries.end()));
}

}  // namespace onrecord::query
