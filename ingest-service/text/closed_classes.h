// The closed word classes of English: the small words that no new ones join, by which the readers
// of attributions and of events find their way in a sentence without a parse. A word of several
// classes ("since", "that") is in each of them, however it is used where it stands. All functions
// take words in lower case with straight apostrophes (Word::lower).

#ifndef ONRECORD_INGEST_SERVICE_TEXT_CLOSED_CLASSES_H_
#define ONRECORD_INGEST_SERVICE_TEXT_CLOSED_CLASSES_H_

#include <string_view>

namespace onrecord::ingest {

// "didn't", "won't", and "n't" on its own.
bool IsContractedWithNot(std::string_view lower);
// "could", "won't".
bool IsModalVerb(std::string_view lower);
// "was", "been", "isn't".
bool IsFormOfBe(std::string_view lower);
// "was", "will", "didn't", but not "been".
bool IsFiniteAuxiliary(std::string_view lower);
// A finite auxiliary, another form of "be", or "having".
bool IsAuxiliaryVerb(std::string_view lower);
// "of", "after", "throughout"; also what stands behind a verb without governing a noun ("up").
bool IsPreposition(std::string_view lower);
// A word between clauses or their parts: "and", "because", "which", "whether".
bool IsConjunction(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_CLOSED_CLASSES_H_
