#include "deploy/show/terminal_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace onrecord::show {
namespace {

constexpr absl::string_view kReplacement = "\uFFFD";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Whether the code point whose bytes these are must not reach a terminal.
bool Steers(absl::string_view point) {
  const auto first = static_cast<unsigned char>(point[0]);
  if (point.size() == 1) return first < 0x20 || first == 0x7F;
  if (point.size() == 2) return first == 0xC2 && static_cast<unsigned char>(point[1]) < 0xA0;
  return point == "\u200E" || point == "\u200F" ||    // marks
         (point >= "\u2028" && point <= "\u202E") ||  // separators, embeddings, overrides
         (point >= "\u2066" && point <= "\u2069");    // isolates
}

void AppendStyled(absl::string_view text, absl::string_view style, std::string& out) {
  if (style.empty()) {
    absl::StrAppend(&out, text);
  } else {
    absl::StrAppend(&out, "\x1b[", style, "m", text, "\x1b[0m");
  }
}

int Columns(absl::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

}  // namespace

std::string SanitizeForTerminal(absl::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin + 1;
    while (end < text.size() && IsContinuation(text[end])) ++end;
    const absl::string_view point = text.substr(begin, end - begin);
    if (point == "\t" || point == "\n" || point == "\r") {
      safe += ' ';
    } else {
      absl::StrAppend(&safe, Steers(point) ? kReplacement : point);
    }
    begin = end;
  }
  return safe;
}

LineWrapper::LineWrapper(int width, int indent) : width_(width), indent_(indent) {}

void LineWrapper::Add(absl::string_view text, absl::string_view style) {
  const std::string safe = SanitizeForTerminal(text);
  for (size_t begin = 0; begin < safe.size();) {
    const bool space = safe[begin] == ' ';
    const size_t end =
        std::min(space ? safe.find_first_not_of(' ', begin) : safe.find(' ', begin), safe.size());
    const absl::string_view run = absl::string_view(safe).substr(begin, end - begin);
    if (space) {
      EndWord();
      AppendStyled(run, style, spaces_);
      space_columns_ += Columns(run);
    } else {
      AppendStyled(run, style, word_);
      word_columns_ += Columns(run);
    }
    begin = end;
  }
}

void LineWrapper::EndWord() {
  if (word_.empty()) return;
  if (column_ > 0 && column_ + space_columns_ + word_columns_ > width_) {
    out_ += '\n';
    column_ = 0;
  }
  if (column_ == 0) {
    out_.append(indent_, ' ');
    column_ = indent_;
  } else {
    out_ += spaces_;
    column_ += space_columns_;
  }
  out_ += word_;
  column_ += word_columns_;
  spaces_.clear();
  space_columns_ = 0;
  word_.clear();
  word_columns_ = 0;
}

std::string LineWrapper::Finish() {
  EndWord();
  if (column_ > 0) out_ += '\n';
  column_ = 0;
  spaces_.clear();
  space_columns_ = 0;
  return std::move(out_);
}

}  // namespace onrecord::show
