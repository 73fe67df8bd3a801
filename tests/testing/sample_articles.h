// Articles that tests ingest, and what a reader would find in them.

#ifndef ONRECORD_TESTS_TESTING_SAMPLE_ARTICLES_H_
#define ONRECORD_TESTS_TESTING_SAMPLE_ARTICLES_H_

#include <string>
#include <string_view>

#include "onrecord/v1/archive_service.pb.h"
#include "onrecord/v1/article.pb.h"
#include "onrecord/v1/text.pb.h"

namespace onrecord::tests {

// A report of some 150 words with a direct, an indirect and a mixed quotation, a denial, pronouns,
// relative dates, and characters of one to four bytes; everything set that a client may set.
v1::Article FerryArticle();

// Its correction: the same name, another text.
v1::Article CorrectedFerryArticle();

// A shorter report by another publisher, four days older.
v1::Article ReservoirArticle();

// What a careful reader finds in a text made of the two sentences below, for `name`: one speaker
// who takes a position of `kind`, and one event of `type` that she does. Offsets are in UTF-8.
//
//   “We will not rent out the old mill,” said Ilse Brandt, the mayor.
//   She met the tenants' union in March, <note>.
v1::CommitArticleRequest MillCommit(const std::string& name, v1::PositionKind kind,
                                    v1::EventType type, const std::string& note);

// The bytes of the first `words` in `text`. Aborts where there are none.
v1::Span SpanOf(std::string_view text, std::string_view words);

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_TESTING_SAMPLE_ARTICLES_H_
