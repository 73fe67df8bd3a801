// Resource names: "articles/{article}", "articles/{article}/positions/{position}",
// "articles/{article}/events/{event}", "speakers/{speaker}".

#ifndef ONRECORD_PROTO_FIELDS_RESOURCE_NAME_H_
#define ONRECORD_PROTO_FIELDS_RESOURCE_NAME_H_

#include <optional>
#include <string>
#include <string_view>

namespace onrecord::fields {

// A position or an event within its article.
struct PartName {
  std::string_view article;
  std::string_view part;
};

// Whether `id` has 1 to 128 characters of a-z, A-Z, 0-9, '.', '_', '~' and '-'; an article's begins
// with a letter or digit.
bool IsPartId(std::string_view id);
bool IsArticleId(std::string_view id);

// What violations say of malformed names.
inline constexpr char kArticleNameRule[] = "must be a resource name \"articles/{article}\"";
inline constexpr char kSpeakerNameRule[] = "must be a resource name \"speakers/{speaker}\"";

// The ids in a name; nullopt where it is malformed. They point into `name`.
std::optional<std::string_view> ParseArticleName(std::string_view name);
std::optional<std::string_view> ParseSpeakerName(std::string_view name);
std::optional<PartName> ParsePositionName(std::string_view name);
std::optional<PartName> ParseEventName(std::string_view name);

std::string ArticleName(std::string_view article);
std::string SpeakerName(std::string_view speaker);
std::string PositionName(std::string_view article, std::string_view position);
std::string EventName(std::string_view article, std::string_view event);

}  // namespace onrecord::fields

#endif  // ONRECORD_PROTO_FIELDS_RESOURCE_NAME_H_
