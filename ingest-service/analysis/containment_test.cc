#include "ingest-service/analysis/containment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Attribution Make(std::vector<Span> source, Span cue, std::vector<Span> content) {
  return {std::move(source), {cue}, std::move(content), 1.0f};
}

std::vector<int> Outer(const std::vector<Attribution>& attributions) {
  return FindOuter(attributions, Containment(attributions), [] { return false; }).value();
}

TEST(ContainmentTest, NarrowestContentComesFirst) {
  const Containment containment(
      {Make({}, {0, 2}, {{3, 50}}), Make({}, {5, 6}, {{7, 20}}), Make({}, {8, 9}, {{30, 40}})});
  EXPECT_THAT(containment.Around({10, 12}), ElementsAre(1, 0));
  EXPECT_THAT(containment.Around({35, 40}), ElementsAre(2, 0));
  EXPECT_THAT(containment.Around({18, 22}), ElementsAre(0));
  EXPECT_THAT(containment.Around({49, 51}), IsEmpty());
}

TEST(ContainmentTest, BrokenContentIsListedOnce) {
  const Containment containment({Make({}, {0, 2}, {{3, 10}, {3, 12}, {20, 30}})});
  EXPECT_THAT(containment.Around({5, 6}), ElementsAre(0));
  EXPECT_THAT(containment.Around({9, 21}), IsEmpty());
}

TEST(ContainmentTest, InnerAttributionNeedsCueAndSourceInside) {
  EXPECT_THAT(Outer({Make({{0, 2}}, {3, 7}, {{8, 40}}), Make({{8, 12}}, {13, 20}, {{21, 40}})}),
              ElementsAre(-1, 0));
  EXPECT_THAT(Outer({Make({{0, 2}}, {3, 7}, {{8, 40}}), Make({{0, 2}}, {13, 20}, {{21, 40}})}),
              ElementsAre(-1, -1));
}

TEST(ContainmentTest, SourceMayStandInGapOfContent) {
  const Attribution outer = {{{0, 2}}, {{3, 7}}, {{8, 20}, {30, 40}}, 1.0f};
  EXPECT_THAT(Outer({outer, Make({{22, 26}}, {31, 34}, {{35, 40}})}), ElementsAre(-1, 0));
  // The outer one's own source in the gap: “We knew,” she said, “and ...”
  const Attribution broken = {{{22, 26}}, {{27, 29}}, {{8, 20}, {30, 40}}, 1.0f};
  EXPECT_THAT(Outer({broken, Make({{22, 26}}, {31, 34}, {{35, 40}})}), ElementsAre(-1, -1));
}

TEST(ContainmentTest, ChainsGoThroughNearest) {
  EXPECT_THAT(Outer({Make({{0, 2}}, {3, 5}, {{6, 60}}), Make({{6, 8}}, {9, 11}, {{12, 60}}),
                     Make({{12, 14}}, {15, 17}, {{18, 60}})}),
              ElementsAre(-1, 0, 1));
}

TEST(ContainmentTest, MutualContentIsNotNested) {
  EXPECT_THAT(Outer({Make({}, {0, 5}, {{10, 40}}), Make({}, {20, 25}, {{0, 9}})}),
              ElementsAre(-1, -1));
}

TEST(ContainmentTest, NeverMakesCircle) {
  // Each one's content holds the next one's cue.
  const auto outer = Outer(
      {Make({}, {0, 5}, {{10, 15}}), Make({}, {10, 15}, {{20, 25}}), Make({}, {20, 25}, {{0, 5}})});
  int links = 0;
  for (const int one : outer) links += one >= 0;
  EXPECT_EQ(links, 2);
}

TEST(ContainmentTest, ManyContentsStayFast) {
  std::vector<Attribution> attributions;
  for (int32_t i = 0; i < 100000; ++i) {
    attributions.push_back(Make({}, {10 * i, 10 * i + 2}, {{10 * i + 3, 10 * i + 25}}));
  }
  const auto begin = std::chrono::steady_clock::now();
  Outer(attributions);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(ContainmentTest, GivesUpWhereCancelled) {
  const std::vector<Attribution> attributions(3, Make({}, {0, 2}, {{3, 50}}));
  int asked = 0;
  const auto cancelled = [&asked] { return ++asked == 2; };
  EXPECT_FALSE(FindOuter(attributions, Containment(attributions), cancelled).has_value());
  EXPECT_EQ(asked, 2);
}

}  // namespace
}  // namespace onrecord::ingest
