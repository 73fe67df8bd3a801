// Decisions about who is who: see MergeSpeakers and SplitSpeaker of onrecord.v1.ArchiveService.
//
// Errors of both: INVALID_ARGUMENT (REQUIRED_FIELD, INVALID_FIELD, SPEAKER_CONFLICT) with the
// fields, and those of Archive.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_CHANGE_SPEAKERS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_CHANGE_SPEAKERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// Makes the speakers of the resource names `others` part of the one of `name`. Returns that one.
absl::StatusOr<SpeakerRecord> MergeSpeakers(Archive& archive, std::string_view name,
                                            const std::vector<std::string>& others);

// Takes the speaker of this resource name out of the one that it is merged into, or splits what
// `articles`, if there are any, say of it.
absl::StatusOr<SplitResult> SplitSpeaker(Archive& archive, std::string_view name,
                                         const std::vector<std::string>& articles);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_CHANGE_SPEAKERS_H_
