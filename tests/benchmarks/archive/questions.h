// The questions that the benchmark asks, each in two forms: as a client asks it and as somebody
// would write it in SQL on the archive's own file.

#ifndef ONRECORD_TESTS_BENCHMARKS_ARCHIVE_QUESTIONS_H_
#define ONRECORD_TESTS_BENCHMARKS_ARCHIVE_QUESTIONS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "onrecord/v1/query_service.grpc.pb.h"
#include "tests/benchmarks/archive/canned_service.h"

namespace onrecord::benchmarks {

struct Question {
  // What a question is measured by.
  enum class Class {
    kIndexed,  // a point read or an indexed list: against an empty call
    kText,     // a search newest first: against its SQL
    kOther,    // at most 50 ms
  };

  std::string name;
  Class measured_as = Class::kOther;
  // Asks once. A failure ends the program with a message. Returns the answer's bytes.
  std::function<size_t(v1::QueryService::Stub&)> ask;
  // Asks once and has `canned` give the same answer from now on.
  std::function<void(v1::QueryService::Stub&, CannedService& canned)> can;
  // The same by hand; empty where there is none.
  std::string sql;
};

// What a question needs to name records of the archive.
struct Names {
  std::string frequent_speaker;  // resource names
  std::string rare_speaker;
  std::string article;
  std::string position;
  std::string event;
  std::string publisher;
  std::string month_start;  // RFC 3339, within what was published
  std::string month_end;
};

// Names of the archive behind `stub`, which holds articles of a Corpus.
Names FindNames(v1::QueryService::Stub& stub, int articles);

std::vector<Question> Questions(const Names& names);

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_ARCHIVE_QUESTIONS_H_
