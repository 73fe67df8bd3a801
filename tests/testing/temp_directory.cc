#include "tests/testing/temp_directory.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace onrecord::tests {

TempDirectory::TempDirectory()
    : path_((std::filesystem::temp_directory_path() / "onrecord-test-XXXXXX").string()) {
  if (mkdtemp(path_.data()) == nullptr) {
    std::perror(path_.c_str());
    std::abort();
  }
}

TempDirectory::~TempDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace onrecord::tests
