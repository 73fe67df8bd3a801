#include "deploy/show/grpcurl_calls.h"

#include "deploy/show/sample_reading.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST(GrpcurlCalls, AsksAboutWhatWasRead) {
  Reading reading = SampleReading();
  reading.positions[0].set_quotation(v1::QUOTATION_DIRECT);
  const std::vector<Call> calls = GrpcurlCalls({reading}, "127.0.0.1:1", "127.0.0.1:2");
  ASSERT_THAT(calls, SizeIs(5));
  EXPECT_EQ(calls[1].question, "What did Maria Lindqvist say?");
  EXPECT_EQ(calls[1].command,
            "grpcurl -plaintext -d '{\"filter\": {\"speakers\": [\"speakers/maria-1\"]}}' "
            "127.0.0.1:2 onrecord.v1.QueryService/ListPositions");
  EXPECT_THAT(calls[2].command, HasSubstr("\"text\": \"refused\""));
  EXPECT_THAT(calls[3].command, HasSubstr("articles/talks"));
  EXPECT_THAT(calls[4].command, HasSubstr("127.0.0.1:1 onrecord.v1.IngestService/AnalyzeArticle"));
}

TEST(GrpcurlCalls, HasFiveCallsForNothing) {
  const std::vector<Call> calls = GrpcurlCalls({}, "127.0.0.1:1", "127.0.0.1:2");
  ASSERT_THAT(calls, SizeIs(5));
  for (const Call& call : calls) EXPECT_THAT(call.command, Not(HasSubstr("[\"\"]")));
}

TEST(GrpcurlCalls, NeverPutsQuotationsIntoTheShell) {
  Reading reading = SampleReading();
  reading.positions[0].set_quotation(v1::QUOTATION_DIRECT);
  reading.positions[0].mutable_content(0)->set_text("'; reboot #'\" extraordinarily'");
  for (const Call& call : GrpcurlCalls({reading}, "a:1", "a:2")) {
    EXPECT_THAT(call.command, Not(HasSubstr("reboot #")));
  }
}

TEST(GrpcurlCalls, PrefersSpeakerWithMostPositions) {
  Reading reading = SampleReading();
  v1::Position other = reading.positions[0];
  other.mutable_speakers(0)->set_speaker("speakers/dahl-1");
  reading.positions.push_back(other);
  reading.positions.push_back(other);
  EXPECT_THAT(GrpcurlCalls({reading}, "a:1", "a:2")[1].command, HasSubstr("speakers/dahl-1"));
}

}  // namespace
}  // namespace onrecord::show
