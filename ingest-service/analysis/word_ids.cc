#include "ingest-service/analysis/word_ids.h"

#include "absl/strings/str_format.h"

namespace onrecord::ingest {
namespace {

// FNV-1a: fixed for ever, unlike the hashes of the standard library and Abseil.
class StableHash {
 public:
  void Add(std::string_view bytes) {
    for (const char byte : bytes) Add(static_cast<uint8_t>(byte));
  }
  void Add(uint8_t byte) { value_ = (value_ ^ byte) * 0x100000001b3u; }

  uint64_t value() const { return value_; }
  uint32_t Folded() const { return static_cast<uint32_t>(value_ ^ (value_ >> 32)); }

 private:
  uint64_t value_ = 0xcbf29ce484222325u;
};

// Bytes that no UTF-8 holds part the words from each other.
constexpr uint8_t kEndOfSpan = 0xFE;
constexpr uint8_t kEndOfRole = 0xFF;

}  // namespace

std::string WordIds::Next(std::string_view prefix, std::string_view text,
                          const std::vector<std::vector<Span>>& roles) {
  StableHash hash;
  for (const std::vector<Span>& role : roles) {
    for (const Span& span : role) {
      hash.Add(Surface(text, span));
      hash.Add(kEndOfSpan);
    }
    hash.Add(kEndOfRole);
  }
  for (uint32_t repetition = repetitions_[hash.value()]++; repetition > 0; repetition >>= 8) {
    hash.Add(static_cast<uint8_t>(repetition));
  }
  for (;;) {
    std::string id = std::string(prefix) + absl::StrFormat("%08x", hash.Folded());
    if (given_.insert(id).second) return id;
    hash.Add(kEndOfRole);
  }
}

}  // namespace onrecord::ingest
