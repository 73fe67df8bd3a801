// The reader's model file: every weight, the vocabulary and the version in one safetensors file.
//
// One file means one checksum and one version: a reader never runs with the weights of one training
// and the vocabulary of another. The layout is that of safetensors: eight bytes of header length, a
// JSON header that names each tensor's type, shape and byte range, then the bytes. The file comes
// from outside, so nothing in its header is believed before it is checked against the bytes that
// are really there.
//
// What is multiplied most is stored as whole numbers of eight bits (I8): a row of an I8 tensor X,
// all that has the same first index, is multiplied by its own number in X.scale, F32, one for each
// row. F16 and F32 tensors are taken as they stand.
//
// Beside `reader.safetensors` lies `reader.safetensors.sha256`, one line as `sha256sum` writes it.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_MODEL_FILE_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_MODEL_FILE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace onrecord::ingest {

// The value of the metadata entry `format` that this code reads.
inline constexpr std::string_view kModelFormat = "onrecord.reader.4";

// Rows of eight-bit numbers and what to multiply each row by. `values` points into the ModelFile.
struct QuantizedTensor {
  absl::Span<const int8_t> values;  // row-major
  std::vector<float> scales;        // one a row, finite and above 0
};

// Holds the file's bytes; tensors are handed out as copies, most of them in fp32, so a ModelFile is
// dropped once everything has been loaded from it. Immutable: safe from any number of threads.
// Movable.
class ModelFile {
 public:
  // Reads `path` and checks it against `path`.sha256, then its layout and its format. Errors, each
  // a sentence that names the file and what to do:
  //   NOT_FOUND         the model or its checksum file is missing or can't be read
  //   DATA_LOSS         the bytes aren't those that the checksum was made from
  //   INVALID_ARGUMENT  not a safetensors file, a checksum file of another form, or another
  //   format's model
  static absl::StatusOr<ModelFile> Open(const std::string& path);

  // Reads the layout of `bytes` alone: neither checksum nor format is asked for. `name` is used in
  // messages. INVALID_ARGUMENT where the layout is broken in any way.
  static absl::StatusOr<ModelFile> Parse(std::string name, std::string bytes);

  // The file's name, the metadata's `format` and the model's `version`; empty where the file gives
  // none.
  const std::string& name() const { return name_; }
  const std::string& format() const { return format_; }
  const std::string& version() const { return version_; }

  // The whole number in the metadata's entry `key`. INVALID_ARGUMENT where there is none of that
  // name or it isn't within [least, most].
  absl::StatusOr<int> Number(std::string_view key, int least, int most) const;

  bool Has(std::string_view tensor) const;

  // The shape of `tensor`; NOT_FOUND where there is none of that name.
  absl::StatusOr<std::vector<int64_t>> Shape(std::string_view tensor) const;

  // The values of an F16, F32 or I8 tensor, row-major, as fp32; those of I8 multiplied by their
  // scales. NOT_FOUND where there is none of that name, INVALID_ARGUMENT where its shape isn't
  // `shape` or its type is U8, and as Quantized.
  absl::StatusOr<std::vector<float>> Floats(std::string_view tensor,
                                            const std::vector<int64_t>& shape) const;

  // An I8 tensor as it is stored. NOT_FOUND where it or its scales are missing, INVALID_ARGUMENT
  // where it is of another type or shape, or its scales aren't F32, one a row, finite and above 0.
  absl::StatusOr<QuantizedTensor> Quantized(std::string_view tensor,
                                            const std::vector<int64_t>& shape) const;

  // The bytes of a U8 tensor; they live as long as this ModelFile. NOT_FOUND, or INVALID_ARGUMENT
  // where it is of another type.
  absl::StatusOr<std::string_view> Bytes(std::string_view tensor) const;

 private:
  enum class Type { kF16, kF32, kI8, kU8 };

  struct Tensor {
    Type type;
    std::vector<int64_t> shape;
    size_t begin;  // in bytes_
    size_t end;
  };

  ModelFile() = default;

  absl::Status ReadHeader(std::string_view header, size_t data_begin);
  absl::Status CheckCoverage(size_t data_begin) const;
  absl::StatusOr<const Tensor*> Find(std::string_view tensor) const;
  absl::StatusOr<const Tensor*> FindOfShape(std::string_view tensor,
                                            const std::vector<int64_t>& shape) const;
  std::string_view BytesOf(const Tensor& tensor) const;
  absl::Status Unexpected(std::string_view tensor) const;
  absl::Status Malformed(const std::string& what) const;

  std::string name_;
  std::string format_;
  std::string version_;
  std::map<std::string, std::string, std::less<>> metadata_;
  std::string bytes_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_MODEL_FILE_H_
