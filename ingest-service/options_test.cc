#include "ingest-service/options.h"

#include <string>
#include <vector>

#include "absl/flags/reflection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::ingest {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<Options> Read(std::vector<std::string> words) {
  const absl::FlagSaver saver;
  words.insert(words.begin(), "ingest-service");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return ReadOptions(static_cast<int>(argv.size()), argv.data());
}

TEST(ReadOptions, ListensOnLoopbackUnlessTold) {
  EXPECT_EQ(Read({})->listen, "127.0.0.1:50051");
  EXPECT_EQ(Read({"--listen=0.0.0.0:1"})->listen, "0.0.0.0:1");
}

TEST(ReadOptions, ReadsOnEveryCoreUnlessTold) {
  EXPECT_GE(Read({})->threads, 1);
  EXPECT_EQ(Read({"--threads=3"})->threads, 3);
}

TEST(ReadOptions, NamesTheFlagThatCannotBe) {
  for (const std::string& word :
       {"--model=", "--archive=", "--threads=-1", "--stream_window=0", "--max_commits=0",
        "--threads=257", "--queue=-1", "--max_text_bytes=0", "--max_request_time=0s",
        "--drain_time=-1s"}) {
    const absl::Status status = Read({word}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << word;
    EXPECT_THAT(std::string(status.message()), HasSubstr(word.substr(0, word.find('='))));
  }
}

TEST(ReadOptions, RefusesWordsThatAreNoFlags) {
  EXPECT_THAT(std::string(Read({"archive.db"}).status().message()), HasSubstr("archive.db"));
}

}  // namespace
}  // namespace onrecord::ingest
