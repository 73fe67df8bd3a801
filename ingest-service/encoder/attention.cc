#include "ingest-service/encoder/attention.h"

#include <array>
#include <cmath>

#include "ingest-service/encoder/encoder_layer.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {

void Attend(int64_t length, const float* query_key_value, float* scores, float* context) {
  constexpr int64_t kHidden = EncoderLayer::kHidden;
  constexpr int64_t kHeads = 12;
  constexpr int64_t kHeadSize = kHidden / kHeads;
  constexpr int64_t kStride = 3 * kHidden;
  const int64_t padded = PaddedColumns(length);
  std::array<float, kMaxWindowTokens> sums;
  const float scale = 1.0F / std::sqrt(static_cast<float>(kHeadSize));
  for (int64_t head = 0; head < kHeads; ++head) {
    const float* const query = query_key_value + head * kHeadSize;
    const float* const key = query + kHidden;
    const float* const value = key + kHidden;
    const Matrix of_head = {context + head * kHeadSize, kHidden};
    MultiplyTransposed(length, length, kHeadSize, scale, {query, kStride}, {key, kStride},
                       {scores, padded});
    SoftmaxUndivided(length, length, scores, sums.data());
    Multiply(length, kHeadSize, length, 1.0F, {scores, padded}, {value, kStride}, of_head);
    DivideRows(length, kHeadSize, sums.data(), of_head);
  }
}

}  // namespace onrecord::ingest
