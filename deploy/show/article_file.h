// Articles as text files: the form in which people hand their own articles to onrecord-show.
//
// A file is the article's text, preceded, if its first line is one, by header lines and an empty
// line:
//
//   Title: Dockers walk out
//   Publisher: The Coast Herald
//   Uri: https://coast-herald.example/strike
//   Published: 2026-03-12T07:30:00+01:00
//   Language: en
//   Author: Jane Smith
//   Id: harbour-strike
//
//   More than 600 dock workers ...
//
// Every header is optional, Author may be repeated, and case does not matter. The text is kept as
// it stands, because offsets count in it; only a byte order mark and the last line's own line break
// are no part of it.

#ifndef ONRECORD_DEPLOY_SHOW_ARTICLE_FILE_H_
#define ONRECORD_DEPLOY_SHOW_ARTICLE_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "onrecord/v1/article.pb.h"

namespace onrecord::show {

// The article that a file's contents describe. What the text may hold is the server's to judge: an
// empty one is no error here. INVALID_ARGUMENT, naming the line, where a header is unknown,
// repeated, malformed or not followed by an empty line.
absl::StatusOr<v1::Article> ParseArticleFile(absl::string_view contents);

// ParseArticleFile of a file; every error begins with the path. NOT_FOUND where there is none,
// INVALID_ARGUMENT where it is a directory, PERMISSION_DENIED or UNKNOWN where it cannot be read.
absl::StatusOr<v1::Article> ReadArticleFile(const std::string& path);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_ARTICLE_FILE_H_
