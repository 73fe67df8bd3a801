#include "deploy/show/html_view.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "deploy/show/markup.h"
#include "deploy/show/rows.h"

namespace onrecord::show {
namespace {

constexpr absl::string_view kHead = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>On record</title>
<style>
:root { color-scheme: light dark; --page: #fbfaf7; --ink: #1d1f23; --dim: #5d626b; --line: #d9d5cb;
  --card: #ffffff; --content: #e4f1e2; --source: #0b5a86; --cue: #8a4b00; --event: #8a1f63; --target: #fff1b8; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16181c; --ink: #e7e5df; --dim: #a3a8b1; --line: #3a3e46; --card: #1e2126;
    --content: #1f3a29; --source: #8cc8f0; --cue: #f2b661; --event: #f29bd0; --target: #4d4314; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 64rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
a { color: var(--source); } a:focus-visible { outline: 3px solid var(--cue); outline-offset: 2px; }
.dim { color: var(--dim); margin: .25rem 0; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1.5rem;
  margin-top: 2rem; }
.text { max-width: 44rem; margin: 1.5rem 0; font: 1.1rem/1.75 Georgia, "Noto Serif", serif; }
.q { background: var(--content); padding: .12em 0; }
.s { color: var(--source); font-weight: bold; }
.c { color: var(--cue); font-style: italic; text-decoration: underline; text-underline-offset: .2em; }
.e { color: var(--event); border-bottom: 3px double var(--event); }
.n { font: .7rem system-ui, sans-serif; vertical-align: super; text-decoration: none; padding: 0 .1em; }
.key { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; list-style: none; padding: 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: bold; font-size: 1.05rem; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-top: 1px solid var(--line); }
thead th { color: var(--dim); font-weight: 600; white-space: nowrap; }
td.who { min-width: 11rem; } td.words { min-width: 16rem; } td.score { font-variant-numeric: tabular-nums; }
tr:target, .n:target { background: var(--target); }
</style>
</head>
<body>
<h1>On record: who said what, and what happened</h1>
<ul class="key" aria-label="Legend">
<li><span class="s">speaker</span></li>
<li><span class="c">cue</span> and the position's number</li>
<li><span class="q">content</span></li>
<li><span class="e">event</span> and its number</li>
</ul>
)html";

constexpr absl::string_view kFoot = "</body>\n</html>\n";
constexpr absl::string_view kPositionColumns[] = {
    "#", "Speaker", "Kind", "Quotation", "To, via", "Confidence", "The exact words"};
constexpr absl::string_view kEventColumns[] = {
    "#", "Type", "Status", "Words", "Who", "To whom", "When", "Where", "Positions", "Confidence"};

// Classes of the marks in the order of MarkKind; the letters of their numbers' anchors likewise.
constexpr absl::string_view kClasses[] = {"q", "s", "c", "e"};

bool IsWebAddress(absl::string_view uri) {
  return absl::StartsWithIgnoreCase(uri, "https://") || absl::StartsWithIgnoreCase(uri, "http://");
}

// "to reporters; via the ministry".
std::string ToAndVia(const PositionRow& row) {
  const std::string to = row.addressees.empty() ? "" : "to " + row.addressees;
  const std::string via = row.via.empty() ? "" : "via " + row.via;
  return absl::StrCat(to, to.empty() || via.empty() ? "" : "; ", via);
}

// The page of one article; `index` sets its anchors apart from the other articles'.
class ArticlePart {
 public:
  ArticlePart(const Reading& reading, int index) : reading_(reading), index_(index) {}

  std::string Render() const {
    const v1::Article& article = reading_.article;
    std::string out = absl::StrCat("<article id=\"a", index_, "\">\n");
    absl::StrAppend(
        &out, "<h2>", EscapeHtml(TitleOf(article)), "</h2>\n<p class=\"dim\">",
        EscapeHtml(Dateline(article)), "</p>\n", Identity(article), "<div class=\"text\"",
        article.language().empty() ? ""
                                   : absl::StrCat(" lang=\"", EscapeHtml(article.language()), "\""),
        ">\n");
    for (const std::vector<Segment>& paragraph : MarkParagraphs(reading_)) {
      absl::StrAppend(&out, "<p dir=\"auto\">", Paragraph(paragraph), "</p>\n");
    }
    absl::StrAppend(&out, "</div>\n", Positions(), Events(), "</article>\n");
    return out;
  }

  static std::string TitleOf(const v1::Article& article) {
    return article.title().empty() ? article.name() : article.title();
  }

 private:
  static std::string Identity(const v1::Article& article) {
    std::string out =
        absl::StrCat("<p class=\"dim\">", EscapeHtml(article.name()), " · revision ",
                     article.revision(), " · read by ", EscapeHtml(article.model_version()));
    const std::string uri = EscapeHtml(article.uri());
    if (IsWebAddress(article.uri())) {
      absl::StrAppend(&out, " · <a rel=\"noopener noreferrer\" href=\"", uri, "\">", uri, "</a>");
    }
    return out + "</p>\n";
  }

  std::string Paragraph(const std::vector<Segment>& segments) const {
    const absl::string_view text = reading_.article.text();
    std::string out;
    for (const Segment& segment : segments) {
      const std::string words = EscapeHtml(text.substr(segment.begin, segment.end - segment.begin));
      if (segment.marks.empty()) {
        out += words;
      } else {
        absl::StrAppend(&out, "<span class=\"", ClassesOf(segment), "\">", words, "</span>");
      }
      for (const Mark& mark : segment.marks) {
        if (mark.end == segment.end) out += NumberOf(mark);
      }
    }
    return out;
  }

  static std::string ClassesOf(const Segment& segment) {
    std::string classes;
    for (size_t kind = 0; kind < std::size(kClasses); ++kind) {
      const bool covers =
          std::any_of(segment.marks.begin(), segment.marks.end(),
                      [&](const Mark& mark) { return static_cast<size_t>(mark.kind) == kind; });
      if (covers) absl::StrAppend(&classes, classes.empty() ? "" : " ", kClasses[kind]);
    }
    return classes;
  }

  // The number behind a cue or trigger, which links to its row; the first one is where the row
  // links to.
  std::string NumberOf(const Mark& mark) const {
    const bool event = mark.kind == MarkKind::kTrigger;
    if (!event && mark.kind != MarkKind::kCue) return "";
    const std::string key = absl::StrCat("a", index_, event ? "e" : "p", mark.number);
    return absl::StrCat("<a class=\"n\"", mark.first ? absl::StrCat(" id=\"", key, "t\"") : "",
                        " href=\"#", key, "\" aria-label=\"", event ? "event " : "position ",
                        mark.number, "\">", event ? "e" : "", mark.number, "</a>");
  }

  // The first cell of a row, which links back to the words in the text.
  std::string RowHead(absl::string_view letter, size_t number) const {
    return absl::StrFormat("<tr id=\"a%d%s%d\"><th scope=\"row\"><a href=\"#a%d%s%dt\">%d</a></th>",
                           index_, letter, number, index_, letter, number, number);
  }

  static std::string Cell(absl::string_view text, absl::string_view css_class = "") {
    if (css_class.empty()) return absl::StrCat("<td>", EscapeHtml(text), "</td>");
    return absl::StrCat("<td class=\"", css_class, "\">", EscapeHtml(text), "</td>");
  }

  template <size_t N>
  static std::string TableHead(absl::string_view caption, size_t count,
                               const absl::string_view (&columns)[N]) {
    std::string out =
        absl::StrCat("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"", caption,
                     "\">\n<table>\n<caption>", caption, " (", count, ")</caption>\n<thead><tr>");
    for (absl::string_view column : columns) {
      absl::StrAppend(&out, "<th scope=\"col\">", column, "</th>");
    }
    return out + "</tr></thead>\n<tbody>\n";
  }

  std::string Positions() const {
    const std::vector<PositionRow> rows = PositionRows(reading_);
    std::string out = TableHead("Positions", rows.size(), kPositionColumns);
    for (size_t i = 0; i < rows.size(); ++i) {
      const PositionRow& row = rows[i];
      absl::StrAppend(&out, RowHead("p", i + 1), Cell(row.speaker, "who"), Cell(row.kind),
                      Cell(absl::StrCat(row.quotation, row.negated ? ", negated" : "",
                                        row.hedged ? ", hedged" : "")),
                      Cell(ToAndVia(row)), Cell(row.confidence, "score"), Cell(row.words, "words"),
                      "</tr>\n");
    }
    return out + "</tbody>\n</table>\n</div>\n";
  }

  std::string Events() const {
    const std::vector<EventRow> rows = EventRows(reading_);
    std::string out = TableHead("Events", rows.size(), kEventColumns);
    for (size_t i = 0; i < rows.size(); ++i) {
      const EventRow& row = rows[i];
      absl::StrAppend(&out, RowHead("e", i + 1), Cell(row.type), Cell(row.status),
                      Cell(row.trigger), Cell(row.actors), Cell(row.recipients), Cell(row.time),
                      Cell(row.place), Cell(row.positions), Cell(row.confidence, "score"),
                      "</tr>\n");
    }
    return out + "</tbody>\n</table>\n</div>\n";
  }

  const Reading& reading_;
  const int index_;
};

std::string Contents(const std::vector<Reading>& readings) {
  std::string out = "<nav aria-label=\"Articles\">\n<ol>\n";
  for (size_t i = 0; i < readings.size(); ++i) {
    absl::StrAppend(&out, "<li><a href=\"#a", i + 1, "\">",
                    EscapeHtml(ArticlePart::TitleOf(readings[i].article)), "</a></li>\n");
  }
  return out + "</ol>\n</nav>\n";
}

}  // namespace

std::string EscapeHtml(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else if ((byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F) {
      out += "\uFFFD";
    } else {
      out += c;
    }
  }
  return out;
}

std::string RenderHtml(const std::vector<Reading>& readings) {
  std::string out(kHead);
  if (readings.size() > 1) out += Contents(readings);
  for (size_t i = 0; i < readings.size(); ++i) {
    out += ArticlePart(readings[i], static_cast<int>(i + 1)).Render();
  }
  absl::StrAppend(&out, kFoot);
  return out;
}

}  // namespace onrecord::show
