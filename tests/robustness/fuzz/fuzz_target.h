// What a target of fuzzing defines: libFuzzer's entry, which replay_main.cc calls as well.

#ifndef ONRECORD_TESTS_ROBUSTNESS_FUZZ_FUZZ_TARGET_H_
#define ONRECORD_TESTS_ROBUSTNESS_FUZZ_FUZZ_TARGET_H_

#include <cstddef>
#include <cstdint>

// Handles one input, whatever it is. Returns 0; what must not be ends the program with a message.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

#endif  // ONRECORD_TESTS_ROBUSTNESS_FUZZ_FUZZ_TARGET_H_
