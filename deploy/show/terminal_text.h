// Text on a terminal: made harmless, and broken into lines.

#ifndef ONRECORD_DEPLOY_SHOW_TERMINAL_TEXT_H_
#define ONRECORD_DEPLOY_SHOW_TERMINAL_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace onrecord::show {

// `text` (UTF-8) with everything that could steer a terminal or reorder its line replaced: control
// characters (C0, DEL, C1) and bidirectional controls become U+FFFD, tabs and line breaks become
// spaces.
std::string SanitizeForTerminal(absl::string_view text);

// Writes words one after the other and begins a new line, indented, before one that would pass the
// width. Counts a code point as one column. A word longer than a line gets one of its own. Not
// thread-safe.
class LineWrapper {
 public:
  // Lines take at most `width` columns, the indent included.
  LineWrapper(int width, int indent);

  // Appends `text`, sanitized, in `style`: an SGR parameter string such as "1;32", empty for none.
  // Breaks happen only at spaces; words may change their style within.
  void Add(absl::string_view text, absl::string_view style = "");

  // Ends the last line and returns all lines. The wrapper is empty afterwards.
  std::string Finish();

 private:
  void EndWord();

  const int width_;
  const int indent_;
  std::string out_;
  int column_ = 0;      // 0: the line is still empty
  std::string spaces_;  // between the line's last word and the one begun
  int space_columns_ = 0;
  std::string word_;
  int word_columns_ = 0;
};

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_TERMINAL_TEXT_H_
