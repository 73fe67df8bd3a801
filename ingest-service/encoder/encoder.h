// The encoder: a vector for every token of an article, made from the token and all others of its
// window.
//
// A BERT encoder (twelve heads, 384 wide, as deep as the model file says) with one addition, an
// embedding of the letter case. It joins behind the first layers, which training left as they were
// pretrained, on lower-cased pieces alone. Everything that the reader finds is found by heads on
// top of these vectors; a head takes its own weights from the same ModelFile and its arithmetic
// from kernels.h.
//
// Events have some more layers of their own on top of the others: training these takes nothing from
// what finds attributions and names.
//
// Windows of different lengths lie one after the other in one matrix, without padding, so that each
// weight matrix is multiplied once per batch; only attention looks at one window at a time. Batches
// are formed from the windows of one call alone: what an article's tokens become never depends on
// what else is being read.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_ENCODER_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_ENCODER_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/encoder_layer.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {

// One window as read. Points into the encoder's memory and into the window given: valid only during
// the call that hands it over.
struct EncodedWindow {
  int index = 0;  // of the window among those given
  absl::Span<const Token> tokens;
  absl::Span<const float> hidden;             // row-major [tokens.size(), Encoder::kHidden]
  absl::Span<const float> event_hidden = {};  // the same shape, behind the layers of events

  // As the heads of events see it: with `event_hidden` in the place of `hidden`.
  EncodedWindow ForEvents() const { return {index, tokens, event_hidden, event_hidden}; }
};

// Immutable: safe from any number of threads. Of nine layers and three of events it holds 33 MB in
// int8, 97 MB in fp32; each call has about 9 MB of its own while it runs, whatever the length of
// the article.
class Encoder {
 public:
  static constexpr int64_t kHidden = EncoderLayer::kHidden;

  // Loads the weights (`encoder.*`, `event_layers.*`), after which `model` may go. Errors as
  // ModelFile::Floats, ModelFile::Quantized and ModelFile::Number.
  static absl::StatusOr<std::unique_ptr<const Encoder>> Load(
      const ModelFile& model, Precision precision = DefaultPrecision());

  // Reads `windows` and hands each, in their order, to `visit`. `cancelled` is asked before each
  // batch (some 500 tokens, a fraction of a second); once it says yes nothing more is visited and
  // CANCELLED is returned. INVALID_ARGUMENT where a window is empty, longer than kMaxWindowTokens
  // or has ids outside the vocabulary; nothing has been visited then.
  absl::Status Encode(const std::vector<Window>& windows, absl::FunctionRef<bool()> cancelled,
                      absl::FunctionRef<void(const EncodedWindow&)> visit) const;

 private:
  struct Workspace;

  Encoder() = default;

  absl::Status LoadEmbeddings(const ModelFile& model);
  absl::Status LoadLayers(const ModelFile& model, Precision precision);
  absl::Status CheckWindows(const std::vector<Window>& windows) const;
  void EncodeBatch(absl::Span<const Window> windows, Workspace& workspace) const;
  void Embed(const Window& window, float* hidden) const;
  void AddLetterCase(absl::Span<const Window> windows, float* hidden) const;

  std::vector<int8_t> word_embeddings_;     // [vocabulary, kHidden]
  std::vector<float> word_scales_;          // [vocabulary]: what to multiply each row by
  std::vector<float> position_embeddings_;  // [kMaxWindowTokens, kHidden]
  std::vector<float> case_embeddings_;      // [kLetterCases, kHidden]
  LayerNorm embedding_norm_;
  std::vector<std::unique_ptr<const EncoderLayer>> layers_;
  std::vector<std::unique_ptr<const EncoderLayer>> event_layers_;
  size_t frozen_ = 0;  // the letter case joins behind so many layers
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_ENCODER_H_
