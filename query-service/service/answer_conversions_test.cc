#include "query-service/service/answer_conversions.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using ::testing::ElementsAre;

const ArticleTexts& Texts() {
  static const auto* const kTexts = new ArticleTexts{{"a", "é😀 said Ann"}};
  return *kTexts;
}

TEST(AnswerTexts, LeavesWordsOutWhereAskedTo) {
  const ArticleTexts nothing;
  AnswerTexts utf8(nothing, {fields::OffsetEncoding::kUtf8, /*with_words=*/false});
  EXPECT_EQ(utf8.ToProto("a", {3, 5}).ShortDebugString(), "begin: 3 end: 5");
  AnswerTexts with_words(Texts(), {fields::OffsetEncoding::kUtf16});
  AnswerTexts utf16(Texts(), {fields::OffsetEncoding::kUtf16, /*with_words=*/false});
  const std::string& article = Texts().begin()->first;
  const Span all = {0, static_cast<int32_t>(Texts().begin()->second.size())};
  v1::Span expected = with_words.ToProto(article, all);
  EXPECT_NE(expected.end(), all.end);
  expected.clear_text();
  EXPECT_EQ(utf16.ToProto(article, all).ShortDebugString(), expected.ShortDebugString());
}

TEST(AnswerTexts, CutsWordsAndCountsUnits) {
  AnswerTexts utf8(Texts(), {fields::OffsetEncoding::kUtf8});
  AnswerTexts utf16(Texts(), {fields::OffsetEncoding::kUtf16});
  AnswerTexts utf32(Texts(), {fields::OffsetEncoding::kUtf32});
  for (AnswerTexts* texts : {&utf8, &utf16, &utf32}) {
    EXPECT_EQ(texts->ToProto("a", {7, 11}).text(), "said");
  }
  EXPECT_EQ(utf8.ToProto("a", {7, 11}).begin(), 7);
  EXPECT_EQ(utf16.ToProto("a", {7, 11}).begin(), 4);
  EXPECT_EQ(utf32.ToProto("a", {7, 11}).end(), 7);
}

TEST(ToProto, NamesWhatAPositionRefersTo) {
  PositionRecord position;
  position.id = "p-1";
  position.article_id = "a";
  position.publisher = "The Herald";
  position.publish_time = absl::FromUnixSeconds(60);
  position.speakers = {{"ann-1", "Ann", SpeakerType::kPerson}};
  position.kind = PositionKind::kDenial;
  position.negated = true;
  position.cue = {{7, 11}};
  position.confidence = 0.25F;
  position.events = {"e-1"};
  position.mentions = {{"bob-2", "Bob", SpeakerType::kPerson}};
  AnswerTexts texts(Texts(), {fields::OffsetEncoding::kUtf8});
  const v1::Position message = ToProto(position, texts);
  EXPECT_TRUE(message.negated());
  EXPECT_EQ(message.name(), "articles/a/positions/p-1");
  EXPECT_EQ(message.article(), "articles/a");
  EXPECT_EQ(message.speakers(0).speaker(), "speakers/ann-1");
  EXPECT_EQ(message.speakers(0).type(), v1::SPEAKER_TYPE_PERSON);
  EXPECT_EQ(message.kind(), v1::POSITION_KIND_DENIAL);
  EXPECT_EQ(message.cue(0).text(), "said");
  EXPECT_EQ(message.publish_time().seconds(), 60);
  EXPECT_EQ(message.confidence(), 0.25F);
  EXPECT_THAT(message.events(), ElementsAre("articles/a/events/e-1"));
  EXPECT_EQ(message.mentions(0).speaker(), "speakers/bob-2");
}

TEST(ToProto, LeavesOutWhatAnEventDoesNotHave) {
  EventRecord event;
  event.id = "e-1";
  event.article_id = "a";
  event.triggers = {{7, 11}};
  event.positions = {"p-1"};
  AnswerTexts texts(Texts(), {fields::OffsetEncoding::kUtf8});
  v1::Event message = ToProto(event, texts);
  EXPECT_FALSE(message.has_place());
  EXPECT_FALSE(message.has_time());
  EXPECT_FALSE(message.has_publish_time());
  EXPECT_EQ(message.performed_in(), "");
  EXPECT_THAT(message.positions(), ElementsAre("articles/a/positions/p-1"));
  event.performed_in = "p-2";
  event.place = Place{{0, 2}, "É", "FR", 1.5, std::nullopt};
  event.time = EventTime{{0, 2}, "", std::nullopt, std::nullopt};
  message = ToProto(event, texts);
  EXPECT_TRUE(message.place().has_latitude());
  EXPECT_FALSE(message.place().has_longitude());
  EXPECT_FALSE(message.time().has_start_time());
  EXPECT_EQ(message.performed_in(), "articles/a/positions/p-2");
}

TEST(ToProto, ShowsAnArticleAsKept) {
  ArticleRecord article;
  article.id = "a";
  article.authors = {"Jane Smith"};
  article.revision = 2;
  article.archive_revision = 17;
  article.create_time = absl::FromUnixSeconds(1);
  const v1::Article message = ToProto(article);
  EXPECT_EQ(message.name(), "articles/a");
  EXPECT_THAT(message.authors(), ElementsAre("Jane Smith"));
  EXPECT_EQ(message.archive_revision(), 17);
  EXPECT_FALSE(message.has_publish_time());
}

TEST(ToProto, ShowsSpeakersAndGroups) {
  SpeakerRecord speaker;
  speaker.id = "ann-1";
  speaker.aliases = {"A."};
  speaker.position_count = 3;
  EXPECT_EQ(ToProto(speaker).name(), "speakers/ann-1");
  EXPECT_EQ(ToProto(speaker).position_count(), 3);
  EXPECT_EQ(ToProto(CountGroup{"k", "K", "then", "then name", 4}).count(), 4);
}

}  // namespace
}  // namespace onrecord::query
