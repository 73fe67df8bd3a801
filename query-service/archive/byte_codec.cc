#include "query-service/archive/byte_codec.h"

#include <cstring>

namespace onrecord::query {

void ByteWriter::Number(uint64_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  bytes_.push_back(static_cast<char>(value));
}

void ByteWriter::Double(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>(bits >> shift));
}

void ByteWriter::String(std::string_view value) {
  Number(value.size());
  bytes_.append(value);
}

void ByteWriter::Strings(const std::vector<std::string>& values) {
  Number(values.size());
  for (const std::string& value : values) String(value);
}

void ByteWriter::PutSpan(const Span& span) {
  Number(static_cast<uint32_t>(span.begin));
  Number(static_cast<uint32_t>(span.end - span.begin));
}

void ByteWriter::Spans(const std::vector<Span>& spans) {
  Number(spans.size());
  for (const Span& span : spans) PutSpan(span);
}

void ByteReader::Fail() {
  ok_ = false;
  rest_ = {};
}

uint64_t ByteReader::Number() {
  uint64_t value = 0;
  for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const uint8_t byte = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  Fail();
  return 0;
}

double ByteReader::Double() {
  uint64_t bits = 0;
  if (rest_.size() < sizeof bits) {
    Fail();
    return 0;
  }
  for (size_t i = 0; i < sizeof bits; ++i) {
    bits |= static_cast<uint64_t>(static_cast<uint8_t>(rest_[i])) << (8 * i);
  }
  rest_.remove_prefix(sizeof bits);
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

size_t ByteReader::Length() {
  const uint64_t length = Number();
  if (length <= rest_.size()) return length;
  Fail();
  return 0;
}

std::string ByteReader::String() {
  const size_t length = Length();
  std::string value(rest_.substr(0, length));
  rest_.remove_prefix(length);
  return value;
}

std::vector<std::string> ByteReader::Strings() {
  std::vector<std::string> values(Length());
  for (std::string& value : values) value = String();
  return values;
}

Span ByteReader::GetSpan() {
  const uint64_t begin = Number();
  const uint64_t length = Number();
  if (begin > INT32_MAX || length > INT32_MAX - begin) {
    Fail();
    return {};
  }
  return {static_cast<int32_t>(begin), static_cast<int32_t>(begin + length)};
}

std::vector<Span> ByteReader::Spans() {
  std::vector<Span> spans(Length());
  for (Span& span : spans) span = GetSpan();
  return spans;
}

}  // namespace onrecord::query
