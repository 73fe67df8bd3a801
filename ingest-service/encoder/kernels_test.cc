#include "ingest-service/encoder/kernels.h"

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

std::vector<float> RandomNumbers(size_t count, float spread = 1.0F) {
  static std::mt19937 generator(1);
  std::uniform_real_distribution<float> distribution(-spread, spread);
  std::vector<float> numbers(count);
  for (float& number : numbers) number = distribution(generator);
  return numbers;
}

// a · b in double precision, b given as [depth, columns].
std::vector<float> Product(int64_t rows, int64_t columns, int64_t depth,
                           const std::vector<float>& a, const std::vector<float>& b) {
  std::vector<float> out;
  for (int64_t r = 0; r < rows; ++r) {
    for (int64_t c = 0; c < columns; ++c) {
      double sum = 0;
      for (int64_t k = 0; k < depth; ++k) {
        sum += static_cast<double>(a[r * depth + k]) * b[k * columns + c];
      }
      out.push_back(static_cast<float>(sum));
    }
  }
  return out;
}

ModelFile ParsedModel(const ModelBuilder& builder) {
  return *ModelFile::Parse("test", builder.Build());
}

TEST(Multiply, EqualsTheDefinition) {
  for (const int64_t rows : {1, 2, 17, 48}) {
    const std::vector<float> a = RandomNumbers(rows * 33), b = RandomNumbers(33 * 7);
    std::vector<float> out(rows * 7, NAN);
    Multiply(rows, 7, 33, 1.0F, {a.data(), 33}, {b.data(), 7}, {out.data(), 7});
    EXPECT_THAT(out, Pointwise(FloatNear(1e-5F), Product(rows, 7, 33, a, b)));
  }
}

TEST(Multiply, ReadsAndWritesInsideLargerMatrices) {
  const std::vector<float> a = {1, 2, -1, 3, 4, -1};  // 2 x 2 in 2 x 3
  const std::vector<float> b = {5, 6, 7, 8};
  std::vector<float> out(6, 9);
  Multiply(2, 2, 2, 2.0F, {a.data(), 3}, {b.data(), 2}, {out.data(), 3});
  EXPECT_THAT(out, ::testing::ElementsAre(38, 44, 9, 86, 100, 9));
}

TEST(Multiply, DoesNothingForNoRows) {
  float out = 3;
  Multiply(0, 1, 1, 1.0F, {&out, 1}, {&out, 1}, {&out, 1});
  EXPECT_EQ(out, 3);
}

TEST(MultiplyTransposed, TakesTheSecondByRows) {
  const std::vector<float> a = {1, 2}, b = {3, 4, 5, 6};  // 1 x 2, 2 x 2
  std::vector<float> out(2);
  MultiplyTransposed(1, 2, 2, 1.0F, {a.data(), 2}, {b.data(), 2}, {out.data(), 2});
  EXPECT_THAT(out, ::testing::ElementsAre(11, 17));
}

TEST(Gelu, EqualsTheExactForm) {
  std::vector<float> x;
  for (int k = -160'000; k <= 160'000; ++k) x.push_back(static_cast<float>(k) * 1e-4F);
  for (const float far : {-1e30F, -100.0F, 100.0F, 1e30F}) x.push_back(far);
  std::vector<float> gelu = x;
  Gelu(static_cast<int64_t>(gelu.size()), gelu.data());
  for (size_t k = 0; k < x.size(); ++k) {
    const double exact = 0.5 * x[k] * (1 + std::erf(x[k] / std::sqrt(2.0)));
    ASSERT_NEAR(gelu[k], exact, std::max(1e-6, std::fabs(exact) * 1e-7)) << x[k];
  }
}

TEST(AddBiasGelu, EqualsItsParts) {
  const std::vector<float> bias = RandomNumbers(37);
  std::vector<float> fused = RandomNumbers(5 * 37, 3), parts = fused;
  AddBiasGelu(5, 37, bias.data(), fused.data());
  AddBias(5, 37, bias.data(), parts.data());
  Gelu(5 * 37, parts.data());
  EXPECT_THAT(fused, Pointwise(FloatNear(1e-6F), parts));
}

TEST(Softmax, EqualsTheExactForm) {
  for (const int64_t columns : {1, 3, 16, 77, 256}) {
    const std::vector<float> x = RandomNumbers(4 * columns, 30);
    std::vector<float> found = x;
    Softmax(4, columns, found.data());
    for (int64_t row = 0; row < 4; ++row) {
      double sum = 0;
      for (int64_t k = 0; k < columns; ++k)
        sum += std::exp(static_cast<double>(x[row * columns + k]));
      for (int64_t k = 0; k < columns; ++k) {
        const double exact = std::exp(static_cast<double>(x[row * columns + k])) / sum;
        ASSERT_NEAR(found[row * columns + k], exact, 1e-6) << columns;
      }
    }
  }
}

TEST(SoftmaxUndivided, EqualsSoftmaxOnceDivided) {
  for (const int64_t columns : {1, 15, 16, 77, 256}) {
    std::vector<float> expected = RandomNumbers(4 * columns, 30);
    const int64_t padded = PaddedColumns(columns);
    std::vector<float> x(4 * padded, NAN), sums(4), found;
    for (int64_t row = 0; row < 4; ++row) {
      std::copy_n(&expected[row * columns], columns, &x[row * padded]);
    }
    SoftmaxUndivided(4, columns, x.data(), sums.data());
    DivideRows(4, columns, sums.data(), {x.data(), padded});
    for (int64_t row = 0; row < 4; ++row) {
      found.insert(found.end(), &x[row * padded], &x[row * padded] + columns);
    }
    Softmax(4, columns, expected.data());
    EXPECT_THAT(found, Pointwise(FloatNear(1e-6F), expected)) << columns;
  }
}

TEST(Softmax, BearsLargeNumbers) {
  std::vector<float> x = {1e30F, -1e30F, 1e30F};
  Softmax(1, 3, x.data());
  EXPECT_THAT(x, Pointwise(FloatNear(1e-6F), std::vector<float>{0.5F, 0, 0.5F}));
}

TEST(Linear, MultipliesByTheTransposedWeight) {
  const ModelFile model = ParsedModel(ModelBuilder()
                                          .AddFloats("l.weight", {3, 2}, {1, 2, 3, 4, 5, 6})
                                          .AddFloats("l.bias", {3}, {10, 20, -100}));
  const auto linear = Linear::Load(model, "l", 2, 3);
  ASSERT_TRUE(linear.ok()) << linear.status();
  EXPECT_EQ(linear->inputs(), 2);
  EXPECT_EQ(linear->outputs(), 3);
  const std::vector<float> x = {1, 1, 2, 0};
  std::vector<float> y(6);
  linear->Apply(2, x.data(), y.data());
  EXPECT_THAT(y, ::testing::ElementsAre(13, 27, -89, 12, 26, -90));
  linear->ApplyWithoutBias(2, x.data(), y.data());
  EXPECT_THAT(y, ::testing::ElementsAre(3, 7, 11, 2, 6, 10));
  linear->ApplyGelu(2, x.data(), y.data());
  EXPECT_THAT(y, ::testing::ElementsAre(13, 27, 0, 12, 26, 0));
}

TEST(Linear, LaysFusedOutputsSideBySide) {
  const ModelFile model = ParsedModel(ModelBuilder()
                                          .AddFloats("a.weight", {1, 2}, {1, 2})
                                          .AddFloats("a.bias", {1}, {0})
                                          .AddFloats("b.weight", {1, 2}, {3, 4})
                                          .AddFloats("b.bias", {1}, {1}));
  const auto linear = Linear::LoadFused(model, {"b", "a"}, 2, 1);
  ASSERT_TRUE(linear.ok()) << linear.status();
  const std::vector<float> x = {1, 10};
  std::vector<float> y(2);
  linear->Apply(1, x.data(), y.data());
  EXPECT_THAT(y, ::testing::ElementsAre(44, 21));
}

TEST(Linear, RefusesOtherShapes) {
  const ModelFile model = ParsedModel(ModelBuilder()
                                          .AddFloats("l.weight", {3, 2}, {1, 2, 3, 4, 5, 6})
                                          .AddFloats("l.bias", {3}, {0, 0, 0}));
  EXPECT_EQ(Linear::Load(model, "l", 3, 2).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Linear::Load(model, "m", 2, 3).status().code(), absl::StatusCode::kNotFound);
}

TEST(LayerNorm, CentresAndScalesEachRow) {
  const ModelFile model = ParsedModel(
      ModelBuilder().AddFloats("n.weight", {2}, {2, 3}).AddFloats("n.bias", {2}, {0, 1}));
  const auto norm = LayerNorm::Load(model, "n", 2, 0.0F);
  ASSERT_TRUE(norm.ok()) << norm.status();
  std::vector<float> x = {5, 9, -1, -3};
  norm->Apply(2, x.data());
  EXPECT_THAT(x, Pointwise(FloatNear(1e-5F), std::vector<float>{-2, 4, 2, -2}));
}

TEST(LayerNorm, AddsBeforeItNormalizes) {
  const std::vector<float> weight = RandomNumbers(384), shift = RandomNumbers(384);
  const ModelFile model = ParsedModel(
      ModelBuilder().AddFloats("n.weight", {384}, weight).AddFloats("n.bias", {384}, shift));
  const auto norm = LayerNorm::Load(model, "n", 384, 1e-12F);
  ASSERT_TRUE(norm.ok()) << norm.status();
  const std::vector<float> bias = RandomNumbers(384), added = RandomNumbers(3 * 384);
  std::vector<float> fused = RandomNumbers(3 * 384), parts = fused;
  norm->ApplyToSum(3, bias.data(), added.data(), fused.data());
  for (size_t k = 0; k < parts.size(); ++k) parts[k] += added[k] + bias[k % 384];
  norm->Apply(3, parts.data());
  EXPECT_THAT(fused, Pointwise(FloatNear(1e-5F), parts));
}

}  // namespace
}  // namespace onrecord::ingest
