#include "ingest-service/entities/sections.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(SectionsTest, BeginAnewBehindDividingLine) {
  const std::string text = "Dahl spoke.\n\n___\n\nMoe spoke.";
  const Sections sections(ReadDocument(text), ReadWords(text));
  EXPECT_EQ(sections.At(0), 0);
  EXPECT_EQ(sections.At(static_cast<int32_t>(text.find("Moe"))), 1);
  EXPECT_EQ(sections.BeginAt(static_cast<int32_t>(text.find("Moe"))),
            static_cast<int32_t>(text.find("___")));
}

TEST(SectionsTest, AreOneWithoutDividingLine) {
  const std::string text = "Dahl spoke.\n\nMoe spoke.";
  EXPECT_EQ(Sections(ReadDocument(text), ReadWords(text)).At(20), 0);
}

}  // namespace
}  // namespace onrecord::ingest
