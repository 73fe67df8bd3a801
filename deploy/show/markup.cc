#include "deploy/show/markup.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace onrecord::show {
namespace {

using Spans = google::protobuf::RepeatedPtrField<v1::Span>;

void AddMarks(MarkKind kind, const Spans& spans, int number, int text_size,
              std::vector<Mark>& marks) {
  bool first = true;
  for (const v1::Span& span : spans) {
    if (span.begin() < 0 || span.end() <= span.begin() || span.end() > text_size) continue;
    marks.push_back({kind, span.begin(), span.end(), number, first});
    first = false;
  }
}

bool EnclosesOrPrecedes(const Mark& a, const Mark& b) {
  return std::make_tuple(a.begin, -a.end, a.kind, a.number) <
         std::make_tuple(b.begin, -b.end, b.kind, b.number);
}

}  // namespace

std::vector<Mark> CollectMarks(const Reading& reading) {
  const int text_size = static_cast<int>(reading.article.text().size());
  std::vector<Mark> marks;
  int number = 0;
  for (const v1::Position& position : reading.positions) {
    ++number;
    AddMarks(MarkKind::kContent, position.content(), number, text_size, marks);
    AddMarks(MarkKind::kSource, position.source(), number, text_size, marks);
    AddMarks(MarkKind::kCue, position.cue(), number, text_size, marks);
  }
  number = 0;
  for (const v1::Event& event : reading.events) {
    AddMarks(MarkKind::kTrigger, event.triggers(), ++number, text_size, marks);
  }
  std::sort(marks.begin(), marks.end(), EnclosesOrPrecedes);
  return marks;
}

std::vector<Segment> CutAtMarks(int begin, int end, const std::vector<Mark>& marks) {
  std::vector<Segment> segments;
  if (end <= begin) return segments;
  std::vector<Mark> here;
  std::set<int> cuts = {begin, end};
  for (const Mark& mark : marks) {
    if (mark.end <= begin || mark.begin >= end) continue;
    here.push_back(mark);
    cuts.insert(std::max(begin, mark.begin));
    cuts.insert(std::min(end, mark.end));
  }
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    Segment segment{*cut, *std::next(cut), {}};
    for (const Mark& mark : here) {
      if (mark.begin <= segment.begin && segment.end <= mark.end) segment.marks.push_back(mark);
    }
    segments.push_back(std::move(segment));
  }
  return segments;
}

std::vector<std::vector<Segment>> MarkParagraphs(const Reading& reading) {
  const absl::string_view text = reading.article.text();
  const std::vector<Mark> marks = CollectMarks(reading);
  std::vector<std::vector<Segment>> paragraphs;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (!absl::StripAsciiWhitespace(text.substr(begin, end - begin)).empty()) {
      paragraphs.push_back(CutAtMarks(static_cast<int>(begin), static_cast<int>(end), marks));
    }
    begin = end + 1;
  }
  return paragraphs;
}

}  // namespace onrecord::show
