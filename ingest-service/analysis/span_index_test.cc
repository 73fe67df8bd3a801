#include "ingest-service/analysis/span_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<int> Owners(const std::vector<SpanIndex::Entry>& entries) {
  std::vector<int> owners;
  for (const SpanIndex::Entry& entry : entries) owners.push_back(entry.owner);
  return owners;
}

TEST(SpanIndexTest, FindsWhatSharesWords) {
  const SpanIndex index({{{20, 25}, 1}, {{0, 30}, 0}, {{5, 8}, 2}});
  EXPECT_THAT(Owners(index.Overlapping({6, 7})), ElementsAre(0, 2));
  EXPECT_THAT(Owners(index.Overlapping({7, 21})), ElementsAre(0, 2, 1));
  EXPECT_THAT(Owners(index.Overlapping({8, 20})), ElementsAre(0));
  EXPECT_THAT(index.Overlapping({30, 40}), IsEmpty());
}

TEST(SpanIndexTest, SameWordsComeByOwner) {
  const SpanIndex index({{{5, 8}, 4}, {{5, 8}, 1}});
  EXPECT_THAT(Owners(index.Overlapping({5, 6})), ElementsAre(1, 4));
}

TEST(SpanIndexTest, NothingIsFoundWhereThereIsNothing) {
  EXPECT_THAT(SpanIndex({}).Overlapping({0, 5}), IsEmpty());
}

TEST(SpanIndexTest, EqualsLinearScan) {
  std::mt19937 random(1);
  const auto any = [&random](int below) { return static_cast<int32_t>(random() % below); };
  for (int round = 0; round < 200; ++round) {
    std::vector<SpanIndex::Entry> entries;
    for (int i = any(12); i > 0; --i) {
      const int32_t begin = any(40);
      entries.push_back({{begin, begin + 1 + any(15)}, static_cast<int>(entries.size())});
    }
    const SpanIndex index(entries);
    const int32_t begin = any(50);
    const Span asked = {begin, begin + 1 + any(10)};
    std::vector<int> scanned;
    for (const auto& entry : entries) {
      if (entry.span.Overlaps(asked)) scanned.push_back(entry.owner);
    }
    EXPECT_THAT(Owners(index.Overlapping(asked)), ::testing::UnorderedElementsAreArray(scanned));
  }
}

}  // namespace
}  // namespace onrecord::ingest
