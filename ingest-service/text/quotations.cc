// How quotations are found. One pass over a paragraph collects every mark, with two facts that only
// its neighbours tell: whether it may open a quotation and whether it may close one. A second pass
// goes from opener to closer. What closes an opener depends on its style alone, and each style
// keeps one pointer into the marks that only moves forward, so that both passes are linear however
// many marks there are (QuotationsTest.TakesLinearTime).

#include "ingest-service/text/quotations.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

// The glyphs, doubled singles already taken together.
enum class Glyph : uint8_t {
  kStraight,          // " ＂ '' and ``
  kCurlyHigh9,        // ” ’’
  kCurlyHigh6,        // “ ‘‘
  kLow,               // „
  kSingleStraight,    // '
  kSingleHigh9,       // ’
  kSingleHigh6,       // ‘
  kSingleLow,         // ‚
  kLeftGuillemet,     // «
  kRightGuillemet,    // »
  kLeftCorner,        // 「
  kRightCorner,       // 」
  kLeftWhiteCorner,   // 『
  kRightWhiteCorner,  // 』
};

struct Mark {
  Span span;
  Glyph glyph;
  bool may_open;
  bool may_close;
  bool weak_close;  // a single mark that is as likely the apostrophe of a plural: "workers' "
};

bool OneOf(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

bool IsSingle(Glyph glyph) {
  return glyph == Glyph::kSingleStraight || glyph == Glyph::kSingleHigh9 ||
         glyph == Glyph::kSingleHigh6 || glyph == Glyph::kSingleLow;
}

bool GlyphOf(char32_t c, Glyph& glyph) {
  switch (c) {
    case U'"':
    case U'＂':
      glyph = Glyph::kStraight;
      return true;
    case U'”':
      glyph = Glyph::kCurlyHigh9;
      return true;
    case U'“':
      glyph = Glyph::kCurlyHigh6;
      return true;
    case U'„':
      glyph = Glyph::kLow;
      return true;
    case U'\'':
      glyph = Glyph::kSingleStraight;
      return true;
    case U'’':
      glyph = Glyph::kSingleHigh9;
      return true;
    case U'‘':
    case U'`':
      glyph = Glyph::kSingleHigh6;
      return true;
    case U'‚':
      glyph = Glyph::kSingleLow;
      return true;
    case U'«':
      glyph = Glyph::kLeftGuillemet;
      return true;
    case U'»':
      glyph = Glyph::kRightGuillemet;
      return true;
    case U'「':
      glyph = Glyph::kLeftCorner;
      return true;
    case U'」':
      glyph = Glyph::kRightCorner;
      return true;
    case U'『':
      glyph = Glyph::kLeftWhiteCorner;
      return true;
    case U'』':
      glyph = Glyph::kRightWhiteCorner;
      return true;
    default:
      return false;
  }
}

// The double mark that two single ones in a row are written for.
Glyph Doubled(Glyph glyph) {
  switch (glyph) {
    case Glyph::kSingleStraight:
      return Glyph::kStraight;
    case Glyph::kSingleHigh9:
      return Glyph::kCurlyHigh9;
    case Glyph::kSingleHigh6:
      return Glyph::kCurlyHigh6;
    default:
      return glyph;
  }
}

// "'90s", "'em": an apostrophe although it stands where a quotation would open.
bool BeginsElision(std::string_view text, int32_t offset) {
  if (IsDigit(CodePointAt(text, offset))) return true;
  constexpr std::string_view kElisions[] = {"em", "til", "tis", "twas", "cause", "n"};
  int32_t end = offset;
  while (end < static_cast<int32_t>(text.size()) && end - offset < 6 &&
         IsLetter(CodePointAt(text, end))) {
    NextCodePoint(text, end);
  }
  const std::string_view word = text.substr(offset, end - offset);
  return std::find(std::begin(kElisions), std::end(kElisions), word) != std::end(kElisions);
}

// Fills in what the neighbours of the mark say. `before` and `after` are the code points next to
// it.
void Judge(std::string_view text, char32_t before, char32_t after, Mark& mark) {
  const bool open_before = IsWhiteSpace(before) || OneOf(before, U"([{—–-/“\"‘'„«»:=");
  const bool close_after = IsWhiteSpace(after) || OneOf(after, U".,;:?!)]}—–-/”\"’'…»«");
  const bool opens_here = open_before && !IsWhiteSpace(after);
  const bool closes_here = close_after && !IsWhiteSpace(before);
  const bool either = opens_here == closes_here;  // spaced on both sides or on neither
  mark.weak_close = false;
  switch (mark.glyph) {
    case Glyph::kStraight:
      // 6'2" and 12" x 8" are measures.
      mark.may_open = (opens_here || either) && !IsDigit(before);
      mark.may_close = closes_here || either;
      return;
    case Glyph::kCurlyHigh9:
      mark.may_open = opens_here && !closes_here;
      mark.may_close = true;
      return;
    case Glyph::kCurlyHigh6:
      mark.may_open = true;
      mark.may_close = closes_here && !opens_here;
      return;
    case Glyph::kSingleStraight:
    case Glyph::kSingleHigh6:
      mark.may_open = opens_here && !BeginsElision(text, mark.span.end);
      mark.may_close = closes_here;
      mark.weak_close = OneOf(before, U"sS") && IsWhiteSpace(after);
      return;
    case Glyph::kSingleHigh9:
      mark.may_open = false;
      mark.may_close = closes_here;
      mark.weak_close = OneOf(before, U"sS") && IsWhiteSpace(after);
      return;
    case Glyph::kLeftGuillemet:
      mark.may_open = !closes_here || opens_here;
      mark.may_close = true;
      return;
    case Glyph::kRightGuillemet:
      mark.may_open = opens_here;
      mark.may_close = true;
      return;
    case Glyph::kLow:
    case Glyph::kSingleLow:
    case Glyph::kLeftCorner:
    case Glyph::kLeftWhiteCorner:
      mark.may_open = true;
      mark.may_close = false;
      return;
    case Glyph::kRightCorner:
    case Glyph::kRightWhiteCorner:
      mark.may_open = false;
      mark.may_close = true;
      return;
  }
}

std::vector<Mark> FindMarks(std::string_view text, Span paragraph) {
  std::vector<Mark> marks;
  for (int32_t at = paragraph.begin; at < paragraph.end;) {
    Mark mark = {};
    mark.span.begin = at;
    const char32_t c = NextCodePoint(text, at);
    mark.span.end = at;
    if (!GlyphOf(c, mark.glyph)) continue;
    const Glyph doubled = Doubled(mark.glyph);
    if (doubled != mark.glyph && CodePointAt(text, at) == c) {
      NextCodePoint(text, at);
      mark.span.end = at;
      mark.glyph = c == U'`' ? Glyph::kStraight : doubled;  // ``TeX and PTB''
    } else if (c == U'`') {
      continue;  // alone it is no quotation mark
    }
    Judge(text, CodePointBefore(text, mark.span.begin), CodePointAt(text, at), mark);
    marks.push_back(mark);
  }
  return marks;
}

// Whether a mark of glyph `closer` ends a quotation that `opener` began, in well-formed text.
bool Closes(Glyph opener, Glyph closer) {
  switch (opener) {
    case Glyph::kStraight:
      return closer == Glyph::kStraight;
    case Glyph::kCurlyHigh9:
      return closer == Glyph::kCurlyHigh9;
    case Glyph::kCurlyHigh6:
      return closer == Glyph::kCurlyHigh9;
    case Glyph::kLow:
      return closer == Glyph::kCurlyHigh6 || closer == Glyph::kCurlyHigh9;
    case Glyph::kSingleStraight:
      return closer == Glyph::kSingleStraight;
    case Glyph::kSingleHigh6:
      return closer == Glyph::kSingleHigh9;
    case Glyph::kSingleLow:
      return closer == Glyph::kSingleHigh6 || closer == Glyph::kSingleHigh9;
    case Glyph::kLeftGuillemet:
      return closer == Glyph::kRightGuillemet;
    case Glyph::kRightGuillemet:
      return closer == Glyph::kLeftGuillemet || closer == Glyph::kRightGuillemet;
    case Glyph::kLeftCorner:
      return closer == Glyph::kRightCorner;
    case Glyph::kLeftWhiteCorner:
      return closer == Glyph::kRightWhiteCorner;
    default:
      return false;
  }
}

// The same for text that mixes typographies: “like this", "or this”.
bool ClosesCarelessly(Glyph opener, Glyph closer) {
  const auto high = [](Glyph glyph) {
    return glyph == Glyph::kStraight || glyph == Glyph::kCurlyHigh9 || glyph == Glyph::kCurlyHigh6;
  };
  return (high(opener) || opener == Glyph::kLow) && high(closer);
}

constexpr size_t kGlyphs = static_cast<size_t>(Glyph::kRightWhiteCorner) + 1;

// Finds the closing marks of one paragraph's quotations. Openers must be asked for in order.
class Closers {
 public:
  explicit Closers(const std::vector<Mark>& marks) : marks_(marks) {}

  // The index of the mark that closes the one at `opener`; marks.size() where there is none.
  size_t After(size_t opener) {
    const Glyph glyph = marks_[opener].glyph;
    if (!IsSingle(glyph)) {
      const size_t proper = Advance(proper_, opener, [glyph](const Mark& mark) {
        return mark.may_close && Closes(glyph, mark.glyph);
      });
      if (proper < marks_.size()) return proper;
      return Advance(careless_, opener, [glyph](const Mark& mark) {
        return mark.may_close && ClosesCarelessly(glyph, mark.glyph);
      });
    }
    const size_t first = Advance(proper_, opener, [glyph](const Mark& mark) {
      return mark.may_close && Closes(glyph, mark.glyph);
    });
    if (first == marks_.size() || !marks_[first].weak_close) return first;
    // ‘The workers’ union is right’: the later mark closes, unless another quotation begins before
    // it.
    const size_t strong = Advance(strong_, opener, [glyph](const Mark& mark) {
      return mark.may_close && !mark.weak_close && Closes(glyph, mark.glyph);
    });
    const size_t next = Advance(
        next_, first, [glyph](const Mark& mark) { return mark.may_open && mark.glyph == glyph; });
    return strong < std::min(next, marks_.size()) ? strong : first;
  }

 private:
  using Pointers = std::array<size_t, kGlyphs>;

  // Moves the pointer of the style of `opener` to the first mark after it that `wanted` accepts.
  template <typename Predicate>
  size_t Advance(Pointers& pointers, size_t opener, Predicate wanted) {
    size_t& at = pointers[static_cast<size_t>(marks_[opener].glyph)];
    at = std::max(at, opener + 1);
    while (at < marks_.size() && !wanted(marks_[at])) ++at;
    return at;
  }

  const std::vector<Mark>& marks_;
  Pointers proper_ = {};
  Pointers careless_ = {};
  Pointers strong_ = {};
  Pointers next_ = {};
};

void FindInParagraph(std::string_view text, Span paragraph, std::vector<Quotation>& quotations) {
  const std::vector<Mark> marks = FindMarks(text, paragraph);
  Closers closers(marks);
  for (size_t i = 0; i < marks.size(); ++i) {
    if (!marks[i].may_open) continue;
    const size_t closer = closers.After(i);
    if (closer < marks.size()) {
      quotations.push_back({{marks[i].span.begin, marks[closer].span.end},
                            {marks[i].span.end, marks[closer].span.begin},
                            true});
      i = closer;
    } else if (!IsSingle(marks[i].glyph)) {
      quotations.push_back(
          {{marks[i].span.begin, paragraph.end}, {marks[i].span.end, paragraph.end}, false});
      return;
    }
  }
}

}  // namespace

std::vector<Quotation> FindQuotations(std::string_view text, const std::vector<Span>& paragraphs) {
  std::vector<Quotation> quotations;
  for (const Span& paragraph : paragraphs) FindInParagraph(text, paragraph, quotations);
  return quotations;
}

}  // namespace onrecord::ingest
