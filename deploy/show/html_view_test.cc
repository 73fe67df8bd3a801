#include "deploy/show/html_view.h"

#include "deploy/show/sample_reading.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(EscapeHtml, EscapesWhatMarkupIsMadeOf) {
  EXPECT_EQ(EscapeHtml("<a href=\"x\">'&'</a>"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

TEST(EscapeHtml, ReplacesControlCharacters) {
  EXPECT_EQ(EscapeHtml("a\x1b\x7f\tb\n"), "a\uFFFD\uFFFD\tb\n");
}

TEST(RenderHtml, MarksTheText) {
  const std::string page = RenderHtml({SampleReading()});
  EXPECT_THAT(page, HasSubstr("<span class=\"q\">“We never refused to talk”</span>, "
                              "<span class=\"s\">she</span> <span class=\"c\">said</span>"));
  EXPECT_THAT(page, HasSubstr("<span class=\"q e\">met</span>"));
}

TEST(RenderHtml, LinksNumbersAndRowsBothWays) {
  const std::string page = RenderHtml({SampleReading()});
  for (const char* key : {"a1p1", "a1e1"}) {
    EXPECT_THAT(page, HasSubstr(std::string("<tr id=\"") + key + "\""));
    EXPECT_THAT(page, HasSubstr(std::string("href=\"#") + key + "\""));
    EXPECT_THAT(page, HasSubstr(std::string("id=\"") + key + "t\""));
    EXPECT_THAT(page, HasSubstr(std::string("href=\"#") + key + "t\""));
  }
}

TEST(RenderHtml, TellsWhoInTheTable) {
  const std::string page = RenderHtml({SampleReading()});
  EXPECT_THAT(page,
              HasSubstr("<td class=\"who\">Maria Lindqvist (person, director of Nordhavn)</td>"
                        "<td>denial</td><td>mixed, hedged</td><td>via the ministry</td>"));
}

TEST(RenderHtml, TellsWhichPositionReportsAnEvent) {
  EXPECT_THAT(RenderHtml({SampleReading()}),
              HasSubstr("<td>Oslo (NO)</td><td>reported by #1</td>"));
}

TEST(RenderHtml, TellsWhatWasNotSaid) {
  Reading reading = SampleReading();
  reading.positions[0].set_negated(true);
  EXPECT_THAT(RenderHtml({reading}), HasSubstr("<td>mixed, negated, hedged</td>"));
}

TEST(RenderHtml, EscapesWhatComesFromTheArchive) {
  Reading reading = SampleReading();
  const std::string attack = "<script>alert(1)</script>\"'";
  reading.article.set_title(attack);
  reading.article.set_text(attack);
  reading.article.set_language("\"><script>");
  reading.article.set_publisher(attack);
  reading.positions[0].mutable_speakers(0)->set_display_name(attack);
  const std::string page = RenderHtml({reading, reading});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(RenderHtml, LinksOnlyToWebAddresses) {
  Reading reading = SampleReading();
  EXPECT_THAT(RenderHtml({reading}), HasSubstr("href=\"https://coast-herald.example/talks\""));
  reading.article.set_uri("javascript:alert(1)");
  EXPECT_THAT(RenderHtml({reading}), Not(HasSubstr("javascript")));
}

}  // namespace
}  // namespace onrecord::show
