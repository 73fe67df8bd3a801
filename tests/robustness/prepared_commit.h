// Articles that are committed without a reader: with an analysis made beforehand.

#ifndef ONRECORD_TESTS_ROBUSTNESS_PREPARED_COMMIT_H_
#define ONRECORD_TESTS_ROBUSTNESS_PREPARED_COMMIT_H_

#include <string>

#include "onrecord/v1/archive_service.pb.h"

namespace onrecord::tests {

// An article by Ilse Brandt whose text and records differ from version to version: 1 to 20
// positions and as many events, so that there is much to leave half-written. All positions are the
// first speaker's, and so are the deeds of all events.
v1::CommitArticleRequest PreparedCommit(const std::string& name, int version);

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_PREPARED_COMMIT_H_
