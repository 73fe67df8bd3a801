// Readings on a terminal: each article with its marks, then its positions and events.
//
// In colour the marks are colours. Without it they are brackets, so that the same text can be read
// in a log, on paper or by a screen reader: [speaker] <cue>#1 {content} *event*#e1.

#ifndef ONRECORD_DEPLOY_SHOW_TERMINAL_VIEW_H_
#define ONRECORD_DEPLOY_SHOW_TERMINAL_VIEW_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/show/reading.h"

namespace onrecord::show {

struct TerminalStyle {
  bool color = false;
  int width = 100;  // columns
};

// A legend, then the readings one below the other. Nothing from the archive can steer the terminal.
std::string RenderTerminal(const std::vector<Reading>& readings, const TerminalStyle& style);

// Whether to use colour: what `choice` ("always", "never", otherwise "auto") says; for auto,
// whether standard output is a terminal that knows colours and the environment variable NO_COLOR is
// not set.
bool WantsColor(absl::string_view choice);

// Columns of the terminal that standard output is, at least 40 and at most 120; 100 where it is
// none.
int TerminalWidth();

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_TERMINAL_VIEW_H_
