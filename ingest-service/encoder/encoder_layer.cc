#include "ingest-service/encoder/encoder_layer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest-service/encoder/attention.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/quantized_linear.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kHidden = EncoderLayer::kHidden;
constexpr int64_t kIntermediate = EncoderLayer::kIntermediate;
constexpr float kNormEpsilon = 1e-12F;

// The layer in fp32, of Linear, or in int8, of QuantizedLinear: the parts are the same.
template <typename Dense>
class LayerOf : public EncoderLayer {
 public:
  absl::Status Load(const ModelFile& model, const std::string& name);

  void Apply(absl::Span<const int64_t> lengths, LayerWorkspace& workspace,
             float* hidden) const override;

 private:
  void Project(int64_t rows, const float* hidden, LayerWorkspace& workspace) const;
  void Finish(int64_t rows, LayerWorkspace& workspace, float* hidden) const;

  Dense query_key_value_;
  Dense attention_output_;
  LayerNorm attention_norm_;
  Dense intermediate_;
  Dense output_;
  LayerNorm output_norm_;
};

// Moves what was loaded into `part`.
template <typename Part>
absl::Status Take(absl::StatusOr<Part> loaded, Part& part) {
  if (loaded.ok()) part = *std::move(loaded);
  return loaded.status();
}

template <typename Dense>
absl::Status LayerOf<Dense>::Load(const ModelFile& model, const std::string& name) {
  const auto dense = [&](const char* part, int64_t inputs, int64_t outputs, Dense& to) {
    return Take(Dense::Load(model, name + part, inputs, outputs), to);
  };
  const auto norm = [&](const char* part, LayerNorm& to) {
    return Take(LayerNorm::Load(model, name + part, kHidden, kNormEpsilon), to);
  };
  absl::Status status = dense("query_key_value", kHidden, 3 * kHidden, query_key_value_);
  if (status.ok()) status = dense("attention_output", kHidden, kHidden, attention_output_);
  if (status.ok()) status = norm("attention_norm", attention_norm_);
  if (status.ok()) status = dense("intermediate", kHidden, kIntermediate, intermediate_);
  if (status.ok()) status = dense("output", kIntermediate, kHidden, output_);
  if (status.ok()) status = norm("output_norm", output_norm_);
  return status;
}

template <typename Dense>
void LayerOf<Dense>::Apply(absl::Span<const int64_t> lengths, LayerWorkspace& workspace,
                           float* hidden) const {
  int64_t rows = 0;
  for (const int64_t length : lengths) rows += length;
  Project(rows, hidden, workspace);
  int64_t row = 0;
  for (const int64_t length : lengths) {
    Attend(length, workspace.query_key_value.get() + row * 3 * kHidden, workspace.scores.get(),
           workspace.context.get() + row * kHidden);
    row += length;
  }
  Finish(rows, workspace, hidden);
}

template <>
void LayerOf<Linear>::Project(int64_t rows, const float* hidden, LayerWorkspace& workspace) const {
  query_key_value_.Apply(rows, hidden, workspace.query_key_value.get());
}

template <>
void LayerOf<Linear>::Finish(int64_t rows, LayerWorkspace& workspace, float* hidden) const {
  float* const output = workspace.output.get();
  attention_output_.ApplyWithoutBias(rows, workspace.context.get(), output);
  attention_norm_.ApplyToSum(rows, attention_output_.bias(), output, hidden);
  intermediate_.ApplyGelu(rows, hidden, workspace.intermediate.get());
  output_.ApplyWithoutBias(rows, workspace.intermediate.get(), output);
  output_norm_.ApplyToSum(rows, output_.bias(), output, hidden);
}

// Calls `work` with the first row and the number of rows of each part of `rows`.
template <typename Work>
void ForEachPart(int64_t rows, const Work& work) {
  for (int64_t row = 0; row < rows; row += LayerWorkspace::kRows) {
    work(row, std::min(LayerWorkspace::kRows, rows - row));
  }
}

QuantizedRows InputOf(LayerWorkspace& workspace) {
  return {workspace.input_bytes.get(), workspace.row_scales.get(), workspace.row_zeros.get()};
}

template <>
void LayerOf<QuantizedLinear>::Project(int64_t rows, const float* hidden,
                                       LayerWorkspace& workspace) const {
  const QuantizedRows input = InputOf(workspace);
  ForEachPart(rows, [&](int64_t row, int64_t size) {
    QuantizeRows(size, kHidden, hidden + row * kHidden, input);
    query_key_value_.Apply(size, input, workspace.sums.get(),
                           workspace.query_key_value.get() + row * 3 * kHidden);
  });
}

template <>
void LayerOf<QuantizedLinear>::Finish(int64_t rows, LayerWorkspace& workspace,
                                      float* hidden) const {
  int32_t* const sums = workspace.sums.get();
  const QuantizedRows input = InputOf(workspace);
  const QuantizedRows intermediate = {workspace.intermediate_bytes.get(),
                                      input.scales + LayerWorkspace::kRows,
                                      input.zeros + LayerWorkspace::kRows};
  ForEachPart(rows, [&](int64_t row, int64_t size) {
    float* const residual = hidden + row * kHidden;
    QuantizeRows(size, kHidden, workspace.context.get() + row * kHidden, input);
    attention_output_.ApplyToSum(size, input, sums, attention_norm_, residual);
    QuantizeRows(size, kHidden, residual, input);
    intermediate_.ApplyGelu(size, input, sums, intermediate);
    output_.ApplyToSum(size, intermediate, sums, output_norm_, residual);
  });
}

template <typename Dense>
absl::StatusOr<std::unique_ptr<const EncoderLayer>> Loaded(const ModelFile& model,
                                                           const std::string& name) {
  auto layer = std::make_unique<LayerOf<Dense>>();
  if (absl::Status status = layer->Load(model, name); !status.ok()) return status;
  return layer;
}

}  // namespace

LayerWorkspace::LayerWorkspace(int64_t tokens)
    : query_key_value(new float[tokens * 3 * kHidden]),
      scores(new float[kMaxWindowTokens * kMaxWindowTokens]),
      context(new float[tokens * kHidden]),
      intermediate(new float[tokens * kIntermediate]),
      output(new float[tokens * kHidden]),
      sums(new int32_t[kRows * kIntermediate]),
      input_bytes(new uint8_t[kRows * kHidden]),
      intermediate_bytes(new uint8_t[kRows * kIntermediate]),
      row_scales(new float[2 * kRows]),
      row_zeros(new int32_t[2 * kRows]) {}

Precision DefaultPrecision() {
  return MultipliesBytesExactly() ? Precision::kInt8 : Precision::kFloat;
}

absl::StatusOr<std::unique_ptr<const EncoderLayer>> LoadLayer(const ModelFile& model,
                                                              const std::string& name,
                                                              Precision precision) {
  return precision == Precision::kInt8 ? Loaded<QuantizedLinear>(model, name + ".")
                                       : Loaded<Linear>(model, name + ".");
}

}  // namespace onrecord::ingest
