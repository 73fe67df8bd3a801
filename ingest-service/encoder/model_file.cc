#include "ingest-service/encoder/model_file.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace onrecord::ingest {
namespace {

using nlohmann::json;

constexpr size_t kLengthBytes = 8;
constexpr uint64_t kLongestHeader = 16 << 20;
constexpr size_t kSha256Hex = 64;
constexpr char kRestore[] =
    " Check the path, or restore the file from the release that the model came with.";

absl::StatusOr<std::string> ReadFile(const std::string& path, const char* what) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) {
    return absl::NotFoundError(
        absl::StrCat("The ", what, " ", path, " is missing, empty or can't be read.", kRestore));
  }
  return std::move(bytes).str();
}

std::string Sha256Hex(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
  return absl::BytesToHexString(std::string(reinterpret_cast<const char*>(digest), size));
}

// Compares `bytes` with the line that `sha256sum path` once wrote to path.sha256.
absl::Status CheckChecksum(const std::string& path, std::string_view bytes) {
  const std::string sum_path = absl::StrCat(path, ".sha256");
  absl::StatusOr<std::string> line = ReadFile(sum_path, "model's checksum");
  if (!line.ok()) return line.status();
  const std::string expected = absl::AsciiStrToLower(line->substr(0, kSha256Hex));
  const bool is_hex = std::all_of(expected.begin(), expected.end(), absl::ascii_isxdigit);
  if (expected.size() != kSha256Hex || !is_hex ||
      (line->size() > kSha256Hex && !absl::ascii_isspace((*line)[kSha256Hex]))) {
    return absl::InvalidArgumentError(absl::StrCat(
        "The checksum file ", sum_path, " isn't a line as sha256sum writes it.", kRestore));
  }
  if (Sha256Hex(bytes) != expected) {
    return absl::DataLossError(absl::StrCat("The model ", path, " is damaged: its SHA-256 isn't ",
                                            "the one in ", sum_path, ". Restore both files from ",
                                            "the release that the model came with."));
  }
  return absl::OkStatus();
}

// IEEE half precision to single, exactly, for every bit pattern.
float HalfToFloat(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000) << 16;
  const uint32_t exponent = (half >> 10) & 0x1F;
  const uint32_t fraction = half & 0x3FF;
  if (exponent == 0) {  // zero or subnormal: a multiple of 2^-24
    const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
    return sign != 0 ? -magnitude : magnitude;
  }
  const uint32_t wide = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
  const uint32_t bits = sign | (wide << 23) | (fraction << 13);
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// The file's numbers are little-endian, as is every machine that this runs on.
std::vector<float> CopyFloats(std::string_view bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

std::vector<float> HalvesToFloats(std::string_view bytes) {
  std::vector<float> values(bytes.size() / sizeof(uint16_t));
  for (size_t k = 0; k < values.size(); ++k) {
    uint16_t half;
    std::memcpy(&half, bytes.data() + k * sizeof half, sizeof half);
    values[k] = HalfToFloat(half);
  }
  return values;
}

std::vector<float> Dequantize(const QuantizedTensor& quantized) {
  std::vector<float> values(quantized.values.begin(), quantized.values.end());
  if (values.empty()) return values;
  const size_t row_size = values.size() / quantized.scales.size();
  float* value = values.data();
  for (const float scale : quantized.scales) {
    for (size_t k = 0; k < row_size; ++k) *value++ *= scale;
  }
  return values;
}

// A JSON array of whole numbers that aren't negative; nothing for anything else.
std::optional<std::vector<uint64_t>> ReadNumbers(const json& array) {
  if (!array.is_array()) return std::nullopt;
  std::vector<uint64_t> numbers;
  for (const json& number : array) {
    if (!number.is_number_unsigned()) return std::nullopt;
    numbers.push_back(number.get<uint64_t>());
  }
  return numbers;
}

std::string StringAt(const json& object, const char* key) {
  const auto entry = object.find(key);
  return entry != object.end() && entry->is_string() ? entry->get<std::string>() : std::string();
}

// The bytes that a tensor of `shape` takes; nothing where that is more than can be counted.
std::optional<uint64_t> ByteSize(const std::vector<uint64_t>& shape, uint64_t element_size) {
  uint64_t size = element_size;
  for (uint64_t dimension : shape) {
    if (dimension > INT64_MAX || __builtin_mul_overflow(size, dimension, &size)) {
      return std::nullopt;
    }
  }
  return size;
}

}  // namespace

absl::StatusOr<ModelFile> ModelFile::Open(const std::string& path) {
  absl::StatusOr<std::string> bytes = ReadFile(path, "model");
  if (!bytes.ok()) return bytes.status();
  if (absl::Status status = CheckChecksum(path, *bytes); !status.ok()) return status;
  absl::StatusOr<ModelFile> model = Parse(path, *std::move(bytes));
  if (model.ok() && model->format() != kModelFormat) {
    return absl::InvalidArgumentError(
        absl::StrCat("The model ", path, " has the format \"", absl::CHexEscape(model->format()),
                     "\", this program reads \"", std::string(kModelFormat),
                     "\". Use the model of the same release."));
  }
  return model;
}

absl::StatusOr<ModelFile> ModelFile::Parse(std::string name, std::string bytes) {
  ModelFile model;
  model.name_ = std::move(name);
  model.bytes_ = std::move(bytes);
  if (model.bytes_.size() < kLengthBytes) return model.Malformed("it is too short for a header");
  uint64_t header_size = 0;
  for (size_t k = 0; k < kLengthBytes; ++k) {
    header_size |= static_cast<uint64_t>(static_cast<uint8_t>(model.bytes_[k])) << (8 * k);
  }
  if (header_size > kLongestHeader || header_size > model.bytes_.size() - kLengthBytes) {
    return model.Malformed("its header is longer than the file or than any header");
  }
  const std::string header = model.bytes_.substr(kLengthBytes, header_size);
  const size_t data_begin = kLengthBytes + header_size;
  if (absl::Status status = model.ReadHeader(header, data_begin); !status.ok()) return status;
  if (absl::Status status = model.CheckCoverage(data_begin); !status.ok()) return status;
  return model;
}

absl::Status ModelFile::ReadHeader(std::string_view header, size_t data_begin) {
  struct Stored {
    Type type;
    uint64_t size;  // of a value, in bytes
  };
  static const auto& kTypes = *new std::map<std::string, Stored>{{"F16", {Type::kF16, 2}},
                                                                 {"F32", {Type::kF32, 4}},
                                                                 {"I8", {Type::kI8, 1}},
                                                                 {"U8", {Type::kU8, 1}}};
  const json entries = json::parse(header, nullptr, /*allow_exceptions=*/false);
  if (!entries.is_object()) return Malformed("its header isn't a JSON object");
  for (const auto& [name, entry] : entries.items()) {
    if (!entry.is_object()) return Malformed(absl::StrCat("the entry of ", name, " is no object"));
    if (name == "__metadata__") {
      for (const auto& [key, value] : entry.items()) {
        if (value.is_string()) metadata_.emplace(key, value.get<std::string>());
      }
      format_ = StringAt(entry, "format");
      version_ = StringAt(entry, "version");
      continue;
    }
    const auto type = kTypes.find(StringAt(entry, "dtype"));
    if (type == kTypes.end()) {
      return Malformed(
          absl::StrCat("the tensor ", name, " is of another type than F16, F32, I8, U8"));
    }
    const auto shape = ReadNumbers(entry.value("shape", json()));
    const auto offsets = ReadNumbers(entry.value("data_offsets", json()));
    if (!shape || !offsets || offsets->size() != 2) {
      return Malformed(absl::StrCat("the tensor ", name, " has no proper shape or offsets"));
    }
    const uint64_t begin = (*offsets)[0], end = (*offsets)[1];
    if (begin > end || end > bytes_.size() - data_begin) {
      return Malformed(absl::StrCat("the tensor ", name, " lies outside of the file"));
    }
    if (ByteSize(*shape, type->second.size) != end - begin) {
      return Malformed(absl::StrCat("the tensor ", name, " isn't as long as its shape says"));
    }
    tensors_.emplace(name,
                     Tensor{type->second.type, std::vector<int64_t>(shape->begin(), shape->end()),
                            data_begin + begin, data_begin + end});
  }
  return absl::OkStatus();
}

// Safetensors has every byte of the data belong to just one tensor.
absl::Status ModelFile::CheckCoverage(size_t data_begin) const {
  std::vector<std::pair<size_t, size_t>> ranges;
  for (const auto& [name, tensor] : tensors_) ranges.emplace_back(tensor.begin, tensor.end);
  std::sort(ranges.begin(), ranges.end());
  size_t at = data_begin;
  for (const auto& [begin, end] : ranges) {
    if (begin != at) return Malformed("its tensors overlap or leave gaps");
    at = end;
  }
  if (at != bytes_.size()) return Malformed("there are bytes after its last tensor");
  return absl::OkStatus();
}

absl::Status ModelFile::Malformed(const std::string& what) const {
  return absl::InvalidArgumentError(absl::StrCat(
      "The model ", name_, " isn't a safetensors file that can be read: ", absl::CHexEscape(what),
      ".", kRestore));
}

absl::StatusOr<const ModelFile::Tensor*> ModelFile::Find(std::string_view tensor) const {
  const auto entry = tensors_.find(tensor);
  if (entry == tensors_.end()) {
    return absl::NotFoundError(absl::StrCat("The model ", name_, " has no tensor ",
                                            std::string(tensor),
                                            ". Use the model of the same release."));
  }
  return &entry->second;
}

bool ModelFile::Has(std::string_view tensor) const { return tensors_.count(tensor) > 0; }

absl::StatusOr<std::vector<int64_t>> ModelFile::Shape(std::string_view tensor) const {
  absl::StatusOr<const Tensor*> found = Find(tensor);
  if (!found.ok()) return found.status();
  return (*found)->shape;
}

absl::StatusOr<int> ModelFile::Number(std::string_view key, int least, int most) const {
  const auto entry = metadata_.find(key);
  int number = 0;
  if (entry == metadata_.end() || !absl::SimpleAtoi(entry->second, &number) || number < least ||
      number > most) {
    return absl::InvalidArgumentError(absl::StrCat(
        "The model ", name_, " says nothing under \"", std::string(key),
        "\" that is a number from ", least, " to ", most, ". Use the model of the same release."));
  }
  return number;
}

absl::Status ModelFile::Unexpected(std::string_view tensor) const {
  return absl::InvalidArgumentError(
      absl::StrCat("The tensor ", std::string(tensor), " of the model ", name_,
                   " has another type or shape than this program expects, or values that it can't ",
                   "use. Use the model of the same release."));
}

absl::StatusOr<const ModelFile::Tensor*> ModelFile::FindOfShape(
    std::string_view tensor, const std::vector<int64_t>& shape) const {
  absl::StatusOr<const Tensor*> found = Find(tensor);
  if (found.ok() && (*found)->shape != shape) return Unexpected(tensor);
  return found;
}

std::string_view ModelFile::BytesOf(const Tensor& tensor) const {
  return std::string_view(bytes_).substr(tensor.begin, tensor.end - tensor.begin);
}

absl::StatusOr<std::vector<float>> ModelFile::Floats(std::string_view tensor,
                                                     const std::vector<int64_t>& shape) const {
  absl::StatusOr<const Tensor*> found = FindOfShape(tensor, shape);
  if (!found.ok()) return found.status();
  switch ((*found)->type) {
    case Type::kF16:
      return HalvesToFloats(BytesOf(**found));
    case Type::kF32:
      return CopyFloats(BytesOf(**found));
    case Type::kI8: {
      const absl::StatusOr<QuantizedTensor> quantized = Quantized(tensor, shape);
      if (!quantized.ok()) return quantized.status();
      return Dequantize(*quantized);
    }
    case Type::kU8:
      break;
  }
  return Unexpected(tensor);
}

absl::StatusOr<QuantizedTensor> ModelFile::Quantized(std::string_view tensor,
                                                     const std::vector<int64_t>& shape) const {
  absl::StatusOr<const Tensor*> found = FindOfShape(tensor, shape);
  if (!found.ok()) return found.status();
  if ((*found)->type != Type::kI8 || shape.empty()) return Unexpected(tensor);
  const std::string scale_name = absl::StrCat(std::string(tensor), ".scale");
  absl::StatusOr<const Tensor*> scale = FindOfShape(scale_name, {shape.front()});
  if (!scale.ok()) return scale.status();
  if ((*scale)->type != Type::kF32) return Unexpected(scale_name);
  const std::string_view bytes = BytesOf(**found);
  QuantizedTensor quantized{{reinterpret_cast<const int8_t*>(bytes.data()), bytes.size()},
                            CopyFloats(BytesOf(**scale))};
  for (const float value : quantized.scales) {
    if (!std::isfinite(value) || value <= 0) return Unexpected(scale_name);
  }
  return quantized;
}

absl::StatusOr<std::string_view> ModelFile::Bytes(std::string_view tensor) const {
  absl::StatusOr<const Tensor*> found = Find(tensor);
  if (!found.ok()) return found.status();
  if ((*found)->type != Type::kU8) return Unexpected(tensor);
  return BytesOf(**found);
}

}  // namespace onrecord::ingest
