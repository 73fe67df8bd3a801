// The reader as a whole: text in, Analysis out.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_ANALYZER_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_ANALYZER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/analysis/analysis.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/entities/name_mention.h"

namespace onrecord::ingest {

// Reads articles with one model. Immutable once loaded: any number of threads may read at the same
// time, and what one article gives does not depend on what else is being read.
class Analyzer {
 public:
  // Loads the model file at `path` and checks it against `path`.sha256. NOT_FOUND, DATA_LOSS or
  // INVALID_ARGUMENT with a sentence that names the file and the cure; see encoder/model_file.h.
  // `precision` is how the encoder multiplies.
  static absl::StatusOr<std::unique_ptr<Analyzer>> Load(const std::string& path,
                                                        Precision precision = DefaultPrecision());

  ~Analyzer();

  // Reads one article on the calling thread. Asks `cancelled` between stages and within them
  // (before each batch and window of the network, each position, sentence and event), and gives up
  // with CANCELLED once it says true. REQUIRES: article.text is valid UTF-8 of less than 2^31
  // bytes.
  absl::StatusOr<Analysis> Analyze(const ArticleInput& article,
                                   absl::FunctionRef<bool()> cancelled) const;

  // What the network alone finds, in order of the cues: Analyze's first stages, before anything is
  // dropped or joined. For measuring the network, as are the next two; all of them are cancelled as
  // Analyze is.
  absl::StatusOr<std::vector<Attribution>> FindAttributions(
      std::string_view text, absl::FunctionRef<bool()> cancelled) const;

  // The names that the network finds, in order and without overlap.
  absl::StatusOr<std::vector<NameMention>> FindMentions(std::string_view text,
                                                        absl::FunctionRef<bool()> cancelled) const;

  // The kinds that the network reads for `attributions`, whose spans lie within `text`; in their
  // order.
  absl::StatusOr<std::vector<KindReading>> ReadKinds(std::string_view text,
                                                     absl::Span<const Attribution> attributions,
                                                     absl::FunctionRef<bool()> cancelled) const;

  // The model's version, such as "starter-1".
  const std::string& model_version() const;

 private:
  struct Stages;
  struct Findings;

  explicit Analyzer(std::unique_ptr<const Stages> stages);

  absl::Status VisitWindows(std::string_view text, absl::FunctionRef<bool()> cancelled,
                            absl::FunctionRef<void(const EncodedWindow&)> visit) const;
  absl::StatusOr<Findings> FindAll(std::string_view text,
                                   absl::FunctionRef<bool()> cancelled) const;

  std::unique_ptr<const Stages> stages_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_ANALYZER_H_
