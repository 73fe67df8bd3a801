#include "ingest-service/analysis/analyzer.h"

#include <utility>

#include "ingest-service/analysis/containment.h"
#include "ingest-service/analysis/event_linker.h"
#include "ingest-service/analysis/position_reader.h"
#include "ingest-service/analysis/speaker_order.h"
#include "ingest-service/attribution/attribution_reader.h"
#include "ingest-service/attribution/refinement.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/encoder/windows.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

struct Analyzer::Stages {
  std::string model_version;
  Tokenizer tokenizer;
  std::unique_ptr<const Encoder> encoder;
  AttributionReader attribution_reader;
};

Analyzer::Analyzer(std::unique_ptr<const Stages> stages) : stages_(std::move(stages)) {}
Analyzer::~Analyzer() = default;

absl::StatusOr<std::unique_ptr<Analyzer>> Analyzer::Load(const std::string& path) {
  absl::StatusOr<ModelFile> model = ModelFile::Open(path);
  if (!model.ok()) return model.status();
  absl::StatusOr<Tokenizer> tokenizer = Tokenizer::Load(*model);
  if (!tokenizer.ok()) return tokenizer.status();
  absl::StatusOr<std::unique_ptr<const Encoder>> encoder = Encoder::Load(*model);
  if (!encoder.ok()) return encoder.status();
  absl::StatusOr<AttributionReader> attribution_reader = AttributionReader::Load(*model);
  if (!attribution_reader.ok()) return attribution_reader.status();
  return std::unique_ptr<Analyzer>(new Analyzer(std::unique_ptr<const Stages>(
      new Stages{model->version(), *std::move(tokenizer), *std::move(encoder),
                 *std::move(attribution_reader)})));
}

const std::string& Analyzer::model_version() const { return stages_->model_version; }

absl::StatusOr<std::vector<Attribution>> Analyzer::FindAttributions(
    std::string_view text, absl::FunctionRef<bool()> cancelled) const {
  const std::vector<Window> windows = CutWindows(stages_->tokenizer, text);
  AttributionSet found;
  const absl::Status status = stages_->encoder->Encode(
      windows, cancelled,
      [&](const EncodedWindow& window) { stages_->attribution_reader.Read(window, found); });
  if (!status.ok()) return status;
  return found.Take();
}

absl::StatusOr<Analysis> Analyzer::Analyze(const ArticleInput& article,
                                           absl::FunctionRef<bool()> cancelled) const {
  const absl::Status gave_up = absl::CancelledError("reading was cancelled");
  if (cancelled()) return gave_up;
  const Document document = ReadDocument(article.text);

  absl::StatusOr<std::vector<Attribution>> found = FindAttributions(article.text, cancelled);
  if (!found.ok()) return found.status();
  const std::vector<Attribution> attributions = RefineAttributions(article.text, *std::move(found));
  if (cancelled()) return gave_up;

  Analysis analysis;
  analysis.model_version = model_version();
  const Containment containment(attributions);
  SpeakerResolver resolver(document, FindEntities(document));
  if (cancelled()) return gave_up;
  analysis.positions = ReadPositions(document, attributions, containment, resolver);
  if (cancelled()) return gave_up;

  const std::vector<Span> mentions = MentionSpans(resolver.entities());
  std::vector<Event> events = FindEvents(
      document, EventContext{article.publish_time, article.utc_offset_minutes, mentions});
  if (cancelled()) return gave_up;
  analysis.events =
      LinkEvents(article.text, std::move(events), analysis.positions, containment, resolver);

  analysis.speakers = resolver.TakeEntities();
  SortSpeakers(analysis);
  return analysis;
}

}  // namespace onrecord::ingest
