// onrecord-archive: what an operator does with an archive's file.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_COMMAND_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_COMMAND_H_

#include <ostream>
#include <string>
#include <vector>

namespace onrecord::query {

// What the program's exit code says.
enum class CommandResult : int {
  kDone = 0,
  kFailed = 1,   // could not be done; nothing has changed
  kMisused = 2,  // words that are no command
  kFaulty = 3,   // the archive, or a copy of it, has faults
};

// Runs the command in `words`, which follow the program's name: "backup ARCHIVE COPY". What was
// done goes to `out`, one line, and why not to `err`.
CommandResult RunArchiveCommand(const std::vector<std::string>& words, std::ostream& out,
                                std::ostream& err);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_COMMAND_H_
