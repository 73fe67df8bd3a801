#include "ingest-service/encoder/windows.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace onrecord::ingest {
namespace {

// Room that a paragraph leaves in a window for the special tokens.
constexpr int kLongestParagraph = kMaxWindowTokens - 4;

// The tokens [begin, end) of the article.
struct TokenRange {
  size_t begin;
  size_t end;
  int size() const { return static_cast<int>(end - begin); }
};

bool EndsSentence(std::string_view surface) {
  return surface == "." || surface == "?" || surface == "!" || surface == "\"" || surface == "”";
}

// Where to cut a paragraph that begins at `begin` and is too long: after the last mark that ends a
// sentence in the second half of what fits.
size_t CutAt(std::string_view text, const std::vector<Token>& tokens, size_t begin) {
  for (size_t size = kLongestParagraph; size > kMaxWindowTokens / 2; --size) {
    if (EndsSentence(Surface(text, tokens[begin + size - 1].span))) return begin + size;
  }
  return begin + kLongestParagraph;
}

// Appends the tokens of one line of the article, `line`, to `tokens` and their paragraphs to
// `paragraphs`.
void AddLine(const Tokenizer& tokenizer, std::string_view text, Span line,
             std::vector<Token>& tokens, std::vector<TokenRange>& paragraphs) {
  size_t begin = tokens.size();
  for (const Piece& piece : tokenizer.Tokenize(Surface(text, line))) {
    const Span span{line.begin + piece.span.begin, line.begin + piece.span.end};
    tokens.push_back({piece.id, span, LetterCaseOf(Surface(text, span), piece.continues)});
  }
  while (tokens.size() - begin > kLongestParagraph) {
    const size_t cut = CutAt(text, tokens, begin);
    paragraphs.push_back({begin, cut});
    begin = cut;
  }
  if (tokens.size() > begin) paragraphs.push_back({begin, tokens.size()});
}

// Collects paragraphs into windows.
class Packer {
 public:
  Packer(const Tokenizer& tokenizer, const std::vector<Token>& tokens)
      : tokenizer_(tokenizer), tokens_(tokens) {}

  void Add(TokenRange paragraph) {
    if (!current_.empty() && size_ + paragraph.size() + 1 > kMaxWindowTokens) {
      const TokenRange last = current_.back();
      Close();
      if (last.size() < kMaxWindowTokens / 4 &&
          last.size() + paragraph.size() + 4 <= kMaxWindowTokens) {
        Append(last);
      }
    }
    Append(paragraph);
  }

  std::vector<Window> Finish() {
    if (!current_.empty()) Close();
    return std::move(windows_);
  }

 private:
  void Append(TokenRange paragraph) {
    current_.push_back(paragraph);
    size_ += paragraph.size() + 1;
  }

  void Close() {
    Window window;
    window.tokens.push_back({tokenizer_.cls_id()});
    for (const TokenRange& paragraph : current_) {
      window.tokens.insert(window.tokens.end(), tokens_.begin() + paragraph.begin,
                           tokens_.begin() + paragraph.end);
      window.tokens.push_back({tokenizer_.paragraph_id()});
    }
    window.tokens.back().id = tokenizer_.sep_id();
    windows_.push_back(std::move(window));
    current_.clear();
    size_ = kEmptySize;
  }

  static constexpr int kEmptySize = 2;

  const Tokenizer& tokenizer_;
  const std::vector<Token>& tokens_;
  std::vector<TokenRange> current_;
  int size_ = kEmptySize;
  std::vector<Window> windows_;
};

}  // namespace

std::vector<Window> CutWindows(const Tokenizer& tokenizer, std::string_view text) {
  std::vector<Token> tokens;
  std::vector<TokenRange> paragraphs;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    AddLine(tokenizer, text, {static_cast<int32_t>(begin), static_cast<int32_t>(end)}, tokens,
            paragraphs);
    begin = end + 1;
  }
  Packer packer(tokenizer, tokens);
  for (const TokenRange& paragraph : paragraphs) packer.Add(paragraph);
  return packer.Finish();
}

LetterCase LetterCaseOf(std::string_view surface, bool continues) {
  if (continues) return LetterCase::kContinuation;
  const int32_t size = static_cast<int32_t>(surface.size());
  UChar32 first = U_SENTINEL;
  int characters = 0;
  bool has_lower = false, has_upper = false, has_title = false;
  for (int32_t at = 0; at < size; ++characters) {
    UChar32 c;
    U8_NEXT(surface.data(), at, size, c);
    if (characters == 0) first = c;
    has_lower |= u_isULowercase(c);
    has_upper |= u_isUUppercase(c);
    has_title |= u_istitle(c);
  }
  if (!u_isalpha(first)) return LetterCase::kNoLetter;
  if (has_lower && !has_upper && !has_title) return LetterCase::kLower;
  if (has_upper && !has_lower && !has_title && characters > 1) return LetterCase::kUpper;
  return u_isUUppercase(first) ? LetterCase::kCapital : LetterCase::kMixed;
}

}  // namespace onrecord::ingest
