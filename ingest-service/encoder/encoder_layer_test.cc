#include "ingest-service/encoder/encoder_layer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ingest-service/encoder/drawn_model.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::DoubleNear;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;

constexpr int64_t kHidden = EncoderLayer::kHidden;
constexpr int64_t kIntermediate = EncoderLayer::kIntermediate;

ModelFile Parsed(std::string bytes) { return *ModelFile::Parse("test", std::move(bytes)); }

using Numbers = std::vector<double>;

// A layer in double precision, by its definition: every product one loop, every pass one function.
class PlainLayer {
 public:
  PlainLayer(const ModelFile& model, int number)
      : model_(model), name_("encoder.layers." + std::to_string(number) + ".") {}

  Numbers Apply(const std::vector<int64_t>& lengths, Numbers hidden) const {
    const Numbers query_key_value = Dense("query_key_value", kHidden, 3 * kHidden, hidden);
    Numbers context(hidden.size());
    int64_t row = 0;
    for (const int64_t length : lengths) {
      AttendPlainly(row, length, query_key_value, context);
      row += length;
    }
    hidden =
        NormOfSum("attention_norm", hidden, Dense("attention_output", kHidden, kHidden, context));
    Numbers intermediate = Dense("intermediate", kHidden, kIntermediate, hidden);
    for (double& x : intermediate) x = 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    return NormOfSum("output_norm", hidden, Dense("output", kIntermediate, kHidden, intermediate));
  }

 private:
  std::vector<float> Tensor(const std::string& part, const std::vector<int64_t>& shape) const {
    return *model_.Floats(name_ + part, shape);
  }

  Numbers Dense(const std::string& part, int64_t inputs, int64_t outputs, const Numbers& x) const {
    const std::vector<float> weight = Tensor(part + ".weight", {outputs, inputs});
    const std::vector<float> bias = Tensor(part + ".bias", {outputs});
    Numbers y;
    for (size_t row = 0; row < x.size(); row += inputs) {
      for (int64_t output = 0; output < outputs; ++output) {
        double sum = bias[output];
        for (int64_t k = 0; k < inputs; ++k) sum += x[row + k] * weight[output * inputs + k];
        y.push_back(sum);
      }
    }
    return y;
  }

  // The window of `length` rows from `first` on.
  static void AttendPlainly(int64_t first, int64_t length, const Numbers& query_key_value,
                            Numbers& context) {
    constexpr int64_t kHeadSize = 32;
    const auto part = [&](int64_t row, int64_t begin) {
      return &query_key_value[(first + row) * 3 * kHidden + begin];
    };
    for (int64_t head = 0; head < kHidden; head += kHeadSize) {
      for (int64_t row = 0; row < length; ++row) {
        double* const out = &context[(first + row) * kHidden + head];
        double total = 0;
        for (int64_t other = 0; other < length; ++other) {
          double score = 0;
          for (int64_t k = 0; k < kHeadSize; ++k) {
            score += part(row, head)[k] * part(other, kHidden + head)[k];
          }
          const double weight = std::exp(score / std::sqrt(static_cast<double>(kHeadSize)));
          total += weight;
          for (int64_t k = 0; k < kHeadSize; ++k) {
            out[k] += weight * part(other, 2 * kHidden + head)[k];
          }
        }
        for (int64_t k = 0; k < kHeadSize; ++k) out[k] /= total;
      }
    }
  }

  Numbers NormOfSum(const std::string& part, const Numbers& a, const Numbers& b) const {
    const std::vector<float> weight = Tensor(part + ".weight", {kHidden});
    const std::vector<float> bias = Tensor(part + ".bias", {kHidden});
    Numbers y;
    for (size_t row = 0; row < a.size(); row += kHidden) {
      double mean = 0, variance = 0;
      for (int64_t k = 0; k < kHidden; ++k) mean += (a[row + k] + b[row + k]) / kHidden;
      for (int64_t k = 0; k < kHidden; ++k) {
        variance += std::pow(a[row + k] + b[row + k] - mean, 2) / kHidden;
      }
      for (int64_t k = 0; k < kHidden; ++k) {
        const double centred = a[row + k] + b[row + k] - mean;
        y.push_back(centred / std::sqrt(variance + 1e-12) * weight[k] + bias[k]);
      }
    }
    return y;
  }

  const ModelFile& model_;
  const std::string name_;
};

// What comes into a layer, `tokens` rows.
std::vector<float> DrawHidden(int64_t tokens) {
  Draw draw("hidden");
  std::vector<float> hidden(tokens * kHidden);
  for (float& value : hidden) value = draw.Around(0, 1.5F);
  return hidden;
}

double Cosine(const float* a, const double* b) {
  double ab = 0, aa = 0, bb = 0;
  for (int64_t k = 0; k < kHidden; ++k) {
    ab += a[k] * b[k];
    aa += static_cast<double>(a[k]) * a[k];
    bb += b[k] * b[k];
  }
  return ab / std::sqrt(aa * bb);
}

// With drawn weights, in both precisions.
class EncoderLayerTest : public ::testing::TestWithParam<Precision> {
 protected:
  static void SetUpTestSuite() { model_ = new ModelFile(Parsed(DrawnModel::Build())); }
  static void TearDownTestSuite() { delete model_; }

  void SetUp() override {
    if (GetParam() == Precision::kInt8 && !MultipliesBytesExactly()) {
      GTEST_SKIP() << "no AVX-512 VNNI here";
    }
    layer_ = Load("encoder.layers.0");
  }

  static std::unique_ptr<const EncoderLayer> Load(const std::string& name) {
    auto layer = LoadLayer(*model_, name, GetParam());
    EXPECT_TRUE(layer.ok()) << layer.status();
    return layer.ok() ? *std::move(layer) : nullptr;
  }

  std::vector<float> Applied(const std::vector<int64_t>& lengths, std::vector<float> hidden) const {
    LayerWorkspace workspace(static_cast<int64_t>(hidden.size()) / kHidden);
    layer_->Apply(lengths, workspace, hidden.data());
    return hidden;
  }

  static const ModelFile* model_;
  std::unique_ptr<const EncoderLayer> layer_;
};

const ModelFile* EncoderLayerTest::model_ = nullptr;

INSTANTIATE_TEST_SUITE_P(Precisions, EncoderLayerTest,
                         ::testing::Values(Precision::kFloat, Precision::kInt8),
                         [](const auto& info) {
                           return info.param == Precision::kFloat ? "Float" : "Int8";
                         });

// In fp32 every number is that of the definition; in int8, which rounds what comes in, each token
// points the same way.
TEST_P(EncoderLayerTest, EqualsTheDefinition) {
  const std::vector<int64_t> lengths = {1, 5, 17};
  for (const int number : {0, 1}) {
    layer_ = Load("encoder.layers." + std::to_string(number));
    ASSERT_NE(layer_, nullptr);
    const std::vector<float> hidden = DrawHidden(23);
    const Numbers expected =
        PlainLayer(*model_, number).Apply(lengths, Numbers(hidden.begin(), hidden.end()));
    const std::vector<float> found = Applied(lengths, hidden);
    if (GetParam() == Precision::kFloat) {
      EXPECT_THAT(Numbers(found.begin(), found.end()), Pointwise(DoubleNear(1e-4), expected));
    }
    for (size_t row = 0; row < found.size(); row += kHidden) {
      EXPECT_GT(Cosine(&found[row], &expected[row]), 0.999) << number << ", " << row / kHidden;
    }
  }
}

// In int8 bit for bit, also where it cuts a batch into parts; in fp32 some processors add up
// in another order where a matrix has another number of rows.
TEST_P(EncoderLayerTest, ReadsWindowAloneAsInBatch) {
  const std::vector<int64_t> lengths = {3, kMaxWindowTokens, 40};
  const std::vector<float> hidden = DrawHidden(3 + kMaxWindowTokens + 40);
  ASSERT_GT(static_cast<int64_t>(hidden.size()), LayerWorkspace::kRows * kHidden);
  const std::vector<float> together = Applied(lengths, hidden);
  int64_t begin = 0;
  for (const int64_t length : lengths) {
    const int64_t end = begin + length * kHidden;
    const std::vector<float> window(hidden.begin() + begin, hidden.begin() + end);
    const float tolerance = GetParam() == Precision::kInt8 ? 0 : 1e-4F;
    EXPECT_THAT(Applied({length}, window),
                Pointwise(FloatNear(tolerance),
                          std::vector<float>(together.begin() + begin, together.begin() + end)))
        << length;
    begin = end;
  }
}

TEST_P(EncoderLayerTest, TokensOfOneWindowSeeEachOther) {
  std::vector<float> hidden = DrawHidden(8);
  const std::vector<float> before = Applied({4, 4}, hidden);
  hidden[0] += 1;
  const std::vector<float> after = Applied({4, 4}, hidden);
  for (int64_t row = 0; row < 8; ++row) {
    const auto begin = before.begin() + row * kHidden;
    const bool same = std::equal(begin, begin + kHidden, after.begin() + row * kHidden);
    EXPECT_EQ(same, row >= 4) << row;
  }
}

TEST_P(EncoderLayerTest, LeavesNothingBehindInWorkspace) {
  const std::vector<float> hidden = DrawHidden(30);
  LayerWorkspace workspace(30);
  std::vector<float> first = hidden, second = hidden;
  layer_->Apply({30}, workspace, first.data());
  layer_->Apply({5}, workspace, second.data());
  second = hidden;
  layer_->Apply({30}, workspace, second.data());
  EXPECT_EQ(first, second);
}

TEST_P(EncoderLayerTest, ChangesNothingWithoutTokens) {
  std::vector<float> hidden = DrawHidden(1);
  LayerWorkspace workspace(1);
  layer_->Apply({}, workspace, hidden.data());
  EXPECT_EQ(hidden, DrawHidden(1));
}

TEST_P(EncoderLayerTest, LoadNamesMissingTensor) {
  for (const std::string part :
       {"query_key_value.weight", "attention_output.bias", "attention_norm.weight",
        "intermediate.weight", "output.bias", "output_norm.bias"}) {
    const std::string name = "encoder.layers.1." + part;
    const ModelFile model = Parsed(DrawnModel::Build(name));
    const absl::Status status = LoadLayer(model, "encoder.layers.1", GetParam()).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << name;
    EXPECT_THAT(std::string(status.message()), HasSubstr(name));
    EXPECT_TRUE(LoadLayer(model, "encoder.layers.0", GetParam()).ok()) << name;
  }
}

TEST_P(EncoderLayerTest, LoadKnowsNoLayerBeyondTheLast) {
  const std::string name = "encoder.layers." + std::to_string(DrawnModel::kLayers);
  EXPECT_EQ(LoadLayer(*model_, name, GetParam()).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(EncoderLayerTest, LoadRefusesOtherShapes) {
  const ModelFile model = Parsed(ModelBuilder()
                                     .AddQuantized("encoder.layers.0.query_key_value.weight",
                                                   {2, 3}, {1, 2, 3, 4, 5, 6}, {1, 1})
                                     .Build());
  EXPECT_EQ(LoadLayer(model, "encoder.layers.0", GetParam()).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(DefaultPrecisionTest, IsInt8WhereBytesMultiplyExactly) {
  EXPECT_EQ(DefaultPrecision() == Precision::kInt8, MultipliesBytesExactly());
}

}  // namespace
}  // namespace onrecord::ingest
