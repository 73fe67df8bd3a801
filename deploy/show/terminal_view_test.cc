#include "deploy/show/terminal_view.h"

#include <cstdlib>
#include <string>

#include "deploy/show/sample_reading.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RenderTerminal, BracketsMarksWithoutColor) {
  const std::string out = RenderTerminal({SampleReading()}, {false, 100});
  EXPECT_THAT(out,
              HasSubstr("  {“We never refused to talk”}, [she] <said>#1 after they {*met*#e1 on"
                        " Tuesday}.\n"));
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
}

TEST(RenderTerminal, ColorsMarksWithoutBrackets) {
  const std::string out = RenderTerminal({SampleReading()}, {true, 100});
  EXPECT_THAT(out, HasSubstr("\x1b[1;36mshe\x1b[0m"));
  EXPECT_THAT(out, HasSubstr("\x1b[1;33msaid\x1b[0m\x1b[2m#1\x1b[0m"));
  EXPECT_THAT(out, HasSubstr("\x1b[4;35mmet\x1b[0m"));
  EXPECT_THAT(out, Not(HasSubstr("{")));
}

TEST(RenderTerminal, ListsPositionsAndEvents) {
  const std::string out = RenderTerminal({SampleReading()}, {false, 100});
  EXPECT_THAT(out, HasSubstr("Positions (1)\n"
                             "  #1   Maria Lindqvist (person, director of Nordhavn)\n"
                             "       denial · mixed · hedged · via the ministry · 0.93\n"
                             "       “We never refused to talk” … met on Tuesday\n"));
  EXPECT_THAT(out, HasSubstr("Events (1)\n"
                             "  #e1  met\n"
                             "       consult · actual · reported by #1 · 0.60\n"
                             "       Maria Lindqvist -> the ministry; when: Tuesday (2026-03-10); "
                             "where: Oslo (NO)\n"));
}

TEST(RenderTerminal, KeepsArticleFromSteeringTerminal) {
  Reading reading = SampleReading();
  reading.article.set_title("\x1b]0;owned\x07");
  reading.article.set_text("a \x1b[2J b");
  const std::string out = RenderTerminal({reading}, {false, 100});
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(out, Not(HasSubstr("\x07")));
}

TEST(RenderTerminal, ShowsArticleWithNothingFound) {
  Reading reading;
  reading.article.set_name("articles/a");
  reading.article.set_text("Nothing here.");
  const std::string out = RenderTerminal({reading}, {false, 100});
  EXPECT_THAT(out, HasSubstr("articles/a\n"));
  EXPECT_THAT(out, HasSubstr("  Nothing here.\n"));
  EXPECT_THAT(out, HasSubstr("Positions (0)"));
}

TEST(WantsColor, FollowsTheChoice) {
  EXPECT_TRUE(WantsColor("always"));
  EXPECT_FALSE(WantsColor("never"));
}

TEST(WantsColor, HeedsNoColor) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(WantsColor("auto"));
  unsetenv("NO_COLOR");
}

TEST(TerminalWidth, StaysWithinReason) {
  EXPECT_GE(TerminalWidth(), 40);
  EXPECT_LE(TerminalWidth(), 120);
}

}  // namespace
}  // namespace onrecord::show
