#include "ingest-service/entities/relative_pronouns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace onrecord::ingest {
namespace {

class FindRelativeAntecedentTest : public ::testing::Test {
 protected:
  void Read(std::string text) {
    text_ = std::move(text);
    document_ = ReadDocument(text_);
    memory_ = std::make_unique<SpeakerMemory>(document_, FindEntities(document_));
  }

  Span Find(std::string_view words) const {
    const auto begin = static_cast<int32_t>(text_.find(words));
    return {begin, begin + static_cast<int32_t>(words.size())};
  }

  std::string NameOf(int entity) const {
    return entity < 0 ? "" : memory_->entities()[entity].display_name;
  }

  std::string Description(std::string_view pronoun) const {
    return std::string(Surface(text_, FindRelativeAntecedent(*memory_, Find(pronoun)).description));
  }

  std::string text_;
  Document document_;
  std::unique_ptr<SpeakerMemory> memory_;
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
