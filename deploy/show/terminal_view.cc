#include "deploy/show/terminal_view.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "deploy/show/markup.h"
#include "deploy/show/rows.h"
#include "deploy/show/terminal_text.h"

namespace onrecord::show {
namespace {

// How each kind of mark looks, in the order of MarkKind.
struct Look {
  absl::string_view style;  // with colour
  absl::string_view open;   // without
  absl::string_view close;
};
constexpr Look kLooks[] = {
    {"32", "{", "}"}, {"1;36", "[", "]"}, {"1;33", "<", ">"}, {"4;35", "*", "*"}};

constexpr absl::string_view kBold = "1";
constexpr absl::string_view kDim = "2";
constexpr int kIndent = 2;
constexpr int kRowIndent = 7;

const Look& LookOf(MarkKind kind) { return kLooks[static_cast<int>(kind)]; }

// The style of the innermost kind that covers a segment; empty where there is none.
absl::string_view StyleOf(const Segment& segment) {
  if (segment.marks.empty()) return "";
  const auto by_kind = [](const Mark& a, const Mark& b) { return a.kind < b.kind; };
  return LookOf(std::max_element(segment.marks.begin(), segment.marks.end(), by_kind)->kind).style;
}

bool SameStretch(const Mark& a, const Mark& b) {
  return a.kind == b.kind && a.begin == b.begin && a.end == b.end;
}

// "#3" behind a cue and "#e2" behind an event's trigger point to the tables.
std::string NumberTag(const Mark& mark) {
  if (mark.kind == MarkKind::kCue) return absl::StrCat("#", mark.number);
  if (mark.kind == MarkKind::kTrigger) return absl::StrCat("#e", mark.number);
  return "";
}

// Brackets of the marks that begin with `segment`; one for marks of a kind on the same words.
std::string Opening(const Segment& segment, bool first_of_paragraph) {
  std::string brackets;
  for (size_t i = 0; i < segment.marks.size(); ++i) {
    const Mark& mark = segment.marks[i];
    if (mark.begin != segment.begin && !first_of_paragraph) continue;
    if (i > 0 && SameStretch(mark, segment.marks[i - 1])) continue;
    absl::StrAppend(&brackets, LookOf(mark.kind).open);
  }
  return brackets;
}

// "denial · direct · hedged · via the ministry · 0.93".
std::string FactsOf(const PositionRow& row) {
  std::string facts = absl::StrCat(row.kind, " · ", row.quotation);
  if (row.negated) absl::StrAppend(&facts, " · negated");
  if (row.hedged) absl::StrAppend(&facts, " · hedged");
  if (!row.addressees.empty()) absl::StrAppend(&facts, " · to ", row.addressees);
  if (!row.via.empty()) absl::StrAppend(&facts, " · via ", row.via);
  return absl::StrCat(facts, " · ", row.confidence);
}

// "request · actual · by #7 · 0.60".
std::string FactsOf(const EventRow& row) {
  return absl::StrCat(row.type, " · ", row.status, row.positions.empty() ? "" : " · ",
                      row.positions, " · ", row.confidence);
}

// "Police -> two men; when: Tuesday (2026-03-10); where: Oslo".
std::string PartsOf(const EventRow& row) {
  std::vector<std::string> parts;
  if (!row.actors.empty() || !row.recipients.empty()) {
    parts.push_back(absl::StrCat(row.actors.empty() ? "?" : row.actors,
                                 row.recipients.empty() ? "" : " -> ", row.recipients));
  }
  if (!row.time.empty()) parts.push_back("when: " + row.time);
  if (!row.place.empty()) parts.push_back("where: " + row.place);
  return absl::StrJoin(parts, "; ");
}

class View {
 public:
  explicit View(const TerminalStyle& style) : style_(style) {}

  std::string Legend() const {
    LineWrapper wrapper = Wrapper(kIndent);
    constexpr absl::string_view kNames[] = {"content", "speaker", "cue", "event"};
    for (MarkKind kind :
         {MarkKind::kSource, MarkKind::kCue, MarkKind::kContent, MarkKind::kTrigger}) {
      const Look& look = LookOf(kind);
      const absl::string_view name = kNames[static_cast<int>(kind)];
      wrapper.Add(style_.color ? std::string(name) : absl::StrCat(look.open, name, look.close),
                  style_.color ? look.style : "");
      wrapper.Add("  ");
    }
    wrapper.Add("#1 position 1 and #e1 event 1 in the lists below each text", Dim());
    return wrapper.Finish();
  }

  std::string Show(const Reading& reading) const {
    std::string out = Heading(reading.article);
    for (const std::vector<Segment>& paragraph : MarkParagraphs(reading)) {
      absl::StrAppend(&out, "\n", Paragraph(reading.article.text(), paragraph));
    }
    absl::StrAppend(&out, "\n", Positions(reading), "\n", Events(reading));
    return out;
  }

 private:
  LineWrapper Wrapper(int indent) const { return LineWrapper(style_.width, indent); }
  absl::string_view Bold() const { return style_.color ? kBold : ""; }
  absl::string_view Dim() const { return style_.color ? kDim : ""; }

  std::string Line(absl::string_view text, absl::string_view style, int indent) const {
    LineWrapper wrapper = Wrapper(indent);
    wrapper.Add(text, style);
    return wrapper.Finish();
  }

  std::string Heading(const v1::Article& article) const {
    const absl::string_view title = article.title().empty() ? article.name() : article.title();
    return absl::StrCat(Line(title, Bold(), 0), Line(Dateline(article), Dim(), 0),
                        Line(absl::StrCat(article.name(), " · revision ", article.revision(),
                                          " · read by ", article.model_version()),
                             Dim(), 0));
  }

  std::string Paragraph(absl::string_view text, const std::vector<Segment>& segments) const {
    LineWrapper wrapper = Wrapper(kIndent);
    for (const Segment& segment : segments) {
      if (!style_.color) wrapper.Add(Opening(segment, segment.begin == segments.front().begin));
      wrapper.Add(text.substr(segment.begin, segment.end - segment.begin),
                  style_.color ? StyleOf(segment) : "");
      AddClosing(segment, segment.end == segments.back().end, wrapper);
    }
    return wrapper.Finish();
  }

  // Brackets of the marks that end with `segment`, without colour, and their numbers.
  void AddClosing(const Segment& segment, bool last_of_paragraph, LineWrapper& wrapper) const {
    const std::vector<Mark>& marks = segment.marks;
    for (size_t i = marks.size(); i-- > 0;) {
      if (marks[i].end != segment.end && !last_of_paragraph) continue;
      const bool innermost = i + 1 == marks.size() || !SameStretch(marks[i], marks[i + 1]);
      if (!style_.color && innermost) wrapper.Add(LookOf(marks[i].kind).close);
      wrapper.Add(NumberTag(marks[i]), Dim());
    }
  }

  std::string Positions(const Reading& reading) const {
    const std::vector<PositionRow> rows = PositionRows(reading);
    std::string out = Line(absl::StrCat("Positions (", rows.size(), ")"), Bold(), kIndent);
    for (size_t i = 0; i < rows.size(); ++i) {
      const PositionRow& row = rows[i];
      LineWrapper first = Wrapper(kIndent);
      first.Add(absl::StrFormat("#%-3d ", i + 1), Dim());
      first.Add(row.speaker.empty() ? "nobody named" : row.speaker,
                style_.color ? LookOf(MarkKind::kSource).style : "");
      absl::StrAppend(&out, first.Finish(), Line(FactsOf(row), Dim(), kRowIndent),
                      Line(row.words, "", kRowIndent));
    }
    return out;
  }

  std::string Events(const Reading& reading) const {
    const std::vector<EventRow> rows = EventRows(reading);
    std::string out = Line(absl::StrCat("Events (", rows.size(), ")"), Bold(), kIndent);
    for (size_t i = 0; i < rows.size(); ++i) {
      const EventRow& row = rows[i];
      LineWrapper first = Wrapper(kIndent);
      first.Add(absl::StrFormat("#%-3s ", absl::StrCat("e", i + 1)), Dim());
      first.Add(row.trigger, style_.color ? LookOf(MarkKind::kTrigger).style : "");
      absl::StrAppend(&out, first.Finish(), Line(FactsOf(row), Dim(), kRowIndent),
                      Line(PartsOf(row), "", kRowIndent));
    }
    return out;
  }

  const TerminalStyle style_;
};

}  // namespace

std::string RenderTerminal(const std::vector<Reading>& readings, const TerminalStyle& style) {
  const View view(style);
  std::string out = view.Legend();
  for (const Reading& reading : readings) absl::StrAppend(&out, "\n", view.Show(reading));
  return out;
}

bool WantsColor(absl::string_view choice) {
  if (choice == "always") return true;
  if (choice == "never" || !isatty(STDOUT_FILENO)) return false;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && terminal != nullptr &&
         absl::string_view(terminal) != "dumb";
}

int TerminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<int>(size.ws_col, 40, 120);
}

}  // namespace onrecord::show
