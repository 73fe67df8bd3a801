#include "ingest-service/events/event_reader.h"

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
class EventReaderTest : public ::testing::Test {
 protected:
  std::vector<EventReading> Read(const std::string& text) {
    text_ = text;
    const auto model = ModelFile::Open("ingest-service/model/reader.safetensors");
    EXPECT_TRUE(model.ok()) << model.status();
    const auto tokenizer = Tokenizer::Load(*model);
    const auto encoder = Encoder::Load(*model);
    const auto reader = EventReader::Load(*model);
    EXPECT_TRUE(tokenizer.ok() && encoder.ok() && reader.ok());
    EventSet found;
    const absl::Status status = (*encoder)->Encode(
        CutWindows(*tokenizer, text), [] { return false; },
        [&](const EncodedWindow& window) { reader->Read(window, found); });
    EXPECT_TRUE(status.ok()) << status;
    return found.Take();
  }

  std::vector<std::string> Words(const std::vector<Span>& spans) const {
    std::vector<std::string> words;
    for (const Span& span : spans) words.emplace_back(Surface(text_, span));
    return words;
  }

 private:
  std::string text_;
};

TEST_F(EventReaderTest, ReadsWholeEvent) {
  const std::vector<EventReading> events = Read("Police arrested 12 sailors in Geneva on Tuesday.");
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_THAT(Words({events[0].trigger}), ElementsAre("arrested"));
  EXPECT_EQ(events[0].type, EventType::kCoerce);
  EXPECT_EQ(events[0].status, EventStatus::kActual);
  EXPECT_THAT(Words(events[0].actors), ElementsAre("Police"));
  EXPECT_THAT(Words(events[0].recipients), ElementsAre("12 sailors"));
  EXPECT_THAT(Words(events[0].places), ElementsAre("Geneva"));
  EXPECT_THAT(Words(events[0].times), ElementsAre("Tuesday"));
  EXPECT_GT(events[0].confidence, 0.5f);
  EXPECT_LE(events[0].confidence, 1.0f);
}

TEST_F(EventReaderTest, ParticipantsAreReadOneByOne) {
  const std::vector<EventReading> events = Read("France and Germany condemned the attack.");
  ASSERT_FALSE(events.empty());
  EXPECT_THAT(Words(events[0].actors), ElementsAre("France", "Germany"));
}

TEST_F(EventReaderTest, NothingThatHappensIsNoEvent) {
  EXPECT_THAT(Read("The bridge is 300 metres long and made of grey stone."), IsEmpty());
}

TEST(EventReaderLoadTest, ModelWithoutHeadsIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(EventReader::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
