// From the archive's records to the contract's messages: what clients are answered.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_ANSWER_CONVERSIONS_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_ANSWER_CONVERSIONS_H_

#include <map>
#include <string>

#include "onrecord/v1/archive_service.pb.h"
#include "onrecord/v1/article_records.pb.h"
#include "onrecord/v1/query_service.pb.h"
#include "proto/fields/offset_encoding.h"
#include "query-service/archive/archive.h"
#include "query-service/query/count.h"
#include "query-service/query/speaker_views.h"
#include "query-service/service/span_form.h"

namespace onrecord::query {

// The texts of the articles that an answer's spans lie in, ready to cut words and convert offsets.
// Converters are made when first needed and kept. Not safe to share between threads; `texts` must
// outlive it.
class AnswerTexts {
 public:
  AnswerTexts(const ArticleTexts& texts, SpanForm form) : texts_(texts), form_(form) {}

  // The span of that article as the contract shows it. REQUIRES: `texts` has the article where the
  // form needs texts, and the span lies in its text.
  v1::Span ToProto(const std::string& article_id, Span span);

 private:
  const ArticleTexts& texts_;
  const SpanForm form_;
  std::map<std::string, fields::OffsetConverter> converters_;
};

v1::Article ToProto(const ArticleRecord& article);
v1::Speaker ToProto(const SpeakerRecord& speaker);
v1::Position ToProto(const PositionRecord& position, AnswerTexts& texts);
v1::Event ToProto(const EventRecord& event, AnswerTexts& texts);
v1::CountGroup ToProto(const CountGroup& group);
v1::WatchChangesResponse ToProto(const WatchedChange& watched);
v1::CommitArticleResponse ToProto(const CommitResult& committed);

// With offsets in `encoding`.
v1::ArticleRecords ToProto(const ArticleRecords& records, fields::OffsetEncoding encoding);
v1::GetSpeakerTimelineResponse ToProto(const SpeakerTimelineResponse& view, AnswerTexts& texts);
v1::CompareSpeakersResponse ToProto(const CompareSpeakersResponse& view, AnswerTexts& texts);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_ANSWER_CONVERSIONS_H_
