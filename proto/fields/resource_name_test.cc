#include "proto/fields/resource_name.h"

#include <string>

#include "gtest/gtest.h"

namespace onrecord::fields {
namespace {

TEST(ResourceNameTest, ReadsBackWhatItWrites) {
  const std::string article_name = ArticleName("a.b_c~d-E9");
  EXPECT_EQ(ParseArticleName(article_name), "a.b_c~d-E9");
  const std::string speaker_name = SpeakerName("angela-merkel-5f0c2a1b");
  EXPECT_EQ(ParseSpeakerName(speaker_name), "angela-merkel-5f0c2a1b");
  const std::string position_name = PositionName("a", "-p");
  const auto position = ParsePositionName(position_name);
  ASSERT_TRUE(position.has_value());
  EXPECT_EQ(position->article, "a");
  EXPECT_EQ(position->part, "-p");
  const std::string event_name = EventName("events", "positions");
  const auto event = ParseEventName(event_name);
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->article, "events");
  EXPECT_EQ(event->part, "positions");
}

TEST(ResourceNameTest, RejectsMalformedNames) {
  for (const char* name :
       {"", "articles", "articles/", "articles/-a", "articles/.a", "articles/a/", "articles/a b",
        "articles/ä", "Articles/a", "/articles/a", "articles/a/positions/p", "speakers/a"}) {
    EXPECT_EQ(ParseArticleName(name), std::nullopt) << name;
  }
  for (const char* name : {"articles/a/positions/", "articles/a/positions", "articles//positions/p",
                           "articles/a/positions/p/q", "articles/a/events/p", "positions/p"}) {
    EXPECT_FALSE(ParsePositionName(name).has_value()) << name;
  }
  EXPECT_FALSE(ParseEventName("articles/a/positions/e").has_value());
}

TEST(ResourceNameTest, BoundsIds) {
  EXPECT_TRUE(IsArticleId(std::string(128, 'a')));
  EXPECT_FALSE(IsArticleId(std::string(129, 'a')));
  EXPECT_TRUE(IsPartId("~"));
  EXPECT_FALSE(IsPartId(""));
  EXPECT_FALSE(IsPartId(std::string("a\0", 2)));
}

}  // namespace
}  // namespace onrecord::fields
