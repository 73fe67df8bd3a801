#include "deploy/show/grpcurl_calls.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace onrecord::show {
namespace {

constexpr absl::string_view kQuery = "onrecord.v1.QueryService";
constexpr size_t kShortestSearchWord = 7;

// The call of a method with a request in JSON. Requests below hold resource names, enum names and
// ASCII words only, so nothing in them needs escaping, neither for JSON nor for the shell.
std::string Command(const std::string& address, absl::string_view request,
                    absl::string_view method) {
  return absl::StrCat("grpcurl -plaintext -d '", request, "' ", address, " ", method);
}

// Who takes most positions; an empty reference where nobody takes one.
v1::SpeakerRef MostQuoted(const std::vector<Reading>& readings) {
  std::map<std::string, int> counts;
  v1::SpeakerRef most;
  int most_count = 0;
  for (const Reading& reading : readings) {
    for (const v1::Position& position : reading.positions) {
      for (const v1::SpeakerRef& speaker : position.speakers()) {
        const int count = ++counts[speaker.speaker()];
        if (count <= most_count || speaker.type() != v1::SPEAKER_TYPE_PERSON) continue;
        most = speaker;
        most_count = count;
      }
    }
  }
  return most;
}

// The longest word of ASCII letters in `text`; empty where all are short.
std::string LongestWord(absl::string_view text) {
  absl::string_view longest;
  for (size_t begin = 0; begin < text.size();) {
    const auto* end = std::find_if_not(text.begin() + begin, text.end(),
                                       [](char c) { return absl::ascii_isalpha(c); });
    const absl::string_view word = text.substr(begin, end - (text.begin() + begin));
    if (word.size() > longest.size()) longest = word;
    begin += word.size() + 1;
  }
  return longest.size() < kShortestSearchWord ? "" : absl::AsciiStrToLower(longest);
}

// A word from the first direct quotation that has one to search for.
std::string SearchWord(const std::vector<Reading>& readings) {
  for (const Reading& reading : readings) {
    for (const v1::Position& position : reading.positions) {
      if (position.quotation() != v1::QUOTATION_DIRECT || position.content().empty()) continue;
      const std::string word = LongestWord(position.content(0).text());
      if (!word.empty()) return word;
    }
  }
  return "";
}

Call SpeakerCall(const std::vector<Reading>& readings, const std::string& address) {
  const v1::SpeakerRef speaker = MostQuoted(readings);
  if (speaker.speaker().empty()) {
    return {"Who said what?",
            Command(address, "{\"page_size\": 5}", absl::StrCat(kQuery, "/ListPositions"))};
  }
  return {
      absl::StrCat("What did ", speaker.display_name(), " say?"),
      Command(address, absl::StrCat("{\"filter\": {\"speakers\": [\"", speaker.speaker(), "\"]}}"),
              absl::StrCat(kQuery, "/ListPositions"))};
}

Call SearchCall(const std::vector<Reading>& readings, const std::string& address) {
  const std::string word = SearchWord(readings);
  if (word.empty()) {
    return {"Who denied something?",
            Command(address, "{\"filter\": {\"kinds\": [\"POSITION_KIND_DENIAL\"]}}",
                    absl::StrCat(kQuery, "/ListPositions"))};
  }
  return {absl::StrCat("Who was quoted with the word \"", word, "\"?"),
          Command(address,
                  absl::StrCat("{\"filter\": {\"text\": \"", word,
                               "\", \"quotations\": [\"QUOTATION_DIRECT\", \"QUOTATION_MIXED\"]}}"),
                  absl::StrCat(kQuery, "/ListPositions"))};
}

Call EventCall(const std::vector<Reading>& readings, const std::string& address) {
  for (const Reading& reading : readings) {
    if (reading.events.empty()) continue;
    return {absl::StrCat("What happened, according to ", reading.article.name(), "?"),
            Command(address,
                    absl::StrCat("{\"filter\": {\"articles\": [\"", reading.article.name(),
                                 "\"], \"statuses\": [\"EVENT_STATUS_ACTUAL\"]}}"),
                    absl::StrCat(kQuery, "/ListEvents"))};
  }
  return {"What happened?",
          Command(address, "{\"page_size\": 5}", absl::StrCat(kQuery, "/ListEvents"))};
}

}  // namespace

std::vector<Call> GrpcurlCalls(const std::vector<Reading>& readings,
                               const std::string& ingest_address,
                               const std::string& query_address) {
  return {
      {"What can be asked about positions?",
       absl::StrCat("grpcurl -plaintext ", query_address, " describe onrecord.v1.PositionFilter")},
      SpeakerCall(readings, query_address),
      SearchCall(readings, query_address),
      EventCall(readings, query_address),
      {"What does the reader find in a sentence of your own? (kept nowhere)",
       Command(ingest_address,
               "{\"article\": {\"text\": \"The mayor, Ana Duarte, denied on Monday that the bridge "
               "was unsafe.\"}, \"offset_encoding\": \"OFFSET_ENCODING_UTF32\"}",
               "onrecord.v1.IngestService/AnalyzeArticle")},
  };
}

}  // namespace onrecord::show
