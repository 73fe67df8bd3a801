#include "query-service/options.h"

#include <string>
#include <vector>

#include "absl/flags/reflection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<Options> Read(std::vector<std::string> words) {
  const absl::FlagSaver saver;
  words.insert(words.begin(), "query-service");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return ReadOptions(static_cast<int>(argv.size()), argv.data());
}

TEST(ReadOptions, ListensOnLoopbackUnlessTold) {
  EXPECT_EQ(Read({})->listen, "127.0.0.1:50052");
  EXPECT_EQ(Read({"--listen=0.0.0.0:1"})->listen, "0.0.0.0:1");
}

TEST(ReadOptions, RetractedArticlesStayAMonthUnlessTold) {
  EXPECT_EQ(Read({})->undelete_window, absl::Hours(30 * 24));
  EXPECT_EQ(Read({"--undelete_window=0"})->undelete_window, absl::ZeroDuration());
  EXPECT_EQ(Read({"--undelete_window=36h"})->undelete_window, absl::Hours(36));
}

TEST(ReadOptions, KeepsAnswersUnlessTold) {
  EXPECT_EQ(Read({})->answer_cache_bytes, 64 << 20);
  EXPECT_EQ(Read({"--answer_cache_mib=0"})->answer_cache_bytes, 0);
  EXPECT_EQ(Read({"--answer_cache_mib=65536"})->answer_cache_bytes, int64_t{64} << 30);
}

TEST(ReadOptions, ChangesStayAMonthUnlessTold) {
  EXPECT_EQ(Read({})->change_retention, absl::Hours(30 * 24));
  EXPECT_EQ(Read({"--change_retention=1h"})->change_retention, absl::Hours(1));
  EXPECT_EQ(Read({"--change_retention=inf"})->change_retention, absl::InfiniteDuration());
}

TEST(ReadOptions, WritesUnlessTold) {
  EXPECT_FALSE(Read({})->read_only);
  EXPECT_TRUE(Read({"--read_only"})->read_only);
}

TEST(ReadOptions, NamesTheFlagThatCannotBe) {
  const std::vector<std::string> words = {"--data=",
                                          "--threads=-1",
                                          "--undelete_window=-1s",
                                          "--answer_cache_mib=-1",
                                          "--answer_cache_mib=65537",
                                          "--undelete_window=inf",
                                          "--change_retention=0",
                                          "--change_retention=59m",
                                          "--change_retention=-inf",
                                          "--max_exports=0",
                                          "--max_ranked=0",
                                          "--max_watches=0",
                                          "--checkpoint_interval=0s",
                                          "--max_export_time=0s",
                                          "--max_unread_time=-1s",
                                          "--max_streams_per_client=0"};
  for (const std::string& word : words) {
    const absl::Status status = Read({word}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << word;
    EXPECT_THAT(std::string(status.message()), HasSubstr(word.substr(0, word.find('='))));
  }
}

}  // namespace
}  // namespace onrecord::query
