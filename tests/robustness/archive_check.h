// Compares an archive with what its writers know, and looks for damage that they cannot know of.

#ifndef ONRECORD_TESTS_ROBUSTNESS_ARCHIVE_CHECK_H_
#define ONRECORD_TESTS_ROBUSTNESS_ARCHIVE_CHECK_H_

#include <map>
#include <string>
#include <vector>

#include "onrecord/v1/query_service.grpc.pb.h"
#include "tests/robustness/write_model.h"

namespace onrecord::tests {

struct ArchiveReport {
  int as_acknowledged = 0;          // articles or casts that are there, or gone, as acknowledged
  int as_attempted = 0;             // as a write left them that was not acknowledged
  std::vector<std::string> faults;  // a sentence each
};

// Looks up every article of the models: its text, revision and counts against the model, its listed
// positions and events against its counts, every span against its text. Also finds articles that
// nobody wrote and speakers whose figures are wrong.
ArchiveReport CheckAnswers(v1::QueryService::Stub& stub,
                           const std::vector<const WriteModel*>& models);

// Looks up who is who in every cast of the model: who speaks in each article and who answers for
// each speaker.
ArchiveReport CheckCasts(v1::QueryService::Stub& stub, const CastModel& casts);

// By table, how many rows it has and what their values come to; also what the tables are. Files
// with the same digests hold the same, rows of indexes included. For files of one run of a program;
// nothing may have the file open.
std::map<std::string, std::string> TableDigests(const std::string& path);

// What SQLite and its full-text indexes find wrong with the archive's file; nothing may have it
// open.
std::vector<std::string> CheckFile(const std::string& path);

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_ARCHIVE_CHECK_H_
