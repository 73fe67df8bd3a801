#include "ingest-service/entities/relative_pronouns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/entities/speaker_memory_fixture.h"

namespace onrecord::ingest {
namespace {

class FindRelativeAntecedentTest : public SpeakerMemoryFixture {
 protected:
  std::string Description(std::string_view pronoun) const {
    return std::string(Surface(text_, FindRelativeAntecedent(*memory_, Find(pronoun)).description));
  }
};

TEST_F(FindRelativeAntecedentTest, FindsPersonBeforeApposition) {
  Read("They met Peter Dahl, a pilot of the port, who was late.");
  EXPECT_EQ(NameOf(FindRelativeAntecedent(*memory_, Find("who")).entity), "Peter Dahl");
}

TEST_F(FindRelativeAntecedentTest, LooksBehindShare) {
  Read("They met the pilots, many of whom were late.");
  EXPECT_EQ(Description("whom"), "the pilots");
}

TEST_F(FindRelativeAntecedentTest, LooksBehindParenthesis) {
  Read("They met the pilots -- old as they are -- who were late.");
  EXPECT_EQ(Description("who"), "the pilots");
}

TEST_F(FindRelativeAntecedentTest, LooksBehindPlace) {
  Read("They met the pilots here, who were late.");
  EXPECT_EQ(Description("who"), "the pilots");
}

}  // namespace
}  // namespace onrecord::ingest
