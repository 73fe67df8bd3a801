// BERT's forward pass as in the paper (Devlin et al. 2018) and in transformers.BertModel, for
// inference: no dropout, no token types but the first, no attention mask because nothing is padded.
// encoder_test.cc compares every token with the Python reference
// (training/golden_hidden_states.py).

#include "ingest-service/encoder/encoder.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kHidden = Encoder::kHidden;
constexpr int kLayers = 6;
constexpr int64_t kHeads = 12;
constexpr int64_t kHeadSize = kHidden / kHeads;
constexpr int64_t kIntermediate = 4 * kHidden;
constexpr int64_t kModelPositions = 512;
constexpr int64_t kTokenTypes = 2;
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

void Add(const float* x, int64_t size, float* sum) {
  for (int64_t k = 0; k < size; ++k) sum[k] += x[k];
}

// Attention of one window: from query, key and value side by side, [length, 3 * kHidden], to
// `context` [length, kHidden]. `scores` has room for [length, length].
void Attend(int64_t length, const float* query_key_value, float* scores, float* context) {
  constexpr int64_t kStride = 3 * kHidden;
  const float scale = 1.0F / std::sqrt(static_cast<float>(kHeadSize));
  for (int64_t head = 0; head < kHeads; ++head) {
    const float* const query = query_key_value + head * kHeadSize;
    const float* const key = query + kHidden;
    const float* const value = key + kHidden;
    MultiplyTransposed(length, length, kHeadSize, scale, {query, kStride}, {key, kStride},
                       {scores, length});
    Softmax(length, length, scores);
    Multiply(length, kHeadSize, length, 1.0F, {scores, length}, {value, kStride},
             {context + head * kHeadSize, kHidden});
  }
}

}  // namespace

// The matrices of one batch, allocated once per call and left uninitialised.
struct Encoder::Workspace {
  using Buffer = std::unique_ptr<float[]>;

  explicit Workspace(int64_t tokens)
      : hidden(new float[tokens * kHidden]),
        query_key_value(new float[tokens * 3 * kHidden]),
        scores(new float[kMaxWindowTokens * kMaxWindowTokens]),
        context(new float[tokens * kHidden]),
        intermediate(new float[tokens * kIntermediate]),
        output(new float[tokens * kHidden]) {}

  Buffer hidden;           // [tokens, kHidden]; in and out of each layer
  Buffer query_key_value;  // [tokens, 3 * kHidden]
  Buffer scores;           // of one head over one window
  Buffer context;          // [tokens, kHidden]
  Buffer intermediate;     // [tokens, kIntermediate]
  Buffer output;           // [tokens, kHidden]; what a layer's parts add to hidden
};

absl::StatusOr<std::unique_ptr<const Encoder>> Encoder::Load(const ModelFile& model) {
  std::unique_ptr<Encoder> encoder(new Encoder);
  const std::string embeddings = "bert.embeddings.";
  const std::string words = absl::StrCat(embeddings, "word_embeddings.weight");
  auto word_shape = model.Shape(words);
  if (!word_shape.ok()) return word_shape.status();
  const int64_t vocabulary = word_shape->empty() ? 0 : word_shape->front();
  auto word = model.Floats(words, {vocabulary, kHidden});
  if (!word.ok()) return word.status();
  auto position = model.Floats(absl::StrCat(embeddings, "position_embeddings.weight"),
                               {kModelPositions, kHidden});
  if (!position.ok()) return position.status();
  auto type = model.Floats(absl::StrCat(embeddings, "token_type_embeddings.weight"),
                           {kTokenTypes, kHidden});
  if (!type.ok()) return type.status();
  auto letter_case = model.Floats("case.weight", {kLetterCases, kHidden});
  if (!letter_case.ok()) return letter_case.status();
  auto norm = LayerNorm::Load(model, absl::StrCat(embeddings, "LayerNorm"), kHidden, kNormEpsilon);
  if (!norm.ok()) return norm.status();

  position->resize(kMaxWindowTokens * kHidden);
  for (int64_t at = 0; at < kMaxWindowTokens; ++at) {
    Add(type->data(), kHidden, position->data() + at * kHidden);
  }
  encoder->word_embeddings_ = *std::move(word);
  encoder->position_embeddings_ = *std::move(position);
  encoder->case_embeddings_ = *std::move(letter_case);
  encoder->embedding_norm_ = *std::move(norm);
  for (int number = 0; number < kLayers; ++number) {
    auto layer = LoadLayer(model, number);
    if (!layer.ok()) return layer.status();
    encoder->layers_.push_back(*std::move(layer));
  }
  return encoder;
}

absl::StatusOr<Encoder::Layer> Encoder::LoadLayer(const ModelFile& model, int number) {
  const std::string name = absl::StrCat("bert.encoder.layer.", number, ".");
  const std::string self = name + "attention.self.";
  auto query_key_value =
      Linear::LoadFused(model, {self + "query", self + "key", self + "value"}, kHidden, kHidden);
  if (!query_key_value.ok()) return query_key_value.status();
  auto attention_output = Linear::Load(model, name + "attention.output.dense", kHidden, kHidden);
  if (!attention_output.ok()) return attention_output.status();
  auto attention_norm =
      LayerNorm::Load(model, name + "attention.output.LayerNorm", kHidden, kNormEpsilon);
  if (!attention_norm.ok()) return attention_norm.status();
  auto intermediate = Linear::Load(model, name + "intermediate.dense", kHidden, kIntermediate);
  if (!intermediate.ok()) return intermediate.status();
  auto output = Linear::Load(model, name + "output.dense", kIntermediate, kHidden);
  if (!output.ok()) return output.status();
  auto output_norm = LayerNorm::Load(model, name + "output.LayerNorm", kHidden, kNormEpsilon);
  if (!output_norm.ok()) return output_norm.status();
  return Layer{*std::move(query_key_value), *std::move(attention_output),
               *std::move(attention_norm),  *std::move(intermediate),
               *std::move(output),          *std::move(output_norm)};
}

absl::Status Encoder::CheckWindows(const std::vector<Window>& windows) const {
  const int64_t vocabulary = static_cast<int64_t>(word_embeddings_.size()) / kHidden;
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
    for (size_t index = first; index < first + size; ++index) {
      const std::vector<Token>& of_window = windows[index].tokens;
      visit({static_cast<int>(index), of_window, {hidden, of_window.size() * kHidden}});
      hidden += of_window.size() * kHidden;
    }
  }
  return absl::OkStatus();
}

void Encoder::Embed(const Window& window, float* hidden) const {
  const float* position = position_embeddings_.data();
  for (const Token& token : window.tokens) {
    std::copy_n(word_embeddings_.data() + token.id * kHidden, kHidden, hidden);
    Add(case_embeddings_.data() + static_cast<int64_t>(token.letter_case) * kHidden, kHidden,
        hidden);
    Add(position, kHidden, hidden);
    position += kHidden;
    hidden += kHidden;
  }
}

void Encoder::EncodeBatch(absl::Span<const Window> windows, Workspace& workspace) const {
  float* const hidden = workspace.hidden.get();
  float* const output = workspace.output.get();
  int64_t rows = 0;
  for (const Window& window : windows) {
    Embed(window, hidden + rows * kHidden);
    rows += static_cast<int64_t>(window.tokens.size());
  }
  embedding_norm_.Apply(rows, hidden);

  for (const Layer& layer : layers_) {
    layer.query_key_value.Apply(rows, hidden, workspace.query_key_value.get());
    int64_t row = 0;
    for (const Window& window : windows) {
      const int64_t length = static_cast<int64_t>(window.tokens.size());
      Attend(length, workspace.query_key_value.get() + row * 3 * kHidden, workspace.scores.get(),
             workspace.context.get() + row * kHidden);
      row += length;
    }
    layer.attention_output.ApplyWithoutBias(rows, workspace.context.get(), output);
    layer.attention_norm.ApplyToSum(rows, layer.attention_output.bias(), output, hidden);

    layer.intermediate.ApplyGelu(rows, hidden, workspace.intermediate.get());
    layer.output.ApplyWithoutBias(rows, workspace.intermediate.get(), output);
    layer.output_norm.ApplyToSum(rows, layer.output.bias(), output, hidden);
  }
}

}  // namespace onrecord::ingest
