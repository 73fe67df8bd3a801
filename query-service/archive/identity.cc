#include "query-service/archive/identity.h"

#include <openssl/sha.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "query-service/archive/folded_words.h"

namespace onrecord::query {
namespace {

constexpr size_t kMaxSlugChars = 48;

icu::UnicodeString FromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// The name's letters and digits in lower-case ASCII, everything between them as one '-'.
std::string Slug(std::string_view display_name) {
  std::string slug;
  for (const char c : WithoutDiacritics(display_name)) {
    if (slug.size() == kMaxSlugChars) break;
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      slug.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace

std::string NormalizedName(std::string_view display_name) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  icu::UnicodeString folded = FromUtf8(display_name);
  if (U_SUCCESS(error)) folded = casefold->normalize(folded, error);

  icu::UnicodeString collapsed;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (!u_isUWhiteSpace(c)) {
      collapsed.append(c);
    } else if (!collapsed.isEmpty() && !collapsed.endsWith(u' ')) {
      collapsed.append(u' ');
    }
  }
  std::string name;
  collapsed.trim().toUTF8String(name);
  return name;
}

std::string NamedIdentity(std::string_view display_name, SpeakerType type) {
  return absl::StrCat(static_cast<int>(type), "/", NormalizedName(display_name));
}

std::string ArticleIdentity(std::string_view display_name, SpeakerType type,
                            std::string_view article_id, int occurrence) {
  return absl::StrCat("article/", std::string(article_id), "/", occurrence, "/",
                      NamedIdentity(display_name, type));
}

std::string SpeakerId(std::string_view display_name, std::string_view identity, int digits) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(identity.data()), identity.size(), hash);
  const std::string hex =
      absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(hash), sizeof hash));
  const std::string slug = Slug(display_name);
  if (slug.empty()) return hex.substr(0, kLongIdDigits);
  return absl::StrCat(slug, "-", hex.substr(0, digits));
}

}  // namespace onrecord::query
