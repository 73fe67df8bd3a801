#include "query-service/query/text_query.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace onrecord::query {
namespace {

constexpr size_t kMaxTextChars = 1000;
constexpr size_t kMaxNameChars = 200;
constexpr size_t kMaxTerms = 32;
constexpr size_t kMinPrefixBytes = 2;

// A character with the bytes that it came as.
struct Char {
  UChar32 code = 0;
  std::string_view bytes;
};

std::vector<Char> Decode(std::string_view text) {
  std::vector<Char> chars;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    const int32_t begin = at;
    UChar32 code;
    U8_NEXT_OR_FFFD(text.data(), at, length, code);
    chars.push_back({code, text.substr(begin, at - begin)});
  }
  return chars;
}

bool IsSpace(const Char& c) { return u_isUWhiteSpace(c.code) || u_iscntrl(c.code); }

bool IsQuote(const Char& c) {
  return c.code == U'"' || c.code == U'\u201c' || c.code == U'\u201d' || c.code == U'\u201e';
}

// What the full-text index takes for part of a word.
bool IsWordChar(const Char& c) {
  return (U_GET_GC_MASK(c.code) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) != 0;
}

// Reads terms one after the other.
class TermReader {
 public:
  explicit TermReader(std::vector<Char> chars) : chars_(std::move(chars)) {}

  // The next term, also one without a letter or digit; false at the end. REQUIRES: none has failed.
  absl::StatusOr<bool> Next() {
    while (at_ < chars_.size() && IsSpace(chars_[at_])) ++at_;
    if (at_ == chars_.size()) return false;
    term_ = {};
    last_word_bytes_ = word_bytes_ = 0;
    if (chars_[at_].code == U'-') {
      term_.excluded = true;
      ++at_;
    }
    const bool quoted = at_ < chars_.size() && IsQuote(chars_[at_]);
    absl::Status read = quoted ? ReadPhrase() : ReadWord();
    if (read.ok()) read = ReadStar();
    if (!read.ok()) return read;
    return true;
  }

  TextTerm& term() { return term_; }
  bool HasWord() const { return last_word_bytes_ > 0; }

 private:
  absl::Status ReadPhrase() {
    for (++at_; at_ < chars_.size() && !IsQuote(chars_[at_]); ++at_) {
      if (chars_[at_].code == U'*') {
        return absl::InvalidArgumentError("has a '*' within quotation marks; place it after them");
      }
      Take(chars_[at_]);
    }
    if (at_ == chars_.size()) {
      return absl::InvalidArgumentError("has a quotation mark without its partner");
    }
    ++at_;
    return absl::OkStatus();
  }

  absl::Status ReadWord() {
    const auto ends = [](const Char& c) { return IsSpace(c) || IsQuote(c) || c.code == U'*'; };
    for (; at_ < chars_.size() && !ends(chars_[at_]); ++at_) Take(chars_[at_]);
    return absl::OkStatus();
  }

  absl::Status ReadStar() {
    if (at_ == chars_.size() || chars_[at_].code != U'*') return absl::OkStatus();
    ++at_;
    if (at_ < chars_.size() && !IsSpace(chars_[at_])) {
      return absl::InvalidArgumentError("has a '*' that is not at the end of a word");
    }
    if (last_word_bytes_ < kMinPrefixBytes) {
      return absl::InvalidArgumentError("has a '*' after fewer than two letters or digits");
    }
    term_.prefix = true;
    return absl::OkStatus();
  }

  void Take(const Char& c) {
    term_.words.append(IsSpace(c) ? std::string_view(" ") : c.bytes);
    word_bytes_ = IsWordChar(c) ? word_bytes_ + c.bytes.size() : 0;
    if (word_bytes_ > 0) last_word_bytes_ = word_bytes_;
  }

  const std::vector<Char> chars_;
  size_t at_ = 0;
  TextTerm term_;
  size_t word_bytes_ = 0;       // of the run of letters and digits that is being read
  size_t last_word_bytes_ = 0;  // of the last such run of the term
};

absl::Status TooLong(size_t max_chars) {
  return absl::InvalidArgumentError(absl::StrCat("has more than ", max_chars, " characters"));
}

absl::Status CheckTermCount(const TextQuery& query) {
  if (query.terms.size() <= kMaxTerms) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("has more than ", kMaxTerms, " terms"));
}

}  // namespace

absl::StatusOr<TextQuery> ParseTextQuery(std::string_view text) {
  std::vector<Char> chars = Decode(text);
  if (chars.size() > kMaxTextChars) return TooLong(kMaxTextChars);
  TextQuery query;
  if (std::all_of(chars.begin(), chars.end(), IsSpace)) return query;

  TermReader reader(std::move(chars));
  bool wanted = false;
  absl::StatusOr<bool> more = reader.Next();
  for (; more.ok() && *more; more = reader.Next()) {
    if (!reader.HasWord()) continue;
    wanted = wanted || !reader.term().excluded;
    query.terms.push_back(std::move(reader.term()));
  }
  if (!more.ok()) return more.status();
  if (!wanted) {
    return absl::InvalidArgumentError("has no word to find: add one that is not excluded");
  }
  const absl::Status few = CheckTermCount(query);
  if (!few.ok()) return few;
  return query;
}

absl::StatusOr<TextQuery> ParseNameQuery(std::string_view text) {
  const std::vector<Char> chars = Decode(text);
  if (chars.size() > kMaxNameChars) return TooLong(kMaxNameChars);
  TextQuery query;
  if (std::all_of(chars.begin(), chars.end(), IsSpace)) return query;

  bool in_word = false;
  for (const Char& c : chars) {
    if (IsWordChar(c) || (in_word && u_getCombiningClass(c.code) != 0)) {
      if (!in_word) query.terms.emplace_back();
      query.terms.back().words.append(c.bytes);
      in_word = true;
    } else {
      in_word = false;
    }
  }
  if (query.terms.empty()) return absl::InvalidArgumentError("has no letter or digit");
  query.terms.back().prefix = true;
  const absl::Status few = CheckTermCount(query);
  if (!few.ok()) return few;
  return query;
}

}  // namespace onrecord::query
