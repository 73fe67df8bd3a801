#include "ingest-service/attribution/continuation.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/refinement.h"
#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

constexpr int32_t kLongestGap = 200;  // bytes between two quotations of one speaker
constexpr int kNobody = -1;

// Whether a letter or digit stands in `span`, or it is too long to be looked through.
bool HasWords(std::string_view text, Span span) {
  if (span.size() > kLongestGap) return true;
  for (int32_t at = span.begin; at < span.end;) {
    if (IsLetterOrDigit(NextCodePoint(text, at))) return true;
  }
  return false;
}

// Whether a speaker's label in capitals stands at the beginning: “SMITH: We knew.
bool BeginsWithLabel(std::string_view text, Span span) {
  constexpr int32_t kLongestLabel = 40;  // bytes
  int letters = 0;
  const int32_t end = std::min(span.end, span.begin + kLongestLabel);
  for (int32_t at = span.begin; at < end;) {
    const char32_t c = NextCodePoint(text, at);
    if (c == U':') return letters > 1;
    if (IsLower(c)) return false;
    letters += IsUpper(c);
  }
  return false;
}

class ContinuationReader {
 public:
  ContinuationReader(const Document& document, std::vector<Attribution> attributions)
      : document_(document),
        attributions_(std::move(attributions)),
        owners_(document.quotations.size(), kNobody) {}

  std::vector<Attribution> Read() {
    FindOwners();
    const int count = static_cast<int>(owners_.size());
    for (int i = 0; i < count; ++i) {
      if (owners_[i] != kNobody) continue;
      const bool joins = i > 0 && owners_[i - 1] != kNobody && Continues(i - 1, i);
      if (joins) {
        Give(i, owners_[i - 1]);
      } else if (const int opener = OpenerAbove(i); opener != kNobody) {
        Give(i, opener);
      }
    }
    for (int i = count - 2; i >= 0; --i) {
      const bool joins =
          owners_[i] == kNobody && owners_[i + 1] != kNobody && IsOneSpeech(i, i + 1);
      if (joins) Give(i, owners_[i + 1]);
    }
    for (Attribution& attribution : attributions_) absl::c_sort(attribution.content);
    return std::move(attributions_);
  }

 private:
  const Quotation& At(int quotation) const { return document_.quotations[quotation]; }

  // Whose content each quotation is, as far as the network says; of several the one that has most.
  void FindOwners() {
    std::vector<int32_t> shares(owners_.size(), 0);
    for (int i = 0; i < static_cast<int>(attributions_.size()); ++i) {
      if (attributions_[i].confidence < kLeastConfidence) continue;
      for (const Span& content : attributions_[i].content) NoteContent(i, content, shares);
    }
  }

  void NoteContent(int attribution, Span content, std::vector<int32_t>& shares) {
    auto quotation = std::partition_point(
        document_.quotations.begin(), document_.quotations.end(),
        [content](const Quotation& candidate) { return candidate.inside.end <= content.begin; });
    for (; quotation != document_.quotations.end() && quotation->inside.begin < content.end;
         ++quotation) {
      const size_t index = quotation - document_.quotations.begin();
      const int32_t share = std::min(content.end, quotation->inside.end) -
                            std::max(content.begin, quotation->inside.begin);
      if (share <= shares[index]) continue;
      shares[index] = share;
      owners_[index] = attribution;
    }
  }

  bool Continues(int before, int quotation) const {
    return ParagraphAt(document_, At(before).span.begin) ==
                   ParagraphAt(document_, At(quotation).span.begin)
               ? FollowsInParagraph(before, quotation)
               : IsOneSpeech(before, quotation);
  }

  // Whether only the end of the sentence of `before` stands between the two, with no cue but its
  // owner's, and `quotation` is sentences by itself.
  bool FollowsInParagraph(int before, int quotation) const {
    if (!HasWords(document_.text, At(quotation).inside)) return false;
    const Span gap = {At(before).span.end, At(quotation).span.begin};
    if (gap.size() > kLongestGap || HasCueOfOther(gap, owners_[before])) return false;
    const Span inside = At(quotation).inside;
    const Span first = document_.sentences[SentenceAt(document_, inside.begin)];
    const bool begins = !HasWords(document_.text, {first.begin, inside.begin});
    // The sentence before it must be the one in which the quotation before ends.
    const bool adjoins =
        first.begin <= gap.end && !HasWords(document_.text, {EndOfSentenceAt(gap.begin), gap.end});
    const Span last = document_.sentences[SentenceAt(document_, At(quotation).span.end - 1)];
    const bool ends = !HasWords(
        document_.text, {At(quotation).span.end, std::max(last.end, At(quotation).span.end)});
    return begins && adjoins && ends;
  }

  int32_t EndOfSentenceAt(int32_t offset) const {
    return std::max(offset, document_.sentences[SentenceAt(document_, offset)].end);
  }

  // Whether both are parts of one speech over neighbouring paragraphs.
  bool IsOneSpeech(int before, int quotation) const {
    const int paragraph = ParagraphAt(document_, At(quotation).span.begin);
    return !At(before).closed && OpensParagraph(quotation) &&
           !BeginsWithLabel(document_.text, At(quotation).inside) &&
           ParagraphAt(document_, At(before).span.begin) + 1 == paragraph;
  }

  bool OpensParagraph(int quotation) const {
    const Span span = At(quotation).span;
    return document_.paragraphs[ParagraphAt(document_, span.begin)].begin == span.begin;
  }

  // The attribution whose cue stands before the colon that ends the paragraph above, where the
  // quotation is a whole paragraph; kNobody where there is none.
  int OpenerAbove(int quotation) const {
    const Span span = At(quotation).span;
    const int paragraph = ParagraphAt(document_, span.begin);
    if (paragraph == 0 || document_.paragraphs[paragraph] != span) return kNobody;
    const Span above = document_.paragraphs[paragraph - 1];
    if (document_.text[above.end - 1] != ':') return kNobody;
    const int32_t from = document_.sentences[SentenceAt(document_, above.end - 1)].begin;
    int opener = kNobody;
    for (auto at = FirstCueFrom(from);
         at != attributions_.end() && at->cue.front().begin < above.end; ++at) {
      if (at->confidence >= kLeastConfidence) opener = static_cast<int>(at - attributions_.begin());
    }
    return opener;
  }

  std::vector<Attribution>::const_iterator FirstCueFrom(int32_t offset) const {
    return std::partition_point(attributions_.begin(), attributions_.end(),
                                [offset](const Attribution& attribution) {
                                  return attribution.cue.front().begin < offset;
                                });
  }

  bool HasCueOfOther(Span gap, int owner) const {
    for (auto at = FirstCueFrom(gap.begin);
         at != attributions_.end() && at->cue.front().begin < gap.end; ++at) {
      if (at - attributions_.begin() != owner && at->confidence >= kLeastConfidence) return true;
    }
    return false;
  }

  void Give(int quotation, int owner) {
    owners_[quotation] = owner;
    attributions_[owner].content.push_back(At(quotation).span);
  }

  const Document& document_;
  std::vector<Attribution> attributions_;
  std::vector<int> owners_;  // by quotation, the index of the attribution; kNobody for none
};

}  // namespace

std::vector<Attribution> JoinContinuations(const Document& document,
                                           std::vector<Attribution> attributions) {
  return ContinuationReader(document, std::move(attributions)).Read();
}

}  // namespace onrecord::ingest
