#include "query-service/archive/analysis_codec.h"

#include <string>

#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

ArticleSample FullSample() {
  ArticleSample sample("harbour-strike");
  sample.article.title = "Harbour workers walk out";
  sample.article.uri = "https://coast-herald.example/harbour-strike";
  sample.article.authors = {"Jane Smith", "Øystein Å"};
  sample.article.publish_time = At("1931-03-12T07:30:00.123456Z");
  sample.article.publish_utc_offset_minutes = -60;
  sample.article.model_version = "test-1";
  sample.article.revision = 3;
  sample.article.archive_revision = 123456789012;
  sample.article.create_time = At("2026-03-12T00:00:00Z");
  sample.article.update_time = At("2026-03-13T00:00:00Z");
  sample.article.position_count = 1;
  sample.article.event_count = 1;
  sample.article.speaker_count = 2;
  const std::string maria = sample.AddSpeaker("Maria Lindqvist");
  LocalSpeaker& local = sample.analysis.speakers[0];
  local.identity = "PERSON maria lindqvist";
  local.speaker.id = "maria-lindqvist-00000001";
  local.speaker.aliases = {"Lindqvist", "ML"};
  local.speaker.roles = {"director"};
  local.mentions = {{{0, 4}, MentionForm::kName}, {{5, 6}, MentionForm::kPronoun}};
  const std::string workers = sample.AddSpeaker("Workers", SpeakerType::kGroup);
  PositionRecord& position = sample.AddPosition("p-1", {maria}, "No", PositionKind::kDenial);
  position.hedged = true;
  position.negated = true;
  position.source = {{0, 2}, {3, 4}};
  position.addressees = {{workers, "", {}}};
  position.via = {{maria, "", {}}, {workers, "", {}}};
  EventRecord& event = sample.AddEvent("e-1", EventType::kProtest, {workers});
  event.recipients = {{{maria, "", {}}, {1, 2}}};
  event.place = Place{{2, 3}, "Geneva", "CH", 46.2, std::nullopt};
  event.time =
      EventTime{{1, 4}, "1931-03-10", At("1931-03-10T00:00:00Z"), At("1931-03-11T00:00:00Z")};
  event.magnitudes = {{{4, 5}, 12.5, "people"}};
  event.positions = {"p-1"};
  event.performed_in = "p-1";
  return sample;
}

TEST(AnalysisCodec, ArticlesComeBackWithoutText) {
  const ArticleRecord sent = FullSample().article;
  const auto read = DecodeArticle(EncodeArticle(sent));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->id, sent.id);
  EXPECT_EQ(read->title, sent.title);
  EXPECT_EQ(read->text, "");
  EXPECT_EQ(read->publisher, sent.publisher);
  EXPECT_EQ(read->uri, sent.uri);
  EXPECT_EQ(read->publish_time, sent.publish_time);
  EXPECT_EQ(read->publish_utc_offset_minutes, sent.publish_utc_offset_minutes);
  EXPECT_EQ(read->language, sent.language);
  EXPECT_EQ(read->authors, sent.authors);
  EXPECT_EQ(read->model_version, sent.model_version);
  EXPECT_EQ(read->revision, sent.revision);
  EXPECT_EQ(read->archive_revision, sent.archive_revision);
  EXPECT_EQ(read->create_time, sent.create_time);
  EXPECT_EQ(read->update_time, sent.update_time);
  EXPECT_EQ(read->position_count, sent.position_count);
  EXPECT_EQ(read->event_count, sent.event_count);
  EXPECT_EQ(read->speaker_count, sent.speaker_count);
  ArticleRecord undated = sent;
  undated.publish_time.reset();
  EXPECT_EQ(DecodeArticle(EncodeArticle(undated))->publish_time, std::nullopt);
}

TEST(AnalysisCodec, AnalysesComeBackWhole) {
  const ReadAnalysis sent = FullSample().analysis;
  const auto read = DecodeAnalysis(EncodeAnalysis(sent));
  ASSERT_TRUE(read.ok()) << read.status();
  // Spot checks of each kind; that nothing is missing shows where an article is brought back.
  EXPECT_EQ(read->speakers.at(0).identity, sent.speakers[0].identity);
  EXPECT_EQ(read->speakers.at(0).mentions.at(1).form, MentionForm::kPronoun);
  EXPECT_EQ(read->positions.at(0).via.at(1).id, "s2");
  EXPECT_EQ(read->positions.at(0).confidence, sent.positions[0].confidence);
  EXPECT_EQ(read->events.at(0).time->start_time, sent.events[0].time->start_time);
  EXPECT_EQ(read->events.at(0).place->country_code, "CH");
  EXPECT_EQ(EncodeAnalysis(*read), EncodeAnalysis(sent));
}

TEST(AnalysisCodec, RefusesBytesCutShortOrOfAnotherForm) {
  const ArticleSample sample = FullSample();
  const std::string article = EncodeArticle(sample.article);
  const std::string analysis = EncodeAnalysis(sample.analysis);
  for (size_t size = 0; size < article.size(); ++size) {
    EXPECT_EQ(DecodeArticle(article.substr(0, size)).status().code(), absl::StatusCode::kDataLoss)
        << size;
  }
  for (size_t size = 0; size < analysis.size(); ++size) {
    EXPECT_EQ(DecodeAnalysis(analysis.substr(0, size)).status().code(), absl::StatusCode::kDataLoss)
        << size;
  }
  EXPECT_EQ(DecodeAnalysis(analysis + "x").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(DecodeAnalysis("\x7f" + analysis.substr(1)).status().code(),
            absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace onrecord::query
