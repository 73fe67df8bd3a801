#include "query-service/archive/namesakes.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class NamesakesTest : public ArchiveTest {
 protected:
  // Who the archive says speaks in `article`, known there by that name and role.
  std::string Speaker(const std::string& article, const std::string& name,
                      const std::string& role) {
    ArticleSample sample(article);
    sample.AddPosition("p", {Add(sample, name, role)}, absl::StrCat("words ", ++words_));
    Commit(sample);
    return archive_->GetPosition(article, "p")->positions.at(0).speakers.at(0).id;
  }

  static std::string Add(ArticleSample& sample, const std::string& name, const std::string& role) {
    const std::string local = sample.AddSpeaker(name);
    if (!role.empty()) sample.analysis.speakers.back().speaker.roles = {role};
    return local;
  }

  size_t CountSpeakers() { return archive_->ListSpeakers({}, std::nullopt, 99)->speakers.size(); }

  int words_ = 0;
};

TEST_F(NamesakesTest, OnlyOneOfTheNameIsMeant) {
  const std::string merkel = Speaker("a", "Angela Merkel", "German Chancellor");
  EXPECT_EQ(Speaker("b", "Angela Merkel", ""), merkel);
  EXPECT_EQ(Speaker("c", "ANGELA MERKEL", "former chancellor"), merkel);
  EXPECT_EQ(Speaker("d", "Angela Merkel", "CDU leader"), merkel);
}

TEST_F(NamesakesTest, RolesTellNamesakesApart) {
  const std::string senator = Speaker("a", "John Smith", "senator, Ohio");
  const std::string striker = Speaker("b", "John Smith", "footballer, Leeds");
  EXPECT_NE(striker, senator);
  EXPECT_EQ(Speaker("c", "John Smith", "Leeds striker"), striker);
  EXPECT_EQ(Speaker("d", "John Smith", "Ohio senator"), senator);
  EXPECT_EQ(archive_->GetSpeaker(striker)->display_name, "John Smith");
}

TEST_F(NamesakesTest, AmbiguousOnesStayApart) {
  const std::string senator = Speaker("a", "John Smith", "senator, Ohio");
  const std::string striker = Speaker("b", "John Smith", "footballer, Leeds");
  const std::string somebody = Speaker("c", "John Smith", "");
  const std::string witness = Speaker("d", "John Smith", "witness from Malmö");
  EXPECT_NE(somebody, senator);
  EXPECT_NE(somebody, striker);
  EXPECT_NE(witness, somebody);
  EXPECT_EQ(CountSpeakers(), 4u);
}

TEST_F(NamesakesTest, VariantsNeedSupport) {
  const std::string smith = Speaker("a", "John R. Smith", "senator, Ohio");
  EXPECT_EQ(Speaker("b", "John Smith", "senator, Ohio"), smith);
  EXPECT_NE(Speaker("c", "John B. Smith", "senator, Ohio"), smith);
  const std::string muller = Speaker("d", "Jörg Müller", "baker, Ulm");
  EXPECT_NE(Speaker("e", "Jorg Muller", ""), muller);
  EXPECT_EQ(Speaker("f", "Jorg Muller", "the Ulm baker"), muller);
}

TEST_F(NamesakesTest, TypesAreNeverMixed) {
  const std::string person = Speaker("a", "Georgia Ohm", "");
  ArticleSample sample("b");
  sample.AddPosition("p", {sample.AddSpeaker("Georgia Ohm", SpeakerType::kOrganization)}, "words");
  Commit(sample);
  EXPECT_NE(archive_->GetPosition("b", "p")->positions[0].speakers[0].id, person);
}

TEST_F(NamesakesTest, TwoOfOneArticleCanBeTwo) {
  ArticleSample sample("a");
  const std::string father = Add(sample, "John Smith", "bishop of Leeds");
  const std::string son = Add(sample, "John Smith", "footballer");
  const std::string again = Add(sample, "JOHN SMITH", "bishop");
  sample.AddPosition("p1", {father}, "one");
  sample.AddPosition("p2", {son, again}, "two");
  Commit(sample);
  const auto speaker = [&](const char* position, size_t i) {
    return archive_->GetPosition("a", position)->positions.at(0).speakers.at(i).id;
  };
  EXPECT_NE(speaker("p2", 0), speaker("p1", 0));
  EXPECT_EQ(speaker("p2", 1), speaker("p1", 0));
}

TEST_F(NamesakesTest, RevisionKeepsItsSpeaker) {
  Speaker("a", "John Smith", "senator, Ohio");
  const std::string striker = Speaker("b", "John Smith", "footballer, Leeds");
  const std::string somebody = Speaker("c", "John Smith", "");
  EXPECT_EQ(Speaker("b", "John Smith", "footballer"), striker);
  EXPECT_EQ(Speaker("c", "John Smith", ""), somebody);
  EXPECT_EQ(CountSpeakers(), 3u);
}

TEST_F(NamesakesTest, RevisionCanBecomeSomebodyElse) {
  const std::string first = Speaker("a", "John Smith", "");
  EXPECT_EQ(Speaker("b", "John Smith", "footballer, Leeds"), first);
  EXPECT_NE(Speaker("a", "John Smith", "senator, Ohio"), first);
}

TEST_F(NamesakesTest, SplitsTeachWhoIsMeant) {
  const std::string smith = Speaker("a", "Pia Holm", "engineer");
  ASSERT_EQ(Speaker("b", "Pia Holm", "owner of the Kalmar brewery"), smith);
  const std::string brewer = archive_->SplitSpeaker(smith, {"b"})->split_speaker.id;
  EXPECT_EQ(Speaker("c", "Pia Holm", "Kalmar brewery owner"), brewer);
  EXPECT_EQ(Speaker("d", "Pia Holm", "engineer"), smith);
  EXPECT_EQ(Speaker("b", "Pia Holm", "engineer"), brewer);
}

TEST_F(NamesakesTest, MergedNamesakesAreOneAgain) {
  const std::string senator = Speaker("a", "John Smith", "senator, Ohio");
  const std::string striker = Speaker("b", "John Smith", "footballer, Leeds");
  ASSERT_TRUE(archive_->MergeSpeakers(senator, {striker}).ok());
  EXPECT_EQ(Speaker("c", "John Smith", ""), senator);
  EXPECT_EQ(Speaker("d", "John Smith", "striker, Leeds"), senator);
}

TEST_F(NamesakesTest, GoneSpeakersLeaveTheirPlace) {
  const std::string senator = Speaker("a", "John Smith", "senator, Ohio");
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  EXPECT_EQ(Speaker("b", "John Smith", "footballer, Leeds"), senator);
}

}  // namespace
}  // namespace onrecord::query
