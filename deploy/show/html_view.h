// Readings as one web page that needs nothing else: no script, no font, no picture from elsewhere.

#ifndef ONRECORD_DEPLOY_SHOW_HTML_VIEW_H_
#define ONRECORD_DEPLOY_SHOW_HTML_VIEW_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/show/reading.h"

namespace onrecord::show {

// The page. Marks differ by form as well as by colour, numbers in the text and in the tables link
// to each other, and it follows the reader's choice of light or dark. Whatever the archive holds is
// escaped.
std::string RenderHtml(const std::vector<Reading>& readings);

// `text` for element content and quoted attributes: & < > " ' as references, control characters
// other than tab and line breaks as U+FFFD.
std::string EscapeHtml(absl::string_view text);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_HTML_VIEW_H_
