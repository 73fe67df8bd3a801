#include "query-service/archive/etag.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "query-service/archive/byte_codec.h"

namespace onrecord::query {
namespace {

constexpr size_t kBytes = 9;

}  // namespace

std::string EtagOf(const ArticleRecord& article) {
  ByteWriter state;
  state.String(article.id);
  state.Number(article.revision);
  state.Number(article.archive_revision);
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(state.bytes().data()), state.bytes().size(), hash);
  return absl::WebSafeBase64Escape(absl::string_view(reinterpret_cast<const char*>(hash), kBytes));
}

}  // namespace onrecord::query
