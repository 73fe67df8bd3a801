#include "ingest-service/encoder/encoder_layer.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest-service/encoder/attention.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kHidden = EncoderLayer::kHidden;
constexpr int64_t kIntermediate = EncoderLayer::kIntermediate;
constexpr float kNormEpsilon = 1e-12F;

class FloatLayer : public EncoderLayer {
 public:
  static absl::StatusOr<std::unique_ptr<const EncoderLayer>> Load(const ModelFile& model,
                                                                  const std::string& name);

  void Apply(absl::Span<const int64_t> lengths, LayerWorkspace& workspace,
             float* hidden) const override;

 private:
  Linear query_key_value_;
  Linear attention_output_;
  LayerNorm attention_norm_;
  Linear intermediate_;
  Linear output_;
  LayerNorm output_norm_;
};

absl::StatusOr<std::unique_ptr<const EncoderLayer>> FloatLayer::Load(const ModelFile& model,
                                                                     const std::string& name) {
  auto query_key_value = Linear::Load(model, name + "query_key_value", kHidden, 3 * kHidden);
  if (!query_key_value.ok()) return query_key_value.status();
  auto attention_output = Linear::Load(model, name + "attention_output", kHidden, kHidden);
  if (!attention_output.ok()) return attention_output.status();
  auto attention_norm = LayerNorm::Load(model, name + "attention_norm", kHidden, kNormEpsilon);
  if (!attention_norm.ok()) return attention_norm.status();
  auto intermediate = Linear::Load(model, name + "intermediate", kHidden, kIntermediate);
  if (!intermediate.ok()) return intermediate.status();
  auto output = Linear::Load(model, name + "output", kIntermediate, kHidden);
  if (!output.ok()) return output.status();
  auto output_norm = LayerNorm::Load(model, name + "output_norm", kHidden, kNormEpsilon);
  if (!output_norm.ok()) return output_norm.status();
  auto layer = std::make_unique<FloatLayer>();
  layer->query_key_value_ = *std::move(query_key_value);
  layer->attention_output_ = *std::move(attention_output);
  layer->attention_norm_ = *std::move(attention_norm);
  layer->intermediate_ = *std::move(intermediate);
  layer->output_ = *std::move(output);
  layer->output_norm_ = *std::move(output_norm);
  return layer;
}

void FloatLayer::Apply(absl::Span<const int64_t> lengths, LayerWorkspace& workspace,
                       float* hidden) const {
  int64_t rows = 0;
  for (const int64_t length : lengths) rows += length;
  float* const query_key_value = workspace.query_key_value.get();
  float* const context = workspace.context.get();
  float* const output = workspace.output.get();

  query_key_value_.Apply(rows, hidden, query_key_value);
  int64_t row = 0;
  for (const int64_t length : lengths) {
    Attend(length, query_key_value + row * 3 * kHidden, workspace.scores.get(),
           context + row * kHidden);
    row += length;
  }
  attention_output_.ApplyWithoutBias(rows, context, output);
  attention_norm_.ApplyToSum(rows, attention_output_.bias(), output, hidden);

  intermediate_.ApplyGelu(rows, hidden, workspace.intermediate.get());
  output_.ApplyWithoutBias(rows, workspace.intermediate.get(), output);
  output_norm_.ApplyToSum(rows, output_.bias(), output, hidden);
}

}  // namespace

LayerWorkspace::LayerWorkspace(int64_t tokens)
    : query_key_value(new float[tokens * 3 * kHidden]),
      scores(new float[kMaxWindowTokens * kMaxWindowTokens]),
      context(new float[tokens * kHidden]),
      intermediate(new float[tokens * kIntermediate]),
      output(new float[tokens * kHidden]) {}

absl::StatusOr<std::unique_ptr<const EncoderLayer>> LoadFloatLayer(const ModelFile& model,
                                                                   int number) {
  return FloatLayer::Load(model, absl::StrCat("encoder.layers.", number, "."));
}

}  // namespace onrecord::ingest
