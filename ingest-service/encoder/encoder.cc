// BERT's forward pass as in the paper (Devlin et al. 2018) and in training/network.py, for
// inference: no dropout, no token types (the first one's embedding is in the positions'), no
// attention mask because nothing is padded. encoder_test.cc compares every token with the Python
// reference (training/golden_hidden_states.py).

#include "ingest-service/encoder/encoder.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kHidden = Encoder::kHidden;
constexpr int kMostLayers = 24;
constexpr float kNormEpsilon = 1e-12F;

// The most tokens in a batch: enough to keep the multiplications at full speed, few enough for the
// matrices between them to stay in a processor's cache.
constexpr size_t kBatchTokens = 512;

// How many of `windows`, from `first`, make the next batch.
size_t BatchSize(const std::vector<Window>& windows, size_t first) {
  size_t tokens = 0, end = first;
  while (end < windows.size() &&
         (end == first || tokens + windows[end].tokens.size() <= kBatchTokens)) {
    tokens += windows[end++].tokens.size();
  }
  return end - first;
}

// The layers `prefix`0, `prefix`1, ... of the model.
absl::Status LoadStack(const ModelFile& model, absl::string_view prefix, int count,
                       Precision precision,
                       std::vector<std::unique_ptr<const EncoderLayer>>& layers) {
  for (int number = 0; number < count; ++number) {
    auto layer = LoadLayer(model, absl::StrCat(prefix, number), precision);
    if (!layer.ok()) return layer.status();
    layers.push_back(*std::move(layer));
  }
  return absl::OkStatus();
}

}  // namespace

// What one call needs, whatever the number of its batches.
struct Encoder::Workspace {
  explicit Workspace(int64_t tokens)
      : hidden(new float[tokens * kHidden]),
        event_hidden(new float[tokens * kHidden]),
        layer(tokens) {}

  std::unique_ptr<float[]> hidden;        // [tokens, kHidden]; in and out of each layer
  std::unique_ptr<float[]> event_hidden;  // [tokens, kHidden]
  std::vector<int64_t> lengths;           // of the batch's windows
  LayerWorkspace layer;
};

absl::StatusOr<std::unique_ptr<const Encoder>> Encoder::Load(const ModelFile& model,
                                                             Precision precision) {
  std::unique_ptr<Encoder> encoder(new Encoder);
  if (absl::Status status = encoder->LoadEmbeddings(model); !status.ok()) return status;
  if (absl::Status status = encoder->LoadLayers(model, precision); !status.ok()) return status;
  return encoder;
}

absl::Status Encoder::LoadEmbeddings(const ModelFile& model) {
  auto word_shape = model.Shape("encoder.word.weight");
  if (!word_shape.ok()) return word_shape.status();
  const int64_t vocabulary = word_shape->empty() ? 0 : word_shape->front();
  auto word = model.Quantized("encoder.word.weight", {vocabulary, kHidden});
  if (!word.ok()) return word.status();
  auto position_shape = model.Shape("encoder.position.weight");
  if (!position_shape.ok()) return position_shape.status();
  const int64_t positions = position_shape->empty() ? 0 : position_shape->front();
  auto position = model.Floats("encoder.position.weight",
                               {std::max<int64_t>(positions, kMaxWindowTokens), kHidden});
  if (!position.ok()) return position.status();
  auto letter_case = model.Floats("encoder.case.weight", {kLetterCases, kHidden});
  if (!letter_case.ok()) return letter_case.status();
  auto norm = LayerNorm::Load(model, "encoder.norm", kHidden, kNormEpsilon);
  if (!norm.ok()) return norm.status();

  word_embeddings_.assign(word->values.begin(), word->values.end());
  word_scales_ = std::move(word->scales);
  position->resize(kMaxWindowTokens * kHidden);
  position_embeddings_ = *std::move(position);
  case_embeddings_ = *std::move(letter_case);
  embedding_norm_ = *std::move(norm);
  return absl::OkStatus();
}

absl::Status Encoder::LoadLayers(const ModelFile& model, Precision precision) {
  const absl::StatusOr<int> layers = model.Number("layers", 1, kMostLayers);
  if (!layers.ok()) return layers.status();
  const absl::StatusOr<int> frozen = model.Number("frozen", 0, *layers);
  if (!frozen.ok()) return frozen.status();
  frozen_ = *frozen;
  const absl::StatusOr<int> event_layers = model.Number("event_layers", 1, kMostLayers);
  if (!event_layers.ok()) return event_layers.status();
  if (absl::Status status = LoadStack(model, "encoder.layers.", *layers, precision, layers_);
      !status.ok()) {
    return status;
  }
  return LoadStack(model, "event_layers.", *event_layers, precision, event_layers_);
}

absl::Status Encoder::CheckWindows(const std::vector<Window>& windows) const {
  const int64_t vocabulary = static_cast<int64_t>(word_scales_.size());
  for (const Window& window : windows) {
    if (window.tokens.empty() || window.tokens.size() > kMaxWindowTokens) {
      return absl::InvalidArgumentError(absl::StrCat("A window has ", window.tokens.size(),
                                                     " tokens; it must have 1 to ",
                                                     kMaxWindowTokens, "."));
    }
    for (const Token& token : window.tokens) {
      if (token.id < 0 || token.id >= vocabulary) {
        return absl::InvalidArgumentError(
            absl::StrCat("The token id ", token.id, " is outside of the model's vocabulary."));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Encoder::Encode(const std::vector<Window>& windows,
                             absl::FunctionRef<bool()> cancelled,
                             absl::FunctionRef<void(const EncodedWindow&)> visit) const {
  if (absl::Status status = CheckWindows(windows); !status.ok()) return status;
  size_t tokens = 0;
  for (const Window& window : windows) tokens += window.tokens.size();
  Workspace workspace(static_cast<int64_t>(std::min(tokens, kBatchTokens)));

  for (size_t first = 0, size = 0; first < windows.size(); first += size) {
    if (cancelled()) return absl::CancelledError("Reading was cancelled.");
    size = BatchSize(windows, first);
    EncodeBatch(absl::MakeConstSpan(windows).subspan(first, size), workspace);
    const float* hidden = workspace.hidden.get();
    const float* event_hidden = workspace.event_hidden.get();
    for (size_t index = first; index < first + size; ++index) {
      const std::vector<Token>& of_window = windows[index].tokens;
      const size_t count = of_window.size() * kHidden;
      visit({static_cast<int>(index), of_window, {hidden, count}, {event_hidden, count}});
      hidden += count;
      event_hidden += count;
    }
  }
  return absl::OkStatus();
}

void Encoder::Embed(const Window& window, float* hidden) const {
  const float* position = position_embeddings_.data();
  for (const Token& token : window.tokens) {
    const int8_t* const word = word_embeddings_.data() + token.id * kHidden;
    const float scale = word_scales_[token.id];
    for (int64_t k = 0; k < kHidden; ++k) hidden[k] = scale * word[k] + position[k];
    position += kHidden;
    hidden += kHidden;
  }
}

void Encoder::AddLetterCase(absl::Span<const Window> windows, float* hidden) const {
  for (const Window& window : windows) {
    for (const Token& token : window.tokens) {
      const int64_t row = static_cast<int64_t>(token.letter_case);
      const float* const letter_case = case_embeddings_.data() + row * kHidden;
      for (int64_t k = 0; k < kHidden; ++k) hidden[k] += letter_case[k];
      hidden += kHidden;
    }
  }
}

void Encoder::EncodeBatch(absl::Span<const Window> windows, Workspace& workspace) const {
  float* const hidden = workspace.hidden.get();
  workspace.lengths.clear();
  int64_t rows = 0;
  for (const Window& window : windows) {
    Embed(window, hidden + rows * kHidden);
    workspace.lengths.push_back(static_cast<int64_t>(window.tokens.size()));
    rows += workspace.lengths.back();
  }
  embedding_norm_.Apply(rows, hidden);
  for (size_t layer = 0; layer <= layers_.size(); ++layer) {
    if (layer == frozen_) AddLetterCase(windows, hidden);
    if (layer < layers_.size()) layers_[layer]->Apply(workspace.lengths, workspace.layer, hidden);
  }
  std::copy_n(hidden, rows * kHidden, workspace.event_hidden.get());
  for (const auto& layer : event_layers_) {
    layer->Apply(workspace.lengths, workspace.layer, workspace.event_hidden.get());
  }
}

}  // namespace onrecord::ingest
