#include "query-service/archive/identity.h"

#include <openssl/sha.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace onrecord::query {
namespace {

constexpr size_t kMaxSlugChars = 48;

icu::UnicodeString FromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

bool IsSharedType(SpeakerType type) {
  return type != SpeakerType::kUnspecified && type != SpeakerType::kUnnamed &&
         type != SpeakerType::kAuthor;
}

std::unique_ptr<icu::Transliterator> MakeAsciiTransliterator() {
  UErrorCode error = U_ZERO_ERROR;
  return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance(
      "NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII", UTRANS_FORWARD, error));
}

// The name's letters and digits in lower-case ASCII, everything between them as one '-'.
std::string Slug(std::string_view display_name) {
  // One a thread: it takes a millisecond to make and is not promised to be safe for several.
  static thread_local const std::unique_ptr<icu::Transliterator> to_ascii =
      MakeAsciiTransliterator();
  icu::UnicodeString folded = FromUtf8(display_name);
  if (to_ascii != nullptr) to_ascii->transliterate(folded);

  std::string slug;
  for (int32_t i = 0; i < folded.length() && slug.size() < kMaxSlugChars; ++i) {
    const char16_t unit = folded.charAt(i);
    if (unit < 0x80 && absl::ascii_isalnum(static_cast<unsigned char>(unit))) {
      slug.push_back(absl::ascii_tolower(static_cast<unsigned char>(unit)));
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

std::string SpeakerIdentity(std::string_view display_name, SpeakerType type,
                            std::string_view article_id, int occurrence) {
  const std::string name = NormalizedName(display_name);
  const size_t words = name.empty() ? 0 : 1 + std::count(name.begin(), name.end(), ' ');
  const size_t words_needed = type == SpeakerType::kPerson ? 2 : 1;
  const std::string named = absl::StrCat(static_cast<int>(type), "/", name);
  if (IsSharedType(type) && words >= words_needed) return named;
  return absl::StrCat("article/", std::string(article_id), "/", occurrence, "/", named);
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
