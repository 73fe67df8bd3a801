// A small encoder for tests, its weights drawn by a rule: two layers and that of
// events, fifty word pieces.
//
// training/golden_hidden_states.py draws the same by the same rule and stores what torch makes of
// the same windows, so the encoder can be compared with torch without any file of weights.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_DRAWN_MODEL_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_DRAWN_MODEL_H_

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ingest-service/encoder/encoder_layer.h"
#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {

// Pseudo-random numbers that depend on `name` alone: SplitMix64, seeded by FNV-1a.
class Draw {
 public:
  explicit Draw(const std::string& name) {
    for (const char byte : name) state_ = (state_ ^ static_cast<uint8_t>(byte)) * 0x100000001B3;
  }

  // A number from centre - spread to centre + spread.
  float Around(float centre, float spread) {
    return centre + spread * (static_cast<float>(Next() >> 40) * 0x1p-23F - 1.0F);
  }

  // A whole number from 0 to end - 1.
  int Below(int end) { return static_cast<int>((Next() >> 32) % static_cast<uint64_t>(end)); }

 private:
  uint64_t Next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  uint64_t state_ = 0xCBF29CE484222325;
};

class DrawnModel {
 public:
  static constexpr int kVocabulary = 50;
  static constexpr int kLayers = 2;
  static constexpr int kEventLayers = 2;

  // The model's file. A tensor named `without`, and its scales, are left out.
  static std::string Build(const std::string& without = "",
                           const std::map<std::string, std::string>& metadata = {
                               {"layers", "2"}, {"frozen", "1"}, {"event_layers", "2"}}) {
    DrawnModel model(without);
    for (const auto& [key, value] : metadata) model.builder_.AddMetadata(key, value);
    model.AddQuantized("encoder.word.weight", kVocabulary, kHidden, 1.0F / 127);
    model.AddFloats("encoder.position.weight", {kMaxWindowTokens, kHidden}, 0, 0.5F);
    model.AddFloats("encoder.case.weight", {kLetterCases, kHidden}, 0, 1);
    model.AddNorm("encoder.norm");
    for (int layer = 0; layer < kLayers; ++layer) {
      model.AddLayer("encoder.layers." + std::to_string(layer) + ".");
    }
    for (int layer = 0; layer < kEventLayers; ++layer) {
      model.AddLayer("event_layers." + std::to_string(layer) + ".");
    }
    return model.builder_.Build();
  }

  // Window `number` of the golden data, of `length` tokens.
  static Window DrawWindow(int number, int length) {
    Draw ids("ids." + std::to_string(number)), cases("cases." + std::to_string(number));
    Window window;
    for (int k = 0; k < length; ++k) {
      Token token;
      token.id = ids.Below(kVocabulary);
      token.letter_case = static_cast<LetterCase>(cases.Below(kLetterCases));
      window.tokens.push_back(token);
    }
    return window;
  }

 private:
  static constexpr int64_t kHidden = EncoderLayer::kHidden;

  explicit DrawnModel(std::string without) : without_(std::move(without)) {}

  void AddFloats(const std::string& name, const std::vector<int64_t>& shape, float centre,
                 float spread) {
    if (name == without_) return;
    int64_t count = 1;
    for (const int64_t dimension : shape) count *= dimension;
    Draw draw(name);
    std::vector<float> values(count);
    for (float& value : values) value = draw.Around(centre, spread);
    builder_.AddFloats(name, shape, values);
  }

  void AddQuantized(const std::string& name, int64_t rows, int64_t columns, float scale) {
    if (name == without_) return;
    Draw draw(name), draw_scale(name + ".scale");
    std::vector<int8_t> values(rows * columns);
    for (int8_t& value : values) value = static_cast<int8_t>(draw.Below(255) - 127);
    std::vector<float> scales(rows);
    for (float& value : scales) value = draw_scale.Around(scale, scale / 2);
    builder_.AddQuantized(name, {rows, columns}, values, scales);
  }

  void AddDense(const std::string& name, int64_t inputs, int64_t outputs) {
    const double scale = 1 / (73 * std::sqrt(static_cast<double>(inputs)));
    AddQuantized(name + ".weight", outputs, inputs, static_cast<float>(scale));
    AddFloats(name + ".bias", {outputs}, 0, 0.5F);
  }

  void AddLayer(const std::string& name) {
    AddDense(name + "query_key_value", kHidden, 3 * kHidden);
    AddDense(name + "attention_output", kHidden, kHidden);
    AddNorm(name + "attention_norm");
    AddDense(name + "intermediate", kHidden, 4 * kHidden);
    AddDense(name + "output", 4 * kHidden, kHidden);
    AddNorm(name + "output_norm");
  }

  void AddNorm(const std::string& name) {
    AddFloats(name + ".weight", {kHidden}, 1, 0.5F);
    AddFloats(name + ".bias", {kHidden}, 0, 0.5F);
  }

  std::string without_;
  ModelBuilder builder_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_DRAWN_MODEL_H_
