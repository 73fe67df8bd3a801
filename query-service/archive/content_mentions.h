// Whom the content of positions mentions.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_CONTENT_MENTIONS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_CONTENT_MENTIONS_H_

#include <cstdint>
#include <vector>

#include "query-service/archive/records.h"

namespace onrecord::query {

// A mention of the speaker in `speaker_row` in an article's text.
struct SpeakerMention {
  Span span;
  int64_t speaker_row = 0;
};

// The mentions of one article.
class ContentMentions {
 public:
  explicit ContentMentions(std::vector<SpeakerMention> mentions);

  // Rows of the speakers that one of `content` mentions, each once, in the order of their first
  // mention there. A mention that reaches over the content's end is none of it.
  std::vector<int64_t> SpeakersIn(const std::vector<Span>& content) const;

 private:
  std::vector<SpeakerMention> mentions_;  // in order of the text
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_CONTENT_MENTIONS_H_
