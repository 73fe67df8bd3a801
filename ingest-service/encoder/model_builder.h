// Builds small model files in memory, for tests of what reads them.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_MODEL_BUILDER_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_MODEL_BUILDER_H_

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace onrecord::ingest {

// Collects tensors and lays them out as a safetensors file. For one thread.
class ModelBuilder {
 public:
  ModelBuilder& AddMetadata(const std::string& key, const std::string& value) {
    header_["__metadata__"][key] = value;
    return *this;
  }

  ModelBuilder& AddFloats(const std::string& name, const std::vector<int64_t>& shape,
                          const std::vector<float>& values) {
    return Add(name, "F32", shape, values.data(), values.size() * sizeof(float));
  }

  // `bits` are half-precision numbers as they are stored.
  ModelBuilder& AddHalves(const std::string& name, const std::vector<int64_t>& shape,
                          const std::vector<uint16_t>& bits) {
    return Add(name, "F16", shape, bits.data(), bits.size() * sizeof(uint16_t));
  }

  // `scales` go under `name`.scale.
  ModelBuilder& AddQuantized(const std::string& name, const std::vector<int64_t>& shape,
                             const std::vector<int8_t>& values, const std::vector<float>& scales) {
    Add(name, "I8", shape, values.data(), values.size());
    return AddFloats(name + ".scale", {static_cast<int64_t>(scales.size())}, scales);
  }

  ModelBuilder& AddBytes(const std::string& name, const std::string& bytes) {
    return Add(name, "U8", {static_cast<int64_t>(bytes.size())}, bytes.data(), bytes.size());
  }

  // `size` bytes as a tensor of any type and shape.
  ModelBuilder& Add(const std::string& name, const char* type, const std::vector<int64_t>& shape,
                    const void* bytes, size_t size) {
    header_[name] = {
        {"dtype", type}, {"shape", shape}, {"data_offsets", {data_.size(), data_.size() + size}}};
    data_.append(static_cast<const char*>(bytes), size);
    return *this;
  }

  std::string Build() const { return Assemble(header_.dump(), data_); }

  // A file of any header and data, for tests of broken ones.
  static std::string Assemble(const std::string& header, const std::string& data) {
    std::string file;
    for (int k = 0; k < 8; ++k) {
      file += static_cast<char>(static_cast<uint64_t>(header.size()) >> (8 * k) & 0xFF);
    }
    return file + header + data;
  }

 private:
  nlohmann::json header_ = nlohmann::json::object();
  std::string data_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_MODEL_BUILDER_H_
