#include "ingest-service/encoder/attention.h"

#include <cmath>

#include "ingest-service/encoder/encoder_layer.h"
#include "ingest-service/encoder/kernels.h"

namespace onrecord::ingest {

void Attend(int64_t length, const float* query_key_value, float* scores, float* context) {
  constexpr int64_t kHidden = EncoderLayer::kHidden;
  constexpr int64_t kHeads = 12;
  constexpr int64_t kHeadSize = kHidden / kHeads;
  constexpr int64_t kStride = 3 * kHidden;
  const float scale = 1.0F / std::sqrt(static_cast<float>(kHeadSize));
  for (int64_t head = 0; head < kHeads; ++head) {
    const float* const query = query_key_value + head * kHeadSize;
    const float* const key = query + kHidden;
    const float* const value = key + kHidden;
    MultiplyTransposed(length, length, kHeadSize, scale, {query, kStride}, {key, kStride},
                       {scores, length});
    Softmax(length, length, scores);
    Multiply(length, kHeadSize, length, 1.0F, {scores, length}, {value, kStride},
             {context + head * kHeadSize, kHidden});
  }
}

}  // namespace onrecord::ingest
