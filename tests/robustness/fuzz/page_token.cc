// Page tokens: what was not given out is refused, and what is given out is read as it was.
//
// An input is a token, a line break and what it was asked with.

#include "query-service/query/page_token.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/robustness/fuzz/fuzz_target.h"
#include "tests/robustness/fuzz/require.h"

namespace onrecord::fuzz {
namespace {

using query::ListKind;

void CheckToken(std::string_view token, std::string_view asked) {
  const auto time = query::DecodeListToken(ListKind::kPositions, asked, token);
  Require(time.ok() || absl::IsInvalidArgument(time.status()), time.status().ToString());
  if (time.ok()) {
    const std::string again = query::EncodePageToken(ListKind::kPositions, asked, *time);
    const auto read = query::DecodeListToken(ListKind::kPositions, asked, again);
    Require(read.ok() && *read == *time, "a key is not read as it was given out");
  }
  const auto name = query::DecodeSpeakerToken(ListKind::kSpeakers, asked, token);
  Require(name.ok() || absl::IsInvalidArgument(name.status()), name.status().ToString());
}

// `bytes` as the last key of a page.
void CheckRoundTrip(std::string_view bytes, std::string_view asked) {
  const query::SpeakerKey key = {std::string(bytes), 3, std::string(asked)};
  const std::string token = query::EncodePageToken(ListKind::kSpeakers, asked, key);
  const auto read = query::DecodeSpeakerToken(ListKind::kSpeakers, asked, token);
  Require(read.ok() && *read == key, "a token is not read as it was given out");
  const auto other = query::DecodeListToken(ListKind::kPositions, asked, token);
  Require(absl::IsInvalidArgument(other.status()), "a token of another list is taken");
}

}  // namespace
}  // namespace onrecord::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t end = std::min(input.find('\n'), input.size());
  const std::string_view asked = input.substr(std::min(end + 1, input.size()));
  onrecord::fuzz::CheckToken(input.substr(0, end), asked);
  onrecord::fuzz::CheckRoundTrip(input.substr(0, end), asked);
  return 0;
}
