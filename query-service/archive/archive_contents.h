// Articles at random, and all that an archive shows of what it holds, for tests that compare
// archives.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARCHIVE_CONTENTS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARCHIVE_CONTENTS_H_

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "query-service/archive/analysis_codec.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {

// An article in which some of a few people, who share names with those of other articles, say and
// do this and that.
inline ArticleSample RandomSample(const std::string& id, std::mt19937& random) {
  const auto below = [&random](int bound) { return static_cast<int>(random() % bound); };
  ArticleSample sample(id);
  sample.article.title = absl::StrCat("Title ", below(3));
  if (below(4) != 0) sample.article.publish_time = absl::FromUnixSeconds(below(3));
  const std::vector<std::string> names = {"Anna Alt", "anna alt", "ANNA ALT", "Bo Berg", "Bo"};
  std::vector<std::string> speakers;
  for (int i = below(4); i >= 0; --i) {
    speakers.push_back(sample.AddSpeaker(names[below(5)]));
    SpeakerRecord& speaker = sample.analysis.speakers.back().speaker;
    if (below(2) == 0) speaker.aliases = {absl::StrCat("Alias ", below(3))};
    if (below(2) == 0) speaker.roles = {absl::StrCat("role ", below(3))};
    sample.analysis.speakers.back().mentions = {{{0, below(4) + 1}, MentionForm::kName}};
  }
  const auto anyone = [&] { return speakers[below(static_cast<int>(speakers.size()))]; };
  const int positions = below(4);
  for (int i = 0; i < positions; ++i) {
    PositionRecord& position =
        sample.AddPosition(absl::StrCat("p", i), {anyone()}, absl::StrCat("words ", below(5)));
    position.kind = static_cast<PositionKind>(1 + below(16));
    if (below(2) == 0) position.addressees = {{anyone(), "", {}}};
    if (below(3) == 0) position.via = {{anyone(), "", {}}};
  }
  for (int i = 0; i < below(3); ++i) {
    EventRecord& event =
        sample.AddEvent(absl::StrCat("e", i), static_cast<EventType>(1 + below(17)), {anyone()});
    if (positions > 0) event.positions = {absl::StrCat("p", below(positions))};
    if (below(2) == 0) event.place = Place{event.triggers[0], "Geneva", "CH", 46.2, std::nullopt};
  }
  return sample;
}

// Everything that queries can show of an archive, but for revisions and times of commits.
inline std::string Contents(const Archive& archive) {
  constexpr int kAllRecords = 1000;
  ReadAnalysis all;
  std::string bytes;
  // Articles of the same second come in the order of their commits, which is not compared.
  ArticlePage articles =
      archive.ListArticles({}, ListOrder::kOldestFirst, {}, kAllRecords, true).value();
  std::sort(articles.articles.begin(), articles.articles.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  for (ArticleRecord article : articles.articles) {
    absl::StrAppend(&bytes, article.text, "\n");
    article.revision = 0;
    article.archive_revision = 0;
    article.create_time = article.update_time = absl::UnixEpoch();
    bytes += EncodeArticle(article);
  }
  const SpeakerPage speakers = archive.ListSpeakers({}, {}, kAllRecords).value();
  for (const SpeakerRecord& speaker : speakers.speakers) {
    absl::StrAppend(&bytes, speaker.position_count, " of ", speaker.article_count, "\n");
    all.speakers.push_back({"", speaker, {}, "", ""});
  }
  const auto by_article = [](const auto& a, const auto& b) { return a.article_id < b.article_id; };
  all.positions = archive.ListPositions({}, ListOrder::kNewestFirst, {}, kAllRecords)->positions;
  std::stable_sort(all.positions.begin(), all.positions.end(), by_article);
  for (const PositionRecord& position : all.positions) {
    absl::StrAppend(&bytes, position.article_id, absl::StrJoin(position.events, ","), "\n");
  }
  all.events = archive.ListEvents({}, ListOrder::kNewestFirst, {}, kAllRecords)->events;
  std::stable_sort(all.events.begin(), all.events.end(), by_article);
  PositionFilter with_words;
  with_words.text.terms = {{"words"}};
  const auto found = archive.CountPositions(with_words, PositionGrouping::kSpeaker, kAllRecords);
  for (const CountedGroup& group : found->groups) {
    absl::StrAppend(&bytes, group.by.key, group.by.display_name, group.count, "\n");
  }
  return bytes + EncodeAnalysis(all);
}

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARCHIVE_CONTENTS_H_
