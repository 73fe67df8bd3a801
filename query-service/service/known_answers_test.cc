#include "query-service/service/known_answers.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "onrecord/v1/article.pb.h"
#include "onrecord/v1/event.pb.h"
#include "onrecord/v1/position.pb.h"
#include "query-service/archive/archive_contents.h"
#include "query-service/service/answer_conversions.h"

namespace onrecord::query {
namespace {

constexpr int kAll = 1000;

// What lists tell of an archive, read through a cache.
class KnownAnswersTest : public ArchiveTest {
 protected:
  struct Told {
    std::vector<std::string> messages;
    size_t read = 0;  // how many records the archive had to read for it
  };

  template <class Message, class Page, class Record>
  static void Add(KnownAnswers<Message>& known, const Page& page,
                  const std::vector<Record>& records, Told& told) {
    AnswerTexts texts(page.texts, {});
    google::protobuf::RepeatedPtrField<Message> messages;
    known.Fill(
        page, records, [&](const Record& record) { return ToProto(record, texts); }, &messages);
    for (const Message& message : messages) told.messages.push_back(message.DebugString());
    told.read += records.size();
  }

  Told List(AnswerCache& cache, int limit = kAll) {
    Told told;
    KnownAnswers<v1::Position> positions(cache, 0);
    KnownAnswers<v1::Event> events(cache, 0);
    KnownAnswers<v1::Article> articles(cache, 0);
    const auto order = ListOrder::kNewestFirst;
    const auto position_page =
        archive_->ListPositions({}, order, {}, limit, {}, true, positions.Finder());
    Add(positions, *position_page, position_page->positions, told);
    const auto event_page = archive_->ListEvents({}, order, {}, limit, {}, true, events.Finder());
    Add(events, *event_page, event_page->events, told);
    const auto article_page =
        archive_->ListArticles({}, order, {}, limit, false, {}, articles.Finder());
    google::protobuf::RepeatedPtrField<v1::Article> messages;
    articles.Fill(
        *article_page, article_page->articles,
        [](const ArticleRecord& record) { return ToProto(record); }, &messages);
    for (const v1::Article& article : messages) told.messages.push_back(article.DebugString());
    told.read += article_page->articles.size();
    return told;
  }

  std::string AnySpeaker() {
    const auto speakers = archive_->ListSpeakers({}, std::nullopt, kAll)->speakers;
    return speakers.empty() ? "nobody" : speakers[random_() % speakers.size()].id;
  }

  // Most of them do something, some are refused.
  void ChangeAnything() {
    const std::string id = absl::StrCat("a", random_() % 12);
    switch (random_() % 8) {
      case 0:
        (void)archive_->DeleteArticle(id);
        break;
      case 1:
        (void)archive_->UndeleteArticle(id);
        break;
      case 2:
        (void)archive_->MergeSpeakers(AnySpeaker(), {AnySpeaker()});
        break;
      case 3:
        (void)archive_->SplitSpeaker(AnySpeaker(), {});
        break;
      case 4:
        (void)archive_->SplitSpeaker(AnySpeaker(), {id});
        break;
      default:
        (void)RandomSample(id, random_).CommitTo(*archive_, /*replace=*/random_() % 2 == 0);
    }
  }

  std::mt19937 random_{20261201};
};

TEST_F(KnownAnswersTest, TellWhatTheArchiveTells) {
  AnswerCache cache(1 << 20);
  size_t read = 0, told = 0;
  for (int step = 0; step < 600; ++step) {
    ChangeAnything();
    AnswerCache none(0);
    const Told expected = List(none);
    const Told found = List(cache);
    ASSERT_EQ(found.messages, expected.messages) << step;
    EXPECT_EQ(List(cache).read, 0u);
    read += found.read;
    told += found.messages.size();
  }
  EXPECT_GT(read, 1000u);
  EXPECT_LT(read, told);
}

TEST_F(KnownAnswersTest, ArticlesThatComeLeaveTheOthersKnown) {
  AnswerCache cache(1 << 20);
  for (int i = 0; i < 10; ++i) {
    ArticleSample sample(absl::StrCat("a", i));
    sample.AddPosition("p1", {sample.AddSpeaker("Anna Alt")}, "something");
    Commit(sample);
    EXPECT_EQ(List(cache).read, 2u) << i;  // the new article and its position
  }
  EXPECT_TRUE(archive_->DeleteArticle("a3").ok());
  EXPECT_EQ(List(cache).read, 18u);
}

TEST_F(KnownAnswersTest, PagesEndWhereTheyWould) {
  AnswerCache cache(64 << 20);
  ArticleSample sample("long");
  const std::string anna = sample.AddSpeaker("Anna Alt");
  for (int i = 0; i < 40; ++i) {
    sample.AddPosition(absl::StrCat("p", i), {anna}, std::string(100'000, 'x'));
  }
  Commit(sample);
  const auto page = [&] {
    KnownAnswers<v1::Position> known(cache, 0);
    const auto read =
        archive_->ListPositions({}, ListOrder::kNewestFirst, {}, kAll, {}, true, known.Finder());
    AnswerTexts texts(read->texts, {});
    google::protobuf::RepeatedPtrField<v1::Position> messages;
    known.Fill(
        *read, read->positions,
        [&](const PositionRecord& record) { return ToProto(record, texts); }, &messages);
    EXPECT_TRUE(read->next.has_value());
    return std::pair(messages.size(), read->positions.size());
  };
  const auto first = page(), second = page();
  EXPECT_EQ(first.first, second.first);
  EXPECT_EQ(second.second, 0u);
}

}  // namespace
}  // namespace onrecord::query
