// Self-attention: what each token of a window takes over from all others.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_ATTENTION_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_ATTENTION_H_

#include <cstdint>

namespace onrecord::ingest {

// One window's attention, in fp32: from query, key and value side by side, [length, 3 * kHidden],
// to `context` [length, kHidden], twelve heads side by side in each. `scores` is room for
// [length, PaddedColumns(length)]. REQUIRES: 0 < length <= kMaxWindowTokens. What a window gives
// doesn't depend on anything outside of it.
void Attend(int64_t length, const float* query_key_value, float* scores, float* context);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_ATTENTION_H_
