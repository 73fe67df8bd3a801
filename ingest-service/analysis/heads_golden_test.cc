// All heads together against torch: weights and windows are drawn by the rule of
// training/golden_heads.py, which wrote what predict.py reads in them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ingest-service/attribution/attribution_reader.h"
#include "ingest-service/encoder/drawn_model.h"
#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/entities/mention_head.h"
#include "ingest-service/events/event_reader.h"

namespace onrecord::ingest {
namespace {

using nlohmann::json;

constexpr char kGolden[] = "ingest-service/analysis/testdata/heads.json";
constexpr int64_t kHidden = Encoder::kHidden;
constexpr int64_t kSize = 160;
constexpr double kTolerance = 1e-4;

std::vector<float> Drawn(const std::string& name, int64_t count, float centre, float spread) {
  Draw draw(name);
  std::vector<float> values(count);
  for (float& value : values) value = draw.Around(centre, spread);
  return values;
}

// The heads' weights.
class DrawnHeads {
 public:
  static ModelFile Model() {
    DrawnHeads heads;
    heads.AddTagHead("cue", 5, 4);
    heads.AddTagHead("mention", 37, 5);
    heads.AddTagHead("trigger", 5, 4);
    heads.AddArgumentHead("arguments", 9);
    heads.AddArgumentHead("participants", 17);
    heads.AddLabelHead("kind", 17);
    heads.AddLabelHead("event", 22);
    heads.Add("confidence.weight", {8}, 0, 0.3f);
    heads.Add("confidence.bias", {1}, 0, 0.3f);
    heads.Add("event_confidence.weight", {7}, 0, 0.3f);
    heads.Add("event_confidence.bias", {1}, 0, 0.3f);
    return *ModelFile::Parse("test", heads.builder_.Build());
  }

 private:
  // `added` goes to the first number, the bias of O.
  void Add(const std::string& name, const std::vector<int64_t>& shape, float centre, float spread,
           float added = 0) {
    int64_t count = 1;
    for (const int64_t length : shape) count *= length;
    std::vector<float> values = Drawn(name, count, centre, spread);
    values.front() += added;
    builder_.AddFloats(name, shape, values);
  }

  void AddDense(const std::string& name, const std::vector<int64_t>& shape, double gain,
                float added = 0) {
    int64_t inputs = 1;
    for (size_t i = 1; i < shape.size(); ++i) inputs *= shape[i];
    const double spread = gain * std::sqrt(3.0 / static_cast<double>(inputs));
    Add(name + ".weight", shape, 0, static_cast<float>(spread));
    Add(name + ".bias", {shape.front()}, 0, 0.5f, added);
  }

  void AddTagHead(const std::string& name, int64_t tags, float added) {
    AddDense(name + ".inner", {kSize, kHidden}, 1);
    AddDense(name + ".outer", {tags, kSize}, 3, added);
  }

  void AddArgumentHead(const std::string& name, int64_t tags) {
    for (const char* part : {".hidden", ".gated", ".cue"}) {
      AddDense(name + part, {kSize, kHidden}, 1);
    }
    Add(name + ".others.weight", {kSize, 5}, 0, 1);
    Add(name + ".distance.weight", {66, kSize}, 0, 1);
    for (const char* number : {"0", "1", "2", "3"}) {
      AddDense(name + ".convolutions." + number, {kSize, kSize, 3}, 1);
      Add(name + ".norms." + number + ".weight", {kSize}, 1, 0.5f);
      Add(name + ".norms." + number + ".bias", {kSize}, 0, 0.5f);
    }
    AddDense(name + ".output", {tags, kSize}, 3, 2);
  }

  void AddLabelHead(const std::string& name, int64_t labels) {
    AddDense(name + ".inner", {256, 4 * kHidden}, 1);
    AddDense(name + ".outer", {labels, 256}, 3);
  }

  ModelBuilder builder_;
};

// Window `number` of the golden data.
struct DrawnWindow {
  DrawnWindow(int number, int length)
      : tokens(length),
        hidden(Drawn("hidden." + std::to_string(number), length * kHidden, 0, 1.7f)) {
    Draw cases("cases." + std::to_string(number));
    for (int i = 0; i < length; ++i) {
      const int letter_case = cases.Below(kLetterCases);
      if (i == 0 || i == length - 1) continue;
      tokens[i].span = {3 * i, 3 * i + 2};
      tokens[i].letter_case = static_cast<LetterCase>(letter_case);
    }
  }

  EncodedWindow View() const { return {0, tokens, hidden, hidden}; }

  std::vector<Token> tokens;
  std::vector<float> hidden;
};

std::vector<Span> Spans(const json& rows) {
  std::vector<Span> spans;
  for (const json& row : rows) spans.push_back({row[0], row[1]});
  return spans;
}

class HeadsGoldenTest : public ::testing::Test {
 protected:
  HeadsGoldenTest() : model_(DrawnHeads::Model()) {
    std::ifstream file(kGolden);
    golden_ = json::parse(file);
  }

  const ModelFile model_;
  json golden_;
};

TEST_F(HeadsGoldenTest, AttributionsAreThoseOfTorch) {
  const auto reader = AttributionReader::Load(model_);
  ASSERT_TRUE(reader.ok()) << reader.status();
  for (size_t number = 0; number < golden_.size(); ++number) {
    const json& expected = golden_[number]["attributions"];
    AttributionSet found;
    reader->Read(DrawnWindow(static_cast<int>(number), golden_[number]["length"]).View(), found);
    const std::vector<Attribution> read = found.Take();
    ASSERT_EQ(read.size(), expected.size()) << number;
    for (size_t i = 0; i < read.size(); ++i) {
      EXPECT_EQ(read[i].cue, Spans(expected[i]["cue"]));
      EXPECT_EQ(read[i].source, Spans(expected[i]["source"]));
      EXPECT_EQ(read[i].content, Spans(expected[i]["content"]));
      EXPECT_NEAR(read[i].confidence, expected[i]["confidence"], kTolerance);
      EXPECT_EQ(static_cast<int>(read[i].reading.kind), expected[i]["kind"]);
      EXPECT_EQ(read[i].reading.hedged, expected[i]["hedged"]);
      EXPECT_NEAR(read[i].reading.probability, expected[i]["probability"], kTolerance);
    }
  }
}

TEST_F(HeadsGoldenTest, MentionsAreThoseOfTorch) {
  const auto head = MentionHead::Load(model_);
  ASSERT_TRUE(head.ok()) << head.status();
  for (size_t number = 0; number < golden_.size(); ++number) {
    const json& expected = golden_[number]["mentions"];
    MentionSet found;
    head->Read(DrawnWindow(static_cast<int>(number), golden_[number]["length"]).View(), found);
    const std::vector<NameMention> read = found.Take();
    ASSERT_EQ(read.size(), expected.size()) << number;
    for (size_t i = 0; i < read.size(); ++i) {
      EXPECT_EQ(read[i].span, (Span{expected[i][0], expected[i][1]}));
      EXPECT_EQ(static_cast<int>(read[i].type), expected[i][2]);
      EXPECT_NEAR(read[i].probability, expected[i][3], kTolerance);
    }
  }
}

TEST_F(HeadsGoldenTest, EventsAreThoseOfTorch) {
  const auto reader = EventReader::Load(model_);
  ASSERT_TRUE(reader.ok()) << reader.status();
  for (size_t number = 0; number < golden_.size(); ++number) {
    const json& expected = golden_[number]["events"];
    EventSet found;
    reader->Read(DrawnWindow(static_cast<int>(number), golden_[number]["length"]).View(), found);
    const std::vector<EventReading> read = found.Take();
    ASSERT_EQ(read.size(), expected.size()) << number;
    for (size_t i = 0; i < read.size(); ++i) {
      EXPECT_EQ(read[i].trigger, (Span{expected[i]["trigger"][0], expected[i]["trigger"][1]}));
      EXPECT_EQ(read[i].actors, Spans(expected[i]["actor"]));
      EXPECT_EQ(read[i].recipients, Spans(expected[i]["recipient"]));
      EXPECT_EQ(read[i].places, Spans(expected[i]["place"]));
      EXPECT_EQ(read[i].times, Spans(expected[i]["time"]));
      EXPECT_EQ(static_cast<int>(read[i].type), expected[i]["type"]);
      EXPECT_EQ(static_cast<int>(read[i].status), expected[i]["status"]);
      EXPECT_NEAR(read[i].confidence, expected[i]["confidence"], kTolerance);
    }
  }
}

}  // namespace
}  // namespace onrecord::ingest
