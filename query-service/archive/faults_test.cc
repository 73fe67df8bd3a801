#include "query-service/archive/faults.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class FaultsTest : public ArchiveTest {
 protected:
  FaultsTest() {
    for (const char* id : {"a", "b", "c"}) {
      ArticleSample sample(id);
      const std::string anna = sample.AddSpeaker("Anna Alt");
      sample.AddPosition("p", {anna}, "some words");
      sample.AddPosition("q", {anna}, "other words");
      sample.AddEvent("e", EventType::kAid, {anna}).positions = {"p"};
      Commit(sample);
    }
    EXPECT_TRUE(archive_->DeleteArticle("c").ok());
    archive_.reset();
  }
};

TEST_F(FaultsTest, FindsNoneInWhatWasWritten) {
  EXPECT_THAT(*FindFaults(**Connection::Open(path(), Connection::Access::kWrite)), IsEmpty());
}

TEST_F(FaultsTest, FindsEveryKindOfContradiction) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"UPDATE state SET revision = 3", "is a change after the archive's revision"},
      {"DELETE FROM changes WHERE revision = 3", "2 is a change whose next one is missing"},
      {"DELETE FROM past_articles", "c is retracted, and its revisions are forgotten"},
      {"UPDATE state SET revision = 1", "was committed after the archive's revision"},
      {"UPDATE articles SET position_count = 3 WHERE id = 'a'",
       "a counts other positions than it has"},
      {"UPDATE articles SET event_count = 0 WHERE id = 'b'", "b counts other events than it has"},
      {"UPDATE deleted_articles SET id = 'a'", "a is there and retracted"},
      {"UPDATE deleted_articles SET analysis = x'0102'", "c is retracted and damaged"},
      {"UPDATE positions SET publish_us = 1 WHERE id = 'p'", "a has a position of another time"},
      {"UPDATE events SET publish_us = 1", "b has an event of another time"},
      {"UPDATE event_positions SET position = (SELECT max(row) FROM positions)",
       "has an event and a position of another article"},
      {"UPDATE speakers SET position_count = 5", "has other figures than its articles say"},
      {"UPDATE speakers SET article_count = 9", "has other figures than its articles say"},
      {"UPDATE speakers SET merged_into = 999", "is merged into nobody who stands for it"},
      {"UPDATE speaker_names SET articles = 7", "Anna Alt is a name that other articles use"},
      {"INSERT INTO position_text (position_text, rowid, content, tags)"
       " SELECT 'delete', p.row, 'some words', t.tags FROM positions p JOIN position_tags t"
       " ON t.row = p.row WHERE p.id = 'p' LIMIT 1",
       "is a row of a position that its text index lacks"},
      {"INSERT INTO event_text (event_text, rowid, place, tags)"
       " SELECT 'delete', e.row, '', t.tags FROM events e JOIN event_tags t ON t.row = e.row LIMIT "
       "1",
       "is a row of an event that its text index lacks"},
      {"DELETE FROM events", "is a row of the text index of events that is none of an event"},
      {"DELETE FROM positions WHERE id = 'p'", "that is none of a position"},
      {"UPDATE articles SET title = 'other'", "article_text differs from what it indexes"},
      {"UPDATE speaker_names SET text = 'other'", "speaker_text differs from what it indexes"},
      {"PRAGMA foreign_keys = OFF; DELETE FROM speakers", "has rows that refer to nothing"},
  };
  int made = 0;
  for (const auto& [sql, fault] : cases) {
    const std::string file = directory_.File(absl::StrCat("case-", made++));
    std::filesystem::copy(path(), file);
    const auto connection = *Connection::Open(file, Connection::Access::kWrite);
    ASSERT_TRUE(connection->Execute(sql).ok()) << sql;
    const auto faults = FindFaults(*connection);
    ASSERT_TRUE(faults.ok()) << faults.status();
    EXPECT_THAT(*faults, Contains(HasSubstr(fault))) << sql;
  }
}

}  // namespace
}  // namespace onrecord::query
