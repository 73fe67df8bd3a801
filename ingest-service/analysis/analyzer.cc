#include "ingest-service/analysis/analyzer.h"

#include <optional>
#include <utility>

#include "ingest-service/analysis/completion.h"
#include "ingest-service/analysis/containment.h"
#include "ingest-service/analysis/event_linker.h"
#include "ingest-service/analysis/event_merger.h"
#include "ingest-service/analysis/position_reader.h"
#include "ingest-service/analysis/speaker_order.h"
#include "ingest-service/attribution/attribution_reader.h"
#include "ingest-service/attribution/given_kinds.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/encoder/windows.h"
#include "ingest-service/entities/mention_head.h"
#include "ingest-service/events/event_reader.h"
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
  MentionHead mention_head;
  EventReader event_reader;
};

// What the network finds in an article, in one pass over its windows.
struct Analyzer::Findings {
  std::vector<Attribution> attributions;
  std::vector<NameMention> mentions;
  std::vector<EventReading> events;
};

Analyzer::Analyzer(std::unique_ptr<const Stages> stages) : stages_(std::move(stages)) {}
Analyzer::~Analyzer() = default;

absl::StatusOr<std::unique_ptr<Analyzer>> Analyzer::Load(const std::string& path,
                                                         Precision precision) {
  absl::StatusOr<ModelFile> model = ModelFile::Open(path);
  if (!model.ok()) return model.status();
  absl::StatusOr<Tokenizer> tokenizer = Tokenizer::Load(*model);
  if (!tokenizer.ok()) return tokenizer.status();
  absl::StatusOr<std::unique_ptr<const Encoder>> encoder = Encoder::Load(*model, precision);
  if (!encoder.ok()) return encoder.status();
  absl::StatusOr<AttributionReader> attribution_reader = AttributionReader::Load(*model);
  if (!attribution_reader.ok()) return attribution_reader.status();
  absl::StatusOr<MentionHead> mention_head = MentionHead::Load(*model);
  if (!mention_head.ok()) return mention_head.status();
  absl::StatusOr<EventReader> event_reader = EventReader::Load(*model);
  if (!event_reader.ok()) return event_reader.status();
  return std::unique_ptr<Analyzer>(new Analyzer(std::unique_ptr<const Stages>(new Stages{
      model->version(), *std::move(tokenizer), *std::move(encoder), *std::move(attribution_reader),
      *std::move(mention_head), *std::move(event_reader)})));
}

const std::string& Analyzer::model_version() const { return stages_->model_version; }

absl::Status Analyzer::VisitWindows(std::string_view text, absl::FunctionRef<bool()> cancelled,
                                    absl::FunctionRef<void(const EncodedWindow&)> visit) const {
  const std::vector<Window> windows = CutWindows(stages_->tokenizer, text);
  // A batch of the encoder is many windows to the heads, so they ask on their own.
  bool gave_up = false;
  const auto give_up = [&] { return gave_up = gave_up || cancelled(); };
  const absl::Status status =
      stages_->encoder->Encode(windows, give_up, [&](const EncodedWindow& window) {
        if (!give_up()) visit(window);
      });
  if (!status.ok()) return status;
  return gave_up ? Cancelled() : absl::OkStatus();
}

absl::StatusOr<Analyzer::Findings> Analyzer::FindAll(std::string_view text,
                                                     absl::FunctionRef<bool()> cancelled) const {
  AttributionSet attributions;
  MentionSet mentions;
  EventSet events;
  const absl::Status status = VisitWindows(text, cancelled, [&](const EncodedWindow& window) {
    stages_->attribution_reader.Read(window, attributions);
    stages_->mention_head.Read(window, mentions);
    stages_->event_reader.Read(window, events);
  });
  if (!status.ok()) return status;
  return Findings{attributions.Take(), mentions.Take(), events.Take()};
}

absl::StatusOr<std::vector<Attribution>> Analyzer::FindAttributions(
    std::string_view text, absl::FunctionRef<bool()> cancelled) const {
  absl::StatusOr<Findings> found = FindAll(text, cancelled);
  if (!found.ok()) return found.status();
  return std::move(found->attributions);
}

absl::StatusOr<std::vector<NameMention>> Analyzer::FindMentions(
    std::string_view text, absl::FunctionRef<bool()> cancelled) const {
  absl::StatusOr<Findings> found = FindAll(text, cancelled);
  if (!found.ok()) return found.status();
  return std::move(found->mentions);
}

absl::StatusOr<std::vector<KindReading>> Analyzer::ReadKinds(
    std::string_view text, absl::Span<const Attribution> attributions,
    absl::FunctionRef<bool()> cancelled) const {
  GivenKinds kinds(stages_->attribution_reader.kind_head(), attributions);
  const absl::Status status =
      VisitWindows(text, cancelled, [&kinds](const EncodedWindow& window) { kinds.Read(window); });
  if (!status.ok()) return status;
  return kinds.Take();
}

absl::StatusOr<Analysis> Analyzer::Analyze(const ArticleInput& article,
                                           absl::FunctionRef<bool()> cancelled) const {
  if (cancelled()) return Cancelled();
  const Document document = ReadDocument(article.text);

  absl::StatusOr<Findings> found = FindAll(article.text, cancelled);
  if (!found.ok()) return found.status();
  std::vector<Entity> entities = FindEntities(document, found->mentions);
  if (cancelled()) return Cancelled();
  const std::vector<Attribution> attributions =
      CompleteAttributions(document, entities, std::move(found->attributions));
  if (cancelled()) return Cancelled();

  Analysis analysis;
  analysis.model_version = model_version();
  const Containment containment(attributions);
  SpeakerResolver resolver(document, std::move(entities));
  std::optional<std::vector<Position>> positions =
      ReadPositions(document, attributions, containment, resolver, cancelled);
  if (!positions) return Cancelled();
  analysis.positions = *std::move(positions);

  const std::vector<Span> names = NameSpans(resolver.entities());
  std::optional<std::vector<Event>> events = InterpretEvents(
      document, found->events,
      EventContext{article.publish_time, article.utc_offset_minutes, names}, cancelled);
  if (!events) return Cancelled();
  std::optional<std::vector<LinkedEvent>> linked = LinkEvents(
      article.text, *std::move(events), analysis.positions, containment, resolver, cancelled);
  if (!linked) return Cancelled();
  std::optional<std::vector<LinkedEvent>> merged =
      MergeMentions(document, *std::move(linked), cancelled);
  if (!merged) return Cancelled();
  analysis.events = *std::move(merged);

  analysis.speakers = resolver.TakeEntities();
  SortSpeakers(analysis);
  return analysis;
}

}  // namespace onrecord::ingest
