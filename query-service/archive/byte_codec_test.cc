#include "query-service/archive/byte_codec.h"

#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ByteCodecTest, ReadsBackWhatWasWritten) {
  ByteWriter writer;
  for (const uint64_t number : {uint64_t{0}, uint64_t{127}, uint64_t{128}, UINT64_MAX}) {
    writer.Number(number);
  }
  writer.Double(-46.25);
  writer.String(std::string("a\0b", 3));
  writer.Strings({"", "Øystein"});
  writer.Spans({{0, 0}, {7, 300}});
  ByteReader reader(writer.bytes());
  EXPECT_EQ(reader.Number(), 0u);
  EXPECT_EQ(reader.Number(), 127u);
  EXPECT_EQ(reader.Number(), 128u);
  EXPECT_EQ(reader.Number(), UINT64_MAX);
  EXPECT_EQ(reader.Double(), -46.25);
  EXPECT_EQ(reader.String(), std::string("a\0b", 3));
  EXPECT_THAT(reader.Strings(), ElementsAre("", "Øystein"));
  EXPECT_THAT(reader.Spans(), ElementsAre(Span{0, 0}, Span{7, 300}));
  EXPECT_TRUE(reader.Finished());
}

TEST(ByteCodecTest, FailsOnEveryTruncation) {
  ByteWriter writer;
  writer.Strings({"one", "two"});
  writer.Spans({{1000, 2000}});
  writer.Double(1);
  for (size_t size = 0; size < writer.bytes().size(); ++size) {
    ByteReader reader(std::string_view(writer.bytes()).substr(0, size));
    reader.Strings();
    reader.Spans();
    reader.Double();
    EXPECT_FALSE(reader.ok()) << size;
    EXPECT_FALSE(reader.Finished()) << size;
  }
}

TEST(ByteCodecTest, RefusesListsLongerThanTheirBytes) {
  ByteWriter writer;
  writer.Number(uint64_t{1} << 60);
  ByteReader reader(writer.bytes());
  EXPECT_THAT(reader.Strings(), IsEmpty());
  EXPECT_FALSE(reader.ok());
}

TEST(ByteCodecTest, RefusesSpansBeyondOffsets) {
  ByteWriter writer;
  writer.Number(INT32_MAX);
  writer.Number(1);
  ByteReader reader(writer.bytes());
  reader.GetSpan();
  EXPECT_FALSE(reader.ok());
}

TEST(ByteCodecTest, RefusesEndlessNumbers) {
  const std::string bytes(11, '\xff');
  ByteReader reader(bytes);
  EXPECT_EQ(reader.Number(), 0u);
  EXPECT_FALSE(reader.ok());
}

TEST(ByteCodecTest, BytesLeftOverAreNotFinished) {
  ByteReader reader("\x01\x02");
  EXPECT_EQ(reader.Number(), 1u);
  EXPECT_TRUE(reader.ok());
  EXPECT_FALSE(reader.Finished());
}

}  // namespace
}  // namespace onrecord::query
