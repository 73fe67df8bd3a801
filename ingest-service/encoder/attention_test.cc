#include "ingest-service/encoder/attention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "ingest-service/encoder/encoder_layer.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/windows.h"

namespace onrecord::ingest {
namespace {

using ::testing::Each;
using ::testing::FloatNear;
using ::testing::Pointwise;

constexpr int64_t kHidden = EncoderLayer::kHidden;
constexpr int64_t kHeads = 12;
constexpr int64_t kHeadSize = kHidden / kHeads;
constexpr int64_t kStride = 3 * kHidden;
constexpr int64_t kQuery = 0, kKey = kHidden, kValue = 2 * kHidden;  // where they begin in a row

std::vector<float> RandomNumbers(size_t count, float spread = 1.0F) {
  static std::mt19937 generator(1);
  std::uniform_real_distribution<float> distribution(-spread, spread);
  std::vector<float> numbers(count);
  for (float& number : numbers) number = distribution(generator);
  return numbers;
}

// Attention by its definition, in double precision: softmax(q kᵀ / √head size) v of each head.
std::vector<float> Expected(int64_t length, const std::vector<float>& query_key_value) {
  const auto at = [&](int64_t row, int64_t part, int64_t column) -> double {
    return query_key_value[row * kStride + part + column];
  };
  std::vector<float> context(length * kHidden);
  for (int64_t head = 0; head < kHeads; ++head) {
    for (int64_t row = 0; row < length; ++row) {
      std::vector<double> weights(length);
      double sum = 0;
      for (int64_t other = 0; other < length; ++other) {
        double score = 0;
        for (int64_t k = head * kHeadSize; k < (head + 1) * kHeadSize; ++k) {
          score += at(row, kQuery, k) * at(other, kKey, k);
        }
        weights[other] = std::exp(score / std::sqrt(static_cast<double>(kHeadSize)));
        sum += weights[other];
      }
      for (int64_t k = head * kHeadSize; k < (head + 1) * kHeadSize; ++k) {
        double mean = 0;
        for (int64_t other = 0; other < length; ++other) {
          mean += weights[other] / sum * at(other, kValue, k);
        }
        context[row * kHidden + k] = static_cast<float>(mean);
      }
    }
  }
  return context;
}

// What was in the room for scores and context before must not show.
std::vector<float> Attended(int64_t length, const float* query_key_value) {
  std::vector<float> scores(length * PaddedColumns(length), NAN), context(length * kHidden, NAN);
  Attend(length, query_key_value, scores.data(), context.data());
  return context;
}

TEST(AttendTest, EqualsTheDefinition) {
  for (const int64_t length : {1, 2, 15, 16, 17, 100, kMaxWindowTokens + 0}) {
    const std::vector<float> query_key_value = RandomNumbers(length * kStride, 2);
    EXPECT_THAT(Attended(length, query_key_value.data()),
                Pointwise(FloatNear(1e-5F), Expected(length, query_key_value)))
        << length;
  }
}

TEST(AttendTest, LoneTokenTakesItsOwnValue) {
  const std::vector<float> query_key_value = RandomNumbers(kStride, 5);
  const std::vector<float> value(query_key_value.begin() + kValue, query_key_value.end());
  EXPECT_THAT(Attended(1, query_key_value.data()), Pointwise(FloatNear(1e-6F), value));
}

TEST(AttendTest, LooksAtAllAlikeWhereKeysAreEqual) {
  constexpr int64_t kLength = 5;
  std::vector<float> query_key_value = RandomNumbers(kLength * kStride);
  for (int64_t row = 0; row < kLength; ++row) {
    float* const values = &query_key_value[row * kStride];
    std::copy_n(&query_key_value[kKey], kHidden, values + kKey);
    std::fill_n(values + kValue, kHidden, static_cast<float>(row));
  }
  EXPECT_THAT(Attended(kLength, query_key_value.data()), Each(FloatNear(2, 1e-5F)));
}

// Scores whose exponentials no float could hold.
TEST(AttendTest, BearsScoresBeyondTheRangeOfExp) {
  constexpr int64_t kLength = 3;
  std::vector<float> query_key_value(kLength * kStride, 0.0F);
  for (int64_t row = 0; row < kLength; ++row) {
    float* const values = &query_key_value[row * kStride];
    std::fill_n(values + kQuery, kHidden, 100.0F);
    std::fill_n(values + kKey, kHidden, row == 1 ? 100.0F : -100.0F);
    std::fill_n(values + kValue, kHidden, static_cast<float>(row + 7));
  }
  EXPECT_THAT(Attended(kLength, query_key_value.data()), Each(FloatNear(8, 1e-5F)));
}

TEST(AttendTest, HeadsDoNotMix) {
  constexpr int64_t kLength = 9, kHead = 4;
  std::vector<float> query_key_value = RandomNumbers(kLength * kStride);
  const std::vector<float> before = Attended(kLength, query_key_value.data());
  for (const int64_t part : {kQuery, kKey, kValue}) {
    for (int64_t row = 0; row < kLength; ++row) {
      for (int64_t k = 0; k < kHeadSize; ++k) {
        query_key_value[row * kStride + part + kHead * kHeadSize + k] += 1.0F + 0.1F * row;
      }
    }
  }
  const std::vector<float> after = Attended(kLength, query_key_value.data());
  for (size_t at = 0; at < before.size(); ++at) {
    const bool of_head = static_cast<int64_t>(at) % kHidden / kHeadSize == kHead;
    EXPECT_EQ(before[at] != after[at], of_head) << at;
  }
}

// Bit for bit, wherever the window lies among others.
TEST(AttendTest, SeesAndTouchesNothingOutsideTheWindow) {
  constexpr int64_t kLength = 21, kBefore = 4, kBehind = 3;
  const int64_t room = kLength * PaddedColumns(kLength);
  const std::vector<float> window = RandomNumbers(kLength * kStride);
  std::vector<float> surrounded((kBefore + kLength + kBehind) * kStride, NAN);
  std::copy(window.begin(), window.end(), surrounded.begin() + kBefore * kStride);
  std::vector<float> scores(room + 16, 77.0F);
  std::vector<float> context((kBefore + kLength + kBehind) * kHidden, 77.0F);
  Attend(kLength, &surrounded[kBefore * kStride], scores.data(), &context[kBefore * kHidden]);
  const auto begin = context.begin() + kBefore * kHidden, end = begin + kLength * kHidden;
  EXPECT_EQ(std::vector<float>(begin, end), Attended(kLength, window.data()));
  EXPECT_THAT(std::vector<float>(context.begin(), begin), Each(77.0F));
  EXPECT_THAT(std::vector<float>(end, context.end()), Each(77.0F));
  EXPECT_THAT(std::vector<float>(scores.begin() + room, scores.end()), Each(77.0F));
}

}  // namespace
}  // namespace onrecord::ingest
