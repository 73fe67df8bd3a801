#include "tests/benchmarks/gemm_peak.h"

#include "gtest/gtest.h"
#include "ingest-service/encoder/kernels.h"

namespace onrecord::benchmarks {
namespace {

TEST(GemmPeak, EncoderMultipliesWhatItsWeightsSay) {
  int64_t per_token = 0;
  for (const GemmShape& shape : EncoderShapes()) {
    if (shape.rows == 512) per_token += shape.columns * shape.depth;
  }
  EXPECT_EQ(per_token, 12 * 384 * 384);  // a layer of BERT has 12 hidden² weights
}

TEST(GemmPeak, MeasuresSomething) {
  EXPECT_GT(MeasureGemm({"small", 64, 64, 64}, ingest::Precision::kFloat, 2, 1), 1e6);
  if (!ingest::MultipliesBytesExactly()) return;
  EXPECT_GT(MeasureGemm({"small", 64, 64, 64}, ingest::Precision::kInt8, 2, 1), 1e6);
}

}  // namespace
}  // namespace onrecord::benchmarks
