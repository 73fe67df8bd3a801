#include "ingest-service/tagging/tag_head.h"

#include <utility>

#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {
namespace {

constexpr int64_t kInner = 160;

}  // namespace

TagHead::TagHead(Linear inner, Linear outer) : inner_(std::move(inner)), outer_(std::move(outer)) {}

absl::StatusOr<TagHead> TagHead::Load(const ModelFile& model, const std::string& name, int roles) {
  absl::StatusOr<Linear> inner = Linear::Load(model, name + ".inner", Encoder::kHidden, kInner);
  if (!inner.ok()) return inner.status();
  absl::StatusOr<Linear> outer = Linear::Load(model, name + ".outer", kInner, TagsOf(roles));
  if (!outer.ok()) return outer.status();
  return TagHead(*std::move(inner), *std::move(outer));
}

std::vector<float> TagHead::Logits(const EncodedWindow& window) const {
  const int64_t rows = static_cast<int64_t>(window.tokens.size());
  std::vector<float> inner(rows * kInner);
  std::vector<float> logits(rows * outer_.outputs());
  inner_.ApplyGelu(rows, window.hidden.data(), inner.data());
  outer_.Apply(rows, inner.data(), logits.data());
  return logits;
}

}  // namespace onrecord::ingest
