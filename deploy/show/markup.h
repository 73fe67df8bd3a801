// Marks: which stretches of an article's text say who speaks, by which words, what, and what
// happened.
//
// Marks overlap freely: a cue may lie within another position's content, and an event's trigger in
// both. Text with overlapping marks is shown as a row of segments, cut wherever a mark begins or
// ends, each of which knows the marks that cover it. Both views draw from the same segments.

#ifndef ONRECORD_DEPLOY_SHOW_MARKUP_H_
#define ONRECORD_DEPLOY_SHOW_MARKUP_H_

#include <vector>

#include "deploy/show/reading.h"

namespace onrecord::show {

// In the order in which they enclose each other where they cover the same words.
enum class MarkKind { kContent, kSource, kCue, kTrigger };

struct Mark {
  MarkKind kind = MarkKind::kContent;
  int begin = 0;
  int end = 0;
  int number = 0;      // of the position or event, from 1, as the tables count them
  bool first = false;  // whether it is the first stretch of its kind in its position or event
};

struct Segment {
  int begin = 0;
  int end = 0;
  std::vector<Mark> marks;  // those that cover it, outermost first
};

// The marks of all positions and events, sorted outermost first: by begin, then longest, then kind.
// Spans that are empty or do not lie within the text are left out.
std::vector<Mark> CollectMarks(const Reading& reading);

// Cuts [begin, end) wherever a mark begins or ends. The segments follow each other without gaps and
// none is empty; there is none where end <= begin.
std::vector<Segment> CutAtMarks(int begin, int end, const std::vector<Mark>& marks);

// The lines of the article's text that are not blank, each cut at its marks.
std::vector<std::vector<Segment>> MarkParagraphs(const Reading& reading);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_MARKUP_H_
