#include "query-service/archive/schema.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/earlier_schema.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SchemaTest : public testing::Test {
 protected:
  std::string path() const { return directory_.File("archive.db"); }

  std::unique_ptr<Connection> Open() {
    auto opened = Connection::Open(path(), Connection::Access::kWrite);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return *std::move(opened);
  }

  static void TakeBackTo(int64_t version, Connection& connection) {
    ASSERT_TRUE(query::TakeBackTo(version, connection).ok());
  }

  TemporaryDirectory directory_;
};

TEST_F(SchemaTest, FillsMissingFile) {
  auto connection = Open();
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("PRAGMA user_version"), SchemaVersion());
  EXPECT_EQ(*connection->ReadInt("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(*connection->ReadInt("SELECT revision FROM state"), 0);
}

TEST_F(SchemaTest, FillsEmptyFile) {
  std::ofstream(path()).close();
  EXPECT_TRUE(Migrate(*Open()).ok());
  EXPECT_TRUE(Archive::Open(path()).ok());
}

TEST_F(SchemaTest, LeavesCurrentSchemaAlone) {
  ASSERT_TRUE(Migrate(*Open()).ok());
  auto connection = Open();
  ASSERT_TRUE(connection->Execute("UPDATE state SET revision = 7").ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("SELECT revision FROM state"), 7);
}

TEST_F(SchemaTest, PositionsOfSecondVersionAreNotNegated) {
  auto connection = Open();
  TakeBackTo(2, *connection);
  ASSERT_TRUE(connection
                  ->Execute("INSERT INTO positions (row, article, id, key, publish_us, kind,"
                            " quotation, hedged, confidence, model_version, spans)"
                            " VALUES (1, 1, 'p', 'a-b 00000000', 0, 1, 1, 0, 1, '', x'000000')")
                  .ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("SELECT negated = 0 FROM positions"), 1);
  EXPECT_TRUE(Archive::Open(path()).ok());
}

// An article, known by its time or not, whose second event two positions report.
ArticleSample Reported(const std::string& id, std::optional<absl::Time> publish_time) {
  ArticleSample sample(id);
  sample.article.publish_time = publish_time;
  for (const char* position : {"p1", "p2", "p3"}) sample.AddPosition(position, {}, "words");
  sample.AddEvent("e1", EventType::kAid, {});
  EventRecord& event = sample.AddEvent("e2", EventType::kProtest, {});
  event.place = Place{event.triggers[0], "Geneva", "CH", 46.2, std::nullopt};
  event.positions = {"p1", "p3"};
  return sample;
}

TEST_F(SchemaTest, EventsOfThirdVersionLeadToPositionsAndBack) {
  const std::vector<ArticleSample> samples = {Reported("dated", At("2026-03-12T07:30:00Z")),
                                              Reported("undated", std::nullopt)};
  for (const ArticleSample& sample : samples) {
    EXPECT_TRUE(sample.CommitTo(*Archive::Open(path()).value()).ok());
  }
  {
    auto connection = Open();
    TakeBackTo(3, *connection);
    // As the third version wrote them; in one, a position is named twice.
    for (const auto& [event, positions] :
         {std::pair("e1", std::vector<std::string>()),
          std::pair("e2", std::vector<std::string>{"p1", "p3", "p1"})}) {
      ByteWriter ids;
      ids.Strings(positions);
      ASSERT_TRUE(
          connection->Prepare("UPDATE events SET details = CAST(details || ? AS BLOB) WHERE id = ?")
              .BindBlob(ids.bytes())
              .BindText(event)
              .Run()
              .ok());
    }
  }
  const auto archive = Archive::Open(path()).value();
  for (const ArticleSample& sample : samples) {
    const std::string& article = sample.article.id;
    const EventPage event = archive->GetEvent(article, "e2").value();
    EXPECT_THAT(event.events[0].positions, UnorderedElementsAre("p1", "p3"));
    EXPECT_EQ(event.events[0].performed_in, "");
    EXPECT_EQ(event.events[0].place->name, "Geneva");
    EXPECT_THAT(archive->GetEvent(article, "e1")->events[0].positions, IsEmpty());
    EXPECT_THAT(archive->GetPosition(article, "p3")->positions[0].events, ElementsAre("e2"));
    EXPECT_THAT(archive->GetPosition(article, "p2")->positions[0].events, IsEmpty());
  }
}

TEST_F(SchemaTest, PositionsOfFourthVersionTellWhomTheyMention) {
  ArticleSample sample("a");
  const std::string anna = sample.AddSpeaker("Anna Alt");
  sample.AddSpeaker("Berta Bach");
  for (const char* position : {"p1", "p2", "p3"}) sample.AddPosition(position, {anna}, "about her");
  sample.analysis.speakers[1].mentions = {
      {sample.analysis.positions[0].content[0], MentionForm::kNominal},
      {sample.analysis.positions[2].content[0], MentionForm::kPronoun}};
  EXPECT_TRUE(sample.CommitTo(*Archive::Open(path()).value()).ok());
  TakeBackTo(4, *Open());
  const auto archive = Archive::Open(path()).value();
  for (const auto& [position, mentions] :
       {std::pair("p1", 1u), std::pair("p2", 0u), std::pair("p3", 1u)}) {
    const PositionRecord read = archive->GetPosition("a", position)->positions[0];
    ASSERT_EQ(read.mentions.size(), mentions) << position;
    if (mentions > 0) {
      EXPECT_EQ(read.mentions[0].display_name, "Berta Bach");
    }
    EXPECT_EQ(read.speakers.size(), 1u);
  }
}

TEST_F(SchemaTest, ArticlesOfFifthVersionComeBackOnceRetracted) {
  EXPECT_TRUE(ArticleSample("a").CommitTo(*Archive::Open(path()).value()).ok());
  TakeBackTo(5, *Open());
  const auto archive = Archive::Open(path()).value();
  EXPECT_TRUE(archive->DeleteArticle("a").ok());
  EXPECT_TRUE(archive->UndeleteArticle("a").ok());
  EXPECT_TRUE(archive->GetArticle("a", true).ok());
}

TEST_F(SchemaTest, SpeakersOfSixthVersionCanBeMerged) {
  ArticleSample sample("a");
  sample.AddPosition("p1", {sample.AddSpeaker("Anna Alt")}, "one");
  sample.AddPosition("p2", {sample.AddSpeaker("Anna Alt-Neu")}, "two");
  EXPECT_TRUE(sample.CommitTo(*Archive::Open(path()).value()).ok());
  TakeBackTo(6, *Open());
  const auto archive = Archive::Open(path()).value();
  const auto speakers = archive->ListSpeakers({}, std::nullopt, 10).value().speakers;
  ASSERT_EQ(speakers.size(), 2u);
  const auto merged = archive->MergeSpeakers(speakers[0].id, {speakers[1].id});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->position_count, 2);
  EXPECT_EQ(merged->article_count, 1);
  EXPECT_THAT(ChangesAfter(*archive, 0).at(0).other_speaker_ids, IsEmpty());
}

TEST_F(SchemaTest, SpeakersOfSeventhVersionAreKnownByTheirNames) {
  const auto known = [](const std::string& article, const std::string& name) {
    ArticleSample sample(article);
    sample.AddPosition("p", {sample.AddSpeaker(name)}, "words");
    return sample;
  };
  for (const char* name : {"Anna Alt", "Alt"}) {
    EXPECT_TRUE(known(name == std::string("Alt") ? "short" : "full", name)
                    .CommitTo(*Archive::Open(path()).value())
                    .ok());
  }
  TakeBackTo(7, *Open());
  const auto archive = Archive::Open(path()).value();
  EXPECT_TRUE(known("b", "ANNA ALT").CommitTo(*archive).ok());
  EXPECT_TRUE(known("c", "Alt").CommitTo(*archive).ok());
  // "Alt" may be anybody.
  EXPECT_EQ(archive->ListSpeakers({}, std::nullopt, 10)->speakers.size(), 3u);
}

// An article as the eighth version kept it: its rows follow its text.
ArticleSample Ascending(const std::string& id, std::optional<absl::Time> publish_time) {
  ArticleSample sample = Reported(id, publish_time);
  sample.analysis.positions[1].speakers = {{sample.AddSpeaker("Anna Alt"), "", {}}};
  std::reverse(sample.analysis.positions.begin(), sample.analysis.positions.end());
  std::reverse(sample.analysis.events.begin(), sample.analysis.events.end());
  return sample;
}

TEST_F(SchemaTest, RecordsOfEighthVersionAreListedAndFoundByEverything) {
  for (const auto& [id, time] :
       {std::pair("dated", std::optional<absl::Time>(At("2026-03-12T07:30:00Z"))),
        std::pair("undated", std::optional<absl::Time>())}) {
    EXPECT_TRUE(Ascending(id, time).CommitTo(*Archive::Open(path()).value()).ok());
  }
  TakeBackTo(8, *Open());
  const auto archive = Archive::Open(path()).value();
  const auto positions = [&](const PositionFilter& filter) {
    const auto page = archive->ListPositions(filter, ListOrder::kNewestFirst, {}, 100);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> names;
    for (const auto& position : page->positions) {
      names.push_back(position.article_id + "/" + position.id);
    }
    return names;
  };
  EXPECT_THAT(positions({}), ElementsAre("dated/p1", "dated/p2", "dated/p3", "undated/p1",
                                         "undated/p2", "undated/p3"));
  PositionFilter filter;
  filter.text.terms = {{"words", false, false}};
  filter.speakers = {archive->ListSpeakers({}, {}, 1)->speakers[0].id};
  filter.publishers = {"The Coast Herald"};
  EXPECT_THAT(positions(filter), ElementsAre("dated/p2", "undated/p2"));
  filter = {};
  filter.country_codes = {"CH"};
  EXPECT_THAT(positions(filter), ElementsAre("dated/p1", "dated/p3", "undated/p1", "undated/p3"));
  EventFilter told;
  told.place.terms = {{"geneva", false, false}};
  told.positions = {{"undated", "p3"}};
  const EventPage page = archive->ListEvents(told, ListOrder::kNewestFirst, {}, 9).value();
  ASSERT_EQ(page.events.size(), 1u);
  EXPECT_THAT(page.events[0].positions, ElementsAre("p1", "p3"));
  ArticleFilter article;
  article.text.terms = {{"words", false, false}};
  article.languages = {"en"};
  EXPECT_EQ(archive->ListArticles(article, ListOrder::kNewestFirst, {}, 9, false)->articles.size(),
            2u);

  for (const char* id : {"dated", "undated"}) EXPECT_TRUE(archive->DeleteArticle(id).ok());
  EXPECT_THAT(positions({}), IsEmpty());
  filter = {};
  filter.text.terms = {{"words", false, false}};
  EXPECT_EQ(archive->CountPositions(filter, PositionGrouping::kAll, 1)->total_count, 0);
}

TEST_F(SchemaTest, SpeakersOfNinthVersionAreFoundByRole) {
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  sample.analysis.speakers[0].speaker.roles = {"harbour master"};
  EXPECT_TRUE(sample.CommitTo(*Archive::Open(path()).value()).ok());
  TakeBackTo(9, *Open());
  const auto archive = Archive::Open(path()).value();
  SpeakerFilter filter;
  filter.role.terms = {{"harbour", false, false}};
  EXPECT_EQ(archive->ListSpeakers(filter, std::nullopt, 10)->speakers.size(), 1u);
  EXPECT_TRUE(archive->DeleteArticle("a").ok());
  EXPECT_EQ(*Open()->ReadInt("SELECT count(*) FROM role_text('harbour')"), 0);
}

TEST_F(SchemaTest, ArticlesRetractedInTwelfthVersionGoOnWhereTheyWere) {
  ArticleSample sample("a");
  absl::Time created;
  {
    const auto archive = Archive::Open(path()).value();
    created = sample.CommitTo(*archive)->article.create_time;
    EXPECT_TRUE(sample.CommitTo(*archive, /*replace=*/true).ok());
    EXPECT_TRUE(ArticleSample("b").CommitTo(*archive).ok());
    EXPECT_TRUE(archive->DeleteArticle("a").ok());
  }
  TakeBackTo(12, *Open());
  ArchiveOptions options;
  options.change_retention = absl::ZeroDuration();  // so that no change is left to tell
  const auto archive = Archive::Open(path(), options).value();
  EXPECT_TRUE(archive->PurgeArticle("a").ok());
  const auto again = sample.CommitTo(*archive);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->article.revision, 3);
  EXPECT_EQ(again->article.create_time, created);
  EXPECT_EQ(sample.CommitTo(*archive, /*replace=*/true)->article.revision, 4);
}

TEST_F(SchemaTest, ChangesOfThirteenthVersionMayBeAboutAnybody) {
  ArticleSample sample("a");
  sample.AddPosition("p", {sample.AddSpeaker("Anna Alt")}, "words");
  EXPECT_TRUE(sample.CommitTo(*Archive::Open(path()).value()).ok());
  TakeBackTo(13, *Open());
  const auto archive = Archive::Open(path()).value();
  EXPECT_TRUE(sample.CommitTo(*archive, /*replace=*/true).ok());
  const auto changes = archive->WatchChanges(0, {{}, {}, {}, {"somebody"}}, 10);
  ASSERT_EQ(changes->changes.size(), 1u);
  EXPECT_EQ(changes->changes[0].change.archive_revision, 1);
  EXPECT_FALSE(changes->changes[0].change.positions.has_value());
}

TEST_F(SchemaTest, TakesMarkedFileOfVersionZero) {
  auto connection = Open();
  ASSERT_TRUE(connection->Execute(absl::StrCat("PRAGMA application_id = ", kApplicationId)).ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("PRAGMA user_version"), SchemaVersion());
}

TEST_F(SchemaTest, RefusesNewerSchema) {
  ASSERT_TRUE(Migrate(*Open()).ok());
  ASSERT_TRUE(Open()->Execute(absl::StrCat("PRAGMA user_version = ", SchemaVersion() + 1)).ok());
  const absl::Status refused = Archive::Open(path()).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(refused.message(), "use a newer version")) << refused;
  EXPECT_EQ(*Open()->ReadInt("PRAGMA user_version"), SchemaVersion() + 1);
}

TEST_F(SchemaTest, RefusesOtherProgramsFile) {
  ASSERT_TRUE(Open()->Execute("CREATE TABLE theirs (a)").ok());
  EXPECT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*Open()->ReadInt("SELECT count(*) FROM sqlite_schema"), 1);
  ASSERT_TRUE(Open()->Execute("DROP TABLE theirs; PRAGMA application_id = 5").ok());
  EXPECT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(SchemaTest, MigratesWhollyOrNotAtAll) {
  // A marked file in which a later statement of the migration meets a table that exists.
  auto connection = Open();
  ASSERT_TRUE(connection
                  ->Execute(absl::StrCat("PRAGMA application_id = ", kApplicationId,
                                         "; CREATE TABLE events (a)"))
                  .ok());
  EXPECT_FALSE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("PRAGMA user_version"), 0);
  EXPECT_EQ(*connection->ReadInt("SELECT count(*) FROM sqlite_schema"), 1);
}

}  // namespace
}  // namespace onrecord::query
