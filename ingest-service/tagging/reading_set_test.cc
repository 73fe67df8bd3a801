#include "ingest-service/tagging/reading_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReadingSetTest, KeepsReadingWithMoreContext) {
  ReadingSet<int> set;
  set.Add({5, 9}, 3, 1);
  set.Add({5, 9}, 8, 2);
  set.Add({5, 9}, 4, 3);
  EXPECT_THAT(set.Take(), ElementsAre(2));
}

TEST(ReadingSetTest, FirstOfEqualReadingsStays) {
  ReadingSet<int> set;
  set.Add({5, 9}, 3, 1);
  set.Add({5, 9}, 3, 2);
  EXPECT_THAT(set.Take(), ElementsAre(1));
}

TEST(ReadingSetTest, OfOverlappingCuesTheOneWithMostContextStays) {
  ReadingSet<int> set;
  set.Add({5, 9}, 3, 1);
  set.Add({12, 20}, 5, 2);
  set.Add({5, 15}, 4, 3);
  EXPECT_THAT(set.Take(), ElementsAre(1, 2));
  set.Add({5, 9}, 3, 1);
  set.Add({12, 20}, 5, 2);
  set.Add({5, 15}, 6, 3);
  EXPECT_THAT(set.Take(), ElementsAre(3));
}

TEST(ReadingSetTest, CuesThatTouchAreTwo) {
  ReadingSet<int> set;
  set.Add({5, 9}, 3, 1);
  set.Add({9, 15}, 4, 2);
  set.Add({2, 5}, 4, 3);
  EXPECT_THAT(set.Take(), ElementsAre(3, 1, 2));
}

TEST(ReadingSetTest, TakesInOrderOfCues) {
  ReadingSet<int> set;
  set.Add({20, 24}, 1, 1);
  set.Add({5, 9}, 1, 2);
  EXPECT_THAT(set.Take(), ElementsAre(2, 1));
  EXPECT_THAT(set.Take(), IsEmpty());
}

}  // namespace
}  // namespace onrecord::ingest
