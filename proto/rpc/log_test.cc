#include "proto/rpc/log.h"

#include "gtest/gtest.h"

namespace onrecord::rpc {
namespace {

TEST(FormatLog, KeepsOrderAndEscapes) {
  EXPECT_EQ(
      FormatLog(absl::FromUnixMillis(1'500), Severity::kWarning, "a \"b\"\n",
                {{"z", "1"}, {"a", "\x01"}}),
      R"({"time":"1970-01-01T00:00:01.500Z","severity":"WARNING","message":"a \"b\"\n","z":"1","a":"\u0001"})");
}

TEST(FormatLog, ReplacesWhatIsNotUtf8) {
  EXPECT_NE(FormatLog(absl::UnixEpoch(), Severity::kInfo, "\xFF", {}).find("\xEF\xBF\xBD"),
            std::string::npos);
}

TEST(Log, DropsLinesBelowTheMinimum) {
  SetMinimumSeverity(Severity::kError);
  testing::internal::CaptureStderr();
  Log(Severity::kWarning, "dropped");
  Log(Severity::kError, "kept");
  const std::string written = testing::internal::GetCapturedStderr();
  SetMinimumSeverity(Severity::kInfo);
  EXPECT_EQ(written.find("dropped"), std::string::npos);
  EXPECT_NE(written.find("kept"), std::string::npos);
}

}  // namespace
}  // namespace onrecord::rpc
