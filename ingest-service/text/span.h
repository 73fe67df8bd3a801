// A stretch of an article's text.
//
// Every stage of the reader speaks of places in the text as half-open byte ranges [begin, end) over
// the article's UTF-8, never as copies of words and never in other units: conversion to UTF-16 or
// UTF-32 units happens once, at the service edge (proto/fields/offset_encoding.h). A span always
// begins and ends between code points, and text.substr(begin, end - begin) is exactly its surface.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_SPAN_H_
#define ONRECORD_INGEST_SERVICE_TEXT_SPAN_H_

#include <cstdint>
#include <string_view>

namespace onrecord::ingest {

struct Span {
  int32_t begin = 0;
  int32_t end = 0;

  int32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }

  friend bool operator==(Span a, Span b) { return a.begin == b.begin && a.end == b.end; }
  friend bool operator!=(Span a, Span b) { return !(a == b); }
  friend bool operator<(Span a, Span b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  }
};

// The words of `span`. REQUIRES: 0 <= span.begin <= span.end <= text.size().
inline std::string_view Surface(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_SPAN_H_
