// Page tokens: where the next page of a list begins.
//
// Opaque to clients: base64url of a version, the kind of list, a fingerprint of what was asked
// (filter and order; not page size), the last key of the page, with its rank where the order is by
// relevance, and a checksum. The checksum finds accidents, not forgery: whoever forges a token gets
// a page of the list that they may read anyway.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_PAGE_TOKEN_H_
#define ONRECORD_QUERY_SERVICE_QUERY_PAGE_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/filters.h"

namespace onrecord::query {

// Numbers are part of the token's form: never reuse one.
enum class ListKind : char {
  kArticles = 1,
  kSpeakers = 2,
  kPositions = 3,
  kEvents = 4,
  kDeletedArticles = 5,
  kExport = 6
};

std::string EncodePageToken(ListKind kind, std::string_view asked, const ListKey& last);
std::string EncodePageToken(ListKind kind, std::string_view asked, const SpeakerKey& last);

// The key in `token`. `asked` must be what it was encoded with: any bytes that tell filters and
// orders apart.
//
// INVALID_ARGUMENT, reason INVALID_PAGE_TOKEN: damaged, or of another kind of list or version of
// the server. INVALID_ARGUMENT, reason PAGE_TOKEN_MISMATCH: of another filter or order.
absl::StatusOr<ListKey> DecodeListToken(ListKind kind, std::string_view asked,
                                        std::string_view token);
absl::StatusOr<SpeakerKey> DecodeSpeakerToken(ListKind kind, std::string_view asked,
                                              std::string_view token);

// Where an export goes on: a token of the same form.
struct ExportPlace {
  int64_t archive_revision = 0;  // of the export
  ListKey last;
};

std::string EncodeResumeToken(std::string_view asked, const ExportPlace& place);

// INVALID_ARGUMENT, reason INVALID_RESUME_TOKEN: damaged, or of another filter.
absl::StatusOr<ExportPlace> DecodeResumeToken(std::string_view asked, std::string_view token);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_PAGE_TOKEN_H_
