// One list's answer, as far as the cache has it, and how the rest comes into both.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_KNOWN_ANSWERS_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_KNOWN_ANSWERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/pages.h"
#include "query-service/service/answer_cache.h"

namespace onrecord::query {

// For one call: holds what it found, so that it can be told even if the cache drops it meanwhile.
// `form` tells apart the forms in which Message shows a record.
template <class Message>
class KnownAnswers {
 public:
  KnownAnswers(AnswerCache& cache, int form) : cache_(cache), form_(form) {}

  // For the archive to ask, in the order of the page's rows.
  IsKnown Finder() {
    return [this](int64_t edition, int64_t row) -> std::optional<int64_t> {
      AnswerCache::Answer answer = cache_.Find(KeyOf(row), edition);
      if (answer.message == nullptr) return std::nullopt;
      found_.emplace_back(row, std::move(answer.message));
      return answer.sent_bytes;
    };
  }

  // Adds the messages of all of `page`: those found, and of `records`, which are the others, what
  // `convert` makes of them.
  template <class Record, class Convert>
  void Fill(const RowsOfPage& page, const std::vector<Record>& records, Convert convert,
            google::protobuf::RepeatedPtrField<Message>* messages) {
    messages->Reserve(static_cast<int>(page.rows.size()));
    auto found = found_.begin();
    auto record = records.begin();
    for (const int64_t row : page.rows) {
      if (found != found_.end() && found->first == row) {
        messages->Add()->CopyFrom(*found++->second);
      } else {
        Message* const added = messages->Add();
        *added = convert(*record);
        cache_.Put(KeyOf(row), page.edition,
                   {std::make_shared<const Message>(*added), SentBytes(*record)});
        ++record;
      }
    }
  }

 private:
  AnswerCache::Key KeyOf(int64_t row) const { return {Message::descriptor(), row, form_}; }

  AnswerCache& cache_;
  const int form_;
  std::vector<std::pair<int64_t, std::shared_ptr<const AnswerCache::Message>>> found_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_KNOWN_ANSWERS_H_
