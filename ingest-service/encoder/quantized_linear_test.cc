#include "ingest-service/encoder/quantized_linear.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::FloatNear;
using ::testing::Pointwise;

std::vector<float> RandomNumbers(size_t count, float least, float largest) {
  static std::mt19937 generator(1);
  std::uniform_real_distribution<float> distribution(least, largest);
  std::vector<float> numbers(count);
  for (float& number : numbers) number = distribution(generator);
  return numbers;
}

template <typename Byte>
std::vector<Byte> RandomBytes(size_t count) {
  static std::mt19937 generator(2);
  std::vector<Byte> bytes(count);
  for (Byte& byte : bytes) byte = static_cast<Byte>(generator());
  return bytes;
}

// Rounded rows that own their memory.
struct Rows {
  Rows(int64_t rows, int64_t size) : values(rows * size), scales(rows), zeros(rows) {}

  QuantizedRows view() { return {values.data(), scales.data(), zeros.data()}; }

  std::vector<float> Floats() const {
    std::vector<float> floats;
    const size_t size = values.size() / scales.size();
    for (size_t k = 0; k < values.size(); ++k) {
      floats.push_back(scales[k / size] * static_cast<float>(values[k] - zeros[k / size]));
    }
    return floats;
  }

  std::vector<uint8_t> values;
  std::vector<float> scales;
  std::vector<int32_t> zeros;
};

TEST(MultiplyBytes, EqualsThePlainLoop) {
  if (!MultipliesBytesExactly()) GTEST_SKIP() << "no AVX-512 VNNI here";
  for (const int64_t rows : {1, 3, 16, 130}) {
    for (const int64_t depth : {1, 33, 384, 1536}) {
      constexpr int64_t kColumns = 37;
      const auto a = RandomBytes<uint8_t>(rows * depth);
      const auto b = RandomBytes<int8_t>(kColumns * depth);
      std::vector<int32_t> found(rows * kColumns, -1), expected(rows * kColumns);
      for (int64_t at = 0; at < rows * kColumns; ++at) {
        for (int64_t k = 0; k < depth; ++k) {
          expected[at] += a[at / kColumns * depth + k] * b[at % kColumns * depth + k];
        }
      }
      MultiplyBytes(rows, kColumns, depth, a.data(), b.data(), found.data());
      EXPECT_EQ(found, expected) << rows << " x " << depth;
    }
  }
}

TEST(MultiplyBytes, BearsTheLargestSums) {
  if (!MultipliesBytesExactly()) GTEST_SKIP() << "no AVX-512 VNNI here";
  const std::vector<uint8_t> a(1536, 255);
  for (const int8_t weight : {int8_t{127}, int8_t{-128}}) {
    const std::vector<int8_t> b(1536, weight);
    int32_t found = 0;
    MultiplyBytes(1, 1, 1536, a.data(), b.data(), &found);
    EXPECT_EQ(found, 1536 * 255 * weight);
  }
}

TEST(QuantizeRows, StaysWithinAStep) {
  for (const auto& [least, largest] : std::vector<std::pair<float, float>>{
           {-1, 1}, {-0.17F, 5}, {2, 3}, {-300, -200}, {0, 1e-20F}}) {
    const std::vector<float> x = RandomNumbers(3 * 77, least, largest);
    Rows rows(3, 77);
    QuantizeRows(3, 77, x.data(), rows.view());
    const float step = (std::max(largest, 0.0F) - std::min(least, 0.0F)) / 255;
    EXPECT_THAT(rows.Floats(), Pointwise(FloatNear(step), x));
    for (const float scale : rows.scales) EXPECT_LE(scale, step * 1.0001F);  // of its own range
  }
}

TEST(QuantizeRows, KeepsZero) {
  const std::vector<float> x = {0, -3, 0.1F, 0, 0, 0};
  Rows rows(2, 3);
  QuantizeRows(2, 3, x.data(), rows.view());
  const std::vector<float> found = rows.Floats();
  EXPECT_EQ(found[0], 0);
  EXPECT_NEAR(found[1], -3, rows.scales[0]);
  for (size_t k = 3; k < found.size(); ++k) EXPECT_EQ(found[k], 0) << k;
}

TEST(QuantizeRows, SurvivesWhatIsNotFinite) {
  Rows rows(1, 4);
  for (const float odd : {NAN, INFINITY, -INFINITY, 3e38F, -3e38F, 1e-44F}) {
    const std::vector<float> x = {odd, 1, -odd, 0};
    QuantizeRows(1, 4, x.data(), rows.view());
    EXPECT_GE(rows.zeros[0], 0) << odd;
    EXPECT_LE(rows.zeros[0], 255) << odd;
  }
}

class QuantizedLinearTest : public ::testing::Test {
 protected:
  static constexpr int64_t kRows = 5, kInputs = 70, kOutputs = 33;

  QuantizedLinearTest()
      : weight_(RandomBytes<int8_t>(kOutputs * kInputs)),
        scales_(RandomNumbers(kOutputs, 0.001F, 0.002F)),
        bias_(RandomNumbers(kOutputs, -1, 1)),
        x_(kRows, kInputs),
        sums_(kRows * kOutputs) {
    const std::vector<float> x = RandomNumbers(kRows * kInputs, -1, 3);
    QuantizeRows(kRows, kInputs, x.data(), x_.view());
  }

  void SetUp() override {
    if (!MultipliesBytesExactly()) GTEST_SKIP() << "no AVX-512 VNNI here";
    const auto model = ModelFile::Parse(
        "test", ModelBuilder()
                    .AddQuantized("l.weight", {kOutputs, kInputs}, weight_, scales_)
                    .AddFloats("l.bias", {kOutputs}, bias_)
                    .Build());
    auto linear = QuantizedLinear::Load(*model, "l", kInputs, kOutputs);
    ASSERT_TRUE(linear.ok()) << linear.status();
    linear_ = *std::move(linear);
  }

  // The layer in double precision, from the rounded input.
  std::vector<float> Expected() const {
    const std::vector<float> x = x_.Floats();
    std::vector<float> y;
    for (int64_t at = 0; at < kRows * kOutputs; ++at) {
      const int64_t row = at / kOutputs, output = at % kOutputs;
      double sum = 0;
      for (int64_t k = 0; k < kInputs; ++k) {
        sum += static_cast<double>(x[row * kInputs + k]) * weight_[output * kInputs + k];
      }
      y.push_back(static_cast<float>(sum * scales_[output] + bias_[output]));
    }
    return y;
  }

  std::vector<int8_t> weight_;
  std::vector<float> scales_;
  std::vector<float> bias_;
  Rows x_;
  std::vector<int32_t> sums_;
  QuantizedLinear linear_;
};

TEST_F(QuantizedLinearTest, EqualsTheDefinition) {
  std::vector<float> y(kRows * kOutputs, NAN);
  linear_.Apply(kRows, x_.view(), sums_.data(), y.data());
  EXPECT_THAT(y, Pointwise(FloatNear(1e-4F), Expected()));
}

TEST_F(QuantizedLinearTest, RoundsGeluOfOutputs) {
  Rows y(kRows, kOutputs);
  linear_.ApplyGelu(kRows, x_.view(), sums_.data(), y.view());
  std::vector<float> expected = Expected();
  Gelu(static_cast<int64_t>(expected.size()), expected.data());
  const float step = *std::max_element(y.scales.begin(), y.scales.end());
  EXPECT_THAT(y.Floats(), Pointwise(FloatNear(step), expected));
}

TEST_F(QuantizedLinearTest, AddsBeforeItNormalizes) {
  const auto model =
      ModelFile::Parse("test", ModelBuilder()
                                   .AddFloats("n.weight", {kOutputs}, RandomNumbers(kOutputs, 0, 2))
                                   .AddFloats("n.bias", {kOutputs}, RandomNumbers(kOutputs, -1, 1))
                                   .Build());
  const auto norm = LayerNorm::Load(*model, "n", kOutputs, 1e-12F);
  ASSERT_TRUE(norm.ok()) << norm.status();
  std::vector<float> found = RandomNumbers(kRows * kOutputs, -1, 1), expected = Expected();
  for (size_t k = 0; k < expected.size(); ++k) expected[k] += found[k];
  norm->Apply(kRows, expected.data());
  linear_.ApplyToSum(kRows, x_.view(), sums_.data(), *norm, found.data());
  EXPECT_THAT(found, Pointwise(FloatNear(1e-4F), expected));
}

TEST_F(QuantizedLinearTest, GivesRowsAloneTheSameBits) {
  std::vector<float> together(kRows * kOutputs), alone(kOutputs);
  linear_.Apply(kRows, x_.view(), sums_.data(), together.data());
  for (int64_t row = 0; row < kRows; ++row) {
    linear_.Apply(1, {&x_.values[row * kInputs], &x_.scales[row], &x_.zeros[row]}, sums_.data(),
                  alone.data());
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + row * kOutputs)) << row;
  }
}

TEST(QuantizedLinear, RefusesWeightsOfOtherKinds) {
  const auto model =
      ModelFile::Parse("test", ModelBuilder()
                                   .AddFloats("floats.weight", {1, 2}, {1, 2})
                                   .AddQuantized("wide.weight", {1, 3}, {1, 2, 3}, {1})
                                   .Build());
  ASSERT_TRUE(model.ok()) << model.status();
  const auto code = [&](const char* name) {
    return QuantizedLinear::Load(*model, name, 2, 1).status().code();
  };
  EXPECT_EQ(code("floats"), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code("wide"), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code("none"), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
