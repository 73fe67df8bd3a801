#include "ingest-service/attribution/attribution_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The model that ships, on sentences that any reader must get right.
class AttributionReaderTest : public ::testing::Test {
 protected:
  static std::vector<Attribution> Read(const std::string& text) {
    const auto model = ModelFile::Open("ingest-service/model/reader.safetensors");
    EXPECT_TRUE(model.ok()) << model.status();
    const auto tokenizer = Tokenizer::Load(*model);
    const auto encoder = Encoder::Load(*model);
    const auto reader = AttributionReader::Load(*model);
    EXPECT_TRUE(tokenizer.ok() && encoder.ok() && reader.ok());
    AttributionSet found;
    const absl::Status status = (*encoder)->Encode(
        CutWindows(*tokenizer, text), [] { return false; },
        [&](const EncodedWindow& window) { reader->Read(window, found); });
    EXPECT_TRUE(status.ok()) << status;
    return found.Take();
  }
};

TEST_F(AttributionReaderTest, ReadsSourceCueAndContent) {
  const std::string text = "The bridge was closed. Lena Osei said the bridge would open on Friday.";
  const std::vector<Attribution> found = Read(text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(Surface(text, found[0].cue.front()), "said");
  ASSERT_THAT(found[0].source, SizeIs(1));
  EXPECT_EQ(Surface(text, found[0].source.front()), "Lena Osei");
  ASSERT_THAT(found[0].content, SizeIs(1));
  EXPECT_EQ(Surface(text, found[0].content.front()), "the bridge would open on Friday");
  EXPECT_GT(found[0].confidence, 0.8f);
  EXPECT_LE(found[0].confidence, 1.0f);
}

TEST_F(AttributionReaderTest, SpansHoldWholeWords) {
  const std::string text = "Grzegorz Brzęczyszczykiewicz said the Szczebrzeszyn plan was dead.";
  const std::vector<Attribution> found = Read(text);
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_THAT(found[0].source, SizeIs(1));
  EXPECT_EQ(Surface(text, found[0].source.front()), "Grzegorz Brzęczyszczykiewicz");
}

TEST_F(AttributionReaderTest, BrokenQuotationIsOneAttribution) {
  const std::string text = "“We knew,” the mayor said, “and we kept silent.”";
  const std::vector<Attribution> found = Read(text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].content, SizeIs(2));
}

TEST_F(AttributionReaderTest, NothingAttributedIsNoAttribution) {
  EXPECT_THAT(Read("The bridge is 300 metres long and was built in 1931."), IsEmpty());
}

TEST(AttributionReaderLoadTest, ModelWithoutHeadsIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(AttributionReader::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
