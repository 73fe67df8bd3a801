#include "ingest-service/entities/sections.h"

#include <algorithm>

namespace onrecord::ingest {

Sections::Sections(const Document& document, const std::vector<Word>& words) {
  for (const Span& paragraph : document.paragraphs) {
    const auto first = words.begin() + FirstWordFrom(words, paragraph.begin);
    const auto last = words.begin() + FirstWordFrom(words, paragraph.end);
    const bool divides = std::all_of(
        first, last, [](const Word& word) { return word.kind == WordKind::kPunctuation; });
    if (divides) begins_.push_back(paragraph.begin);
  }
}

int Sections::At(int32_t offset) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset);
  return std::max<int>(0, static_cast<int>(after - begins_.begin()) - 1);
}

}  // namespace onrecord::ingest
