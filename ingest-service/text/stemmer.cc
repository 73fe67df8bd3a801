#include "ingest-service/text/stemmer.h"

#include <libstemmer.h>

namespace onrecord::ingest {

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("english", "UTF_8"), sb_stemmer_delete) {}

std::string Stemmer::Stem(std::string_view lower) {
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(lower.data()),
                      static_cast<int>(lower.size()));
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(stemmer_.get()))};
}

}  // namespace onrecord::ingest
