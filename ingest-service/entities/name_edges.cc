#include "ingest-service/entities/name_edges.h"

#include <algorithm>

#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

bool IsSuffix(std::string_view lower) {
  return lower == "jr." || lower == "jr" || lower == "sr." || lower == "sr" || lower == "ii" ||
         lower == "iii" || lower == "iv";
}

bool IsGivenName(const Word& word) {
  return word.IsWord() && word.capitalized && !IsFunctionWord(word.lower) && !IsTitle(word.lower) &&
         GivenNameGender(word.lower).has_value();
}

class EdgeMender {
 public:
  EdgeMender(std::string_view text, const std::vector<Word>& words,
             absl::Span<const NameMention> mentions)
      : text_(text), words_(words), mentions_(mentions) {}

  std::vector<NameMention> Mend() {
    for (size_t i = 0; i < mentions_.size(); ++i) {
      first_ = FirstWordFrom(words_, mentions_[i].span.begin);
      last_ = FirstWordFrom(words_, mentions_[i].span.end);
      if (first_ >= last_ || JoinedToLatest(mentions_[i])) continue;
      const int32_t limit =
          i + 1 < mentions_.size() ? mentions_[i + 1].span.begin : words_.back().span.end;
      if (mentions_[i].type == MentionType::kPerson) MendPerson(limit);
      if (mentions_[i].type == MentionType::kOrganization) MendOrganization(limit);
      NameMention mended = mentions_[i];
      mended.span.begin = std::min(words_[first_].span.begin, words_[last_ - 1].span.begin);
      mended.span.end = std::max(mended.span.end, words_[last_ - 1].span.end);
      mended_.push_back(mended);
    }
    return std::move(mended_);
  }

 private:
  // Whether one blank parts the words, and no end of a line.
  bool Adjacent(int left, int right) const {
    const std::string_view gap = Surface(text_, {words_[left].span.end, words_[right].span.begin});
    return gap == " " || gap == "\u00a0";
  }

  // Whether the name is the rest of the one before it, which then takes it in.
  bool JoinedToLatest(const NameMention& mention) {
    if (mended_.empty() || mention.type != MentionType::kPerson) return false;
    NameMention& latest = mended_.back();
    if (latest.span.end >= mention.span.end) return true;
    const int begin = FirstWordFrom(words_, latest.span.begin);
    const bool follows = latest.type == MentionType::kPerson && begin < first_ &&
                         latest.span.end <= words_[first_].span.begin &&
                         FirstWordFrom(words_, latest.span.end) == first_ &&
                         Adjacent(first_ - 1, first_);
    if (!follows) return false;
    const bool given = first_ - begin == 1 && IsGivenName(words_[begin]) && last_ - first_ <= 2;
    const bool rest = IsParticle(words_[first_ - 1].lower) || IsSuffix(words_[first_].lower);
    if (!given && !rest) return false;
    latest.span.end = mention.span.end;
    return true;
  }

  // Takes in a given name before a lone surname and a suffix behind the name.
  void MendPerson(int32_t limit) {
    const bool given_name_before = last_ - first_ == 1 && first_ > 0 &&
                                   Adjacent(first_ - 1, first_) &&
                                   IsGivenName(words_[first_ - 1]) && Free(first_ - 1);
    if (given_name_before) --first_;
    int next = last_;
    if (Open(next, limit) && words_[next].Is(",")) ++next;
    if (Open(next, limit) && words_[next].capitalized && IsSuffix(words_[next].lower)) {
      last_ = next + 1;
    }
  }

  bool Free(int word) const {
    return mended_.empty() || mended_.back().span.end <= words_[word].span.begin;
  }

  bool Open(int word, int32_t limit) const {
    return word < static_cast<int>(words_.size()) && words_[word].span.begin < limit;
  }

  // Leaves off an adjective before the name, and takes in what it is a commission "on" or board
  // "of".
  void MendOrganization(int32_t limit) {
    if (last_ - first_ == 2 && IsPlainAdjective(first_) && IsName(first_ + 1)) ++first_;
    const Word& head = words_[last_ - 1];
    if (!head.capitalized || !IsOrganizationWord(head.lower) || IsPeople(head.lower)) return;
    if (!Open(last_, limit)) return;
    const std::string& lower = words_[last_].lower;
    if (lower != "on" && lower != "of" && lower != "for") return;
    int next = last_ + 1;
    if (Open(next, limit) && words_[next].lower == "the") ++next;
    int end = next;
    while (Open(end, limit) && IsName(end) && Adjacent(end - 1, end)) ++end;
    if (end > next) last_ = end;
  }

  bool IsPlainAdjective(int word) const {
    return words_[word].IsWord() && !words_[word].capitalized && !IsParticle(words_[word].lower);
  }

  bool IsName(int word) const {
    return words_[word].IsWord() && words_[word].capitalized && !IsFunctionWord(words_[word].lower);
  }

  const std::string_view text_;
  const std::vector<Word>& words_;
  const absl::Span<const NameMention> mentions_;
  int first_ = 0;  // the words of the mention at hand, [first_, last_)
  int last_ = 0;
  std::vector<NameMention> mended_;
};

}  // namespace

std::vector<NameMention> MendEdges(std::string_view text, const std::vector<Word>& words,
                                   absl::Span<const NameMention> mentions) {
  return EdgeMender(text, words, mentions).Mend();
}

}  // namespace onrecord::ingest
