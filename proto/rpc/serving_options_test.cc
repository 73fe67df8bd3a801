#include "proto/rpc/serving_options.h"

#include <string>
#include <vector>

#include "absl/flags/reflection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::rpc {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<ServingOptions> Read(std::vector<std::string> words) {
  const absl::FlagSaver saver;
  words.insert(words.begin(), "service");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return ReadServingOptions("Serves.", static_cast<int>(argv.size()), argv.data());
}

TEST(ReadServingOptions, WorksOnEveryCoreUnlessTold) {
  EXPECT_GE(Read({})->threads, 1);
  EXPECT_EQ(Read({"--threads=3"})->threads, 3);
}

TEST(ReadServingOptions, NamesTheFlagThatCannotBe) {
  const std::vector<std::string> words = {"--threads=-1",
                                          "--threads=257",
                                          "--queue=-1",
                                          "--max_text_bytes=0",
                                          "--max_text_bytes=16777217",
                                          "--max_request_time=0s",
                                          "--drain_time=-1s"};
  for (const std::string& word : words) {
    const absl::Status status = Read({word}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << word;
    EXPECT_THAT(std::string(status.message()), HasSubstr(word.substr(0, word.find('=')) + " must"));
  }
}

TEST(ReadServingOptions, RefusesWordsThatAreNoFlags) {
  EXPECT_THAT(std::string(Read({"archive.db"}).status().message()), HasSubstr("'archive.db'"));
}

}  // namespace
}  // namespace onrecord::rpc
