// Sections: the entries of a live blog, which dividing lines ("___") set apart.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_SECTIONS_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_SECTIONS_H_

#include <cstdint>
#include <vector>

#include "ingest-service/text/document.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// Where `document`'s sections begin: 0, then behind every paragraph without letters and digits.
class Sections {
 public:
  // `words` are the words of the document's text.
  Sections(const Document& document, const std::vector<Word>& words);

  // The number of the section around `offset`, from 0.
  int At(int32_t offset) const;
  int32_t BeginAt(int32_t offset) const { return begins_[At(offset)]; }

 private:
  std::vector<int32_t> begins_ = {0};
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_SECTIONS_H_
