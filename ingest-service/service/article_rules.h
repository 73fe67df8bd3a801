// What an article must be to be read.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_ARTICLE_RULES_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_ARTICLE_RULES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "ingest-service/analysis/analysis.h"
#include "onrecord/v1/article.pb.h"

namespace onrecord::ingest {

// What the reader needs of `article`, which must outlive it. Checks the rules of the fields that
// reading uses, and of `name` so that nothing is read in vain; those of the others are the
// archive's to check.
//
// INVALID_ARGUMENT: REQUIRED_FIELD or INVALID_FIELD with the field ("article.text"), TEXT_TOO_LONG
// where the text has more than `max_text_bytes`, UNSUPPORTED_LANGUAGE for any language but English.
absl::StatusOr<ArticleInput> ReadArticle(const v1::Article& article, int64_t max_text_bytes);

// The resource name under which to keep `article`: its own, else one derived from its URI, else
// from its text. The same article always gets the same one.
std::string NameOf(const v1::Article& article);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_ARTICLE_RULES_H_
