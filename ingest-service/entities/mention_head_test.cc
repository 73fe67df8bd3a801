#include "ingest-service/entities/mention_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kHidden = Encoder::kHidden;
constexpr int kInner = 160;
constexpr int kTags = TagsOf(kMentionTypes);

// Words of one token and ten bytes each, the first at `begin`, behind [CLS].
std::vector<WindowWord> Words(int count, int32_t begin) {
  std::vector<WindowWord> words;
  for (int i = 0; i < count; ++i) {
    words.push_back({{1 + i, 2 + i}, {begin + 10 * i, begin + 10 * i + 9}});
  }
  return words;
}

NameMention Named(int32_t begin, int32_t end, MentionType type = MentionType::kPerson) {
  return {{begin, end}, type, 0.5f};
}

// Two windows that share the words at 60, 70, 80 and 90: the first reads those at 60 and 70 with as
// much context as the second or more, the second the others.
std::vector<NameMention> Merge(const std::vector<NameMention>& first,
                               const std::vector<NameMention>& second) {
  MentionSet set;
  set.Add(Words(10, 0), 12, first);
  set.Add(Words(10, 60), 12, second);
  return set.Take();
}

TEST(MentionSetTest, WordReadTwiceCountsWhereItHasMoreContext) {
  EXPECT_THAT(Merge({Named(70, 79), Named(80, 89)}, {}), ElementsAre(Named(70, 79)));
  EXPECT_THAT(Merge({}, {Named(70, 79), Named(80, 89)}), ElementsAre(Named(80, 89)));
}

TEST(MentionSetTest, SameMentionInBothIsOne) {
  const std::vector<NameMention> both = {Named(60, 69), Named(80, 99)};
  EXPECT_EQ(Merge(both, both), both);
}

TEST(MentionSetTest, EarlierMentionKeepsItsWords) {
  EXPECT_THAT(Merge({Named(70, 89)}, {Named(80, 99), Named(100, 109)}),
              ElementsAre(Named(70, 89), Named(100, 109)));
}

TEST(MentionSetTest, WindowsWithoutCommonWordsKeepAll) {
  MentionSet set;
  set.Add(Words(3, 0), 5, {Named(0, 9), Named(20, 29)});
  set.Add(Words(3, 30), 5, {Named(30, 39)});
  EXPECT_THAT(set.Take(), ElementsAre(Named(0, 9), Named(20, 29), Named(30, 39)));
  EXPECT_THAT(set.Take(), IsEmpty());
}

TEST(MentionSetTest, WindowWithoutWordsAddsNothing) {
  MentionSet set;
  set.Add(Words(3, 0), 5, {Named(20, 29)});
  set.Add({}, 2, {});
  EXPECT_THAT(set.Take(), SizeIs(1));
}

// A head that reads a word's tag from the place of the one number of its hidden state that isn't 0.
ModelFile Model() {
  std::vector<float> inner(kInner * kHidden);
  std::vector<float> outer(kTags * kInner);
  for (int tag = 0; tag < kTags; ++tag) {
    inner[tag * kHidden + tag] = 10;
    outer[tag * kInner + tag] = 1;
  }
  ModelBuilder builder;
  builder.AddFloats("mention.inner.weight", {kInner, kHidden}, inner)
      .AddFloats("mention.inner.bias", {kInner}, std::vector<float>(kInner))
      .AddFloats("mention.outer.weight", {kTags, kInner}, outer)
      .AddFloats("mention.outer.bias", {kTags}, std::vector<float>(kTags));
  return *ModelFile::Parse("test", builder.Build());
}

TEST(MentionHeadTest, TagsAreTypesInTheirOrder) {
  const absl::StatusOr<MentionHead> head = MentionHead::Load(Model());
  ASSERT_TRUE(head.ok()) << head.status();
  // [CLS], a person of two words, O, a date, [SEP].
  const std::vector<int> tags = {0, 1, 3, 0, 4 + 4 * 7, 0};
  std::vector<Token> tokens(tags.size());
  std::vector<float> hidden(tags.size() * kHidden);
  for (int i = 0; i < static_cast<int>(tags.size()); ++i) {
    hidden[i * kHidden + tags[i]] = 1;
    if (i > 0 && i < 5) tokens[i].span = {10 * i, 10 * i + 9};
  }
  MentionSet found;
  head->Read({0, tokens, hidden}, found);
  const std::vector<NameMention> mentions = found.Take();
  ASSERT_THAT(mentions, SizeIs(2));
  EXPECT_EQ(mentions[0].span, (Span{10, 29}));
  EXPECT_EQ(mentions[0].type, MentionType::kPerson);
  EXPECT_EQ(mentions[1].span, (Span{40, 49}));
  EXPECT_EQ(mentions[1].type, MentionType::kDate);
  EXPECT_GT(mentions[1].probability, 0.99f);
  EXPECT_LE(mentions[1].probability, 1.0f);
}

TEST(MentionHeadTest, MissingTensorIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(MentionHead::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
