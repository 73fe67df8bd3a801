// Texts that are made to keep a reader busy: for tests only.
//
// Each is one unit, repeated up to the size of the largest article. A stage that looks back or
// ahead without bound from every word takes hours on one of them; a linear one hardly notices.
// Tests run them without a clock: a stage that isn't linear does not come back.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_HOSTILE_TEXTS_H_
#define ONRECORD_INGEST_SERVICE_TEXT_HOSTILE_TEXTS_H_

#include <string>
#include <string_view>

namespace onrecord::ingest {

inline constexpr size_t kHostileSize = 1 << 20;

inline constexpr std::string_view kHostileUnits[] = {
    "hundred ",
    "1 ",
    "1's ",
    "the ",
    "of ",
    "she ",
    "whose dog ",
    "Abel ",
    "Abel Osei, ",
    "Mr. ",
    "President ",
    "Abel, the ",
    "Bank of ",
    "said ",
    "and ",
    ", ",
    ". ",
    "\"",
    "“",
    "“‘’ ",
    "‘workers’ ",
    "in Geneva ",
    "last Friday ",
    "$1 million ",
    "attacked ",
    "they attacked 12 ships and ",
    "who killed the banks of ",
    "U.S. ",
    "a",
    "A.",
    "\n",
    " ",
};

// `unit` as often as it fits into `size` bytes, behind `beginning`.
inline std::string HostileText(std::string_view unit, std::string_view beginning = "",
                               size_t size = kHostileSize) {
  std::string text(beginning);
  text.reserve(text.size() + size);
  for (size_t used = unit.size(); used <= size; used += unit.size()) text += unit;
  return text;
}

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_HOSTILE_TEXTS_H_
