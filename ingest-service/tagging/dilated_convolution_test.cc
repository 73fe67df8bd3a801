#include "ingest-service/tagging/dilated_convolution.h"

#include <gtest/gtest.h>

#include "ingest-service/attribution/random_kinds.h"
#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

constexpr int kSize = 24;

ModelFile Model() {
  ModelBuilder builder;
  builder.AddFloats("c.weight", {kSize, kSize, 3}, RandomValues(kSize * kSize * 3, 1, 0.2f))
      .AddFloats("c.bias", {kSize}, RandomValues(kSize, 2, 1));
  return *ModelFile::Parse("test", builder.Build());
}

// Output `out` of the token `at` as a plain sum.
double PlainSum(const float* sequence, int width, int dilation, int at, int out) {
  static const std::vector<float> weight = RandomValues(kSize * kSize * 3, 1, 0.2f);
  double sum = 0;
  for (int tap = 0; tap < 3; ++tap) {
    const int from = at + (tap - 1) * dilation;
    if (from < 0 || from >= width) continue;
    for (int in = 0; in < kSize; ++in) {
      sum += weight[(out * kSize + in) * 3 + tap] * sequence[from * kSize + in];
    }
  }
  return sum;
}

TEST(DilatedConvolutionTest, EqualsPlainSumOfEachSequence) {
  for (const int dilation : {1, 2, 4, 8}) {
    const auto convolution = DilatedConvolution::Load(Model(), "c", kSize, dilation);
    ASSERT_TRUE(convolution.ok()) << convolution.status();
    for (const int width : {1, 3, 16, 31, 33, 64}) {
      const std::vector<float> x = RandomValues(3 * width * kSize, 3, 1);
      std::vector<float> y(x.size(), 1e9f);
      DilatedConvolution::Workspace workspace(3, width, kSize);
      convolution->ApplyWithoutBias(3, width, x.data(), workspace, y.data());
      for (int row = 0; row < 3 * width; ++row) {
        const float* const sequence = x.data() + row / width * width * kSize;
        for (int out = 0; out < kSize; ++out) {
          ASSERT_NEAR(y[row * kSize + out], PlainSum(sequence, width, dilation, row % width, out),
                      2e-5)
              << "dilation " << dilation << ", width " << width << ", row " << row;
        }
      }
    }
  }
}

TEST(DilatedConvolutionTest, BiasIsLeftToCaller) {
  const auto convolution = DilatedConvolution::Load(Model(), "c", kSize, 1);
  ASSERT_TRUE(convolution.ok()) << convolution.status();
  EXPECT_EQ(convolution->bias()[3], RandomValues(kSize, 2, 1)[3]);
}

TEST(DilatedConvolutionTest, OtherShapeIsInvalidMissingTensorNotFound) {
  EXPECT_EQ(DilatedConvolution::Load(Model(), "c", kSize + 1, 1).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(DilatedConvolution::Load(Model(), "d", kSize, 1).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
