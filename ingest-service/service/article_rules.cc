#include "ingest-service/service/article_rules.h"

#include <openssl/sha.h>

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/fields/resource_name.h"
#include "proto/fields/text_field.h"
#include "proto/fields/utc_offset.h"
#include "proto/fields/wire_fields.h"
#include "proto/rpc/errors.h"

namespace onrecord::ingest {
namespace {

constexpr size_t kDerivedIdBytes = 12;
constexpr size_t kLongestLanguage = 35;  // what RFC 5646 tells to have room for

bool IsEnglish(const std::string& language) {
  const std::string lower = absl::AsciiStrToLower(language);
  return lower.empty() || lower == "en" || absl::StartsWith(lower, "en-");
}

absl::Status UnsupportedLanguage(const std::string& language) {
  if (language.size() > kLongestLanguage) {
    return rpc::InvalidField("article.language", "must be a BCP 47 tag of at most 35 characters");
  }
  return rpc::WithReason(
      rpc::InvalidField("article.language",
                        absl::StrCat("is '", language, "'; this reader reads English ('en')")),
      "UNSUPPORTED_LANGUAGE", {{"supported", "en"}});
}

std::string DerivedName(std::string_view prefix, const std::string& bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  return absl::StrCat("articles/", std::string(prefix),
                      absl::BytesToHexString(absl::string_view(
                          reinterpret_cast<const char*>(digest), kDerivedIdBytes)));
}

}  // namespace

absl::StatusOr<ArticleInput> ReadArticle(const v1::Article& article, int64_t max_text_bytes) {
  const absl::Status text = fields::CheckText("article.text", article.text(), max_text_bytes);
  if (!text.ok()) return text;
  if (!IsEnglish(article.language())) return UnsupportedLanguage(article.language());
  std::vector<rpc::FieldViolation> violations;
  if (!article.name().empty() && !fields::ParseArticleName(article.name()).has_value()) {
    violations.push_back({"article.name", fields::kArticleNameRule});
  }
  ArticleInput input;
  input.text = article.text();
  if (article.has_publish_time()) {
    input.publish_time =
        fields::ReadTime(article.publish_time(), "article.publish_time", violations);
  }
  input.utc_offset_minutes = article.publish_utc_offset_minutes();
  if (!fields::IsUtcOffset(input.utc_offset_minutes)) {
    violations.push_back({"article.publish_utc_offset_minutes", fields::kUtcOffsetRule});
  }
  if (!violations.empty()) return rpc::InvalidFields(violations);
  return input;
}

std::string NameOf(const v1::Article& article) {
  if (!article.name().empty()) return article.name();
  if (!article.uri().empty()) return DerivedName("uri-", article.uri());
  return DerivedName("text-", article.text());
}

}  // namespace onrecord::ingest
