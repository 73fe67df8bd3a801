// How often the kill tests kill, and when: from the environment, so that long runs need no build.

#ifndef ONRECORD_TESTS_ROBUSTNESS_KILL_SETTINGS_H_
#define ONRECORD_TESTS_ROBUSTNESS_KILL_SETTINGS_H_

#include <cstdlib>

namespace onrecord::tests {

// The number in an environment variable, else `otherwise`.
inline unsigned Setting(const char* variable, unsigned otherwise) {
  const char* value = std::getenv(variable);
  return value == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(value, nullptr, 10));
}

// Kills of services under load.
inline int Kills() { return static_cast<int>(Setting("ONRECORD_KILLS", 60)); }

// What all that is drawn depends on.
inline unsigned KillSeed() { return Setting("ONRECORD_KILL_SEED", 20260312); }

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_KILL_SETTINGS_H_
