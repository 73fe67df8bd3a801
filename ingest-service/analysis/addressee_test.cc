#include "ingest-service/analysis/addressee.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

// The addressee of the attribution with the given words, each at its first occurrence in `text`.
std::string Addressee(const std::string& text, const std::string& source, const std::string& cue,
                      const std::string& content) {
  const auto span = [&text](const std::string& words) -> std::vector<Span> {
    if (words.empty()) return {};
    const size_t at = text.find(words);
    EXPECT_NE(at, text.npos) << words;
    return {{static_cast<int32_t>(at), static_cast<int32_t>(at + words.size())}};
  };
  const std::optional<Span> found =
      FindAddressee(ReadDocument(text), {span(source), span(cue), span(content), 0.9f});
  return found.has_value() ? std::string(Surface(text, *found)) : "";
}

TEST(AddresseeTest, StandsRightBehindTellingCue) {
  EXPECT_EQ(Addressee("Osei told the harbour workers on Monday that pay would rise.", "Osei",
                      "told", "that pay would rise"),
            "the harbour workers");
  EXPECT_EQ(Addressee("Osei warned Moscow that it would act.", "Osei", "warned", "that it would"),
            "Moscow");
  EXPECT_EQ(Addressee("“Go,” Osei told Laura Ingraham.", "Osei", "told", "“Go,”"),
            "Laura Ingraham");
}

TEST(AddresseeTest, EndsWhereContentBegins) {
  EXPECT_EQ(Addressee("Osei told Radio Nord pay would rise.", "Osei", "told", "pay would rise"),
            "Radio Nord");
  EXPECT_EQ(Addressee("Osei told the workers pay would rise.", "Osei", "told", "workers pay"), "");
}

TEST(AddresseeTest, StandsBehindTo) {
  EXPECT_EQ(Addressee("Osei said to reporters that it was over.", "Osei", "said", "that it was"),
            "reporters");
  EXPECT_EQ(Addressee("Osei wrote to the committee that it was over.", "Osei", "wrote", "that it"),
            "the committee");
  EXPECT_EQ(Addressee("Osei agreed to the plan.", "Osei", "agreed", ""), "");
}

TEST(AddresseeTest, StandsBehindLetterOrInterview) {
  EXPECT_EQ(Addressee("Osei said in a letter to the committee that it was over.", "Osei", "said",
                      "that it was over"),
            "the committee");
  EXPECT_EQ(Addressee("“Never,” Osei said in an interview with Radio Nord on Friday.", "Osei",
                      "said", "“Never,”"),
            "Radio Nord");
  EXPECT_EQ(Addressee("In a letter to the committee, Osei said it was over.", "Osei", "said",
                      "it was over"),
            "the committee");
}

TEST(AddresseeTest, WhoeverAskedIsAnswered) {
  EXPECT_EQ(Addressee("Asked by CNN whether he would go, Osei said no.", "Osei", "said", "no"),
            "CNN");
}

TEST(AddresseeTest, SubjectOfPassiveIsTold) {
  EXPECT_EQ(Addressee("The parents had been told by police that it was over.", "police", "told",
                      "that it was over"),
            "The parents");
  EXPECT_EQ(Addressee("Osei was never told.", "Osei", "told", ""), "");
}

TEST(AddresseeTest, OtherCuesHaveNone) {
  EXPECT_EQ(Addressee("Osei said Monday that pay would rise.", "Osei", "said", "that pay"), "");
  EXPECT_EQ(Addressee("Osei told no one.", "Osei", "told", ""), "");
}

TEST(AddresseeTest, LongPhraseIsCutBetweenCodePoints) {
  std::string text = "Osei told ";
  for (int i = 0; i < 100; ++i) text += "é";
  EXPECT_EQ(Addressee(text, "Osei", "told", ""), "");
}

class HostileAddresseeTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileAddresseeTest, IsReadToItsEnd) {
  const std::string text = HostileText(GetParam());
  const Document document = ReadDocument(text);
  const auto size = static_cast<int32_t>(text.size());
  const Attribution everywhere = {{}, {{size / 2, size}}, {}, 1.0f};
  for (int i = 0; i < 1000; ++i) FindAddressee(document, everywhere);
}

INSTANTIATE_TEST_SUITE_P(Units, HostileAddresseeTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
