// Lists within a record as bytes: what is read with its record and never searched lies in one BLOB.
//
// Whole numbers take 7 bits a byte, the lowest first; doubles 8 bytes; strings their length and
// bytes; lists their length and members.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_BYTE_CODEC_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_BYTE_CODEC_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query-service/archive/records.h"

namespace onrecord::query {

// Appends values to bytes.
class ByteWriter {
 public:
  void Number(uint64_t value);
  void Double(double value);
  void String(std::string_view value);
  void Strings(const std::vector<std::string>& values);
  void PutSpan(const Span& span);
  void Spans(const std::vector<Span>& spans);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads them back in the same order. Bytes that are too few, or that cannot have been written, make
// everything read from there on zero or empty, and ok() false. `bytes` must outlive it.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  uint64_t Number();
  double Double();
  std::string String();
  std::vector<std::string> Strings();
  Span GetSpan();
  std::vector<Span> Spans();

  // The length of a list; at most the bytes that are left, since every member takes one.
  size_t Length();

  // Has every read from here on find nothing: for values that cannot have been written.
  void Fail();

  // Whether all reads so far found what they expected.
  bool ok() const { return ok_; }

  // Whether they also took all bytes.
  bool Finished() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_BYTE_CODEC_H_
