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

TEST(ReadOptions, NamesTheFlagThatCannotBe) {
  const std::vector<std::string> words = {
      "--model=",        "--archive=",  "--stream_window=0", "--stream_window=1001",
      "--max_commits=0", "--threads=-1"};
  for (const std::string& word : words) {
    const absl::Status status = Read({word}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << word;
    EXPECT_THAT(std::string(status.message()), HasSubstr(word.substr(0, word.find('='))));
  }
}

}  // namespace
}  // namespace onrecord::ingest
