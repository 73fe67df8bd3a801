#include "proto/fields/resource_name.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "absl/strings/ascii.h"

namespace onrecord::fields {
namespace {

constexpr size_t kMaxIdChars = 128;
constexpr std::string_view kArticles = "articles/";
constexpr std::string_view kSpeakers = "speakers/";
constexpr std::string_view kPositions = "/positions/";
constexpr std::string_view kEvents = "/events/";

bool IsIdChar(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '~' ||
         c == '-';
}

// What follows `collection` in `name`; nullopt where `name` begins otherwise.
std::optional<std::string_view> After(std::string_view name, std::string_view collection) {
  if (name.substr(0, collection.size()) != collection) return std::nullopt;
  return name.substr(collection.size());
}

std::optional<PartName> ParsePartName(std::string_view name, std::string_view collection) {
  // The last one: an article may be called "events".
  const size_t at = name.rfind(collection);
  if (at == std::string_view::npos) return std::nullopt;
  const std::optional<std::string_view> article = ParseArticleName(name.substr(0, at));
  const std::string_view part = name.substr(at + collection.size());
  if (!article.has_value() || !IsPartId(part)) return std::nullopt;
  return PartName{*article, part};
}

std::string Concat(std::initializer_list<std::string_view> pieces) {
  std::string name;
  for (const std::string_view piece : pieces) name.append(piece);
  return name;
}

}  // namespace

bool IsPartId(std::string_view id) {
  return !id.empty() && id.size() <= kMaxIdChars && std::all_of(id.begin(), id.end(), IsIdChar);
}

bool IsArticleId(std::string_view id) {
  return IsPartId(id) && absl::ascii_isalnum(static_cast<unsigned char>(id.front()));
}

std::optional<std::string_view> ParseArticleName(std::string_view name) {
  const std::optional<std::string_view> id = After(name, kArticles);
  return id.has_value() && IsArticleId(*id) ? id : std::nullopt;
}

std::optional<std::string_view> ParseSpeakerName(std::string_view name) {
  const std::optional<std::string_view> id = After(name, kSpeakers);
  return id.has_value() && IsPartId(*id) ? id : std::nullopt;
}

std::optional<PartName> ParsePositionName(std::string_view name) {
  return ParsePartName(name, kPositions);
}

std::optional<PartName> ParseEventName(std::string_view name) {
  return ParsePartName(name, kEvents);
}

std::string ArticleName(std::string_view article) { return Concat({kArticles, article}); }

std::string SpeakerName(std::string_view speaker) { return Concat({kSpeakers, speaker}); }

std::string PositionName(std::string_view article, std::string_view position) {
  return Concat({kArticles, article, kPositions, position});
}

std::string EventName(std::string_view article, std::string_view event) {
  return Concat({kArticles, article, kEvents, event});
}

}  // namespace onrecord::fields
