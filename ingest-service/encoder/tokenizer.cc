// The order of things is the reference's: special tokens written out are found in the raw text
// first, each stretch between them is normalised by itself, parted into words, and each word is cut
// greedily from its beginning into the longest pieces known. A word with an unknown rest, or of
// more than kLongestWord characters, is one unknown piece; that limit also keeps the greedy search
// linear in the length of the line.

#include "ingest-service/encoder/tokenizer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace onrecord::ingest {
namespace {

constexpr size_t kLongestWord = 100;  // characters
constexpr std::string_view kContinuation = "##";
constexpr std::array<std::string_view, 5> kSpecialTokens = {"[PAD]", "[UNK]", "[CLS]", "[SEP]",
                                                            "[MASK]"};

// The special token that `rest` begins with; empty where there is none.
std::string_view SpecialTokenAt(std::string_view rest) {
  for (std::string_view token : kSpecialTokens) {
    if (rest.substr(0, token.size()) == token) return token;
  }
  return {};
}

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

}  // namespace

absl::StatusOr<Tokenizer> Tokenizer::Load(const ModelFile& model) {
  absl::StatusOr<std::string_view> vocabulary = model.Bytes("tokenizer.vocabulary");
  if (!vocabulary.ok()) return vocabulary.status();
  return FromVocabulary(*vocabulary);
}

absl::StatusOr<Tokenizer> Tokenizer::FromVocabulary(std::string_view vocabulary) {
  Tokenizer tokenizer;
  tokenizer.vocabulary_ = std::make_unique<const std::string>(vocabulary);
  std::string_view rest = *tokenizer.vocabulary_;
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
    const int32_t id = static_cast<int32_t>(tokenizer.ids_.size());
    if (piece.empty() || !tokenizer.ids_.emplace(piece, id).second) {
      return absl::InvalidArgumentError(absl::StrCat("The vocabulary is damaged: line ", id + 1,
                                                     " is empty or repeats an earlier one."));
    }
    tokenizer.longest_piece_ = std::max(tokenizer.longest_piece_, piece.size());
  }
  for (std::string_view token : kSpecialTokens) {
    if (!tokenizer.ids_.contains(token)) {
      return absl::InvalidArgumentError(
          absl::StrCat("The vocabulary has no ", std::string(token), "."));
    }
  }
  const auto paragraph = tokenizer.ids_.find("[unused0]");
  if (paragraph == tokenizer.ids_.end()) {
    return absl::InvalidArgumentError("The vocabulary has no [unused0].");
  }
  tokenizer.unknown_id_ = tokenizer.ids_.at("[UNK]");
  tokenizer.cls_id_ = tokenizer.ids_.at("[CLS]");
  tokenizer.sep_id_ = tokenizer.ids_.at("[SEP]");
  tokenizer.paragraph_id_ = paragraph->second;
  return tokenizer;
}

std::vector<Piece> Tokenizer::Tokenize(std::string_view line) const {
  std::vector<Piece> pieces;
  size_t begin = 0;
  for (size_t at = line.find('['); at != std::string_view::npos; at = line.find('[', at)) {
    const std::string_view token = SpecialTokenAt(line.substr(at));
    if (token.empty()) {
      ++at;
      continue;
    }
    const Span span{static_cast<int32_t>(at), static_cast<int32_t>(at + token.size())};
    TokenizeSegment(line, {static_cast<int32_t>(begin), span.begin}, pieces);
    pieces.push_back({ids_.at(token), span, false});
    begin = at = span.end;
  }
  TokenizeSegment(line, {static_cast<int32_t>(begin), static_cast<int32_t>(line.size())}, pieces);
  return pieces;
}

void Tokenizer::TokenizeSegment(std::string_view line, Span segment,
                                std::vector<Piece>& pieces) const {
  const NormalizedText text = Normalize(line, segment);
  size_t begin = 0;
  while (begin < text.size()) {
    if (IsSpace(text[begin].value)) {
      ++begin;
      continue;
    }
    size_t end = begin + 1;
    if (!IsPunctuation(text[begin].value)) {
      while (end < text.size() && !IsSpace(text[end].value) && !IsPunctuation(text[end].value)) {
        ++end;
      }
    }
    CutWord(text, begin, end, pieces);
    begin = end;
  }
}

void Tokenizer::CutWord(const NormalizedText& text, size_t begin, size_t end,
                        std::vector<Piece>& pieces) const {
  const size_t before = pieces.size();
  const auto unknown = [&] {
    pieces.resize(before);
    pieces.push_back({unknown_id_, {text[begin].span.begin, text[end - 1].span.end}, false});
  };
  if (end - begin > kLongestWord) return unknown();

  size_t from = begin;
  std::string piece;
  std::vector<size_t> sizes;  // of `piece` after each of its characters
  while (from < end) {
    piece = from == begin ? "" : kContinuation;
    sizes.clear();
    for (size_t k = from; k < end && piece.size() < longest_piece_; ++k) {
      AppendUtf8(text[k].value, piece);
      sizes.push_back(piece.size());
    }
    auto found = ids_.end();
    while (!sizes.empty()) {
      found = ids_.find(std::string_view(piece).substr(0, sizes.back()));
      if (found != ids_.end()) break;
      sizes.pop_back();
    }
    if (found == ids_.end()) return unknown();
    const size_t to = from + sizes.size();
    pieces.push_back(
        {found->second, {text[from].span.begin, text[to - 1].span.end}, from != begin});
    from = to;
  }
}

}  // namespace onrecord::ingest
