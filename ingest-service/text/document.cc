#include "ingest-service/text/document.h"

#include <algorithm>

#include "ingest-service/text/code_points.h"
#include "ingest-service/text/sentences.h"

namespace onrecord::ingest {
namespace {

// `span` without white space at its ends.
Span Trim(std::string_view text, Span span) {
  while (!span.empty()) {
    int32_t next = span.begin;
    if (!IsWhiteSpace(NextCodePoint(text, next))) break;
    span.begin = std::min(next, span.end);
  }
  while (!span.empty()) {
    int32_t previous = span.end;
    if (!IsWhiteSpace(PreviousCodePoint(text, previous))) break;
    span.end = std::max(previous, span.begin);
  }
  return span;
}

std::vector<Span> FindParagraphs(std::string_view text) {
  std::vector<Span> paragraphs;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const Span line = Trim(text, Span{static_cast<int32_t>(begin), static_cast<int32_t>(end)});
    if (!line.empty()) paragraphs.push_back(line);
    begin = end + 1;
  }
  return paragraphs;
}

int LastBeginningBy(const std::vector<Span>& spans, int32_t offset) {
  const auto after =
      std::upper_bound(spans.begin(), spans.end(), offset,
                       [](int32_t value, const Span& span) { return value < span.begin; });
  return std::max<int>(0, static_cast<int>(after - spans.begin()) - 1);
}

}  // namespace

Document ReadDocument(std::string_view text) {
  Document document;
  document.text = text;
  document.paragraphs = FindParagraphs(text);
  for (const Span& paragraph : document.paragraphs) {
    const std::vector<Span> sentences = FindSentences(text, paragraph);
    document.sentences.insert(document.sentences.end(), sentences.begin(), sentences.end());
  }
  document.quotations = FindQuotations(text, document.paragraphs);
  return document;
}

int SentenceAt(const Document& document, int32_t offset) {
  return LastBeginningBy(document.sentences, offset);
}

int ParagraphAt(const Document& document, int32_t offset) {
  return LastBeginningBy(document.paragraphs, offset);
}

bool InQuotation(const Document& document, int32_t offset) {
  const auto after =
      std::upper_bound(document.quotations.begin(), document.quotations.end(), offset,
                       [](int32_t value, const Quotation& q) { return value < q.inside.begin; });
  return after != document.quotations.begin() && offset < std::prev(after)->inside.end;
}

}  // namespace onrecord::ingest
