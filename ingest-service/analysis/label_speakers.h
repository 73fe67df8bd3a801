// Whom the labels of a transcript mean: "SMITH" the Anna Smith whom the article introduces, "A" the
// one who is interviewed.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_LABEL_SPEAKERS_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_LABEL_SPEAKERS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Immutable. Refers to `text`.
class LabelSpeakers {
 public:
  // `attributions` are all of the article, `entities` those that it names.
  LabelSpeakers(std::string_view text, const std::vector<Attribution>& attributions,
                const std::vector<Entity>& entities);

  // The words to be resolved for the label at `label`: a name elsewhere in the article with the
  // same last word, whatever its case; for "A" the person most named before the first label; the
  // label itself where there is no such name.
  Span NameOf(Span label) const;

 private:
  const std::string_view text_;
  std::map<std::string, Span> names_;  // by the last word in lower case
  std::optional<Span> interviewee_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_LABEL_SPEAKERS_H_
