#include "query-service/query/page_token.h"

#include <random>
#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::query {
namespace {

const ListKey kKey = {1'234'567'890'123'456};

void ExpectReason(const absl::Status& status, const std::string& reason) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rpc::ReasonOf(status), reason);
}

TEST(PageTokenTest, ReadsBackKeys) {
  for (const int64_t row : {INT64_MIN, int64_t{-1}, int64_t{0}, INT64_MAX}) {
    const ListKey key = {row};
    const auto read = DecodeListToken(ListKind::kPositions, "asked",
                                      EncodePageToken(ListKind::kPositions, "asked", key));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, key);
  }
  const ListKey ranked = {-7, Rank{2'200'000, INT64_MIN, INT64_MAX}};
  const auto ranked_read = DecodeListToken(ListKind::kPositions, "asked",
                                           EncodePageToken(ListKind::kPositions, "asked", ranked));
  ASSERT_TRUE(ranked_read.ok()) << ranked_read.status();
  EXPECT_EQ(*ranked_read, ranked);
  const SpeakerKey name = {"Øystein \"Å\"", 7, "o-1"};
  const auto read = DecodeSpeakerToken(ListKind::kSpeakers, "asked",
                                       EncodePageToken(ListKind::kSpeakers, "asked", name));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, name);
}

TEST(PageTokenTest, IsSafeInUris) {
  const std::string token = EncodePageToken(ListKind::kEvents, "asked", kKey);
  EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789-_"),
            std::string::npos);
}

TEST(PageTokenTest, RejectsTokenOfOtherFilter) {
  const std::string token = EncodePageToken(ListKind::kPositions, "asked", kKey);
  ExpectReason(DecodeListToken(ListKind::kPositions, "other", token).status(),
               "PAGE_TOKEN_MISMATCH");
}

TEST(PageTokenTest, RejectsTokenOfOtherList) {
  const std::string token = EncodePageToken(ListKind::kPositions, "asked", kKey);
  ExpectReason(DecodeListToken(ListKind::kEvents, "asked", token).status(), "INVALID_PAGE_TOKEN");
  ExpectReason(DecodeSpeakerToken(ListKind::kSpeakers, "asked", token).status(),
               "INVALID_PAGE_TOKEN");
}

TEST(PageTokenTest, RejectsDamage) {
  const std::string token = EncodePageToken(ListKind::kPositions, "asked", kKey);
  for (size_t i = 0; i < token.size(); ++i) {
    std::string damaged = token;
    damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
    const auto read = DecodeListToken(ListKind::kPositions, "asked", damaged);
    // The last character may have bits that no byte has.
    if (read.ok()) {
      EXPECT_EQ(*read, kKey);
    } else {
      ExpectReason(read.status(), "INVALID_PAGE_TOKEN");
    }
    ExpectReason(DecodeListToken(ListKind::kPositions, "asked", token.substr(0, i)).status(),
                 "INVALID_PAGE_TOKEN");
  }
}

TEST(PageTokenTest, RejectsNoise) {
  std::mt19937 random(3);
  for (int round = 0; round < 1000; ++round) {
    std::string noise;
    for (unsigned i = random() % 60; i > 0; --i) noise.push_back(static_cast<char>(random()));
    ExpectReason(DecodeListToken(ListKind::kPositions, "asked", noise).status(),
                 "INVALID_PAGE_TOKEN");
  }
}

}  // namespace
}  // namespace onrecord::query
