#include "tests/benchmarks/archive/commit_message.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/service/commit_conversions.h"

namespace onrecord::benchmarks {
namespace {

std::vector<std::string> Ids(const std::vector<query::SpeakerRef>& refs) {
  std::vector<std::string> ids;
  for (const query::SpeakerRef& ref : refs) ids.push_back(ref.id);
  return ids;
}

TEST(ToCommit, BringsAllThatTheCorpusDraws) {
  std::istringstream input(R"({"id": "a", "text": "Ana Müller said it rained.", "attributions": [)"
                           R"({"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 25]]}]})");
  const MadeArticle made = Corpus(ReadParagraphs(input).value()).Make(3);
  const auto read = query::FromProto(ToCommit(made));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->name, "articles/" + made.article.id);
  EXPECT_EQ(read->article.text, made.article.text);
  EXPECT_EQ(read->article.publisher, made.article.publisher);
  EXPECT_EQ(read->article.publish_time, made.article.publish_time);
  ASSERT_EQ(read->analysis.speakers.size(), made.analysis.speakers.size());
  for (size_t i = 0; i < made.analysis.speakers.size(); ++i) {
    const query::LocalSpeaker& speaker = read->analysis.speakers[i];
    EXPECT_EQ(speaker.id, made.analysis.speakers[i].id);
    EXPECT_EQ(speaker.speaker.display_name, made.analysis.speakers[i].speaker.display_name);
    EXPECT_EQ(speaker.speaker.roles, made.analysis.speakers[i].speaker.roles);
  }
  ASSERT_EQ(read->analysis.positions.size(), made.analysis.positions.size());
  for (size_t i = 0; i < made.analysis.positions.size(); ++i) {
    const query::PositionRecord& position = read->analysis.positions[i];
    EXPECT_EQ(position.id, made.analysis.positions[i].id);
    EXPECT_EQ(position.kind, made.analysis.positions[i].kind);
    EXPECT_EQ(Ids(position.speakers), Ids(made.analysis.positions[i].speakers));
    EXPECT_EQ(Ids(position.addressees), Ids(made.analysis.positions[i].addressees));
    EXPECT_EQ(position.content, made.analysis.positions[i].content);
  }
  ASSERT_EQ(read->analysis.events.size(), made.analysis.events.size());
  for (size_t i = 0; i < made.analysis.events.size(); ++i) {
    const query::EventRecord& event = read->analysis.events[i];
    EXPECT_EQ(event.type, made.analysis.events[i].type);
    EXPECT_EQ(event.actors[0].speaker.id, made.analysis.events[i].actors[0].speaker.id);
    EXPECT_EQ(event.place->country_code, made.analysis.events[i].place->country_code);
    EXPECT_EQ(event.time->start_time, made.analysis.events[i].time->start_time);
    EXPECT_EQ(event.positions, made.analysis.events[i].positions);
  }
}

}  // namespace
}  // namespace onrecord::benchmarks
