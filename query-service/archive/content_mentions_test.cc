#include "query-service/archive/content_mentions.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ContentMentionsTest, FindsWhoIsMentionedWithinContent) {
  const ContentMentions mentions({{{10, 15}, 7}, {{0, 5}, 3}, {{16, 20}, 3}, {{18, 24}, 9}});
  EXPECT_THAT(mentions.SpeakersIn({{0, 30}}), ElementsAre(3, 7, 9));
  EXPECT_THAT(mentions.SpeakersIn({{10, 20}}), ElementsAre(7, 3));
  EXPECT_THAT(mentions.SpeakersIn({{0, 5}, {18, 24}}), ElementsAre(3, 9));
}

TEST(ContentMentionsTest, LeavesOutWhatReachesOverTheEdge) {
  const ContentMentions mentions({{{0, 5}, 3}, {{10, 15}, 7}});
  EXPECT_THAT(mentions.SpeakersIn({{1, 14}}), IsEmpty());
  EXPECT_THAT(mentions.SpeakersIn({{0, 12}, {13, 20}}), ElementsAre(3));
  EXPECT_THAT(mentions.SpeakersIn({}), IsEmpty());
  EXPECT_THAT(ContentMentions({}).SpeakersIn({{0, 5}}), IsEmpty());
}

}  // namespace
}  // namespace onrecord::query
