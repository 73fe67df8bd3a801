// The ending of a word. Debian's absl::EndsWith takes absl::string_view, which
// std::string_view does not become.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_ENDS_WITH_H_
#define ONRECORD_INGEST_SERVICE_TEXT_ENDS_WITH_H_

#include <string_view>

namespace onrecord::ingest {

inline bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_ENDS_WITH_H_
