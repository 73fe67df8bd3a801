// From the reader's structs to the contract's Analysis.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_ANALYSIS_CONVERSIONS_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_ANALYSIS_CONVERSIONS_H_

#include <string_view>

#include "ingest-service/analysis/analysis.h"
#include "onrecord/v1/analysis.pb.h"
#include "proto/fields/offset_encoding.h"

namespace onrecord::ingest {

// Whether spans carry their words: for clients yes; not for the archive, which has the text.
enum class SpanWords { kInclude, kLeaveOut };

// `analysis` of `text` with offsets in `encoding`. Speakers are named "s1", "s2" ... in their
// order.
v1::Analysis ToProto(const Analysis& analysis, std::string_view text,
                     fields::OffsetEncoding encoding, SpanWords words);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_ANALYSIS_CONVERSIONS_H_
