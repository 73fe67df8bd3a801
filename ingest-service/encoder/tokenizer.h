// WordPiece: a line of text as pieces of words from the model's vocabulary.
//
// The encoder was trained on the pieces of BERT's uncased tokenizer, so they must be found here
// exactly as the reference (Hugging Face `tokenizers`, BertNormalizer + BertPreTokenizer +
// WordPiece) finds them: the same ids and, so that every answer can point at the text, the same
// places. The text is cleaned, lower-cased and stripped of accents (normalizer.h), parted at white
// space and around each punctuation mark, and each word is then cut greedily into the longest
// pieces that the vocabulary has. tests/accuracy/tokenizer_equality.py compares both on 20,000
// lines.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_TOKENIZER_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_TOKENIZER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/normalizer.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// A piece of a word, or a punctuation mark.
struct Piece {
  int32_t id = 0;
  // Bytes of the line as given. From the first character that went into the piece to the last: an
  // accent written as a character of its own at a piece's end is outside of it.
  Span span;
  bool continues = false;  // not the first piece of its word ("##ing")
};

// Immutable: safe from any number of threads. Movable.
class Tokenizer {
 public:
  // The vocabulary in the model's tensor `tokenizer.vocabulary`. Errors as FromVocabulary and
  // ModelFile::Bytes.
  static absl::StatusOr<Tokenizer> Load(const ModelFile& model);

  // `vocabulary`: one piece a line, its id is its line's number from 0. INVALID_ARGUMENT where
  // [UNK], [CLS], [SEP], [unused0] or another special token is missing or a piece occurs twice.
  static absl::StatusOr<Tokenizer> FromVocabulary(std::string_view vocabulary);

  // The pieces of `line`, in order; none for a line of white space. A special token written out
  // ("[SEP]") is that token, as in the reference. Linear in the length of the line, whatever it
  // holds. Bytes that aren't UTF-8 are passed over.
  std::vector<Piece> Tokenize(std::string_view line) const;

  int32_t cls_id() const { return cls_id_; }
  int32_t sep_id() const { return sep_id_; }
  int32_t paragraph_id() const { return paragraph_id_; }  // [unused0], between paragraphs
  int32_t vocabulary_size() const { return static_cast<int32_t>(ids_.size()); }

 private:
  Tokenizer() = default;

  void TokenizeSegment(std::string_view line, Span segment, std::vector<Piece>& pieces) const;
  void CutWord(const NormalizedText& text, size_t begin, size_t end,
               std::vector<Piece>& pieces) const;

  std::unique_ptr<const std::string> vocabulary_;  // what the keys of ids_ point into
  absl::flat_hash_map<std::string_view, int32_t> ids_;
  size_t longest_piece_ = 0;  // bytes
  int32_t unknown_id_ = 0;
  int32_t cls_id_ = 0;
  int32_t sep_id_ = 0;
  int32_t paragraph_id_ = 0;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_TOKENIZER_H_
