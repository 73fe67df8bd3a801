#include "tests/accuracy/gold_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace onrecord::accuracy {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(GoldJsonTest, ReadsOneObjectALine) {
  std::istringstream input("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
  const auto rows = ReadRows(input);
  ASSERT_TRUE(rows.ok());
  EXPECT_THAT(*rows, SizeIs(2));
}

TEST(GoldJsonTest, RejectsWhatIsNoObject) {
  std::istringstream broken("{}\n{\"id\":");
  EXPECT_EQ(ReadRows(broken).status(), absl::InvalidArgumentError("line 2 is no JSON object"));
  std::istringstream list("[1]\n");
  EXPECT_EQ(ReadRows(list).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(GoldJsonTest, SpansSurviveBothConversions) {
  const fields::OffsetConverter offsets("“né” 😀!", fields::OffsetEncoding::kUtf32);
  const json spans = json::parse("[[1, 3], [5, 6]]");
  const auto bytes = SpansFromJson(spans, offsets);
  ASSERT_TRUE(bytes.ok());
  EXPECT_THAT(*bytes, ElementsAre(ingest::Span{3, 6}, ingest::Span{10, 14}));
  EXPECT_EQ(SpansToJson(*bytes, offsets), spans);
}

TEST(GoldJsonTest, RejectsSpanOutsideText) {
  const fields::OffsetConverter offsets("né", fields::OffsetEncoding::kUtf32);
  for (const char* spans : {"[[0, 3]]", "[[-1, 1]]", "[[0]]", "[7]"}) {
    EXPECT_EQ(SpansFromJson(json::parse(spans), offsets).status().code(),
              absl::StatusCode::kInvalidArgument)
        << spans;
  }
}

TEST(PredictRows, WritesALineForEachRow) {
  std::istringstream input("{\"id\": 1}\n{\"id\": 2}\n");
  std::ostringstream output;
  EXPECT_EQ(PredictRows(input, output,
                        [](const json& row) {
                          return json({{"of", row["id"]}});
                        }),
            0);
  EXPECT_EQ(output.str(), "{\"of\":1}\n{\"of\":2}\n");
}

TEST(PredictRows, EndsWhereOneCannotBePredicted) {
  std::istringstream input("{\"id\": 1}\n{\"id\": 2}\n");
  std::ostringstream output;
  EXPECT_EQ(
      PredictRows(input, output, [](const json&) { return absl::InvalidArgumentError("no text"); }),
      1);
  EXPECT_EQ(output.str(), "");
}

}  // namespace
}  // namespace onrecord::accuracy
