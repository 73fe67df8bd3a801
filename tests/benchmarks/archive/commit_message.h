// The articles of a Corpus as their reader sends them.

#ifndef ONRECORD_TESTS_BENCHMARKS_ARCHIVE_COMMIT_MESSAGE_H_
#define ONRECORD_TESTS_BENCHMARKS_ARCHIVE_COMMIT_MESSAGE_H_

#include "onrecord/v1/archive_service.pb.h"
#include "tests/benchmarks/archive/corpus.h"

namespace onrecord::benchmarks {

// The request that commits the article with everything that a Corpus draws for it.
v1::CommitArticleRequest ToCommit(const MadeArticle& made);

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_ARCHIVE_COMMIT_MESSAGE_H_
