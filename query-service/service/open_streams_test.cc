#include "query-service/service/open_streams.h"

#include <atomic>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::query {
namespace {

class CountingStream : public OpenStream {
 public:
  void Look() override { ++looks; }
  void EndWith(const absl::Status& status) override { end = status; }

  std::atomic<int> looks{0};
  absl::Status end;
};

TEST(OpenStreams, AdmitsSoManyOfOneClient) {
  OpenStreams streams(2);
  CountingStream a, b, c;
  EXPECT_TRUE(streams.Add(&a, "ipv4:10.0.0.1:1000", "exports", 9).ok());
  EXPECT_TRUE(streams.Add(&b, "ipv4:10.0.0.1:1001", "exports", 9).ok());
  const absl::Status refused = streams.Add(&c, "ipv4:10.0.0.1:1002", "exports", 9);
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(rpc::ReasonOf(refused), "OVERLOADED");
  EXPECT_TRUE(refused.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  EXPECT_TRUE(streams.Add(&c, "ipv4:10.0.0.2:1000", "exports", 9).ok());
  streams.Remove(&a);
  EXPECT_TRUE(streams.Add(&a, "ipv4:10.0.0.1:1002", "exports", 9).ok());
  for (CountingStream* stream : {&a, &b, &c}) streams.Remove(stream);
}

TEST(OpenStreams, AdmitsSoManyOfOneKind) {
  OpenStreams streams(9);
  CountingStream a, b;
  EXPECT_TRUE(streams.Add(&a, "unix:", "exports", 1).ok());
  EXPECT_EQ(streams.Add(&b, "unix:", "exports", 1).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(streams.Add(&b, "unix:", "watches", 1).ok());
  streams.Remove(&a);
  streams.Remove(&b);
}

TEST(OpenStreams, LetsStreamsLookWhenWoken) {
  OpenStreams streams(1);
  CountingStream stream;
  ASSERT_TRUE(streams.Add(&stream, "unix:", "watches", 1).ok());
  const absl::Time begin = absl::Now();
  while (stream.looks < 20) {
    streams.Wake();
    absl::SleepFor(absl::Milliseconds(2));
  }
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));  // twenty seconds without being woken
  streams.Remove(&stream);
}

TEST(OpenStreams, EndsAllAndAdmitsNoMore) {
  OpenStreams streams(2);
  CountingStream a, b;
  ASSERT_TRUE(streams.Add(&a, "unix:", "watches", 2).ok());
  streams.EndAll();
  EXPECT_EQ(a.end.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(rpc::ReasonOf(a.end), "SHUTTING_DOWN");
  EXPECT_EQ(streams.Add(&b, "unix:", "watches", 2).code(), absl::StatusCode::kUnavailable);
  streams.Remove(&a);
}

}  // namespace
}  // namespace onrecord::query
