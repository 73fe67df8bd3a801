#include "ingest-service/tagging/argument_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ArgumentPartsTest, RunsGoToTheirRoles) {
  // Tags of three roles: O, B I E S of the first, of the second, of the third.
  const std::vector<WindowWord> words = {{{1, 2}, {0, 3}},
                                         {{2, 4}, {4, 9}},
                                         {{4, 5}, {10, 11}},
                                         {{5, 6}, {12, 15}},
                                         {{6, 7}, {16, 20}}};
  const Arguments arguments = {words, {{5, 7, 0, 8, 4}, {0.5f, 0.6f, 0.7f, 0.8f, 0.9f}}};
  const std::vector<ArgumentPart> parts = ReadParts(arguments, 3);
  ASSERT_THAT(parts, SizeIs(3));
  EXPECT_THAT(parts[0].spans, ElementsAre(Span{16, 20}));
  EXPECT_THAT(parts[1].spans, ElementsAre(Span{0, 9}, Span{12, 15}));
  EXPECT_THAT(parts[1].tokens, ElementsAre(1, 2, 5));
  EXPECT_THAT(parts[1].probabilities, ElementsAre(0.5f, 0.6f, 0.8f));
  EXPECT_THAT(parts[2].spans, IsEmpty());
}

}  // namespace
}  // namespace onrecord::ingest
