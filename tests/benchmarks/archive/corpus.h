// An archive's worth of articles, made from real text.
//
// Paragraphs with the attributions that people marked in them are put together at random; speakers,
// publishers, times, kinds and events are drawn: few speakers say much and many little (Zipf's
// law), and articles come in the order of their publication, a few a minute late. The same seed and
// number make the same article.

#ifndef ONRECORD_TESTS_BENCHMARKS_ARCHIVE_CORPUS_H_
#define ONRECORD_TESTS_BENCHMARKS_ARCHIVE_CORPUS_H_

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/records.h"

namespace onrecord::benchmarks {

// An attribution within a paragraph; offsets are bytes of the paragraph.
struct Attribution {
  std::vector<query::Span> source;
  std::vector<query::Span> cue;
  std::vector<query::Span> content;
};

struct Paragraph {
  std::string text;
  std::vector<Attribution> attributions;
};

// The paragraphs of articles, one JSON object a line: {"text", "attributions": [{"source": [[begin,
// end]...], "cue": ..., "content": ...}]} in code points, as PolNeAR is published. Attributions
// that reach over a paragraph's end are left out, and so are paragraphs without any.
// INVALID_ARGUMENT where a line is none such.
absl::StatusOr<std::vector<Paragraph>> ReadParagraphs(std::istream& input);

struct MadeArticle {
  query::ArticleRecord article;
  query::ReadAnalysis analysis;
};

// Makes articles of exactly kPositions positions and kEvents events each. REQUIRES: some
// paragraphs.
class Corpus {
 public:
  static constexpr int kPositions = 24;
  static constexpr int kEvents = 6;
  static constexpr int kSpeakers = 20000;
  static constexpr int kPublishers = 200;

  explicit Corpus(std::vector<Paragraph> paragraphs) : paragraphs_(std::move(paragraphs)) {}

  // The article `number`, 0 the oldest: published 25 minutes after the one before, within an hour.
  MadeArticle Make(int number) const;

  // The name of the speaker of `rank`, 0 the one quoted most, and of a publisher.
  static std::string SpeakerName(int rank);
  static std::string PublisherName(int number);

 private:
  std::vector<Paragraph> paragraphs_;
};

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_ARCHIVE_CORPUS_H_
