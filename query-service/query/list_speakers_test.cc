#include "query-service/query/list_speakers.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;

class ListSpeakersTest : public ArchiveTest {
 protected:
  ListSpeakersTest() {
    ArticleSample sample("a");
    for (const char* name : {"Zoë Ohm", "Jörg Müller", "Anna Alt"}) sample.AddSpeaker(name);
    Commit(sample);
  }
};

TEST_F(ListSpeakersTest, PagesByDisplayName) {
  ListSpeakersRequest request;
  request.page_size = 1;
  std::vector<std::string> names;
  do {
    const auto page = ListSpeakers(*archive_, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const SpeakerRecord& speaker : page->speakers) names.push_back(speaker.display_name);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  EXPECT_THAT(names, ElementsAre("Anna Alt", "Jörg Müller", "Zoë Ohm"));
}

TEST_F(ListSpeakersTest, FindsByBeginningOfLastWord) {
  ListSpeakersRequest request;
  request.filter.text = "jorg mul";
  const auto page = ListSpeakers(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->speakers.size(), 1u);
  EXPECT_EQ(page->speakers[0].display_name, "Jörg Müller");
  EXPECT_EQ(page->archive_revision, 1);
}

TEST_F(ListSpeakersTest, PagesByPositionCount) {
  ArticleSample sample("b");
  const std::string zoe = sample.AddSpeaker("Zoë Ohm");
  const std::string anna = sample.AddSpeaker("Anna Alt");
  sample.AddPosition("p1", {zoe, anna}, "one");
  sample.AddPosition("p2", {zoe}, "two");
  Commit(sample);
  ListSpeakersRequest request;
  request.order = 2;
  request.page_size = 1;
  std::vector<std::string> names;
  do {
    const auto page = ListSpeakers(*archive_, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const SpeakerRecord& speaker : page->speakers) names.push_back(speaker.display_name);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  EXPECT_THAT(names, ElementsAre("Zoë Ohm", "Anna Alt", "Jörg Müller"));
}

TEST_F(ListSpeakersTest, FindsByRole) {
  ArticleSample sample("b");
  sample.AddSpeaker("Zoë Ohm");
  sample.analysis.speakers[0].speaker.roles = {"coast guard spokeswoman"};
  Commit(sample);
  ListSpeakersRequest request;
  request.filter.role = "Guard spokes";
  EXPECT_EQ(ListSpeakers(*archive_, request)->speakers.at(0).display_name, "Zoë Ohm");
  request.filter.role = "guards";
  EXPECT_EQ(ListSpeakers(*archive_, request)->speakers.size(), 0u);
}

TEST_F(ListSpeakersTest, RejectsBadRequests) {
  ListSpeakersRequest request;
  request.page_size = 1;
  request.page_token = ListSpeakers(*archive_, request)->next_page_token;
  request.filter.types = {1};
  EXPECT_EQ(rpc::ReasonOf(ListSpeakers(*archive_, request).status()), "PAGE_TOKEN_MISMATCH");
  request.page_token = "x";
  EXPECT_EQ(rpc::ReasonOf(ListSpeakers(*archive_, request).status()), "INVALID_PAGE_TOKEN");
  request = {};
  request.filter.types = {99};
  EXPECT_EQ(ListSpeakers(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.filter.role = "&";
  EXPECT_EQ(ListSpeakers(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.order = 3;
  EXPECT_EQ(ListSpeakers(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.page_size = 1;
  request.page_token = ListSpeakers(*archive_, request)->next_page_token;
  request.order = 2;
  EXPECT_EQ(rpc::ReasonOf(ListSpeakers(*archive_, request).status()), "PAGE_TOKEN_MISMATCH");
  request = {};
  request.page_size = 2000;
  EXPECT_EQ(ListSpeakers(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::query
