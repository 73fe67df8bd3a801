#include "query-service/query/page_token.h"

#include <openssl/sha.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/byte_codec.h"

namespace onrecord::query {
namespace {

constexpr char kVersion = 2;
constexpr size_t kFingerprintBytes = 8;
constexpr size_t kChecksumBytes = 4;
constexpr size_t kHeadBytes = 2 + kFingerprintBytes;

// The first `size` bytes of the SHA-256 of `bytes`.
std::string Digest(std::string_view bytes, size_t size) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash);
  return std::string(reinterpret_cast<const char*>(hash), size);
}

std::string Encode(ListKind kind, std::string_view asked, const ByteWriter& key) {
  std::string token = {kVersion, static_cast<char>(kind)};
  token += Digest(asked, kFingerprintBytes);
  token += key.bytes();
  token += Digest(token, kChecksumBytes);
  return absl::WebSafeBase64Escape(token);
}

absl::Status Damaged() {
  return rpc::WithReason(
      rpc::InvalidField("page_token", "must be next_page_token of the page before, unchanged"),
      "INVALID_PAGE_TOKEN");
}

// The bytes of the key in `token`.
absl::StatusOr<std::string> Decode(ListKind kind, std::string_view asked, std::string_view token) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes) ||
      bytes.size() < kHeadBytes + kChecksumBytes) {
    return Damaged();
  }
  const std::string_view all = bytes;
  const std::string_view body = all.substr(0, all.size() - kChecksumBytes);
  if (all.substr(body.size()) != Digest(body, kChecksumBytes) || body[0] != kVersion ||
      body[1] != static_cast<char>(kind)) {
    return Damaged();
  }
  if (body.substr(2, kFingerprintBytes) != Digest(asked, kFingerprintBytes)) {
    return rpc::WithReason(
        rpc::InvalidField("page_token",
                          "belongs to a list with another filter or order; repeat those of the "
                          "page before or begin without a token"),
        "PAGE_TOKEN_MISMATCH");
  }
  return std::string(body.substr(kHeadBytes));
}

}  // namespace

std::string EncodePageToken(ListKind kind, std::string_view asked, const ListKey& last) {
  ByteWriter key;
  key.Number(static_cast<uint64_t>(last.row));
  if (last.rank.has_value()) {
    for (const int64_t number : {last.rank->relevance, last.rank->first_row, last.rank->last_row}) {
      key.Number(static_cast<uint64_t>(number));
    }
  }
  return Encode(kind, asked, key);
}

std::string EncodePageToken(ListKind kind, std::string_view asked, const SpeakerKey& last) {
  ByteWriter key;
  key.String(last.display_name);
  key.Number(static_cast<uint64_t>(last.position_count));
  key.String(last.id);
  return Encode(kind, asked, key);
}

absl::StatusOr<ListKey> DecodeListToken(ListKind kind, std::string_view asked,
                                        std::string_view token) {
  const absl::StatusOr<std::string> bytes = Decode(kind, asked, token);
  if (!bytes.ok()) return bytes.status();
  ByteReader reader(*bytes);
  ListKey key;
  key.row = static_cast<int64_t>(reader.Number());
  if (!reader.Finished()) {
    Rank& rank = key.rank.emplace();
    for (int64_t* number : {&rank.relevance, &rank.first_row, &rank.last_row}) {
      *number = static_cast<int64_t>(reader.Number());
    }
  }
  if (!reader.Finished()) return Damaged();
  return key;
}

absl::StatusOr<SpeakerKey> DecodeSpeakerToken(ListKind kind, std::string_view asked,
                                              std::string_view token) {
  const absl::StatusOr<std::string> bytes = Decode(kind, asked, token);
  if (!bytes.ok()) return bytes.status();
  ByteReader reader(*bytes);
  SpeakerKey key;
  key.display_name = reader.String();
  key.position_count = static_cast<int64_t>(reader.Number());
  key.id = reader.String();
  if (!reader.Finished()) return Damaged();
  return key;
}

std::string EncodeResumeToken(std::string_view asked, const ExportPlace& place) {
  ByteWriter key;
  key.Number(static_cast<uint64_t>(place.archive_revision));
  key.Number(static_cast<uint64_t>(place.last.row));
  return Encode(ListKind::kExport, asked, key);
}

absl::StatusOr<ExportPlace> DecodeResumeToken(std::string_view asked, std::string_view token) {
  const absl::StatusOr<std::string> bytes = Decode(ListKind::kExport, asked, token);
  ByteReader reader(bytes.ok() ? *bytes : std::string_view());
  ExportPlace place;
  place.archive_revision = static_cast<int64_t>(reader.Number());
  place.last.row = static_cast<int64_t>(reader.Number());
  if (bytes.ok() && reader.Finished()) return place;
  return rpc::WithReason(
      rpc::InvalidField("resume_token",
                        "must be the resume_token of a message of an export with the same filter"),
      "INVALID_RESUME_TOKEN");
}

}  // namespace onrecord::query
