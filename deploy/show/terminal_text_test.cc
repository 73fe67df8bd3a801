#include "deploy/show/terminal_text.h"

#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

TEST(SanitizeForTerminal, KeepsOrdinaryText) {
  EXPECT_EQ(SanitizeForTerminal("“Müller” said — 是 🙂"),
            "“Müller” said — 是 🙂");
}

TEST(SanitizeForTerminal, ReplacesEscapeSequences) {
  EXPECT_EQ(SanitizeForTerminal("a\x1b[31mb\x07"), "a\uFFFD[31mb\uFFFD");
  EXPECT_EQ(SanitizeForTerminal("\u009B31m\x7F"), "\uFFFD31m\uFFFD");
}

TEST(SanitizeForTerminal, ReplacesBidirectionalControls) {
  EXPECT_EQ(SanitizeForTerminal("a\u202Eb\u2066c\u200Fd"), "a\uFFFDb\uFFFDc\uFFFDd");
}

TEST(SanitizeForTerminal, TurnsTabsAndBreaksIntoSpaces) {
  EXPECT_EQ(SanitizeForTerminal("a\tb\r\nc"), "a b  c");
}

TEST(LineWrapper, BreaksBeforeWordThatPassesWidth) {
  LineWrapper wrapper(10, 2);
  wrapper.Add("one two three");
  EXPECT_EQ(wrapper.Finish(), "  one two\n  three\n");
}

TEST(LineWrapper, GivesLongWordItsOwnLine) {
  LineWrapper wrapper(6, 0);
  wrapper.Add("a verylongword b");
  EXPECT_EQ(wrapper.Finish(), "a\nverylongword\nb\n");
}

TEST(LineWrapper, KeepsWordOfTwoStylesTogether) {
  LineWrapper wrapper(7, 0);
  wrapper.Add("ab cd");
  wrapper.Add("efg", "1");
  EXPECT_EQ(wrapper.Finish(), "ab\ncd\x1b[1mefg\x1b[0m\n");
}

TEST(LineWrapper, CountsCodePoints) {
  LineWrapper wrapper(5, 0);
  wrapper.Add("éé üü");
  EXPECT_EQ(wrapper.Finish(), "éé üü\n");
}

TEST(LineWrapper, WritesNothingForNothing) {
  LineWrapper wrapper(5, 0);
  wrapper.Add("  ");
  EXPECT_EQ(wrapper.Finish(), "");
}

}  // namespace
}  // namespace onrecord::show
