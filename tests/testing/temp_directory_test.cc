#include "tests/testing/temp_directory.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"

namespace onrecord::tests {
namespace {

TEST(TempDirectory, IsRemovedWithItsFiles) {
  std::string path;
  {
    const TempDirectory directory;
    path = directory.path();
    std::ofstream(directory.File("note")) << "kept for a moment";
    EXPECT_TRUE(std::filesystem::exists(directory.File("note")));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TempDirectory, IsNeverShared) {
  const TempDirectory first;
  const TempDirectory second;
  EXPECT_NE(first.path(), second.path());
}

}  // namespace
}  // namespace onrecord::tests
