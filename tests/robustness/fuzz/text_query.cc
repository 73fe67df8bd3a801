// The language of text filters: whatever is typed is either refused with a sentence or found
// something with, and a query means the same written again.

#include "query-service/query/text_query.h"

#include <memory>
#include <string>
#include <string_view>

#include "query-service/archive/archive.h"
#include "tests/robustness/fuzz/fuzz_target.h"
#include "tests/robustness/fuzz/require.h"
#include "tests/testing/temp_directory.h"

namespace onrecord::fuzz {
namespace {

// An archive with one article, to see that the index takes every query.
query::Archive& SmallArchive() {
  static const auto& directory = *new tests::TempDirectory();
  static query::Archive* const archive = [] {
    auto opened = query::Archive::Open(directory.File("archive.db"));
    Require(opened.ok(), opened.status().ToString());
    query::ArticleRecord article;
    article.id = "a";
    article.text = "“No trade deal,” Ann Lee said.";
    const auto kept = (*opened)->Commit(article, {}, /*replace=*/false);
    Require(kept.ok(), kept.status().ToString());
    return opened->release();
  }();
  return *archive;
}

void CheckRefusal(const absl::Status& status) {
  Require(absl::IsInvalidArgument(status) && !status.message().empty(), status.ToString());
}

void CheckTextQuery(std::string_view text) {
  const auto parsed = query::ParseTextQuery(text);
  if (!parsed.ok()) return CheckRefusal(parsed.status());
  query::ArticleFilter filter;
  filter.text = *parsed;
  const auto page =
      SmallArchive().ListArticles(filter, query::ListOrder::kNewestFirst, std::nullopt,
                                  /*limit=*/1, /*with_text=*/false);
  Require(page.ok(), page.status().ToString());
  if (filter.text.terms.empty()) return;
  const auto best = SmallArchive().ListArticles(filter, query::ListOrder::kRelevance, std::nullopt,
                                                /*limit=*/1, /*with_text=*/false);
  Require(best.ok(), best.status().ToString());
  Require(best->articles.size() == page->articles.size(), "an order hides what another shows");
}

void CheckNameQuery(std::string_view text) {
  const auto parsed = query::ParseNameQuery(text);
  if (!parsed.ok()) return CheckRefusal(parsed.status());
  query::SpeakerFilter filter;
  filter.text = *parsed;
  const auto page = SmallArchive().ListSpeakers(filter, std::nullopt, /*limit=*/1);
  Require(page.ok(), page.status().ToString());
}

}  // namespace
}  // namespace onrecord::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  onrecord::fuzz::CheckTextQuery(text);
  onrecord::fuzz::CheckNameQuery(text);
  return 0;
}
