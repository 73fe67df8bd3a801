// The stem of an English word: "arrested", "arrests" and "arresting" share one.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_STEMMER_H_
#define ONRECORD_INGEST_SERVICE_TEXT_STEMMER_H_

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace onrecord::ingest {

// Snowball's English stemmer (libstemmer; M. F. Porter, "Snowball: A language for stemming
// algorithms", 2001). Not thread-safe; cheap to make.
class Stemmer {
 public:
  Stemmer();

  // The stem of `lower`, a word in lower case.
  std::string Stem(std::string_view lower);

 private:
  std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> stemmer_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_STEMMER_H_
