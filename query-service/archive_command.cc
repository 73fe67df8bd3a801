#include "query-service/archive_command.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "query-service/archive/backup.h"

namespace onrecord::query {
namespace {

constexpr char kHelp[] =
    R"(Usage: onrecord-archive backup ARCHIVE COPY
       onrecord-archive restore [--replace] COPY ARCHIVE
       onrecord-archive check ARCHIVE

What to do with the archive of query-service, the file that its --data names.

  backup   copies the archive as it is at one moment to a new file; query-service may have it open and write.
           The copy is checked. It is one file, which query-service can serve, also with --read_only from a
           medium that cannot be written.
  restore  checks a copy and makes an archive of it. No query-service may have the archive open. With --replace
           there may be an archive already, which is lost; it stays until the new one is whole, checked and on
           the disk. Revisions go on from the copy's: clients that know later ones have to begin anew.
  check    looks for faults: damage of the file, indexes that differ from what they index, records that
           contradict each other. No query-service may have the archive open; of one that runs make a backup.

Exit code: 0 done, no faults; 1 could not be done, nothing has changed; 2 not a command; 3 faults found.
)";

CommandResult Fail(const absl::Status& status, std::ostream& err) {
  err << "onrecord-archive: " << status.message() << "\n";
  return absl::IsDataLoss(status) ? CommandResult::kFaulty : CommandResult::kFailed;
}

CommandResult Report(const absl::StatusOr<ArchiveCopy>& copy, const std::string& made,
                     std::ostream& out, std::ostream& err) {
  if (!copy.ok()) return Fail(copy.status(), err);
  out << made << ": revision " << copy->archive_revision << ", " << copy->bytes
      << " bytes, no faults\n";
  return CommandResult::kDone;
}

CommandResult Check(const std::string& archive, std::ostream& out, std::ostream& err) {
  const auto faults = CheckArchive(archive);
  if (!faults.ok()) return Fail(faults.status(), err);
  for (const std::string& fault : *faults) err << archive << ": " << fault << "\n";
  if (!faults->empty()) return CommandResult::kFaulty;
  out << archive << ": no faults\n";
  return CommandResult::kDone;
}

}  // namespace

CommandResult RunArchiveCommand(const std::vector<std::string>& words, std::ostream& out,
                                std::ostream& err) {
  if (std::find(words.begin(), words.end(), "--help") != words.end()) {
    out << kHelp;
    return CommandResult::kDone;
  }
  std::vector<std::string> names = words;
  const auto flag = std::find(names.begin(), names.end(), "--replace");
  const bool replace = flag != names.end();
  if (replace) names.erase(flag);
  const bool has_flag = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.empty() || name[0] == '-';
  });
  const std::string command = names.empty() || has_flag ? "" : names[0];
  const size_t files = names.empty() ? 0 : names.size() - 1;

  if (command == "backup" && files == 2 && !replace) {
    return Report(BackUpArchive(names[1], names[2]), names[2], out, err);
  }
  if (command == "restore" && files == 2) {
    return Report(RestoreArchive(names[1], names[2], replace), names[2], out, err);
  }
  if (command == "check" && files == 1 && !replace) return Check(names[1], out, err);
  err << kHelp;
  return CommandResult::kMisused;
}

}  // namespace onrecord::query
