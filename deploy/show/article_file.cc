#include "deploy/show/article_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"

namespace onrecord::show {
namespace {

constexpr absl::string_view kHeaders[] = {"title",    "publisher", "uri", "published",
                                          "language", "author",    "id"};
constexpr absl::string_view kHeaderList =
    "Title, Publisher, Uri, Published, Language, Author and Id";

struct Header {
  std::string name;  // in lower case
  absl::string_view value;
};

// Takes the first line off `text`, without its line break.
absl::string_view TakeLine(absl::string_view& text) {
  const size_t end = text.find('\n');
  absl::string_view line = text.substr(0, end);
  text.remove_prefix(end == absl::string_view::npos ? text.size() : end + 1);
  absl::ConsumeSuffix(&line, "\r");
  return line;
}

// The header that a line may be; its name is empty where the line has no colon.
Header SplitHeader(absl::string_view line) {
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos) return {};
  return {absl::AsciiStrToLower(absl::StripAsciiWhitespace(line.substr(0, colon))),
          absl::StripAsciiWhitespace(line.substr(colon + 1))};
}

bool IsKnown(absl::string_view name) {
  for (absl::string_view header : kHeaders) {
    if (header == name) return true;
  }
  return false;
}

// Minutes east of UTC at the end of an RFC 3339 time that absl::ParseTime has already accepted.
int UtcOffsetMinutes(absl::string_view time) {
  if (absl::EndsWithIgnoreCase(time, "z")) return 0;
  const absl::string_view offset = time.substr(time.size() - 6);  // "+hh:mm"
  int hours = 0;
  int minutes = 0;
  if (!absl::SimpleAtoi(offset.substr(1, 2), &hours)) return 0;
  if (!absl::SimpleAtoi(offset.substr(4, 2), &minutes)) return 0;
  return (offset[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

absl::Status SetPublished(absl::string_view value, v1::Article& article) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, value, &time, &error) ||
      time == absl::InfiniteFuture() || time == absl::InfinitePast()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "Published must be a time such as 2026-03-12T07:30:00+01:00, not '", value, "'"));
  }
  article.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(time));
  article.set_publish_utc_offset_minutes(UtcOffsetMinutes(value));
  return absl::OkStatus();
}

absl::Status SetHeader(const Header& header, v1::Article& article) {
  const std::string value(header.value);
  if (header.name == "title") article.set_title(value);
  if (header.name == "publisher") article.set_publisher(value);
  if (header.name == "uri") article.set_uri(value);
  if (header.name == "language") article.set_language(value);
  if (header.name == "author") article.add_authors(value);
  if (header.name == "id") article.set_name(absl::StrCat("articles/", value));
  if (header.name == "published") return SetPublished(header.value, article);
  return absl::OkStatus();
}

absl::Status AtLine(int line, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("line ", line, ": ", status.message()));
}

// Reads header lines off `text` up to and with the empty line after them.
absl::Status TakeHeaders(absl::string_view& text, v1::Article& article) {
  std::set<std::string> seen;
  for (int number = 1;; ++number) {
    if (text.empty()) {
      return AtLine(number,
                    absl::InvalidArgumentError(
                        "the headers need an empty line and the article's text after them"));
    }
    const absl::string_view line = TakeLine(text);
    if (absl::StripAsciiWhitespace(line).empty()) return absl::OkStatus();
    const Header header = SplitHeader(line);
    if (!IsKnown(header.name)) {
      return AtLine(number, absl::InvalidArgumentError(absl::StrCat(
                                "neither an empty line nor a header; headers are ", kHeaderList)));
    }
    if (!seen.insert(header.name).second && header.name != "author") {
      return AtLine(number, absl::InvalidArgumentError(
                                absl::StrCat("header '", header.name, "' stands here twice")));
    }
    if (absl::Status status = SetHeader(header, article); !status.ok()) {
      return AtLine(number, status);
    }
  }
}

}  // namespace

absl::StatusOr<v1::Article> ParseArticleFile(absl::string_view contents) {
  v1::Article article;
  absl::ConsumePrefix(&contents, "\xEF\xBB\xBF");
  absl::string_view rest = contents;
  if (IsKnown(SplitHeader(TakeLine(rest)).name)) {
    if (absl::Status status = TakeHeaders(contents, article); !status.ok()) return status;
  }
  if (absl::ConsumeSuffix(&contents, "\n")) absl::ConsumeSuffix(&contents, "\r");
  article.set_text(std::string(contents));
  return article;
}

absl::StatusOr<v1::Article> ReadArticleFile(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a directory, not an article"));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::ErrnoToStatus(errno, path);
  const std::string contents{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return absl::UnknownError(absl::StrCat(path, ": cannot be read to its end"));
  absl::StatusOr<v1::Article> article = ParseArticleFile(contents);
  if (!article.ok()) {
    return absl::Status(article.status().code(),
                        absl::StrCat(path, ": ", article.status().message()));
  }
  return article;
}

}  // namespace onrecord::show
