#include "ingest-service/entities/signatures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Signers(std::string_view text) {
  std::vector<std::string> signers;
  for (const Signature& signature : FindSignatures(ReadDocument(text), ReadWords(text))) {
    signers.emplace_back(Surface(text, signature.name));
  }
  return signers;
}

TEST(FindSignaturesTest, ReadsBylineAtBeginning) {
  EXPECT_THAT(Signers("The Tide Turns\n\nBy Anna Okafor\n\nI went to the port."),
              ElementsAre("Anna Okafor"));
}

TEST(FindSignaturesTest, ReadsBiographyAtEnd) {
  EXPECT_THAT(Signers("I went to the port.\n\nAnna Okafor is the author of a book on tides."),
              ElementsAre("Anna Okafor"));
}

TEST(FindSignaturesTest, ReadsOneSignatureForEachLetter) {
  const std::string_view text =
      "Letters\n\nI like the port.\n\nAnna Okafor.\n\nI do not.\n\n@peterdahl.";
  EXPECT_THAT(Signers(text), ElementsAre("Anna Okafor", "@peterdahl"));
  const std::vector<Signature> signatures = FindSignatures(ReadDocument(text), ReadWords(text));
  EXPECT_TRUE(signatures[1].signed_text.Contains(
      {static_cast<int32_t>(text.find("I do")), static_cast<int32_t>(text.find(" not"))}));
}

TEST(FindSignaturesTest, TakesNoSentenceForSignature) {
  EXPECT_THAT(Signers("The port is open.\n\nAnna Okafor went there with her dog on Monday."),
              IsEmpty());
}

}  // namespace
}  // namespace onrecord::ingest
