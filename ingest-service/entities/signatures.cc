#include "ingest-service/entities/signatures.h"

#include <algorithm>

#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestSignature = 5;  // words
constexpr int kLongestBiography = 80;

bool IsBe(std::string_view lower) {
  return lower == "is" || lower == "was" || lower == "are" || lower == "teaches" ||
         lower == "writes" || lower == "serves" || lower == "covers";
}

class SignatureReader {
 public:
  SignatureReader(const Document& document, const std::vector<Word>& words)
      : document_(document), words_(words) {}

  std::vector<Signature> Read() {
    const int count = static_cast<int>(document_.paragraphs.size());
    int32_t begin = 0;
    for (int i = 0; i < count; ++i) {
      const Span paragraph = document_.paragraphs[i];
      const int first = FirstWordFrom(words_, paragraph.begin);
      const int last = FirstWordFrom(words_, paragraph.end);
      Span name;
      if (i < 3) name = Byline(first, last);
      if (!name.empty()) {
        signatures_.push_back({{0, static_cast<int32_t>(document_.text.size())}, name});
        return std::move(signatures_);
      }
      if (i > 0) name = Alone(first, last);
      if (name.empty() && i + 1 == count && i > 0) name = Biography(first, last);
      if (name.empty()) continue;
      signatures_.push_back({{begin, paragraph.begin}, name});
      begin = paragraph.end;
    }
    return std::move(signatures_);
  }

 private:
  Span SpanOf(int first, int last) const {
    return {words_[first].span.begin, words_[last - 1].span.end};
  }

  // The end of the capitalised words from `first` on, with initials and particles.
  int EndOfName(int first, int last) const {
    int end = first;
    while (end < last && words_[end].IsWord() &&
           ((words_[end].capitalized && !IsFunctionWord(words_[end].lower)) ||
            (end > first && IsParticle(words_[end].lower)))) {
      ++end;
    }
    return end;
  }

  Span Byline(int first, int last) const {
    if (first + 2 >= last || words_[first].lower != "by") return {};
    const int end = EndOfName(first + 1, last);
    const bool fits =
        end - first > 2 && end - first <= kLongestSignature + 1 && last - end <= kLongestSignature;
    return fits ? SpanOf(first + 1, end) : Span{};
  }

  Span Alone(int first, int last) const {
    if (last > first && words_[last - 1].Is(".")) --last;
    if (last - first == 2 && words_[first].Is("@")) return SpanOf(first, last);
    const int end = EndOfName(first, last);
    const bool fits = end == last && last - first >= 2 && last - first <= kLongestSignature;
    const bool telling = fits && (GivenNameGender(words_[first].lower).has_value() ||
                                  IsHonorific(words_[first].lower));
    return telling ? SpanOf(first, last) : Span{};
  }

  Span Biography(int first, int last) const {
    const int end = EndOfName(first, last);
    const bool fits = end - first >= 2 && end - first <= kLongestSignature && end < last &&
                      last - first <= kLongestBiography;
    if (!fits || !(IsBe(words_[end].lower) || words_[end].Is(","))) return {};
    return SpanOf(first, end);
  }

  const Document& document_;
  const std::vector<Word>& words_;
  std::vector<Signature> signatures_;
};

}  // namespace

std::vector<Signature> FindSignatures(const Document& document, const std::vector<Word>& words) {
  return SignatureReader(document, words).Read();
}

}  // namespace onrecord::ingest
