#include "query-service/archive/archive.h"

#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <limits>
#include <string>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kAll = 1000;

ArticleSample HarbourStrike() {
  ArticleSample sample("harbour-strike");
  sample.article.title = "Harbour workers walk out";
  sample.article.uri = "https://coast-herald.example/harbour-strike";
  sample.article.authors = {"Jane Smith", "Øystein Å"};
  sample.article.publish_time = At("2026-03-12T07:30:00.123456Z");
  sample.article.publish_utc_offset_minutes = 60;
  const std::string maria = sample.AddSpeaker("Maria Lindqvist");
  sample.analysis.speakers[0].speaker.aliases = {"Lindqvist"};
  sample.analysis.speakers[0].speaker.roles = {"director"};
  sample.analysis.speakers[0].mentions = {{{0, 4}, MentionForm::kName}};
  const std::string workers = sample.AddSpeaker("Harbour workers", SpeakerType::kGroup);
  PositionRecord& position = sample.AddPosition(
      "p-1", {maria}, "“We never promised to close the harbour”", PositionKind::kDenial);
  position.quotation = Quotation::kDirect;
  position.hedged = true;
  position.negated = true;
  position.addressees = {{workers, "", {}}};
  position.via = {{workers, "", {}}};
  position.source = {sample.AddWords("she")};
  EventRecord& event = sample.AddEvent("e-1", EventType::kProtest, {workers});
  event.recipients = {{{maria, "", {}}, sample.AddWords("her")}};
  event.place = Place{sample.AddWords("Geneva"), "Geneva", "CH", 46.2, std::nullopt};
  event.time = EventTime{sample.AddWords("Tuesday"), "2026-03-10", At("2026-03-10T00:00:00Z"),
                         At("2026-03-11T00:00:00Z")};
  event.magnitudes = {{sample.AddWords("12 people"), 12.5, "people"}};
  event.positions = {"p-1"};
  return sample;
}

TEST_F(ArchiveTest, KeepsWholeArticle) {
  const ArticleSample sample = HarbourStrike();
  const auto committed = sample.CommitTo(*archive_);
  ASSERT_TRUE(committed.ok()) << committed.status();
  EXPECT_EQ(committed->outcome, CommitOutcome::kCreated);
  EXPECT_EQ(committed->article.archive_revision, 1);
  EXPECT_EQ(committed->article.text, "");

  const auto article = archive_->GetArticle("harbour-strike", true);
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->text, sample.article.text);
  EXPECT_EQ(article->title, sample.article.title);
  EXPECT_EQ(article->uri, sample.article.uri);
  EXPECT_EQ(article->publisher, sample.article.publisher);
  EXPECT_EQ(article->authors, sample.article.authors);
  EXPECT_EQ(article->publish_time, sample.article.publish_time);
  EXPECT_EQ(article->publish_utc_offset_minutes, 60);
  EXPECT_EQ(article->language, "en");
  EXPECT_EQ(article->model_version, "test-1");
  EXPECT_EQ(article->revision, 1);
  EXPECT_EQ(article->position_count, 1);
  EXPECT_EQ(article->event_count, 1);
  EXPECT_EQ(article->speaker_count, 2);
  EXPECT_EQ(article->create_time, committed->article.create_time);
  EXPECT_EQ(archive_->GetArticle("harbour-strike", false)->text, "");
}

TEST_F(ArchiveTest, KeepsWholePosition) {
  const ArticleSample sample = HarbourStrike();
  Commit(sample);
  const auto page = archive_->GetPosition("harbour-strike", "p-1");
  ASSERT_TRUE(page.ok()) << page.status();
  const PositionRecord& position = page->positions.at(0);
  const PositionRecord& sent = sample.analysis.positions[0];
  EXPECT_EQ(page->texts.at("harbour-strike"), sample.article.text);
  EXPECT_EQ(page->archive_revision, 1);
  EXPECT_EQ(position.id, "p-1");
  EXPECT_EQ(position.article_id, "harbour-strike");
  EXPECT_EQ(position.publisher, "The Coast Herald");
  EXPECT_EQ(position.publish_time, sample.article.publish_time);
  EXPECT_EQ(position.kind, PositionKind::kDenial);
  EXPECT_EQ(position.quotation, Quotation::kDirect);
  EXPECT_TRUE(position.hedged);
  EXPECT_TRUE(position.negated);
  EXPECT_EQ(position.source, sent.source);
  EXPECT_EQ(position.cue, sent.cue);
  EXPECT_EQ(position.content, sent.content);
  EXPECT_EQ(position.confidence, 0.5f);
  EXPECT_EQ(position.model_version, "test-1");
  EXPECT_EQ(position.speakers.at(0).display_name, "Maria Lindqvist");
  EXPECT_EQ(position.speakers.at(0).type, SpeakerType::kPerson);
  EXPECT_EQ(position.addressees.at(0).display_name, "Harbour workers");
  EXPECT_EQ(position.via.at(0).type, SpeakerType::kGroup);
}

TEST_F(ArchiveTest, KeepsWholeEvent) {
  const ArticleSample sample = HarbourStrike();
  Commit(sample);
  const auto page = archive_->GetEvent("harbour-strike", "e-1");
  ASSERT_TRUE(page.ok()) << page.status();
  const EventRecord& event = page->events.at(0);
  const EventRecord& sent = sample.analysis.events[0];
  EXPECT_EQ(page->texts.at("harbour-strike"), sample.article.text);
  EXPECT_EQ(event.article_id, "harbour-strike");
  EXPECT_EQ(event.type, EventType::kProtest);
  EXPECT_EQ(event.status, EventStatus::kActual);
  EXPECT_EQ(event.triggers, sent.triggers);
  EXPECT_EQ(event.actors.at(0).speaker.display_name, "Harbour workers");
  EXPECT_EQ(event.actors.at(0).span, sent.actors[0].span);
  EXPECT_EQ(event.recipients.at(0).speaker.display_name, "Maria Lindqvist");
  EXPECT_EQ(event.place->name, "Geneva");
  EXPECT_EQ(event.place->country_code, "CH");
  EXPECT_EQ(event.place->latitude, 46.2);
  EXPECT_EQ(event.place->longitude, std::nullopt);
  EXPECT_EQ(event.time->value, "2026-03-10");
  EXPECT_EQ(event.time->start_time, sent.time->start_time);
  EXPECT_EQ(event.time->end_time, sent.time->end_time);
  EXPECT_EQ(event.magnitudes.at(0).value, 12.5);
  EXPECT_EQ(event.magnitudes.at(0).unit, "people");
  EXPECT_THAT(event.positions, ElementsAre("p-1"));
}

TEST_F(ArchiveTest, EventsAndPositionsLeadToEachOther) {
  ArticleSample sample("a");
  for (const char* id : {"p1", "p2", "p3"}) sample.AddPosition(id, {}, "words");
  sample.AddEvent("e1", EventType::kRequest, {}).performed_in = "p2";
  sample.AddEvent("e2", EventType::kAid, {}).positions = {"p3", "p2"};
  Commit(sample);
  const auto event = [this](const std::string& id) {
    return archive_->GetEvent("a", id)->events.at(0);
  };
  const auto events_of = [this](const std::string& id) {
    return archive_->GetPosition("a", id)->positions.at(0).events;
  };
  EXPECT_EQ(event("e1").performed_in, "p2");
  EXPECT_THAT(event("e1").positions, IsEmpty());
  EXPECT_EQ(event("e2").performed_in, "");
  EXPECT_THAT(event("e2").positions, ElementsAre("p2", "p3"));
  EXPECT_THAT(events_of("p1"), IsEmpty());
  EXPECT_THAT(events_of("p2"), ElementsAre("e1", "e2"));
  EXPECT_THAT(events_of("p3"), ElementsAre("e2"));

  sample.AddWords("Revised.");
  sample.analysis.events.pop_back();
  Commit(sample);
  EXPECT_THAT(events_of("p2"), ElementsAre("e1"));
  EXPECT_THAT(events_of("p3"), IsEmpty());
}

TEST_F(ArchiveTest, SaysNotFound) {
  EXPECT_EQ(archive_->GetArticle("x", true).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->GetSpeaker("x").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->GetPosition("x", "p").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->GetEvent("x", "e").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->DeleteArticle("x").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->revision(), 0);
}

TEST_F(ArchiveTest, SameTextChangesNothing) {
  ArticleSample sample = HarbourStrike();
  Commit(sample);
  sample.article.title = "Another title";
  sample.analysis = {};
  const auto again = sample.CommitTo(*archive_);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome, CommitOutcome::kUnchanged);
  EXPECT_EQ(again->article.revision, 1);
  EXPECT_EQ(again->article.archive_revision, 1);
  EXPECT_EQ(again->article.text, "");
  EXPECT_EQ(archive_->revision(), 1);
  EXPECT_EQ(archive_->GetArticle("harbour-strike", false)->title, "Harbour workers walk out");
}

TEST_F(ArchiveTest, ReplaceMakesRevisionOfSameText) {
  ArticleSample sample = HarbourStrike();
  Commit(sample);
  sample.analysis.events.clear();
  const auto replaced = sample.CommitTo(*archive_, /*replace=*/true);
  ASSERT_TRUE(replaced.ok()) << replaced.status();
  EXPECT_EQ(replaced->outcome, CommitOutcome::kRevised);
  EXPECT_EQ(replaced->article.revision, 2);
  EXPECT_EQ(replaced->article.archive_revision, 2);
  EXPECT_EQ(archive_->GetEvent("harbour-strike", "e-1").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_TRUE(archive_->GetPosition("harbour-strike", "p-1").ok());
}

TEST_F(ArchiveTest, OtherTextReplacesAllThatOldOneSaid) {
  ArchiveOptions options;
  absl::Time now = At("2026-04-01T00:00:00Z");
  options.clock = [&now] { return now; };
  Reopen(options);
  Commit(HarbourStrike());
  now += absl::Hours(1);
  ArticleSample revised("harbour-strike");
  revised.AddPosition("p-2", {revised.AddSpeaker("John Doe")}, "tariffs will rise");
  const auto committed = revised.CommitTo(*archive_);
  ASSERT_TRUE(committed.ok()) << committed.status();
  EXPECT_EQ(committed->outcome, CommitOutcome::kRevised);
  EXPECT_EQ(committed->article.revision, 2);
  EXPECT_EQ(committed->article.update_time - committed->article.create_time, absl::Hours(1));

  const auto positions = archive_->ListPositions({}, ListOrder::kNewestFirst, {}, kAll);
  ASSERT_EQ(positions->positions.size(), 1);
  EXPECT_EQ(positions->positions[0].id, "p-2");
  EXPECT_THAT(archive_->ListEvents({}, ListOrder::kNewestFirst, {}, kAll)->events, IsEmpty());
  const auto speakers = archive_->ListSpeakers({}, {}, kAll);
  ASSERT_EQ(speakers->speakers.size(), 1);
  EXPECT_EQ(speakers->speakers[0].display_name, "John Doe");
  PositionFilter old_words;
  old_words.text.terms = {{"promised", false, false}};
  EXPECT_THAT(archive_->ListPositions(old_words, ListOrder::kNewestFirst, {}, kAll)->positions,
              IsEmpty());
  ArticleFilter old_title;
  old_title.text.terms = {{"harbour", false, false}};
  EXPECT_THAT(archive_->ListArticles(old_title, ListOrder::kNewestFirst, {}, kAll, false)->articles,
              IsEmpty());
}

TEST_F(ArchiveTest, DeleteTakesAllAway) {
  const ArticleSample sample = HarbourStrike();
  Commit(sample);
  const auto deleted = archive_->DeleteArticle("harbour-strike");
  ASSERT_TRUE(deleted.ok()) << deleted.status();
  EXPECT_EQ(deleted->text, sample.article.text);
  EXPECT_EQ(deleted->revision, 1);
  EXPECT_EQ(archive_->revision(), 2);
  EXPECT_THAT(archive_->ListArticles({}, ListOrder::kNewestFirst, {}, kAll, false)->articles,
              IsEmpty());
  EXPECT_THAT(archive_->ListPositions({}, ListOrder::kNewestFirst, {}, kAll)->positions, IsEmpty());
  EXPECT_THAT(archive_->ListEvents({}, ListOrder::kNewestFirst, {}, kAll)->events, IsEmpty());
  EXPECT_THAT(archive_->ListSpeakers({}, {}, kAll)->speakers, IsEmpty());
  EXPECT_EQ(archive_->CountPositions({}, PositionGrouping::kAll, 1)->total_count, 0);
}

TEST_F(ArchiveTest, NameAndRevisionNeverMeanTwoTexts) {
  Commit(HarbourStrike());
  const absl::Time created = archive_->GetArticle("harbour-strike", false)->create_time;
  ASSERT_TRUE(archive_->DeleteArticle("harbour-strike").ok());
  const auto again = HarbourStrike().CommitTo(*archive_);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome, CommitOutcome::kCreated);
  EXPECT_EQ(again->article.revision, 2);
  EXPECT_EQ(again->article.create_time, created);
}

TEST_F(ArchiveTest, ReportsChangesInOrder) {
  Commit(HarbourStrike());
  Commit(ArticleSample("second"));
  ArticleSample revised("second");
  revised.AddWords("More.");
  Commit(revised);
  ASSERT_TRUE(archive_->DeleteArticle("harbour-strike").ok());
  const std::vector<Change> changes = ChangesAfter(*archive_, 1);
  ASSERT_EQ(changes.size(), 3);
  EXPECT_EQ(changes[0].archive_revision, 2);
  EXPECT_EQ(changes[0].kind, Change::Kind::kCreated);
  EXPECT_EQ(changes[1].kind, Change::Kind::kRevised);
  EXPECT_EQ(changes[1].article_revision, 2);
  EXPECT_EQ(changes[2].kind, Change::Kind::kDeleted);
  EXPECT_EQ(changes[2].article_id, "harbour-strike");
  const auto first = archive_->WatchChanges(0, {}, 2);
  EXPECT_EQ(first->changes.size(), 2u);
  EXPECT_EQ(first->up_to_revision, 2);
}

TEST_F(ArchiveTest, KeepsEverythingAcrossReopening) {
  Commit(HarbourStrike());
  Reopen();
  EXPECT_EQ(archive_->revision(), 1);
  EXPECT_EQ(archive_->GetArticle("harbour-strike", true)->text, HarbourStrike().article.text);
  EXPECT_TRUE(archive_->GetPosition("harbour-strike", "p-1").ok());
}

TEST_F(ArchiveTest, RefusesSecondOpening) {
  EXPECT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kUnavailable);
  archive_.reset();
  EXPECT_TRUE(Archive::Open(path()).ok());
}

TEST_F(ArchiveTest, RefusesLinkToOpenArchive) {
  std::filesystem::create_symlink(path(), directory_.File("link.db"));
  EXPECT_EQ(Archive::Open(directory_.File("link.db")).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(ArchiveTest, SaysWhatCannotBeOpened) {
  EXPECT_EQ(Archive::Open(directory_.File("missing/archive.db")).status().code(),
            absl::StatusCode::kNotFound);
  std::ofstream(directory_.File("text.db")) << std::string(5000, 'x');
  EXPECT_EQ(Archive::Open(directory_.File("text.db")).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(ArchiveTest, KeepsNothingOfFailedCommit) {
  Commit(HarbourStrike());
  ArticleSample bad = HarbourStrike();
  bad.AddWords("Another text.");
  bad.AddPosition("p-9", {"s1"}, "fine");
  bad.AddPosition("p-9", {"s1"}, "the same id");
  EXPECT_EQ(bad.CommitTo(*archive_).status().code(), absl::StatusCode::kInvalidArgument);
  ArticleSample dangling("other");
  dangling.AddPosition("p-1", {"s7"}, "nobody");
  EXPECT_EQ(dangling.CommitTo(*archive_).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(archive_->revision(), 1);
  EXPECT_EQ(archive_->GetArticle("harbour-strike", true)->text, HarbourStrike().article.text);
  EXPECT_EQ(archive_->GetPosition("harbour-strike", "p-9").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->GetArticle("other", false).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ArchiveTest, KeepsNothingOfCommitThatFailsHalfway) {
  // A trigger that another connection leaves behind fails the last statements of a commit, after
  // text indexes were written.
  archive_.reset();
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database,
                         "CREATE TRIGGER fail BEFORE INSERT ON changes WHEN new.revision = 2"
                         " BEGIN SELECT RAISE(ABORT, 'injected'); END",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  Reopen();
  Commit(HarbourStrike());
  ArticleSample second("second");
  second.AddPosition("p-1", {second.AddSpeaker("Maria Lindqvist")}, "zeppelins are safe");
  EXPECT_FALSE(second.CommitTo(*archive_).ok());
  EXPECT_FALSE(archive_->DeleteArticle("harbour-strike").ok());

  EXPECT_EQ(archive_->revision(), 1);
  PositionFilter filter;
  filter.text.terms = {{"zeppelins", false, false}};
  EXPECT_EQ(archive_->CountPositions(filter, PositionGrouping::kAll, 1)->total_count, 0);
  filter.text.terms = {{"promised", false, false}};
  EXPECT_EQ(archive_->CountPositions(filter, PositionGrouping::kAll, 1)->total_count, 1);
  const auto speakers = archive_->ListSpeakers({}, {}, kAll);
  ASSERT_EQ(speakers->speakers.size(), 2);
  EXPECT_EQ(speakers->speakers[1].position_count, 1);
}

TEST_F(ArchiveTest, FullDiskLosesNothingAndGoesOn) {
  ArchiveOptions options;
  options.max_file_bytes = 400 * 1024;
  Reopen(options);
  Commit(HarbourStrike());
  ArticleSample large("large");
  for (int i = 0; i < 60000; ++i) large.AddWords(absl::StrCat("word", i));
  const absl::Status full = large.CommitTo(*archive_).status();
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(rpc::ReasonOf(full), "STORAGE_FULL");
  EXPECT_EQ(archive_->revision(), 1);
  EXPECT_TRUE(archive_->GetPosition("harbour-strike", "p-1").ok());
  Commit(ArticleSample("small"));
  EXPECT_EQ(archive_->revision(), 2);
  Reopen();
  EXPECT_TRUE(large.CommitTo(*archive_).ok());
}

TEST_F(ArchiveTest, SumsUpSpeakersOverArticles) {
  const auto says = [&](const std::string& id, const std::string& name, const std::string& alias,
                        const std::string& role, int positions) {
    ArticleSample sample(id);
    const std::string speaker = sample.AddSpeaker(name);
    sample.analysis.speakers[0].speaker.aliases = {alias};
    sample.analysis.speakers[0].speaker.roles = {role};
    for (int i = 0; i < positions; ++i) {
      sample.AddPosition(absl::StrCat("p", i), {speaker, speaker}, "it");
    }
    Commit(sample);
  };
  says("a", "Angela Merkel", "Merkel", "Chancellor", 2);
  says("b", "ANGELA  MERKEL", "Mrs. Merkel", "German Chancellor", 1);
  says("c", "Angela Merkel", "Mrs. Merkel", "German Chancellor", 0);

  const auto all = archive_->ListSpeakers({}, {}, kAll);
  ASSERT_EQ(all->speakers.size(), 1);
  const SpeakerRecord speaker = all->speakers[0];
  EXPECT_EQ(speaker.display_name, "Angela Merkel");
  EXPECT_THAT(speaker.aliases, ElementsAre("Mrs. Merkel", "ANGELA  MERKEL", "Merkel"));
  EXPECT_THAT(speaker.roles, ElementsAre("German Chancellor", "Chancellor"));
  EXPECT_EQ(speaker.position_count, 3);
  EXPECT_EQ(speaker.article_count, 2);

  ASSERT_TRUE(archive_->DeleteArticle("b").ok());
  ASSERT_TRUE(archive_->DeleteArticle("c").ok());
  const auto left = archive_->GetSpeaker(speaker.id);
  ASSERT_TRUE(left.ok()) << left.status();
  EXPECT_THAT(left->aliases, ElementsAre("Merkel"));
  EXPECT_THAT(left->roles, ElementsAre("Chancellor"));
  EXPECT_EQ(left->position_count, 2);
  EXPECT_EQ(left->article_count, 1);
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  EXPECT_EQ(archive_->GetSpeaker(speaker.id).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ArchiveTest, RevisionKeepsIdsOfSpeakers) {
  Commit(HarbourStrike());
  const auto before = archive_->ListSpeakers({}, {}, kAll);
  ArticleSample revised = HarbourStrike();
  revised.AddWords("Corrected.");
  Commit(revised);
  const auto after = archive_->ListSpeakers({}, {}, kAll);
  ASSERT_EQ(before->speakers.size(), after->speakers.size());
  for (size_t i = 0; i < before->speakers.size(); ++i) {
    EXPECT_EQ(before->speakers[i].id, after->speakers[i].id);
    EXPECT_EQ(before->speakers[i].aliases, after->speakers[i].aliases);
    EXPECT_EQ(before->speakers[i].position_count, after->speakers[i].position_count);
  }
}

TEST_F(ArchiveTest, KeepsSurnamesAndUnnamedApart) {
  for (const char* id : {"a", "b"}) {
    ArticleSample sample(id);
    sample.AddSpeaker("Merkel");
    sample.AddSpeaker("a spokesman", SpeakerType::kUnnamed);
    sample.AddSpeaker("a spokesman", SpeakerType::kUnnamed);
    sample.AddSpeaker("Kremlin", SpeakerType::kGovernment);
    Commit(sample);
  }
  EXPECT_EQ(archive_->ListSpeakers({}, {}, kAll)->speakers.size(), 2 + 4 + 1);
}

TEST_F(ArchiveTest, EndsPageOfLongArticlesEarly) {
  for (int i = 0; i < 5; ++i) {
    ArticleSample sample(absl::StrCat("a", i));
    sample.AddWords(std::string(900 * 1024, 'x'));
    Commit(sample);
  }
  const auto page = archive_->ListArticles({}, ListOrder::kNewestFirst, {}, kAll, true);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->articles.size(), 3);
  ASSERT_TRUE(page->next.has_value());
  const auto rest = archive_->ListArticles({}, ListOrder::kNewestFirst, page->next, kAll, true);
  EXPECT_EQ(rest->articles.size(), 2);
  EXPECT_FALSE(rest->next.has_value());
  EXPECT_EQ(archive_->ListArticles({}, ListOrder::kNewestFirst, {}, kAll, false)->articles.size(),
            5);
}

TEST_F(ArchiveTest, TellsTheMostFrequentNamesOfASpeaker) {
  for (const char* id : {"a", "b"}) {
    ArticleSample sample(id);
    sample.AddSpeaker("Anna Alt");
    SpeakerRecord& speaker = sample.analysis.speakers.back().speaker;
    for (int i = 0; i < 150; ++i) {
      speaker.aliases.push_back(absl::StrCat(id, i));
      speaker.roles.push_back(absl::StrCat("role ", id, i));
    }
    speaker.aliases.push_back("z");
    speaker.roles.push_back("z");
    Commit(sample);
  }
  const auto page = archive_->ListSpeakers({}, {}, kAll);
  ASSERT_EQ(page->speakers.size(), 1);
  for (const auto& names : {page->speakers[0].aliases, page->speakers[0].roles}) {
    EXPECT_EQ(names.size(), 100);
    EXPECT_EQ(names.front(), "z");
  }
}

TEST_F(ArchiveTest, EndsPageOfSpeakersWithLongNamesEarly) {
  constexpr int kSpeakers = 60;
  ArticleSample sample("a");
  for (int i = 0; i < kSpeakers; ++i) {
    sample.AddSpeaker(absl::StrCat("Anna Alt ", i));
    for (int n = 0; n < 100; ++n) {
      sample.analysis.speakers.back().speaker.aliases.push_back(
          absl::StrCat(n, std::string(500, 'x')));
    }
  }
  Commit(sample);
  const auto page = archive_->ListSpeakers({}, {}, kAll);
  ASSERT_TRUE(page->next.has_value());
  EXPECT_LT(page->speakers.size() * 100 * 500,
            static_cast<size_t>(Archive::kPageSentBytes + 100 * 500));
  const auto rest = archive_->ListSpeakers({}, page->next, kAll);
  EXPECT_EQ(page->speakers.size() + rest->speakers.size(), kSpeakers);
  EXPECT_FALSE(rest->next.has_value());
}

TEST_F(ArchiveTest, RejectsTimesThatCannotBeKept) {
  ArticleSample sample("a");
  sample.article.publish_time = absl::InfiniteFuture();
  EXPECT_EQ(sample.CommitTo(*archive_).status().code(), absl::StatusCode::kInvalidArgument);
  sample.article.publish_time = At("9999-12-31T23:59:59.999999999Z");
  EXPECT_TRUE(sample.CommitTo(*archive_).ok());
  EXPECT_EQ(archive_->GetArticle("a", false)->publish_time, At("9999-12-31T23:59:59.999999Z"));
  ArticleSample first("b");
  first.article.publish_time = At("0001-01-01T00:00:00Z");
  EXPECT_TRUE(first.CommitTo(*archive_).ok());
  EXPECT_EQ(archive_->GetArticle("b", false)->publish_time, first.article.publish_time);
}

TEST_F(ArchiveTest, EndsReadsThatAreAbandoned) {
  ArticleSample sample("a");
  const std::string anna = sample.AddSpeaker("Anna Alt");
  for (int i = 0; i < 2000; ++i) {
    sample.AddPosition(absl::StrCat("p", i), {anna}, "it");
    sample.AddEvent(absl::StrCat("e", i), EventType::kAid, {anna});
  }
  Commit(sample);
  const auto give_up = [] { return true; };
  const ListOrder order = ListOrder::kNewestFirst;
  PositionFilter rare;
  rare.min_confidence = 0.9f;
  EventFilter rare_events;
  rare_events.min_confidence = 0.9f;
  for (const absl::Status& status :
       {archive_->ListPositions(rare, order, {}, 1, give_up).status(),
        archive_->ListEvents(rare_events, order, {}, 1, give_up).status(),
        archive_->CountPositions({}, PositionGrouping::kSpeaker, 10, give_up).status(),
        archive_->CountEvents({}, EventGrouping::kActor, 10, give_up).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
  }
  EXPECT_EQ(archive_->CountPositions({}, PositionGrouping::kAll, 1)->total_count, 2000);
}

TEST_F(ArchiveTest, ReadsSeeWholeRevisionsDuringCommits) {
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 60; ++i) {
      ArticleSample sample("a");
      sample.AddWords(absl::StrCat("Version ", i));
      // Every revision has as many positions as the number of its change.
      for (int p = 0; p <= i % 5; ++p) sample.AddPosition(absl::StrCat("p", p), {}, "it");
      EXPECT_TRUE(sample.CommitTo(*archive_).ok());
    }
    done = true;
  });
  std::vector<std::thread> readers;
  for (int r = 0; r < 6; ++r) {
    readers.emplace_back([&] {
      while (!done) {
        const auto page = archive_->ListPositions({}, ListOrder::kNewestFirst, {}, kAll);
        ASSERT_TRUE(page.ok()) << page.status();
        const int64_t expected =
            page->archive_revision == 0 ? 0 : (page->archive_revision - 1) % 5 + 1;
        ASSERT_EQ(page->positions.size(), expected);
      }
    });
  }
  writer.join();
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace onrecord::query
