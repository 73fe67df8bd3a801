#include "ingest-service/analysis/analyzer.h"

#include <optional>
#include <utility>

#include "ingest-service/analysis/completion.h"
#include "ingest-service/analysis/containment.h"
#include "ingest-service/analysis/event_linker.h"
#include "ingest-service/analysis/position_reader.h"
#include "ingest-service/analysis/speaker_order.h"
#include "ingest-service/attribution/attribution_reader.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/encoder/windows.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {
namespace {

absl::Status Cancelled() { return absl::CancelledError("Reading was cancelled."); }

}  // namespace

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
  // A batch of the encoder is many windows to the heads, so they ask on their own.
  bool gave_up = false;
  const auto give_up = [&] { return gave_up = gave_up || cancelled(); };
  const absl::Status status =
      stages_->encoder->Encode(windows, give_up, [&](const EncodedWindow& window) {
        if (!give_up()) stages_->attribution_reader.Read(window, found);
      });
  if (!status.ok()) return status;
  if (gave_up) return Cancelled();
  return found.Take();
}

absl::StatusOr<Analysis> Analyzer::Analyze(const ArticleInput& article,
                                           absl::FunctionRef<bool()> cancelled) const {
  if (cancelled()) return Cancelled();
  const Document document = ReadDocument(article.text);

  absl::StatusOr<std::vector<Attribution>> found = FindAttributions(article.text, cancelled);
  if (!found.ok()) return found.status();
  if (cancelled()) return Cancelled();
  std::vector<Entity> entities = FindEntities(document);
  if (cancelled()) return Cancelled();
  const std::vector<Attribution> attributions =
      CompleteAttributions(document, entities, *std::move(found));
  if (cancelled()) return Cancelled();

  Analysis analysis;
  analysis.model_version = model_version();
  const Containment containment(attributions);
  SpeakerResolver resolver(document, std::move(entities));
  std::optional<std::vector<Position>> positions =
      ReadPositions(document, attributions, containment, resolver, cancelled);
  if (!positions) return Cancelled();
  analysis.positions = *std::move(positions);

  const std::vector<Span> mentions = MentionSpans(resolver.entities());
  std::optional<std::vector<Event>> events =
      FindEvents(document, EventContext{article.publish_time, article.utc_offset_minutes, mentions},
                 cancelled);
  if (!events) return Cancelled();
  std::optional<std::vector<LinkedEvent>> linked = LinkEvents(
      article.text, *std::move(events), analysis.positions, containment, resolver, cancelled);
  if (!linked) return Cancelled();
  analysis.events = *std::move(linked);

  analysis.speakers = resolver.TakeEntities();
  SortSpeakers(analysis);
  return analysis;
}

}  // namespace onrecord::ingest
