#include "tests/benchmarks/archive/corpus.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "tests/accuracy/gold_json.h"

namespace onrecord::benchmarks {
namespace {

constexpr absl::Duration kBetweenArticles = absl::Minutes(25);
constexpr int kMostLateMinutes = 60;
constexpr std::string_view kSeparator = "\n\n";
constexpr char kModelVersion[] = "corpus-1";

using Spans = std::vector<query::Span>;

// The part of `spans` that lies in [begin, end), counted from `begin`; nullopt where some lies
// outside.
std::optional<Spans> Within(const std::vector<ingest::Span>& spans, int32_t begin, int32_t end) {
  Spans within;
  for (const ingest::Span& span : spans) {
    if (span.begin < begin || span.end > end || span.empty()) return std::nullopt;
    within.push_back({span.begin - begin, span.end - begin});
  }
  return within;
}

struct ArticleAttribution {
  std::vector<ingest::Span> source;
  std::vector<ingest::Span> cue;
  std::vector<ingest::Span> content;
};

absl::StatusOr<std::vector<ArticleAttribution>> ReadAttributions(
    const nlohmann::json& row, const fields::OffsetConverter& offsets) {
  std::vector<ArticleAttribution> attributions;
  for (const nlohmann::json& gold : row.at("attributions")) {
    ArticleAttribution read;
    for (const auto& [name, spans] :
         {std::pair("source", &read.source), std::pair("cue", &read.cue),
          std::pair("content", &read.content)}) {
      auto converted = accuracy::SpansFromJson(gold.at(name), offsets);
      if (!converted.ok()) return converted.status();
      *spans = *std::move(converted);
    }
    attributions.push_back(std::move(read));
  }
  return attributions;
}

void AddParagraphs(std::string_view text, const std::vector<ArticleAttribution>& attributions,
                   std::vector<Paragraph>& paragraphs) {
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(kSeparator, begin), text.size());
    Paragraph paragraph;
    paragraph.text = text.substr(begin, end - begin);
    for (const ArticleAttribution& whole : attributions) {
      const auto first = static_cast<int32_t>(begin);
      const auto last = static_cast<int32_t>(end);
      auto source = Within(whole.source, first, last);
      auto cue = Within(whole.cue, first, last);
      auto content = Within(whole.content, first, last);
      if (!source || !cue || !content || cue->empty() || content->empty()) continue;
      paragraph.attributions.push_back({*std::move(source), *std::move(cue), *std::move(content)});
    }
    if (!paragraph.attributions.empty()) paragraphs.push_back(std::move(paragraph));
    begin = end + kSeparator.size();
  }
}

Spans Shifted(const Spans& spans, size_t by) {
  Spans shifted;
  for (const query::Span& span : spans) {
    shifted.push_back({span.begin + static_cast<int32_t>(by), span.end + static_cast<int32_t>(by)});
  }
  return shifted;
}

// What is drawn for one article. Own arithmetic on the generator's bits, so that every library
// makes the same.
class Draw {
 public:
  explicit Draw(uint64_t seed) : generator_(seed) {}

  int Below(int count) { return static_cast<int>(generator_() % static_cast<uint64_t>(count)); }
  double Share() { return static_cast<double>(generator_() >> 11) * 0x1.0p-53; }

  // A rank in [0, count), each about as probable as one in (rank + 1).
  int Rank(int count) {
    const double rank = std::exp(Share() * std::log(static_cast<double>(count) + 1)) - 1;
    return std::min(static_cast<int>(rank), count - 1);
  }

 private:
  std::mt19937_64 generator_;
};

constexpr std::array<const char*, 16> kSyllables = {"ba", "den", "go",  "hal", "ir", "jo",
                                                    "ka", "lin", "mor", "na",  "os", "per",
                                                    "ri", "sto", "ta",  "vu"};
constexpr std::array<std::string_view, 12> kCountries = {"US", "GB", "DE", "FR", "IN", "CN",
                                                         "BR", "ZA", "NG", "AU", "JP", "MX"};
constexpr std::array<std::string_view, 6> kRoles = {
    "senator", "minister of finance", "spokeswoman", "director, institute of coastal studies",
    "mayor",   "chief executive"};

std::string Word(int number) {
  std::string word;
  for (int i = 0; i < 3; ++i, number /= 16) absl::StrAppend(&word, kSyllables[number % 16]);
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// The kinds as often as in text: mostly statements and opinions.
query::PositionKind DrawKind(Draw& draw) {
  const int rank = draw.Rank(16);
  return static_cast<query::PositionKind>(rank + 1);
}

// The speaker of `rank`, who is told of in the article from now on.
query::SpeakerRef AddSpeaker(int rank, query::ReadAnalysis& analysis) {
  query::SpeakerRef ref;
  ref.id = absl::StrCat("s", rank + 1);
  const auto same = [&](const query::LocalSpeaker& speaker) { return speaker.id == ref.id; };
  if (std::any_of(analysis.speakers.begin(), analysis.speakers.end(), same)) return ref;
  query::LocalSpeaker speaker;
  speaker.id = ref.id;
  speaker.speaker.display_name = Corpus::SpeakerName(rank);
  speaker.speaker.type =
      rank % 4 == 3 ? query::SpeakerType::kOrganization : query::SpeakerType::kPerson;
  speaker.speaker.roles = {std::string(kRoles[rank % kRoles.size()])};
  analysis.speakers.push_back(std::move(speaker));
  return ref;
}

void AddPosition(const Attribution& attribution, size_t paragraph_begin, Draw& draw,
                 query::ReadAnalysis& analysis) {
  query::PositionRecord position;
  position.id = absl::StrCat("p-", analysis.positions.size() + 1);
  position.speakers = {AddSpeaker(draw.Rank(Corpus::kSpeakers), analysis)};
  if (draw.Below(10) == 0) {
    position.addressees = {AddSpeaker(draw.Rank(Corpus::kSpeakers), analysis)};
  }
  if (draw.Below(20) == 0) {
    position.via = {AddSpeaker(draw.Rank(Corpus::kSpeakers), analysis)};
  }
  position.kind = DrawKind(draw);
  position.quotation = static_cast<query::Quotation>(1 + draw.Below(3));
  position.hedged = draw.Below(8) == 0;
  position.source = Shifted(attribution.source, paragraph_begin);
  position.cue = Shifted(attribution.cue, paragraph_begin);
  position.content = Shifted(attribution.content, paragraph_begin);
  position.confidence = static_cast<float>(0.5 + draw.Share() / 2);
  position.model_version = kModelVersion;
  analysis.positions.push_back(std::move(position));
}

void AddEvent(absl::Time published, Draw& draw, query::ReadAnalysis& analysis) {
  const query::PositionRecord& told =
      analysis.positions[static_cast<size_t>(draw.Below(Corpus::kPositions))];
  query::EventRecord event;
  event.id = absl::StrCat("e-", analysis.events.size() + 1);
  event.type = static_cast<query::EventType>(1 + draw.Rank(17));
  event.status = static_cast<query::EventStatus>(1 + draw.Rank(5));
  const query::Span cue = told.cue.front();
  event.triggers = {cue};
  event.actors = {{AddSpeaker(draw.Rank(Corpus::kSpeakers), analysis), cue}};
  event.recipients = {{AddSpeaker(draw.Rank(Corpus::kSpeakers), analysis), cue}};
  query::Place& place = event.place.emplace();
  place.span = cue;
  place.country_code = kCountries[static_cast<size_t>(draw.Rank(kCountries.size()))];
  place.name = place.country_code;
  query::EventTime& time = event.time.emplace();
  time.span = cue;
  time.start_time = published - absl::Hours(24 * (1 + draw.Below(30)));
  time.end_time = *time.start_time + absl::Hours(24);
  event.positions = {told.id};
  event.confidence = static_cast<float>(0.5 + draw.Share() / 2);
  event.model_version = kModelVersion;
  analysis.events.push_back(std::move(event));
}

}  // namespace

absl::StatusOr<std::vector<Paragraph>> ReadParagraphs(std::istream& input) {
  const auto rows = accuracy::ReadRows(input);
  if (!rows.ok()) return rows.status();
  std::vector<Paragraph> paragraphs;
  for (const nlohmann::json& row : *rows) {
    const std::string text = row.at("text").get<std::string>();
    const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
    const auto attributions = ReadAttributions(row, offsets);
    if (!attributions.ok()) return attributions.status();
    AddParagraphs(text, *attributions, paragraphs);
  }
  if (paragraphs.empty()) return absl::InvalidArgumentError("there is no paragraph to draw from");
  return paragraphs;
}

MadeArticle Corpus::Make(int number) const {
  Draw draw(static_cast<uint64_t>(number) + 1);
  MadeArticle made;
  query::ArticleRecord& article = made.article;
  article.id = absl::StrFormat("made-%08d", number);
  article.title = absl::StrCat("Article ", number);
  article.publisher = PublisherName(draw.Rank(kPublishers));
  article.language = "en";
  article.publish_time = absl::FromCivil(absl::CivilDay(2016, 1, 1), absl::UTCTimeZone()) +
                         number * kBetweenArticles + absl::Minutes(draw.Below(kMostLateMinutes));
  query::ReadAnalysis& analysis = made.analysis;
  analysis.model_version = kModelVersion;
  while (analysis.positions.size() < kPositions) {
    const Paragraph& paragraph =
        paragraphs_[static_cast<size_t>(draw.Below(static_cast<int>(paragraphs_.size())))];
    if (!article.text.empty()) article.text.append(kSeparator);
    const size_t begin = article.text.size();
    article.text.append(paragraph.text);
    for (const Attribution& attribution : paragraph.attributions) {
      if (analysis.positions.size() == kPositions) break;
      AddPosition(attribution, begin, draw, analysis);
    }
  }
  for (int i = 0; i < kEvents; ++i) AddEvent(*article.publish_time, draw, analysis);
  return made;
}

std::string Corpus::SpeakerName(int rank) {
  return absl::StrCat(Word(rank * 7 % 4096), " ", Word(rank * 31 / 16 % 4096), Word(rank % 4096));
}

std::string Corpus::PublisherName(int number) {
  return absl::StrCat("The ", Word(number), " Post");
}

}  // namespace onrecord::benchmarks
