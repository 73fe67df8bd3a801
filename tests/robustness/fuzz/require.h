// How a target says that something is wrong.

#ifndef ONRECORD_TESTS_ROBUSTNESS_FUZZ_REQUIRE_H_
#define ONRECORD_TESTS_ROBUSTNESS_FUZZ_REQUIRE_H_

#include <cstdlib>
#include <iostream>
#include <string>

namespace onrecord::fuzz {

// Ends the program, which the fuzzer takes for a finding, with `what` where `holds` is false.
inline void Require(bool holds, const std::string& what) {
  if (holds) return;
  std::cerr << "fuzz: " << what << "\n";
  std::abort();
}

}  // namespace onrecord::fuzz

#endif  // ONRECORD_TESTS_ROBUSTNESS_FUZZ_REQUIRE_H_
