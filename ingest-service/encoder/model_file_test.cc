#include "ingest-service/encoder/model_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kReleasedModel[] = "ingest-service/model/reader.safetensors";

std::string SmallModel() {
  return ModelBuilder()
      .AddMetadata("format", std::string(kModelFormat))
      .AddMetadata("version", "test-1")
      .AddFloats("single", {2, 2}, {1, -2, 0.5F, 1e30F})
      .AddHalves("half", {3}, {0x3C00, 0xC000, 0x3555})
      .AddBytes("bytes", std::string("a\0b", 3))
      .AddQuantized("eight", {2, 2}, {1, -127, 3, -128}, {2, 0.5F})
      .Build();
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// A path of its own for each test, with whatever lies there removed.
std::string FreshPath() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::string path = ::testing::TempDir() + "/model_" + test->name();
  std::remove(path.c_str());
  std::remove((path + ".sha256").c_str());
  return path;
}

TEST(ModelFile, ReadsTensorsOfEveryType) {
  const auto model = ModelFile::Parse("small", SmallModel());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->format(), kModelFormat);
  EXPECT_EQ(model->version(), "test-1");
  EXPECT_TRUE(model->Has("half"));
  EXPECT_FALSE(model->Has("__metadata__"));
  EXPECT_THAT(*model->Shape("single"), ElementsAre(2, 2));
  EXPECT_THAT(*model->Floats("single", {2, 2}), ElementsAre(1, -2, 0.5F, 1e30F));
  EXPECT_THAT(*model->Floats("half", {3}), ElementsAre(1, -2, 0x1.554p-2F));
  EXPECT_EQ(*model->Bytes("bytes"), std::string_view("a\0b", 3));
  EXPECT_THAT(*model->Floats("eight", {2, 2}), ElementsAre(2, -254, 1.5F, -64));
  const auto eight = model->Quantized("eight", {2, 2});
  ASSERT_TRUE(eight.ok()) << eight.status();
  EXPECT_THAT(eight->values, ElementsAre(1, -127, 3, -128));
  EXPECT_THAT(eight->scales, ElementsAre(2, 0.5F));
}

TEST(ModelFile, ReadsNumbersWithinBounds) {
  const auto model = ModelFile::Parse("numbers", ModelBuilder()
                                                     .AddMetadata("nine", "9")
                                                     .AddMetadata("words", "nine")
                                                     .AddMetadata("huge", "99999999999")
                                                     .Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(*model->Number("nine", 9, 9), 9);
  EXPECT_EQ(model->Number("nine", 1, 8).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Number("nine", 10, 12).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Number("words", 0, 9).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Number("huge", 0, 9).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Number("none", 0, 9).status().code(), absl::StatusCode::kInvalidArgument);
}

// The code of reading the tensor `q` [2, 2] both ways, which must be one.
absl::StatusCode CodeOfQuantized(const ModelBuilder& builder) {
  const auto model = ModelFile::Parse("quantized", builder.Build());
  EXPECT_TRUE(model.ok()) << model.status();
  const absl::StatusCode code = model->Quantized("q", {2, 2}).status().code();
  EXPECT_EQ(model->Floats("q", {2, 2}).status().code(), code);
  return code;
}

TEST(ModelFile, RefusesUnusableScales) {
  const auto with_scales = [](const std::vector<float>& scales) {
    return ModelBuilder().AddQuantized("q", {2, 2}, {1, 2, 3, 4}, scales);
  };
  EXPECT_EQ(CodeOfQuantized(with_scales({1, 2})), absl::StatusCode::kOk);
  for (const float bad : {0.0F, -1.0F, NAN, INFINITY}) {
    EXPECT_EQ(CodeOfQuantized(with_scales({1, bad})), absl::StatusCode::kInvalidArgument) << bad;
  }
  EXPECT_EQ(CodeOfQuantized(with_scales({1})), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOfQuantized(with_scales({1, 2, 3})), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOfQuantized(ModelBuilder().Add("q", "I8", {2, 2}, "1234", 4)),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(CodeOfQuantized(ModelBuilder()
                                .Add("q", "I8", {2, 2}, "1234", 4)
                                .AddHalves("q.scale", {2}, {0x3C00, 0x3C00})),
            absl::StatusCode::kInvalidArgument);
}

TEST(ModelFile, ConvertsHalfPrecisionExactly) {
  const auto model = ModelFile::Parse(
      "halves",
      ModelBuilder()
          .AddHalves("x", {8}, {0x0000, 0x8000, 0x0001, 0x83FF, 0x0400, 0x7BFF, 0x7C00, 0xFC00})
          .AddHalves("nan", {1}, {0x7E00})
          .Build());
  ASSERT_TRUE(model.ok()) << model.status();
  const float infinity = std::numeric_limits<float>::infinity();
  const auto values = model->Floats("x", {8});
  EXPECT_THAT(*values,
              ElementsAre(0, 0, 0x1p-24F, -1023 * 0x1p-24F, 0x1p-14F, 65504, infinity, -infinity));
  EXPECT_TRUE(std::signbit((*values)[1]));
  EXPECT_TRUE(std::isnan(model->Floats("nan", {1})->front()));
}

TEST(ModelFile, ChecksNameShapeAndType) {
  const auto model = ModelFile::Parse("small", SmallModel());
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(model->Floats("none", {1}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(model->Shape("none").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(model->Bytes("none").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(model->Floats("single", {4}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Floats("bytes", {3}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Bytes("half").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Quantized("none", {1}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(model->Quantized("half", {3}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(model->Quantized("eight", {4}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ModelFile, AcceptsModelWithoutTensors) {
  EXPECT_TRUE(ModelFile::Parse("empty", ModelBuilder::Assemble("{}", "")).ok());
}

TEST(ModelFile, RefusesEveryTruncation) {
  const std::string whole = SmallModel();
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(ModelFile::Parse("cut", whole.substr(0, size)).status().code(),
              absl::StatusCode::kInvalidArgument)
        << size;
  }
}

TEST(ModelFile, SurvivesAnyChangedHeaderByte) {
  const std::string whole = SmallModel();
  const size_t header_end = whole.find('}', whole.rfind("shape"));
  for (size_t at = 0; at < header_end; ++at) {
    for (const char byte : {'\0', '\xFF', '9', '"', '}', '-'}) {
      std::string changed = whole;
      changed[at] = byte;
      const auto model = ModelFile::Parse("changed", changed);
      if (!model.ok()) {
        EXPECT_EQ(model.status().code(), absl::StatusCode::kInvalidArgument) << at;
      }
    }
  }
}

struct BrokenHeader {
  const char* name;
  std::string header;
  std::string data;
};

class ModelFileBroken : public ::testing::TestWithParam<BrokenHeader> {};

TEST_P(ModelFileBroken, IsRefusedByName) {
  const auto model = ModelFile::Parse("broken.safetensors",
                                      ModelBuilder::Assemble(GetParam().header, GetParam().data));
  EXPECT_EQ(model.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(model.status().message()), HasSubstr("broken.safetensors"));
}

std::string Entry(const std::string& shape, const std::string& offsets,
                  const std::string& type = "F32") {
  return R"({"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Headers, ModelFileBroken,
    ::testing::Values(
        BrokenHeader{"NoJson", "{", ""}, BrokenHeader{"NoObject", "[]", ""},
        BrokenHeader{"DeeplyNested", std::string(1 << 20, '['), ""},
        BrokenHeader{"EntryNoObject", R"({"a":1})", ""},
        BrokenHeader{"UnknownType", "{\"a\":" + Entry("[1]", "[0,8]", "I64") + "}",
                     std::string(8, 0)},
        BrokenHeader{"NoShape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", std::string(4, 0)},
        BrokenHeader{"NegativeShape", "{\"a\":" + Entry("[-1]", "[0,4]") + "}", std::string(4, 0)},
        BrokenHeader{"FractionalShape", "{\"a\":" + Entry("[1.0]", "[0,4]") + "}",
                     std::string(4, 0)},
        BrokenHeader{"ShapeOverflows", "{\"a\":" + Entry("[4611686018427387904,4]", "[0,0]") + "}",
                     ""},
        BrokenHeader{"HugeDimensionOfNothing",
                     "{\"a\":" + Entry("[0,18446744073709551615]", "[0,0]") + "}", ""},
        BrokenHeader{"OneOffset", "{\"a\":" + Entry("[1]", "[0]") + "}", std::string(4, 0)},
        BrokenHeader{"OffsetsReversed", "{\"a\":" + Entry("[1]", "[4,0]") + "}", std::string(4, 0)},
        BrokenHeader{"EndsOutside", "{\"a\":" + Entry("[2]", "[0,8]") + "}", std::string(4, 0)},
        BrokenHeader{"FarOutside",
                     "{\"a\":" + Entry("[1]", "[18446744073709551611,18446744073709551615]") + "}",
                     std::string(4, 0)},
        BrokenHeader{"ShorterThanShape", "{\"a\":" + Entry("[2]", "[0,4]") + "}",
                     std::string(4, 0)},
        BrokenHeader{"TensorsOverlap",
                     "{\"a\":" + Entry("[2]", "[0,8]") + ",\"b\":" + Entry("[2]", "[4,12]") + "}",
                     std::string(12, 0)},
        BrokenHeader{"GapBetweenTensors",
                     "{\"a\":" + Entry("[1]", "[0,4]") + ",\"b\":" + Entry("[1]", "[8,12]") + "}",
                     std::string(12, 0)},
        BrokenHeader{"BytesAfterLast", "{\"a\":" + Entry("[1]", "[0,4]") + "}", std::string(5, 0)}),
    [](const auto& info) { return info.param.name; });

TEST(ModelFileOpen, ReadsTheReleasedModel) {
  const auto model = ModelFile::Open(kReleasedModel);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->format(), kModelFormat);
  EXPECT_FALSE(model->version().empty());
  EXPECT_TRUE(model->Has("tokenizer.vocabulary"));
}

TEST(ModelFileOpen, NamesMissingModel) {
  const std::string path = FreshPath();
  const auto model = ModelFile::Open(path);
  EXPECT_EQ(model.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(model.status().message()), HasSubstr(path));
}

TEST(ModelFileOpen, RefusesFolder) {
  EXPECT_EQ(ModelFile::Open(::testing::TempDir()).status().code(), absl::StatusCode::kNotFound);
}

TEST(ModelFileOpen, NamesMissingChecksum) {
  const std::string path = FreshPath();
  WriteFile(path, SmallModel());
  const auto model = ModelFile::Open(path);
  EXPECT_EQ(model.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(model.status().message()), HasSubstr(path + ".sha256"));
}

TEST(ModelFileOpen, RefusesDamagedModel) {
  const std::string path = FreshPath();
  WriteFile(path, SmallModel());
  WriteFile(path + ".sha256", std::string(64, '0') + "  model\n");
  const auto model = ModelFile::Open(path);
  EXPECT_EQ(model.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(model.status().message()), HasSubstr(path));
}

TEST(ModelFileOpen, RefusesChecksumOfOtherForm) {
  const std::string path = FreshPath();
  WriteFile(path, SmallModel());
  for (const std::string& line :
       {std::string("hello\n"), std::string(64, 'x') + "  model\n", std::string(128, 'a')}) {
    WriteFile(path + ".sha256", line);
    EXPECT_EQ(ModelFile::Open(path).status().code(), absl::StatusCode::kInvalidArgument) << line;
  }
}

TEST(ModelFileOpen, RefusesModelOfOtherFormat) {
  const std::string path = FreshPath();
  WriteFile(path, ModelBuilder::Assemble("{}", ""));
  // SHA-256 of eight bytes of length, 2 and seven zeros, and "{}".
  WriteFile(path + ".sha256",
            "411A485216E432ECE6B9AF94FA32154CF79A2A56D4F81266BAA50063F45092BD  model\n");
  const auto model = ModelFile::Open(path);
  EXPECT_EQ(model.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(model.status().message()), HasSubstr(std::string(kModelFormat)));
}

}  // namespace
}  // namespace onrecord::ingest
