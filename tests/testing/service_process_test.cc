#include "tests/testing/service_process.h"

#include <csignal>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::tests {
namespace {

using ::testing::HasSubstr;

constexpr char kShell[] = "/bin/sh";
constexpr char kServe[] =
    R"(echo '{"message":"serving","address":"127.0.0.1:4711"}' >&2; exec sleep 60)";

TEST(ServiceProcess, FindsTheAddressInTheLog) {
  ServiceProcess process(kShell, {"-c", kServe});
  ASSERT_TRUE(process.WaitUntilServing().ok());
  EXPECT_EQ(process.address(), "127.0.0.1:4711");
}

TEST(ServiceProcess, TellsWhyItEndedEarly) {
  ServiceProcess process(kShell, {"-c", "echo 'no model' >&2; exit 3"});
  const absl::Status status = process.WaitUntilServing();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no model"));
  EXPECT_EQ(process.WaitForExit(), 3);
}

TEST(ServiceProcess, StopsWaitingForASilentOne) {
  ServiceProcess process(kShell, {"-c", "exec sleep 60"});
  EXPECT_EQ(process.WaitUntilServing(absl::Milliseconds(50)).code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(process.WaitForExit(absl::Milliseconds(50)), std::nullopt);
}

TEST(ServiceProcess, ReportsTheSignalThatEndedIt) {
  ServiceProcess process(kShell, {"-c", kServe});
  ASSERT_TRUE(process.WaitUntilServing().ok());
  process.Signal(SIGKILL);
  EXPECT_EQ(process.WaitForExit(), 128 + SIGKILL);
}

TEST(ServiceProcess, ExitsWith127WithoutAProgram) {
  ServiceProcess process("/no/such/program", {});
  EXPECT_EQ(process.WaitForExit(), 127);
}

}  // namespace
}  // namespace onrecord::tests
